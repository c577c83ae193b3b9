package org.lanmei.sharing;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Caller;
import org.lanmei.site.Page;
import org.springframework.stereotype.Component;

/**
 * How one station's deliveries come in, under each agreement that the caller may know of: the same
 * figures as on the agreements' scoreboards, for whoever may open those.
 */
@Component
public class StationTimeliness {

  private final Agreements agreements;
  private final Scoreboard scoreboard;
  private final Rehearsals rehearsals;

  StationTimeliness(Agreements agreements, Scoreboard scoreboard, Rehearsals rehearsals) {
    this.agreements = agreements;
    this.scoreboard = scoreboard;
    this.rehearsals = rehearsals;
  }

  /**
   * A station under one agreement in the season that runs, or the last one that has begun.
   *
   * @param zone in which the days of the deliveries run
   * @param slots in the order of their times
   */
  public record Season(
      String agreement,
      Scoreboard.Period period,
      ZoneId zone,
      boolean running,
      Score score,
      List<Slot> slots,
      SlotStrip strip) {

    /** The slots that are not on time, one by one. */
    public String late(String station) {
      return "/sharing/%s/scoreboard?period=%s&station=%s"
          .formatted(agreement, period.address(), station);
    }
  }

  /**
   * @param at null = now
   * @param knownAt null = all that is known
   */
  public List<Season> of(
      Caller caller, String station, @Nullable Instant at, @Nullable Instant knownAt) {
    var asOf = scoreboard.asOf(at, knownAt);
    var seasons = new ArrayList<Season>();
    for (Agreement agreement : agreements.list(caller)) {
      season(agreement, station, asOf).ifPresent(seasons::add);
    }
    return List.copyOf(seasons);
  }

  private Optional<Season> season(Agreement agreement, String station, Scoreboard.AsOf asOf) {
    var obligations =
        Timeliness.obligations(agreement.knownAt(asOf.known())).stream()
            .filter(o -> o.line().stations().contains(station))
            .toList();
    if (obligations.isEmpty()) return Optional.empty();
    ZoneId zone = obligations.getLast().line().zone();
    LocalDate today = LocalDate.ofInstant(asOf.on(), zone);
    var periods = Scoreboard.periods(obligations, asOf.on());
    if (periods.isEmpty()) return Optional.empty();
    var running = periods.stream().filter(p -> !p.last().isBefore(today)).findFirst();
    var period = running.orElse(periods.getFirst());
    var slots = scoreboard.slots(agreement, station, period, asOf);
    if (slots.isEmpty()) return Optional.empty();
    return Optional.of(
        new Season(
            agreement.id(),
            period,
            zone,
            running.isPresent(),
            Score.of(slots),
            slots,
            SlotStrip.of(period, slots)));
  }

  /** How figures are said to a reader. */
  public SharingView view(Page page) {
    return new SharingView(page, rehearsals::holding);
  }
}
