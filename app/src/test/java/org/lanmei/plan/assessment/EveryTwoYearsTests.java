package org.lanmei.plan.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lanmei.plan.assessment.Given.asOf;
import static org.lanmei.plan.assessment.Given.commitment;
import static org.lanmei.plan.assessment.Given.day;
import static org.lanmei.plan.assessment.Given.reading;
import static org.lanmei.plan.assessment.Given.text;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.lanmei.kernel.Lang;
import org.lanmei.kernel.Party;
import org.lanmei.plan.Commitment;
import org.lanmei.plan.Expectation.Every;
import org.lanmei.plan.Fact;
import org.lanmei.plan.Span;
import org.lanmei.plan.assessment.Assessment.Period;
import org.lanmei.plan.assessment.Assessment.ReadingOutcome;
import org.lanmei.plan.assessment.Rules.Reading;

/** 每两年: the Leaders' Meetings of 2016, 2018, 2020 and 2023 under the three readings. */
class EveryTwoYearsTests {

  private static final Commitment LEADERS =
      commitment(new Every("meeting", text("Leaders’ Meeting"), Set.of(), 2, 2016, null));

  private final Given given = fourMeetings();

  private static Given fourMeetings() {
    var given = new Given();
    List.of("2016-03-23", "2018-01-10", "2020-08-24", "2023-12-25").forEach(given::met);
    return given;
  }

  private ReadingOutcome under(Reading reading, String on) {
    return given.assess(LEADERS, on).outcomes().getFirst().readings().stream()
        .filter(r -> r.reading() == reading)
        .findFirst()
        .orElseThrow();
  }

  private static List<String> told(List<Period> periods) {
    return periods.stream()
        .map(
            p ->
                "%s–%s %s%s%s"
                    .formatted(
                        p.from(),
                        p.due(),
                        p.state(),
                        p.days() == null ? "" : " " + p.days(),
                        p.history() ? " history" : ""))
        .toList();
  }

  // A (default), 31 December two years after the last one
  @Test
  void under_A_2018_and_2020_are_kept_2022_late_by_359_days_and_2025_overdue_by_328() {
    var a = under(Reading.A, "2026-11-24");
    assertThat(told(a.periods()))
        .containsExactly(
            "2017-01-01–2018-12-31 KEPT history",
            "2019-01-01–2020-12-31 KEPT history",
            "2021-01-01–2022-12-31 LATE 359 history",
            "2024-01-01–2025-12-31 OVERDUE 328");
    assertThat(a.state()).isEqualTo(State.OVERDUE);
    assertThat(a.next()).isEqualTo(day("2025-12-31"));
    assertThat(Read.en(a.headline())).isEqualTo("Overdue by 328 days");
  }

  // B, blocks of two calendar years from 2016
  @Test
  void under_B_four_blocks_are_kept_2024_25_missed_and_2026_27_open() {
    var b = under(Reading.B, "2026-11-24");
    assertThat(told(b.periods()))
        .containsExactly(
            "2016-01-01–2017-12-31 KEPT history",
            "2018-01-01–2019-12-31 KEPT history",
            "2020-01-01–2021-12-31 KEPT history",
            "2022-01-01–2023-12-31 KEPT history",
            "2024-01-01–2025-12-31 MISSED",
            "2026-01-01–2027-12-31 NOT_DUE");
    assertThat(b.periods().getFirst().metOn()).isEqualTo(day("2016-03-23"));
    assertThat(b.next()).isEqualTo(day("2027-12-31"));
  }

  // C, anniversary
  @Test
  void under_C_early_by_72_late_by_227_and_488_and_overdue_by_334() {
    var c = under(Reading.C, "2026-11-24");
    assertThat(told(c.periods()))
        .containsExactly(
            "2016-03-24–2018-03-23 KEPT 72 history",
            "2018-01-11–2020-01-10 LATE 227 history",
            "2020-08-25–2022-08-24 LATE 488 history",
            "2023-12-26–2025-12-25 OVERDUE 334");
    assertThat(c.next()).isEqualTo(day("2025-12-25"));
    assertThat(Read.en(c.headline())).isEqualTo("Overdue by 334 days");
  }

  @Test
  void the_state_is_that_of_the_working_reading_and_the_reason_says_so() {
    var assessment = given.assess(LEADERS, "2026-11-24");
    assertThat(assessment.state()).isEqualTo(State.OVERDUE);
    assertThat(Read.en(assessment.headline())).isEqualTo("Overdue by 328 days");
    assertThat(Read.en(assessment.reason()))
        .isEqualTo(
            "The last Leaders’ Meeting opened on 25 December 2023. Under working reading A the"
                + " next was due by 31 December 2025. None is on record since.");
    assertThat(Read.in(Lang.ZH, assessment.reason())).contains("暂用解读 A").contains("2025年12月31日");
    assertThat(assessment.evidence()).hasSize(4);
    assertThat(assessment.notCounted()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"A,OVERDUE,2025-12-31", "B,NOT_DUE,2027-12-31", "C,OVERDUE,2025-12-25"})
  void once_adopted_a_reading_is_no_working_reading(Reading read, State state, LocalDate next) {
    var assessment = given.assess(LEADERS, asOf("2026-11-24", reading(read, true)));
    assertThat(assessment.state()).isEqualTo(state);
    assertThat(assessment.next()).isEqualTo(next);
    assertThat(Read.en(assessment.reason()))
        .contains("Under reading " + read)
        .doesNotContain("working");
    assertThat(assessment.outcomes().getFirst().readings())
        .extracting(ReadingOutcome::reading)
        .containsExactly(Reading.A, Reading.B, Reading.C);
  }

  @Test
  void under_B_the_missed_block_stands_in_the_reason() {
    var b = given.assess(LEADERS, asOf("2026-11-24", reading(Reading.B, false)));
    assertThat(Read.en(b.reason()))
        .endsWith(
            "Under working reading B the next is due by 31 December 2027. Missed under this Plan:"
                + " 2024–25.");
  }

  // As of an earlier day only what had happened by then
  @Test
  void as_of_mid_2019_the_2018_meeting_is_kept_and_the_next_due_by_the_end_of_2020() {
    var assessment = given.assess(LEADERS, "2019-06-30");
    assertThat(told(assessment.outcomes().getFirst().periods()))
        .containsExactly(
            "2017-01-01–2018-12-31 KEPT history", "2019-01-01–2020-12-31 NOT_DUE history");
    assertThat(assessment.state()).isEqualTo(State.NOT_DUE);
    assertThat(assessment.next()).isEqualTo(day("2020-12-31"));
    assertThat(assessment.notCounted())
        .extracting(n -> Read.en(n.why()))
        .containsExactly(
            "It speaks of days after 30 June 2019.", "It speaks of days after 30 June 2019.");
  }

  @ParameterizedTest
  @CsvSource({
    // DUE is the last 12 months
    "2024-12-31, NOT_DUE, Due by 31 December 2025",
    "2025-01-01, DUE, Due in 364 days",
    "2025-12-30, DUE, Due in 1 day",
    "2025-12-31, DUE, Due today",
    "2026-01-01, OVERDUE, Overdue by 1 day",
    // the year of the meeting itself
    "2020-08-23, DUE, Due in 130 days",
    "2020-08-24, KEPT, Kept 2020",
    "2020-12-31, KEPT, Kept 2020",
    "2023-12-24, OVERDUE, Overdue by 358 days",
    "2023-12-25, LATE, Late by 359 days",
    // the first one starts the count
    "2016-01-15, NOT_DUE, Due by 31 December 2017",
    "2016-04-01, NOT_DUE, Due by 31 December 2018"
  })
  void the_life_of_a_period_under_A(String on, State state, String headline) {
    var assessment = given.assess(LEADERS, on);
    assertThat(assessment.state()).isEqualTo(state);
    assertThat(Read.en(assessment.headline())).isEqualTo(headline);
  }

  @Test
  void a_meeting_after_the_date_turns_overdue_into_late() {
    given.met("2026-12-01");
    var assessment = given.assess(LEADERS, "2026-12-02");
    assertThat(assessment.state()).isEqualTo(State.LATE);
    assertThat(Read.en(assessment.headline())).isEqualTo("Late by 335 days");
    assertThat(assessment.outcomes().getFirst().periods().getLast().history()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(Reading.class)
  void one_meeting_fills_one_period_a_second_in_the_year_is_on_record_only(Reading read) {
    var second = given.met("2018-11-01");
    var assessment = given.assess(LEADERS, asOf("2026-11-24", reading(read, false)));
    var without = fourMeetings().assess(LEADERS, asOf("2026-11-24", reading(read, false)));
    assertThat(assessment.outcomes().getFirst().periods())
        .isEqualTo(without.outcomes().getFirst().periods());
    assertThat(assessment.notCounted()).hasSize(1);
    assertThat(assessment.notCounted().getFirst().evidence()).isEqualTo(second);
    assertThat(Read.en(assessment.notCounted().getFirst().why()))
        .isEqualTo("The period is already filled, by the one of 10 January 2018: on record only.");
  }

  @ParameterizedTest
  @EnumSource(Reading.class)
  void special_meetings_do_not_fill_a_regular_period(Reading read) {
    given.special("2025-05-01");
    var assessment = given.assess(LEADERS, asOf("2026-11-24", reading(read, false)));
    assertThat(assessment.outcomes().getFirst().periods())
        .isEqualTo(
            fourMeetings()
                .assess(LEADERS, asOf("2026-11-24", reading(read, false)))
                .outcomes()
                .getFirst()
                .periods());
    assertThat(assessment.notCounted())
        .extracting(n -> Read.en(n.why()))
        .containsExactly("A special or informal meeting fills no regular period.");
  }

  @Test
  void the_body_postpones_the_original_date_stays_and_the_new_one_judges() {
    given.postponed("2025-12-31", "2027-02-28");
    var assessment = given.assess(LEADERS, "2026-11-24");
    var period = assessment.outcomes().getFirst().periods().getLast();
    assertThat(period.due()).isEqualTo(day("2025-12-31"));
    assertThat(period.postponedTo()).isEqualTo(day("2027-02-28"));
    assertThat(assessment.state()).isEqualTo(State.DUE);
    assertThat(assessment.next()).isEqualTo(day("2027-02-28"));
    assertThat(Read.en(assessment.reason()))
        .contains("The body itself moved the date from 31 December 2025 to 28 February 2027.");
    assertThat(given.assess(LEADERS, "2027-03-01").outcomes().getFirst().periods().getLast())
        .extracting(Period::state, Period::days)
        .containsExactly(State.OVERDUE, 1);
  }

  @Test
  void postponed_twice_the_decision_learned_last_holds() {
    given.postponed("2025-12-31", "2026-06-30");
    given.postponed("2026-06-30", "2027-02-28");
    assertThat(given.assess(LEADERS, "2026-11-24").next()).isEqualTo(day("2027-02-28"));
  }

  @Test
  void the_body_waives_and_the_count_goes_on_from_the_date_waived() {
    var decision = given.waived(2025);
    var waived = given.assess(LEADERS, "2025-06-30");
    assertThat(waived.state()).isEqualTo(State.WAIVED);
    assertThat(Read.en(waived.headline())).isEqualTo("2025 waived");
    assertThat(waived.next()).isEqualTo(day("2027-12-31"));
    assertThat(waived.evidence()).contains(decision);
    var later = given.assess(LEADERS, "2026-11-24");
    assertThat(later.state()).isEqualTo(State.NOT_DUE);
    assertThat(later.next()).isEqualTo(day("2027-12-31"));
  }

  @Test
  void only_the_body_itself_which_is_all_six_waives_or_postpones() {
    given.add(Set.of(Party.CN, Party.TH), Span.year(2025), new Fact.Waived(Given.WHY));
    given.add(Set.of(Party.LA), Span.year(2025), new Fact.Postponed(day("2027-12-31"), Given.WHY));
    var assessment = given.assess(LEADERS, "2026-11-24");
    assertThat(Read.en(assessment.headline())).isEqualTo("Overdue by 328 days");
    assertThat(assessment.notCounted())
        .extracting(n -> Read.en(n.why()))
        .containsOnly("Only the body itself, which is all six, can decide this.")
        .hasSize(2);
  }

  @Test
  void an_intention_is_shown_and_keeps_nothing() {
    given.add(Span.day(day("2027-01-20")), new Fact.Planned());
    var assessment = given.assess(LEADERS, "2026-11-24");
    assertThat(assessment.state()).isEqualTo(State.OVERDUE);
    assertThat(Read.en(assessment.reason())).endsWith("Planned for 20 January 2027.");
  }

  @ParameterizedTest
  @EnumSource(Reading.class)
  void with_nothing_on_record_the_first_falls_due_at_the_end_of_the_first_two_years(Reading read) {
    var none = new Given().assess(LEADERS, asOf("2018-01-01", reading(read, false)));
    assertThat(none.outcomes().getFirst().periods().getFirst())
        .extracting(Period::due, Period::state)
        .containsExactly(day("2017-12-31"), read == Reading.B ? State.MISSED : State.OVERDUE);
  }

  // What falls due after the plan ended is no promise of the plan
  @Test
  void after_the_plan_only_what_fell_due_within_it_is_judged() {
    given.met("2026-12-01");
    assertThat(given.assess(LEADERS, "2027-06-30").next()).isEqualTo(day("2028-12-31"));
    var after = given.assess(LEADERS, "2029-01-15");
    assertThat(after.state()).isEqualTo(State.LATE);
    assertThat(after.next()).isNull();
  }
}
