package org.lanmei.water.intake;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Times of day at which values stand, and how they are told to a person. */
final class Clocks {

  /**
   * Gauges of the basin that people read are read at 07:00, and where twice a day at 19:00 (the
   * bulletins of the Mekong River Commission give the level of 07:00).
   */
  static final LocalTime MORNING = LocalTime.of(7, 0);

  private Clocks() {}

  /** A moment as the station's service writes it. */
  static String here(LocalDateTime written, ZoneOffset zone, ZoneOffset station) {
    return moment(written.atOffset(zone).withOffsetSameInstant(station).toLocalDateTime())
        + " "
        + id(station);
  }

  private static String moment(LocalDateTime moment) {
    return moment.toLocalDate() + " " + moment.toLocalTime();
  }

  static SortedSet<LocalTime> moved(Set<LocalTime> clocks, ZoneOffset by) {
    return moved(clocks, Duration.ofSeconds(by.getTotalSeconds()));
  }

  static SortedSet<LocalTime> moved(Set<LocalTime> clocks, Duration by) {
    return clocks.stream().map(c -> c.plus(by)).collect(Collectors.toCollection(TreeSet::new));
  }

  static String list(Set<LocalTime> clocks) {
    return new TreeSet<>(clocks)
        .stream().map(LocalTime::toString).collect(Collectors.joining(", "));
  }

  /** UTC, UTC+07:00. */
  static String id(ZoneOffset offset) {
    return offset.equals(ZoneOffset.UTC) ? "UTC" : "UTC" + offset.getId();
  }

  /** +7 h, −6:30 h. */
  static String amount(Duration plus) {
    long minutes = Math.abs(plus.toMinutes());
    String size =
        minutes % 60 == 0
            ? String.valueOf(minutes / 60)
            : minutes / 60 + ":" + String.format("%02d", minutes % 60);
    return (plus.isNegative() ? "−" : "+") + size + " h";
  }
}
