package org.lanmei.plan.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lanmei.plan.assessment.Given.commitment;
import static org.lanmei.plan.assessment.Given.day;
import static org.lanmei.plan.assessment.Given.every;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lanmei.kernel.Party;
import org.lanmei.plan.Commitment;
import org.lanmei.plan.Fact;
import org.lanmei.plan.Span;
import org.lanmei.plan.assessment.Assessment.Period;

/** 定期: no due date until the body adopts an interval. */
class RegularlyTests {

  private static final Commitment FORUM = commitment(every(null, 2018));

  private final Given given = new Given();

  private void interval(String adopted, int months) {
    given.add(Span.day(day(adopted)), new Fact.IntervalSet(months));
  }

  private List<Period> periods(String on) {
    return given.assess(FORUM, on).outcomes().getFirst().periods();
  }

  @Test
  void without_an_adopted_interval_there_is_no_due_date_and_the_last_one_is_told() {
    given.met("2021-12-07");
    given.met("2025-09-24");
    var assessment = given.assess(FORUM, "2026-11-24");
    assertThat(assessment.state()).isEqualTo(State.NO_INTERVAL);
    assertThat(assessment.next()).isNull();
    assertThat(periods("2026-11-24")).isEmpty();
    assertThat(Read.en(assessment.reason()))
        .isEqualTo(
            "The last Meeting opened on 24 September 2025. Dormant after 24 September 2028 if none"
                + " is held by then. The body has adopted no interval, so none can be overdue.");
  }

  @Test
  void none_ever_held_is_not_dormant() {
    assertThat(given.assess(FORUM, "2026-11-24").state()).isEqualTo(State.NO_INTERVAL);
  }

  // DORMANT when the gap exceeds 36 months
  @ParameterizedTest
  @CsvSource({"2022-12-17, NO_INTERVAL", "2022-12-18, DORMANT"})
  void with_fewer_than_three_gaps_dormant_from_36_months(String on, State state) {
    given.met("2018-11-01");
    given.met("2018-12-01");
    given.met("2019-12-17");
    assertThat(given.assess(FORUM, on).state()).isEqualTo(state);
  }

  // DORMANT when the gap exceeds 1.5 × the median of at least three past gaps: 100, 200, 400 days
  @ParameterizedTest
  @CsvSource({"300, NO_INTERVAL", "301, DORMANT"})
  void with_three_gaps_dormant_above_one_and_a_half_medians(int days, State state) {
    var first = day("2020-01-01");
    for (int after : new int[] {0, 400, 500, 700}) given.met(first.plusDays(after).toString());
    var on = first.plusDays(700 + days).toString();
    assertThat(given.assess(FORUM, on).state()).isEqualTo(state);
  }

  // four gaps 100, 101, 201, 400: the median is 151, the limit 226.5 days
  @ParameterizedTest
  @CsvSource({"226, NO_INTERVAL", "227, DORMANT"})
  void an_even_number_of_gaps_takes_the_mean_of_the_middle_two(int days, State state) {
    var first = day("2020-01-01");
    for (int after : new int[] {0, 100, 201, 402, 802}) given.met(first.plusDays(after).toString());
    assertThat(given.assess(FORUM, first.plusDays(802 + days).toString()).state()).isEqualTo(state);
  }

  @Test
  void long_gaps_make_it_dormant_from_36_months_in_any_case() {
    for (String day : List.of("2010-01-01", "2013-01-01", "2016-01-01", "2019-01-01")) {
      given.met(day);
    }
    assertThat(given.assess(FORUM, "2022-01-02").state()).isEqualTo(State.DORMANT);
  }

  @Test
  void the_same_meeting_from_two_sources_makes_no_gap() {
    for (String day : List.of("2020-01-01", "2020-01-01", "2021-01-01", "2021-01-01")) {
      given.met(day);
    }
    assertThat(given.assess(FORUM, "2023-12-31").state()).isEqualTo(State.NO_INTERVAL);
  }

  @Test
  void special_ones_are_not_the_last_one() {
    given.met("2021-12-07");
    given.special("2025-09-24");
    assertThat(given.assess(FORUM, "2026-11-24").state()).isEqualTo(State.DORMANT);
  }

  // With an adopted interval due dates count from the last one
  @ParameterizedTest
  @CsvSource({
    "2026-03-01, NOT_DUE, Due by 24 September 2027",
    "2026-09-25, DUE, Due in 364 days",
    "2027-09-24, DUE, Due today",
    "2027-09-25, OVERDUE, Overdue by 1 day"
  })
  void an_adopted_interval_sets_due_dates_from_the_last_one(
      String on, State state, String headline) {
    given.met("2025-09-24");
    interval("2026-02-01", 24);
    var assessment = given.assess(FORUM, on);
    assertThat(assessment.state()).isEqualTo(state);
    assertThat(Read.en(assessment.headline())).isEqualTo(headline);
    assertThat(Read.en(assessment.reason())).contains("By the adopted interval of 24 months");
  }

  @Test
  void before_it_was_adopted_an_interval_binds_nobody() {
    given.met("2025-09-24");
    interval("2026-02-01", 24);
    var before = given.assess(FORUM, "2026-01-31");
    assertThat(before.state()).isEqualTo(State.NO_INTERVAL);
    assertThat(before.notCounted()).hasSize(1);
  }

  @Test
  void an_interval_makes_nothing_overdue_for_the_time_before_it_was_adopted() {
    given.met("2019-12-17");
    interval("2026-02-01", 24);
    assertThat(given.assess(FORUM, "2026-02-11").headline()).isEqualTo(Say.headline("overdue", 10));
  }

  @Test
  void kept_and_late_under_an_interval() {
    given.met("2025-01-01");
    interval("2025-02-01", 12);
    given.met("2025-12-20");
    given.met("2027-01-09");
    assertThat(periods("2027-02-01"))
        .extracting(Period::due, Period::state, Period::days)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(day("2026-01-01"), State.KEPT, null),
            org.assertj.core.groups.Tuple.tuple(day("2026-12-20"), State.LATE, 20),
            org.assertj.core.groups.Tuple.tuple(day("2028-01-09"), State.DUE, null));
  }

  @Test
  void with_none_held_before_the_first_is_due_one_interval_after_its_adoption() {
    interval("2025-02-01", 12);
    assertThat(given.assess(FORUM, "2025-06-01").next()).isEqualTo(day("2026-02-01"));
    given.met("2025-10-01");
    assertThat(periods("2025-10-01")).extracting(Period::state).containsExactly(State.KEPT);
  }

  @Test
  void a_later_interval_replaces_an_earlier_one_for_what_is_open() {
    given.met("2025-01-01");
    interval("2025-02-01", 12);
    interval("2025-06-01", 36);
    assertThat(given.assess(FORUM, "2025-05-01").next()).isEqualTo(day("2026-01-01"));
    assertThat(given.assess(FORUM, "2025-07-01").next()).isEqualTo(day("2028-01-01"));
  }

  @Test
  void only_the_body_adopts_an_interval() {
    given.met("2025-09-24");
    given.add(Set.of(Party.VN), Span.day(day("2026-02-01")), new Fact.IntervalSet(6));
    assertThat(given.assess(FORUM, "2026-11-24").state()).isEqualTo(State.NO_INTERVAL);
  }
}
