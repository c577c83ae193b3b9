package org.lanmei.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkingDaysTests {

  @ParameterizedTest
  @CsvSource({
    "2026-11-24, 0, 2026-11-24", // Tuesday
    "2026-11-24, 1, 2026-11-25",
    "2026-11-24, 3, 2026-11-27",
    "2026-11-24, 4, 2026-11-30", // over the week-end
    "2026-11-24, 15, 2026-12-15",
    "2026-11-27, 1, 2026-11-30", // Friday
    "2026-11-28, 1, 2026-11-30", // Saturday
    "2026-11-29, 1, 2026-11-30", // Sunday
    "2026-12-30, 2, 2027-01-01"
  })
  void days_after_a_day_that_does_not_count_itself(LocalDate start, int count, LocalDate end) {
    assertThat(WorkingDays.after(start, count, Set.of())).isEqualTo(end);
  }

  @Test
  void holidays_are_no_working_days_and_on_a_week_end_they_cost_nothing() {
    var start = LocalDate.of(2026, 12, 30);
    var newYear = LocalDate.of(2027, 1, 1);
    assertThat(WorkingDays.after(start, 2, Set.of(newYear))).isEqualTo(LocalDate.of(2027, 1, 4));
    assertThat(WorkingDays.after(start, 2, Set.of(newYear.plusDays(1)))).isEqualTo(newYear);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-24, 2026-11-24, 0",
    "2026-11-24, 2026-11-25, 1",
    "2026-11-27, 2026-11-29, 0",
    "2026-11-24, 2026-12-15, 15",
    "2026-11-24, 2026-11-20, 0"
  })
  void days_between(LocalDate start, LocalDate end, int count) {
    assertThat(WorkingDays.between(start, end, Set.of())).isEqualTo(count);
  }

  @Test
  void counting_forward_and_between_agree() {
    var random = new Random(15);
    for (int n = 0; n < 500; n++) {
      var start = LocalDate.of(2023, 1, 1).plusDays(random.nextInt(2_000));
      var holidays = Set.of(start.plusDays(random.nextInt(20)), start.plusDays(40));
      int count = 1 + random.nextInt(30);
      var end = WorkingDays.after(start, count, holidays);
      assertThat(WorkingDays.between(start, end, holidays)).isEqualTo(count);
      assertThat(end.getDayOfWeek()).isNotIn(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
      assertThat(holidays).doesNotContain(end);
    }
  }
}
