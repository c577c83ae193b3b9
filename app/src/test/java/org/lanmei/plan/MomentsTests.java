package org.lanmei.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class MomentsTests {

  @ParameterizedTest
  @CsvSource({
    "2026-11-24T08:00:00Z, 2026-11-24T08:00:00Z",
    "2026-11-24T15:00:00+07:00, 2026-11-24T08:00:00Z",
    "2026-11-24T15:00:00 07:00, 2026-11-24T08:00:00Z", // + of an address, decoded
    "2026-11-24T03:00-05:00, 2026-11-24T08:00:00Z",
    "2026-11-24, 2026-11-24T23:59:59.999999Z",
    "'  2026-12-31 ', 2026-12-31T23:59:59.999999Z"
  })
  void a_moment_with_its_offset_or_a_day_to_its_end(String text, Instant expected) {
    assertThat(Moments.question("on", null, text).knownAt()).isEqualTo(expected);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "  "})
  void nothing_is_now(String text) {
    assertThat(Moments.question("on", null, text)).isEqualTo(Boards.Question.NOW);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yesterday",
        "24.11.2026",
        "2026-11-31",
        "2026-13-01",
        "2026-11-24T08:00:00",
        "2026-11-24T25:00Z",
        "1999-12-31",
        "+20260-01-01T00:00:00Z",
        "2100-01-01T00:00:00Z"
      })
  void what_is_neither_or_too_far_away_is_refused(String text) {
    assertThatExceptionOfType(PlanProblem.BadFields.class)
        .isThrownBy(() -> Moments.question("on", null, text))
        .satisfies(p -> assertThat(p.fields().getFirst().field()).isEqualTo("knownAt"));
  }

  @ParameterizedTest
  @CsvSource({"1999-12-31, false", "2000-01-01, true", "2099-12-31, true", "2100-01-01, false"})
  void days_near_enough_can_be_asked_about(LocalDate on, boolean taken) {
    if (taken) {
      assertThat(Moments.question("asOf", on, null).on()).isEqualTo(on);
      return;
    }
    assertThatExceptionOfType(PlanProblem.BadFields.class)
        .isThrownBy(() -> Moments.question("asOf", on, null))
        .satisfies(p -> assertThat(p.fields().getFirst().field()).isEqualTo("asOf"));
  }
}
