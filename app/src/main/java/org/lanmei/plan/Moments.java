package org.lanmei.plan;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** The day and the moment of knowledge that a question names. */
final class Moments {

  /** Days that can be asked about: a state is computed year by year. */
  private static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);

  private static final LocalDate LATEST = LocalDate.of(2099, 12, 31);

  private Moments() {}

  /**
   * @param field how the sender calls the day
   * @param knownAt a moment with its offset, or a day, which then means its end in UTC
   * @throws PlanProblem.BadFields when it is neither, or lies too far away
   */
  static Boards.Question question(String field, @Nullable LocalDate on, @Nullable String knownAt) {
    if (on != null) check(field, on);
    return new Boards.Question(on, instant(knownAt));
  }

  private static void check(String field, LocalDate day) {
    if (day.isBefore(EARLIEST) || day.isAfter(LATEST)) {
      throw PlanProblem.BadFields.of(field, "plan.field.day", EARLIEST, LATEST);
    }
  }

  private static @Nullable Instant instant(@Nullable String text) {
    if (text == null || text.isBlank()) return null;
    String value = text.strip().replace(' ', '+');
    try {
      if (value.length() == 10) {
        LocalDate day = LocalDate.parse(value);
        check("knownAt", day);
        return day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().minusNanos(1_000);
      }
      var moment = OffsetDateTime.parse(value);
      check("knownAt", moment.toLocalDate());
      return moment.toInstant();
    } catch (DateTimeParseException e) {
      throw PlanProblem.BadFields.of("knownAt", "plan.field.moment", text);
    }
  }
}
