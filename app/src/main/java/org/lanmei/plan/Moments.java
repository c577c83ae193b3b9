package org.lanmei.plan;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** The day and the moment of knowledge that a question names. */
final class Moments {

  private Moments() {}

  /**
   * @param knownAt a moment with its offset, or a day, which then means its end in UTC
   * @throws PlanProblem.BadFields when it is neither
   */
  static Boards.Question question(@Nullable LocalDate on, @Nullable String knownAt) {
    return new Boards.Question(on, instant(knownAt));
  }

  private static @Nullable Instant instant(@Nullable String text) {
    if (text == null || text.isBlank()) return null;
    String value = text.strip().replace(' ', '+');
    try {
      if (value.length() == 10) {
        return LocalDate.parse(value)
            .plusDays(1)
            .atStartOfDay(ZoneOffset.UTC)
            .toInstant()
            .minusMillis(1);
      }
      return OffsetDateTime.parse(value).toInstant();
    } catch (DateTimeParseException e) {
      throw PlanProblem.BadFields.of("knownAt", "plan.field.moment", text);
    }
  }
}
