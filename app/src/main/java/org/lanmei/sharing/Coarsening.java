package org.lanmei.sharing;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.lanmei.kernel.SeriesKey;

/**
 * How the values of a series are made coarser before a receiver sees them. Anything but {@link
 * None} makes a series of its own, derived from the first, and only that one is released.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "as")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Coarsening.None.class, name = "none"),
  @JsonSubTypes.Type(value = Coarsening.HourlyMean.class, name = "hourly-mean"),
  @JsonSubTypes.Type(value = Coarsening.DailyMean.class, name = "daily-mean"),
  @JsonSubTypes.Type(value = Coarsening.Rounded.class, name = "rounded")
})
public sealed interface Coarsening {

  /** The values as they are. */
  record None() implements Coarsening {}

  /** The mean of the values of each hour, stamped with its begin. */
  record HourlyMean() implements Coarsening {}

  /** The mean of the values of each day in the line's zone, stamped with its begin. */
  record DailyMean() implements Coarsening {}

  /**
   * Each value rounded to a multiple, halves away from zero.
   *
   * @param to in the unit of the series; above zero
   */
  record Rounded(BigDecimal to) implements Coarsening {
    public Rounded {
      to = to.stripTrailingZeros();
      if (to.signum() <= 0) throw new IllegalArgumentException("rounds to nothing: " + to);
    }
  }

  /** A value of a series at its moment. */
  record Point(Instant at, double value) {}

  /**
   * The key of the series that receivers see.
   *
   * @param zone in which days run; only a daily mean asks
   */
  default SeriesKey key(SeriesKey source, ZoneId zone) {
    String suffix =
        switch (this) {
          case None _ -> "";
          case HourlyMean _ -> ".hourly-mean";
          case DailyMean _ -> ".daily-mean-utc" + offset(zone);
          case Rounded r -> ".round-" + r.to().toPlainString();
        };
    return new SeriesKey(source.station(), source.variable() + suffix);
  }

  /** The offset of a zone without summer time in hours: {@code 8}, {@code 6.5}, {@code m3}. */
  private static String offset(ZoneId zone) {
    int seconds = standard(zone).getTotalSeconds();
    var hours =
        BigDecimal.valueOf(Math.abs(seconds))
            .divide(BigDecimal.valueOf(3_600), 2, RoundingMode.HALF_UP)
            .stripTrailingZeros();
    return (seconds < 0 ? "m" : "") + hours.toPlainString();
  }

  private static ZoneOffset standard(ZoneId zone) {
    return zone.getRules().getStandardOffset(Instant.EPOCH.plus(20_000, ChronoUnit.DAYS));
  }

  /**
   * The coarser values.
   *
   * @param points ascending
   * @param until periods that end after this are left out: their mean would still change
   */
  default List<Point> apply(List<Point> points, ZoneId zone, Instant until) {
    return switch (this) {
      case None _ -> points;
      case HourlyMean _ ->
          means(
              points,
              at -> at.atOffset(standard(zone)).truncatedTo(ChronoUnit.HOURS).toInstant(),
              begin -> begin.plus(1, ChronoUnit.HOURS),
              until);
      case DailyMean _ ->
          means(
              points,
              at -> day(at, zone).atStartOfDay().toInstant(standard(zone)),
              begin -> begin.plus(1, ChronoUnit.DAYS),
              until);
      case Rounded r ->
          points.stream().map(p -> new Point(p.at(), rounded(p.value(), r.to()))).toList();
    };
  }

  /** When a value stamped so is complete. */
  default Instant endOf(Instant stamp) {
    return switch (this) {
      case None _, Rounded _ -> stamp;
      case HourlyMean _ -> stamp.plus(1, ChronoUnit.HOURS);
      case DailyMean _ -> stamp.plus(1, ChronoUnit.DAYS);
    };
  }

  private static LocalDate day(Instant at, ZoneId zone) {
    return at.atOffset(standard(zone)).toLocalDate();
  }

  private static double rounded(double value, BigDecimal to) {
    return BigDecimal.valueOf(value).divide(to, 0, RoundingMode.HALF_UP).multiply(to).doubleValue();
  }

  private static List<Point> means(
      List<Point> points, UnaryOperator<Instant> begin, UnaryOperator<Instant> end, Instant until) {
    var means = new ArrayList<Point>();
    int i = 0;
    while (i < points.size()) {
      Instant from = begin.apply(points.get(i).at());
      double sum = 0;
      int n = 0;
      for (; i < points.size() && begin.apply(points.get(i).at()).equals(from); i++, n++) {
        sum += points.get(i).value();
      }
      if (!end.apply(from).isAfter(until)) means.add(new Point(from, sum / n));
    }
    return means;
  }
}
