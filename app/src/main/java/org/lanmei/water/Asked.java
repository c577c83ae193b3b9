package org.lanmei.water;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Moments and days as they stand in an address. */
final class Asked {

  private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

  private Asked() {}

  static River.Question question(@Nullable String at, @Nullable String knownAt, ZoneId zone) {
    return new River.Question(moment("at", at, zone), moment("knownAt", knownAt, zone));
  }

  /**
   * @param text with its offset; without one in the reader's zone, a day meaning its end; empty =
   *     null
   * @throws WaterProblem.BadFields when it is none, or lies too far away
   */
  static @Nullable Instant moment(String field, @Nullable String text, ZoneId zone) {
    if (text == null || text.isBlank()) return null;
    String value = text.strip().replace(' ', '+');
    try {
      Instant moment;
      if (value.length() == 10) {
        moment = LocalDate.parse(value).plusDays(1).atStartOfDay(zone).toInstant().minusSeconds(1);
      } else if (value.length() == 16 || value.length() == 19) {
        moment = LocalDateTime.parse(value).atZone(zone).toInstant();
      } else {
        moment = OffsetDateTime.parse(value).toInstant();
      }
      if (moment.isBefore(EARLIEST) || moment.isAfter(LATEST)) {
        throw WaterProblem.BadFields.of(field, "water.field.far", text);
      }
      return moment;
    } catch (DateTimeParseException e) {
      throw WaterProblem.BadFields.of(field, "water.field.moment", text);
    }
  }

  /**
   * @throws WaterProblem.BadFields when it is no day
   */
  static @Nullable LocalDate day(String field, @Nullable String text) {
    if (text == null || text.isBlank()) return null;
    try {
      LocalDate day = LocalDate.parse(text.strip());
      if (day.getYear() < 1900 || day.getYear() > 2100) {
        throw WaterProblem.BadFields.of(field, "water.field.far", text);
      }
      return day;
    } catch (DateTimeParseException e) {
      throw WaterProblem.BadFields.of(field, "water.field.day", text);
    }
  }
}
