package org.lanmei.water.readings;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Message;

/** Moments that a question names: ISO 8601 with a zone, or a day. */
final class Moments {

  private Moments() {}

  /** A day is its beginning in UTC; null when nothing is given. */
  static @Nullable Instant of(String field, @Nullable String text) {
    return read(field, text, 0);
  }

  /** A day is its end in UTC. */
  static @Nullable Instant knownAt(@Nullable String text) {
    return read("knownAt", text, 1);
  }

  private static @Nullable Instant read(String field, @Nullable String text, int days) {
    if (text == null || text.isBlank()) return null;
    // An unescaped + of an offset arrives as a blank.
    String value = text.strip().replace(' ', '+');
    try {
      if (value.length() == 10) {
        var day = LocalDate.parse(value).plusDays(days).atStartOfDay(ZoneOffset.UTC).toInstant();
        return days == 0 ? day : day.minusNanos(1_000);
      }
      return OffsetDateTime.parse(value).toInstant();
    } catch (DateTimeParseException e) {
      throw new ReadingsProblem.BadField(
          field, Message.of("water.readings.field.moment", CsvIn.shown(text)));
    }
  }
}
