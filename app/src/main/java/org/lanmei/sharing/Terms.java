package org.lanmei.sharing;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.Year;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.LocalizedText;
import org.lanmei.kernel.Party;
import org.lanmei.kernel.SeriesKey;

/**
 * What one version of an agreement says.
 *
 * @param provider whose data they are
 * @param receivers parties' codes, organisations' codes such as {@code MRC}, or {@link
 *     Releases#PUBLIC}; in alphabetical order
 * @param purpose for which the receivers may use the data, in the agreement's own words
 * @param onwardSharing whether receivers may pass the data on; said, never inferred
 * @param approver who approved the text on the provider's side
 * @param document number of the signed document
 * @param concludedOn when the document was signed outside of this system; null = it is concluded by
 *     the acts recorded here, and then binds nobody before them
 * @param from first day of validity, in the zone of each line
 * @param to last day; null = until ended
 */
public record Terms(
    LocalizedText title,
    Party provider,
    List<String> receivers,
    List<Line> lines,
    String purpose,
    boolean onwardSharing,
    Classification classification,
    String approver,
    String document,
    @Nullable LocalDate concludedOn,
    LocalDate from,
    @Nullable LocalDate to) {

  public Terms {
    receivers = List.copyOf(new TreeSet<>(receivers));
    lines = List.copyOf(lines);
  }

  /** How far the agreement itself, not its data, may be seen. */
  public enum Classification {
    /** By everybody. */
    PUBLIC,
    /** By the parties and organisations that it binds. */
    PARTIES,
    /** As {@link #PARTIES}, and not to be quoted. */
    RESTRICTED;

    public String key() {
      return "sharing.classification." + name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /**
   * Stations and variables under one set of conditions.
   *
   * @param season null = all year
   * @param zone in which days, seasons and windows run
   * @param frequency from one observation to the next; null = not said, and then there is no score
   *     of completeness
   * @param windows until when which observations are to be received; empty = no delivery times, and
   *     then nothing is counted
   * @param delay least time between observation and sight
   */
  public record Line(
      List<String> stations,
      List<String> variables,
      @Nullable Season season,
      ZoneId zone,
      @Nullable Duration frequency,
      List<Window> windows,
      Duration delay,
      Coarsening coarsening) {

    public Line {
      stations = List.copyOf(stations);
      variables = List.copyOf(variables);
      windows = windows.stream().sorted(java.util.Comparator.comparing(Window::before)).toList();
    }

    /** The same for one of its stations. */
    Line of(String station) {
      return new Line(
          List.of(station), variables, season, zone, frequency, windows, delay, coarsening);
    }

    /** What is measured, before any coarsening. */
    public List<SeriesKey> series() {
      var keys = new ArrayList<SeriesKey>();
      for (String station : stations) {
        for (String variable : variables) keys.add(new SeriesKey(station, variable));
      }
      return keys;
    }
  }

  /**
   * Days of each year, both included; one that begins later in the year than it ends runs over the
   * turn of the year.
   */
  public record Season(MonthDay from, MonthDay to) {

    /** The first day of the season that begins in the year. */
    LocalDate first(int year) {
      return from.atYear(year);
    }

    LocalDate last(int year) {
      return to.atYear(to.isBefore(from) ? year + 1 : year);
    }

    boolean contains(LocalDate day) {
      for (int year = day.getYear() - 1; year <= day.getYear(); year++) {
        if (!day.isBefore(first(year)) && !day.isAfter(last(year))) return true;
      }
      return false;
    }
  }

  /**
   * A delivery each day: before {@code before}, the observations from {@code from} to {@code to},
   * both included.
   *
   * @param fromDay days from the day of delivery to that of the first observation: 0 or −1
   * @param toDay the same for the last one
   */
  public record Window(LocalTime before, int fromDay, LocalTime from, int toDay, LocalTime to) {}

  /** The parties that this text binds. */
  public Set<Party> parties() {
    var parties = EnumSet.of(provider);
    for (String code : receivers) party(code, parties);
    return parties;
  }

  private static void party(String code, Set<Party> into) {
    for (Party party : Party.values()) {
      if (party.name().equals(code)) into.add(party);
    }
  }

  /** Receivers that make no acts here: neither parties nor the public. */
  public List<String> organisations() {
    return receivers.stream().filter(Terms::isOrganisation).toList();
  }

  static boolean isOrganisation(String code) {
    if (code.equals(Releases.PUBLIC)) return false;
    for (Party party : Party.values()) {
      if (party.name().equals(code)) return false;
    }
    return true;
  }

  public boolean toThePublic() {
    return receivers.contains(Releases.PUBLIC);
  }

  /** Stations of all lines, each once, in their order. */
  public List<String> stations() {
    return lines.stream().flatMap(l -> l.stations().stream()).distinct().toList();
  }

  /** Whether anything is to be delivered by a time. */
  public boolean hasSchedule() {
    return lines.stream().anyMatch(l -> !l.windows().isEmpty());
  }

  /** The seasons of the lines that have delivery times, each once; null stands for all year. */
  List<@Nullable Season> scheduledSeasons() {
    var seasons = new ArrayList<@Nullable Season>();
    for (Line line : lines) {
      if (!line.windows().isEmpty() && !seasons.contains(line.season())) seasons.add(line.season());
    }
    return seasons;
  }

  static int year(LocalDate day, @Nullable Season season) {
    if (season == null) return Year.from(day).getValue();
    int year = day.getYear();
    return season.to().isBefore(season.from()) && day.isBefore(season.first(year))
        ? year - 1
        : year;
  }
}
