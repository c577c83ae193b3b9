package org.lanmei.water;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.Year;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Caller;
import org.lanmei.kernel.SeriesKey;
import org.springframework.stereotype.Component;

/** What a station's page tells: its levels through a span, and what other years had. */
@Component
public class StationView {

  /** So many years back the other years reach. */
  private static final int YEARS = 30;

  private static final int NEWEST = 16;

  /** Flood season of the terms with China, and of the page when nothing else is asked for. */
  private static final MonthDay SEASON_FROM = MonthDay.of(6, 1);

  private static final MonthDay SEASON_TO = MonthDay.of(10, 31);
  private static final int MOST_DAYS = 366 * 3;

  private final Readings readings;

  StationView(Readings readings) {
    this.readings = readings;
  }

  /**
   * @param season the year of the flood season shown; null = another span
   * @param query of the span, for addresses
   */
  public record Shown(Hydrograph.Span span, @Nullable Integer season, String query) {}

  /**
   * @param mean of that day
   */
  public record YearRow(int year, double mean) {}

  /**
   * @param all readings of the span, ascending
   * @param newest the last of them, newest first
   * @param sameDay this day in other years, newest first
   */
  public record Levels(
      Shown shown,
      Hydrograph graph,
      List<Reading> all,
      List<Reading> newest,
      LocalDate day,
      List<YearRow> sameDay) {

    /** Whether something is missing before a value, by the measure of those around it. */
    public boolean afterGap(Reading reading) {
      return graph.gaps().stream().anyMatch(gap -> gap.to().equals(reading.at()));
    }
  }

  /**
   * @param season a year; null = not asked for
   * @param days the last so many days; null = not asked for
   * @param from first day; null = not asked for
   * @param to last day; null = the day of the moment
   */
  static Shown shown(
      Instant at,
      ZoneId zone,
      @Nullable Integer season,
      @Nullable Integer days,
      @Nullable LocalDate from,
      @Nullable LocalDate to) {
    LocalDate today = LocalDate.ofInstant(at, zone);
    if (season != null) {
      if (season < 1900 || season > 2100) {
        throw WaterProblem.BadFields.of("season", "water.field.far", season.toString());
      }
      return new Shown(
          span(SEASON_FROM.atYear(season), SEASON_TO.atYear(season), zone),
          season,
          "season=" + season);
    }
    if (days != null) {
      if (days < 1 || days > MOST_DAYS) {
        throw WaterProblem.BadFields.of("days", "water.field.days", MOST_DAYS);
      }
      return new Shown(
          new Hydrograph.Span(at.minus(Duration.ofDays(days)), at.plusSeconds(1), zone),
          null,
          "days=" + days);
    }
    if (from != null || to != null) {
      LocalDate last = to == null ? today : to;
      LocalDate first = from == null ? last.minusMonths(1) : from;
      if (first.isAfter(last) || first.plusDays(MOST_DAYS).isBefore(last)) {
        throw WaterProblem.BadFields.of("from", "water.field.days", MOST_DAYS);
      }
      return new Shown(span(first, last, zone), null, "from=" + first + "&to=" + last);
    }
    int year = today.getYear();
    LocalDate begin =
        today.isBefore(SEASON_FROM.atYear(year)) ? today.minusMonths(6) : SEASON_FROM.atYear(year);
    return new Shown(span(begin, today, zone), null, "from=" + begin + "&to=" + today);
  }

  private static Hydrograph.Span span(LocalDate first, LocalDate last, ZoneId zone) {
    return new Hydrograph.Span(
        first.atStartOfDay(zone).toInstant(),
        last.plusDays(1).atStartOfDay(zone).toInstant(),
        zone);
  }

  Levels levels(Caller caller, River.Row row, Shown shown, Instant at, @Nullable Instant knownAt) {
    var span = shown.span();
    SeriesKey series = row.series();
    Instant end = span.to().isAfter(at) ? at.plusSeconds(1) : span.to();
    var now =
        span.from().isBefore(end)
            ? readings.between(caller, series, span.from(), end, knownAt)
            : List.<Reading>of();
    LocalDate day = LocalDate.ofInstant(at, span.zone());
    var means = means(caller, series, span, day, knownAt);
    return new Levels(
        shown,
        Hydrograph.of(
            span,
            now,
            row.station().limits(),
            others(means, span),
            row.station().datum() == Station.Datum.GAUGE),
        now,
        now.reversed().stream().limit(NEWEST).toList(),
        day,
        sameDay(means, day));
  }

  /** Means of days before the span that may be of use: those of its days, and of today. */
  private Map<LocalDate, Double> means(
      Caller caller,
      SeriesKey series,
      Hydrograph.Span span,
      LocalDate today,
      @Nullable Instant knownAt) {
    var sums = new HashMap<LocalDate, double[]>();
    Instant from = span.from().atZone(span.zone()).minusYears(YEARS).toInstant();
    Instant to = today.atStartOfDay(span.zone()).toInstant();
    readings.stream(
        caller,
        series,
        from,
        to,
        knownAt,
        r -> {
          if (r.value() == null || r.suspect()) return;
          var sum =
              sums.computeIfAbsent(LocalDate.ofInstant(r.at(), span.zone()), d -> new double[2]);
          sum[0] += r.value();
          sum[1]++;
        });
    var means = new HashMap<LocalDate, Double>();
    sums.forEach((d, sum) -> means.put(d, sum[0] / sum[1]));
    return means;
  }

  private static Hydrograph.OtherYears others(Map<LocalDate, Double> means, Hydrograph.Span span) {
    var byDay = new TreeMap<LocalDate, double[]>();
    var years = new java.util.TreeSet<Integer>();
    int first = span.firstDay().getYear();
    if (Duration.between(span.from(), span.to()).toDays() > 366) return Hydrograph.OtherYears.NONE;
    for (LocalDate d = span.firstDay(); !d.isAfter(span.lastDay()); d = d.plusDays(1)) {
      var values = new ArrayList<Double>();
      for (int back = 1; back <= YEARS; back++) {
        if (d.getMonthValue() == 2 && d.getDayOfMonth() == 29 && !Year.isLeap(d.getYear() - back))
          continue;
        Double mean = means.get(d.minusYears(back));
        if (mean == null) continue;
        values.add(mean);
        years.add(d.getYear() - back - (d.getYear() - first));
      }
      if (values.size() >= 3) {
        byDay.put(d, values.stream().mapToDouble(Double::doubleValue).toArray());
      }
    }
    return new Hydrograph.OtherYears(byDay, years.size());
  }

  private static List<YearRow> sameDay(Map<LocalDate, Double> means, LocalDate day) {
    var rows = new ArrayList<YearRow>();
    for (int back = 1; back <= YEARS; back++) {
      Double mean = means.get(day.minusYears(back));
      if (mean != null) rows.add(new YearRow(day.getYear() - back, mean));
    }
    return rows;
  }
}
