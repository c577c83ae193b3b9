package org.lanmei.sharing;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Seq;
import org.lanmei.log.Log;
import org.springframework.stereotype.Component;

/** Brings together what a verdict is made of, as it was known at a moment. */
@Component
public class Scoreboard {

  private final ArrivalStore arrivals;
  private final NoticeStore notices;
  private final HeartbeatStore heartbeats;
  private final Log log;
  private final Clock clock;

  Scoreboard(
      ArrivalStore arrivals, NoticeStore notices, HeartbeatStore heartbeats, Log log, Clock clock) {
    this.arrivals = arrivals;
    this.notices = notices;
    this.heartbeats = heartbeats;
    this.log = log;
    this.clock = clock;
  }

  /**
   * @param on what happened later is left aside
   * @param known what was learned later is left aside
   */
  record AsOf(Instant on, Seq known) {}

  AsOf now() {
    return new AsOf(clock.instant(), log.latest());
  }

  /**
   * @param on null = now
   * @param knownAt null = all that is known
   */
  AsOf asOf(@Nullable Instant on, @Nullable Instant knownAt) {
    Instant moment = on == null ? clock.instant() : on;
    if (knownAt != null && knownAt.isBefore(moment)) moment = knownAt;
    return new AsOf(moment, knownAt == null ? log.latest() : log.knownAt(knownAt));
  }

  /**
   * A season of one year, or a whole year.
   *
   * @param year in which it begins
   */
  public record Period(int year, Terms.@Nullable Season season, LocalDate first, LocalDate last) {

    /** Its first day, as it stands in addresses. */
    public String address() {
      return first.toString();
    }

    static Period of(int year, Terms.@Nullable Season season) {
      return season == null
          ? new Period(year, null, LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31))
          : new Period(year, season, season.first(year), season.last(year));
    }
  }

  /** The periods of an agreement that have begun, the last first. */
  List<Period> periods(Agreement agreement, Instant now) {
    return periods(Timeliness.obligations(agreement), now);
  }

  /** The same of some lines. */
  static List<Period> periods(List<Timeliness.Obligation> obligations, Instant now) {
    var periods = new ArrayList<Period>();
    for (var obligation : obligations) {
      var zone = obligation.line().zone();
      var season = obligation.line().season();
      LocalDate from = LocalDate.ofInstant(obligation.from(), zone);
      LocalDate today = LocalDate.ofInstant(now, zone);
      Instant to = obligation.to();
      LocalDate until = to == null ? today : LocalDate.ofInstant(to.minusSeconds(1), zone);
      if (until.isAfter(today)) until = today;
      for (int year = Terms.year(from, season); year <= Terms.year(until, season); year++) {
        var period = Period.of(year, season);
        boolean begun = !period.first().isAfter(until) && !period.last().isBefore(from);
        if (begun && !periods.contains(period)) periods.add(period);
      }
    }
    periods.sort(java.util.Comparator.comparing(Period::first).reversed());
    return periods;
  }

  /** The period that was asked for by its first day; else the last that has begun. */
  java.util.Optional<Period> period(Agreement agreement, @Nullable String first, Instant now) {
    var periods = periods(agreement, now);
    return periods.stream()
        .filter(p -> first == null || first.isBlank() || p.address().equals(first))
        .findFirst();
  }

  /** The slots of one period. */
  List<Slot> slots(Agreement agreement, Period period, AsOf asOf) {
    var obligations =
        Timeliness.obligations(agreement.knownAt(asOf.known())).stream()
            .filter(o -> java.util.Objects.equals(o.line().season(), period.season()))
            .toList();
    return slots(agreement.id(), obligations, period.first(), period.last(), asOf);
  }

  /** The slots of one station in one period; its receipts alone are read. */
  List<Slot> slots(Agreement agreement, String station, Period period, AsOf asOf) {
    var obligations =
        Timeliness.obligations(agreement.knownAt(asOf.known())).stream()
            .filter(o -> o.line().stations().contains(station))
            .filter(o -> java.util.Objects.equals(o.line().season(), period.season()))
            .map(o -> o.of(station))
            .toList();
    return slots(agreement.id(), obligations, period.first(), period.last(), asOf);
  }

  List<Slot> slots(
      String agreement,
      List<Timeliness.Obligation> obligations,
      LocalDate first,
      LocalDate last,
      AsOf asOf) {
    if (obligations.isEmpty()) return List.of();
    var zone = obligations.getFirst().line().zone();
    Instant from = first.minusDays(2).atStartOfDay(zone).toInstant();
    Instant to = last.plusDays(2).atStartOfDay(zone).toInstant();
    return Timeliness.of(
        obligations,
        first,
        last,
        receipts(obligations, from, to, asOf),
        notices.of(agreement, asOf.known()),
        heartbeats.between(from, to),
        asOf.on());
  }

  private List<Receipt> receipts(
      List<Timeliness.Obligation> obligations, Instant from, Instant to, AsOf asOf) {
    return obligations.stream()
        .flatMap(o -> o.line().stations().stream())
        .distinct()
        .flatMap(station -> arrivals.between(station, from, to, asOf.known()).stream())
        .toList();
  }

  /**
   * A slot and what it was made of.
   *
   * @param receipts of observations it asked for, in the order in which they were learned
   */
  public record Detail(Slot slot, List<Receipt> receipts, @Nullable Notice notice) {}

  Optional<Detail> detail(
      Agreement agreement, String station, LocalDate day, String time, AsOf asOf) {
    var obligations = Timeliness.obligations(agreement.knownAt(asOf.known()));
    return slots(agreement.id(), obligations, day, day, asOf).stream()
        .filter(s -> s.station().equals(station) && s.time().equals(time))
        .findFirst()
        .map(s -> new Detail(s, receipts(s, asOf), notice(agreement.id(), s, asOf)));
  }

  private List<Receipt> receipts(Slot slot, AsOf asOf) {
    return arrivals.between(slot.station(), slot.from(), slot.to(), asOf.known()).stream()
        .filter(r -> slot.variables().contains(r.series().variable()))
        .filter(r -> !r.receivedAt().isAfter(asOf.on()))
        .map(
            r ->
                new Receipt(
                    r.series(),
                    r.batch(),
                    r.receivedAt(),
                    r.observed().stream()
                        .filter(at -> !at.isBefore(slot.from()) && !at.isAfter(slot.to()))
                        .toList(),
                    r.seq()))
        .filter(r -> !r.observed().isEmpty())
        .toList();
  }

  private @Nullable Notice notice(String agreement, Slot slot, AsOf asOf) {
    if (slot.notice() == null) return null;
    return notices.of(agreement, asOf.known()).stream()
        .filter(n -> n.id().equals(slot.notice()))
        .findFirst()
        .orElse(null);
  }

  static Map<String, Score> byStation(List<Slot> slots) {
    var byStation =
        slots.stream()
            .collect(Collectors.groupingBy(Slot::station, TreeMap::new, Collectors.toList()));
    var scores = new TreeMap<String, Score>();
    byStation.forEach((station, some) -> scores.put(station, Score.of(some)));
    return scores;
  }
}
