package org.lanmei.plan.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lanmei.plan.assessment.Given.commitment;
import static org.lanmei.plan.assessment.Given.day;
import static org.lanmei.plan.assessment.Given.every;
import static org.lanmei.plan.assessment.Given.text;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lanmei.plan.Commitment;
import org.lanmei.plan.Expectation.Every;
import org.lanmei.plan.Fact;
import org.lanmei.plan.Span;
import org.lanmei.plan.assessment.Assessment.Period;

/** 每年: the calendar year, never back-filled. */
class EveryYearTests {

  private static final Commitment MINISTERS = commitment(every(1, 2018));
  private static final Commitment WEEK =
      commitment(new Every("week", text("Week"), Set.of(), 1, 2024, MonthDay.of(3, 23)));

  private final Given given = new Given();

  private Period period(Commitment commitment, int year, String on) {
    return given.assess(commitment, on).outcomes().getFirst().periods().stream()
        .filter(p -> p.from().getYear() == year)
        .findFirst()
        .orElseThrow();
  }

  // Foreign ministers 2018-12-17 and 2020-02-20: 2019 MISSED
  @Test
  void foreign_ministers_2019_is_missed_and_history() {
    given.met("2018-12-17");
    given.met("2020-02-20");
    assertThat(given.assess(MINISTERS, "2020-12-31").outcomes().getFirst().periods())
        .extracting(Period::state)
        .containsExactly(State.KEPT, State.MISSED, State.KEPT);
    assertThat(period(MINISTERS, 2019, "2020-12-31").history()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-01, DUE, Due in 364 days",
    "2026-11-24, DUE, Due in 37 days",
    "2026-12-31, DUE, Due today"
  })
  void before_the_years_end_with_nothing_it_is_due_by_31_December(
      String on, State state, String headline) {
    var assessment = given.assess(commitment(every(1, 2026)), on);
    assertThat(assessment.state()).isEqualTo(state);
    assertThat(assessment.next()).isEqualTo(day("2026-12-31"));
    assertThat(Read.en(assessment.headline())).isEqualTo(headline);
  }

  @Test
  void the_open_year_decides_and_missed_ones_stand_in_the_reason() {
    for (String day : List.of("2018-12-17", "2020-02-20", "2021-06-08", "2022-07-04")) {
      given.met(day);
    }
    given.met("2023-12-07");
    given.met("2025-08-15");
    var assessment = given.assess(MINISTERS, "2026-11-24");
    assertThat(assessment.state()).isEqualTo(State.DUE);
    assertThat(Read.en(assessment.reason()))
        .isEqualTo(
            "None is on record for 2026. Never back-filled: after 31 December 2026 it counts as"
                + " missed. Missed under this Plan: 2024. Missed before this Plan: 2019.");
    given.met("2026-11-20");
    var kept = given.assess(MINISTERS, "2026-11-24");
    assertThat(Read.en(kept.headline())).isEqualTo("Kept 2026");
    assertThat(kept.state()).isEqualTo(State.KEPT);
    assertThat(kept.next()).isEqualTo(day("2027-12-31"));
  }

  @Test
  void a_year_once_past_is_never_back_filled() {
    given.met("2027-01-05");
    assertThat(period(commitment(every(1, 2026)), 2026, "2027-01-05").state())
        .isEqualTo(State.MISSED);
    assertThat(period(commitment(every(1, 2026)), 2027, "2027-01-05").state())
        .isEqualTo(State.KEPT);
  }

  // A meeting counts from its opening day
  @Test
  void a_meeting_over_new_year_counts_for_the_year_it_opened_in() {
    given.add(new Span(day("2026-12-30"), day("2027-01-02")), new Fact.Occurred(true));
    assertThat(period(MINISTERS, 2026, "2027-06-30").metOn()).isEqualTo(day("2026-12-30"));
    assertThat(period(MINISTERS, 2027, "2027-06-30").metOn()).isNull();
    assertThat(period(MINISTERS, 2026, "2026-12-30").state()).isEqualTo(State.KEPT);
  }

  // The 2023 meeting adopted this Plan: what was held up to it is history
  @ParameterizedTest
  @CsvSource({"2023-12-25, true", "2023-12-26, false"})
  void what_was_held_up_to_the_day_of_adoption_is_history(String held, boolean history) {
    given.met(held);
    assertThat(period(MINISTERS, 2023, "2024-06-30").history()).isEqualTo(history);
    assertThat(period(MINISTERS, 2022, "2024-06-30").history()).isTrue();
    assertThat(period(MINISTERS, 2024, "2024-06-30").history()).isFalse();
  }

  // Edition of 2023 received in August 2024
  @Test
  void a_report_fills_the_year_it_was_received_in_and_its_edition_is_shown() {
    given.received("2024-08-16", 2023);
    assertThat(period(MINISTERS, 2024, "2024-11-24").state()).isEqualTo(State.KEPT);
    assertThat(period(MINISTERS, 2023, "2024-11-24").state()).isEqualTo(State.MISSED);
    assertThat(Read.en(given.assess(MINISTERS, "2024-11-24").reason()))
        .startsWith("The edition of 2023 was received on 16 August 2024.");
  }

  @Test
  void two_meetings_in_one_year_fill_it_once() {
    given.met("2026-02-01");
    var second = given.met("2026-10-01");
    var assessment = given.assess(commitment(every(1, 2026)), "2027-06-30");
    assertThat(assessment.outcomes().getFirst().periods())
        .extracting(Period::metOn)
        .containsExactly(day("2026-02-01"), null);
    assertThat(assessment.notCounted().getFirst().evidence()).isEqualTo(second);
  }

  // Special or informal meetings do not fill a regular period
  @Test
  void a_special_meeting_leaves_the_year_open() {
    var special = given.special("2026-09-01");
    var assessment = given.assess(commitment(every(1, 2026)), "2026-11-24");
    assertThat(assessment.state()).isEqualTo(State.DUE);
    assertThat(assessment.evidence()).isEmpty();
    assertThat(assessment.notCounted().getFirst().evidence()).isEqualTo(special);
  }

  @Test
  void postponed_into_the_next_year_one_meeting_fills_the_postponed_year_only() {
    given.postponed("2026-12-31", "2027-02-28");
    var open = given.assess(MINISTERS, "2027-01-10");
    assertThat(open.state()).isEqualTo(State.DUE);
    assertThat(open.next()).isEqualTo(day("2027-02-28"));
    given.met("2027-01-20");
    assertThat(period(MINISTERS, 2026, "2027-06-30"))
        .extracting(Period::state, Period::due, Period::postponedTo, Period::metOn)
        .containsExactly(State.KEPT, day("2026-12-31"), day("2027-02-28"), day("2027-01-20"));
    assertThat(period(MINISTERS, 2027, "2027-06-30").state()).isEqualTo(State.DUE);
  }

  @Test
  void postponed_and_still_not_held_it_is_missed_after_the_new_date() {
    given.postponed("2026-12-31", "2027-02-28");
    assertThat(period(MINISTERS, 2026, "2027-02-28").state()).isEqualTo(State.DUE);
    assertThat(period(MINISTERS, 2026, "2027-03-01").state()).isEqualTo(State.MISSED);
  }

  @Test
  void a_waived_year_is_waived_and_not_missed() {
    given.waived(2025);
    assertThat(period(MINISTERS, 2025, "2026-11-24").state()).isEqualTo(State.WAIVED);
    assertThat(period(MINISTERS, 2024, "2026-11-24").state()).isEqualTo(State.MISSED);
    assertThat(given.assess(MINISTERS, "2025-11-24").state()).isEqualTo(State.WAIVED);
  }

  // Lancang-Mekong Week in the week of 23 March: due on the Sunday of that ISO week
  @ParameterizedTest
  @CsvSource({"2024,2024-03-24", "2025,2025-03-23", "2026,2026-03-29", "2027,2027-03-28"})
  void the_week_is_due_on_the_sunday_of_the_iso_week_of_23_March(int year, LocalDate due) {
    assertThat(period(WEEK, year, "2027-06-30").due()).isEqualTo(due);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-29, , DUE, Due today",
    "2026-03-30, , OVERDUE, Overdue by 1 day",
    "2026-03-30, 2026-03-23, KEPT, Kept 2026",
    "2026-03-30, 2026-03-14, KEPT, Kept 2026",
    "2026-07-01, 2026-06-30, LATE, Late by 93 days",
    "2027-01-01, , DUE, Due in 86 days"
  })
  void the_life_of_a_week(String on, String held, State state, String headline) {
    if (held != null) given.met(held);
    var assessment = given.assess(WEEK, on);
    assertThat(assessment.state()).isEqualTo(state);
    assertThat(Read.en(assessment.headline())).isEqualTo(headline);
  }

  @Test
  void a_week_not_held_in_its_year_is_missed() {
    assertThat(period(WEEK, 2026, "2027-01-01").state()).isEqualTo(State.MISSED);
  }

  @Test
  void kept_this_year_the_next_week_comes_next() {
    given.met("2026-03-23");
    assertThat(given.assess(WEEK, "2026-09-17").next()).isEqualTo(day("2027-03-28"));
  }

  @Test
  void no_year_is_asked_after_the_plan_has_ended() {
    given.met("2027-05-05");
    var after = given.assess(MINISTERS, "2028-06-30");
    assertThat(after.state()).isEqualTo(State.KEPT);
    assertThat(after.next()).isNull();
    assertThat(after.outcomes().getFirst().periods().getLast().from()).isEqualTo(day("2027-01-01"));
  }

  @Test
  void before_the_first_year_nothing_has_begun() {
    var before = given.assess(commitment(every(1, 2026)), "2025-06-30");
    assertThat(before.state()).isEqualTo(State.NOT_DUE);
    assertThat(before.next()).isEqualTo(day("2026-12-31"));
  }
}
