package org.lanmei.sharing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import org.lanmei.kernel.SeriesKey;

/**
 * When the invented readings of the worked example came in: a flood season in which 570 of 612 − 8
 * − 4 slots are on time. Two stations, each delivering twice a day.
 */
public final class ExampleDeliveries {

  static final String JINGHONG = "092600";
  static final String MANAN = "092980";
  static final ZoneId ZONE = ZoneId.of("UTC+08:00");

  private static final LocalTime MORNING = LocalTime.of(8, 0);
  private static final LocalTime EVENING = LocalTime.of(20, 0);

  private ExampleDeliveries() {}

  /** The year of the last flood season that is over. */
  public static int season(Clock clock) {
    LocalDate today = LocalDate.now(clock.withZone(ZONE));
    return today.getMonthValue() > 10 ? today.getYear() : today.getYear() - 1;
  }

  /**
   * When an observation came in; empty when it never did. Outside of the flood season, and for
   * other stations, twenty minutes after it was made.
   */
  public static Optional<Instant> receivedAt(SeriesKey series, Instant observed) {
    var local = observed.atZone(ZONE);
    boolean evening = local.toLocalTime().isAfter(MORNING) && !local.toLocalTime().isAfter(EVENING);
    LocalDate day = local.toLocalDate();
    if (local.toLocalTime().isAfter(EVENING)) day = day.plusDays(1);
    boolean ofTheTwo = series.station().equals(JINGHONG) || series.station().equals(MANAN);
    if (!ofTheTwo || day.getMonthValue() < 6 || day.getMonthValue() > 10) {
      return Optional.of(observed.plus(Duration.ofMinutes(20)));
    }
    Instant due = day.atTime(evening ? 21 : 9, 0).atZone(ZONE).toInstant();
    return delay(series.station().equals(JINGHONG), day, evening).map(due::plus);
  }

  /** After the slot was due; negative = before; empty = never. */
  private static Optional<Duration> delay(boolean jinghong, LocalDate day, boolean evening) {
    int month = day.getMonthValue();
    int date = day.getDayOfMonth();
    // The interruption that was announced ahead.
    if (!jinghong && month == 6 && announced(date, evening)) return Optional.empty();
    // Our own gateway was away.
    if (month == 8 && date == 3 && evening) return Optional.of(Duration.ofMinutes(12 * 60 + 10));
    if (month == 8 && date == 4 && !evening) return Optional.of(Duration.ofMinutes(10));
    // Thirty that were not on time: 6 never came, 2 explained afterwards, 4 a day late, 18 late.
    if (!jinghong && month == 7 && date >= 20 && date <= 25 && !evening) return Optional.empty();
    if (!jinghong && month == 10 && date == 5) return Optional.empty();
    if (jinghong && month == 8 && date >= 11 && date <= 14 && evening) {
      return Optional.of(Duration.ofHours(13));
    }
    if (jinghong && month == 9 && date <= 18 && !evening) {
      return Optional.of(Duration.ofMinutes(5L + 3L * date));
    }
    return Optional.of(Duration.ofMinutes(jinghong ? -25 : -18));
  }

  private static boolean announced(int date, boolean evening) {
    return (date == 10 && evening) || (date > 10 && date < 14) || (date == 14 && !evening);
  }

  static Instant interruptionFrom(int year) {
    return LocalDate.of(year, 6, 10).atTime(9, 30).atZone(ZONE).toInstant();
  }

  static Instant interruptionTo(int year) {
    return LocalDate.of(year, 6, 14).atTime(8, 30).atZone(ZONE).toInstant();
  }

  static Instant awayFrom(int year) {
    return LocalDate.of(year, 8, 3).atTime(20, 30).atZone(ZONE).toInstant();
  }

  static Instant awayTo(int year) {
    return LocalDate.of(year, 8, 4).atTime(8, 30).atZone(ZONE).toInstant();
  }
}
