package org.lanmei.plan.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lanmei.plan.assessment.Given.commitment;
import static org.lanmei.plan.assessment.Given.day;
import static org.lanmei.plan.assessment.Given.text;

import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lanmei.plan.Commitment;
import org.lanmei.plan.Expectation;
import org.lanmei.plan.Expectation.AsAppropriate;
import org.lanmei.plan.Fact;
import org.lanmei.plan.Span;
import org.lanmei.plan.SubjectRef;
import org.lanmei.plan.assessment.Assessment.Period;

class AsAppropriateTests {

  private final Given given = new Given();

  private void planned(int year) {
    given.add(Span.year(year), new Fact.Planned());
  }

  private void notForeseen(int year) {
    given.add(Span.year(year), new Fact.NotForeseen(Given.WHY));
  }

  private void notHeld(int year) {
    given.add(Span.year(year), new Fact.NotHeld(Given.WHY));
  }

  /** 每年视情 */
  @Nested
  class Yearly {

    private static final Commitment OFFICIALS =
        commitment(new AsAppropriate("som", text("Senior Officials’ Meeting"), Set.of(), true));

    @ParameterizedTest
    @CsvSource({
      "2026-01-01, NOT_DUE, To be declared by 31 March 2026",
      "2026-03-31, NOT_DUE, To be declared by 31 March 2026",
      "2026-04-01, UNDECLARED, Undeclared for 2026",
      "2026-12-31, UNDECLARED, Undeclared for 2026"
    })
    void by_31_march_the_co_chairs_declare_else_it_is_undeclared(
        String on, State state, String headline) {
      var assessment = given.assess(OFFICIALS, on);
      assertThat(assessment.state()).isEqualTo(state);
      assertThat(Read.en(assessment.headline())).isEqualTo(headline);
    }

    @Test
    void declared_planned() {
      planned(2026);
      assertThat(given.assess(OFFICIALS, "2026-04-01").state()).isEqualTo(State.PLANNED);
    }

    @Test
    void declared_not_foreseen_with_a_reason() {
      notForeseen(2026);
      assertThat(given.assess(OFFICIALS, "2026-02-01").state()).isEqualTo(State.NOT_FORESEEN);
    }

    @Test
    void the_declaration_learned_last_counts() {
      planned(2026);
      notForeseen(2026);
      assertThat(given.assess(OFFICIALS, "2026-04-01").state()).isEqualTo(State.NOT_FORESEEN);
    }

    @Test
    void a_declaration_for_another_year_declares_nothing() {
      planned(2025);
      var assessment = given.assess(OFFICIALS, "2026-04-01");
      assertThat(assessment.state()).isEqualTo(State.UNDECLARED);
    }

    @Test
    void held_in_the_year_it_is_held_at_once() {
      given.met("2026-02-01");
      var assessment = given.assess(OFFICIALS, "2026-02-01");
      assertThat(assessment.state()).isEqualTo(State.HELD);
      assertThat(Read.en(assessment.headline())).isEqualTo("Held on 1 February 2026");
    }

    @Test
    void a_special_one_does_not_fill_the_year() {
      given.special("2026-02-01");
      assertThat(given.assess(OFFICIALS, "2026-06-01").state()).isEqualTo(State.UNDECLARED);
    }

    // At year's end HELD, NOT_HELD_EXPLAINED or NOT_HELD_UNEXPLAINED. Never OVERDUE
    @Test
    void at_the_years_end_held_explained_or_unexplained() {
      given.met("2023-12-28");
      notHeld(2024);
      planned(2025);
      notForeseen(2026);
      assertThat(given.assess(OFFICIALS, "2028-01-15").outcomes().getFirst().periods())
          .extracting(Period::state)
          .containsExactly(
              State.HELD,
              State.NOT_HELD_EXPLAINED,
              State.NOT_HELD_UNEXPLAINED,
              State.NOT_HELD_EXPLAINED,
              State.NOT_HELD_UNEXPLAINED);
    }

    @Test
    void not_held_is_no_explanation_before_the_year_is_over() {
      notHeld(2026);
      assertThat(given.assess(OFFICIALS, "2026-11-24").state()).isEqualTo(State.UNDECLARED);
      assertThat(given.assess(OFFICIALS, "2027-01-01").outcomes().getFirst().periods())
          .element(3)
          .extracting(Period::state)
          .isEqualTo(State.NOT_HELD_EXPLAINED);
    }

    @Test
    void the_body_waives_the_year() {
      given.waived(2026);
      assertThat(given.assess(OFFICIALS, "2026-06-01").state()).isEqualTo(State.WAIVED);
    }

    @Test
    void what_was_held_before_the_plan_is_told_as_history() {
      given.met("2018-01-09");
      var assessment = given.assess(OFFICIALS, "2026-06-01");
      assertThat(Read.en(assessment.reason()))
          .isEqualTo(
              "Nothing was declared by 31 March 2026. It is never overdue. Last held on 9 January"
                  + " 2018, before this Plan.");
    }
  }

  /** 4.1.1#5: the senior officials and ten working groups. */
  @Nested
  class Together {

    private static final Commitment BODIES =
        commitment(
            IntStream.range(0, 11)
                .mapToObj(i -> new AsAppropriate("body-" + i, text("Body " + i), Set.of(), true))
                .toArray(Expectation[]::new));

    private SubjectRef body(int i) {
      return SubjectRef.expectation(Given.ID, "body-" + i);
    }

    @Test
    void several_bodies_are_told_in_counts_planned_9_held_6() {
      for (int i = 0; i < 9; i++) given.add(body(i), Span.year(2026), new Fact.Planned());
      for (int i = 0; i < 6; i++) given.met(body(i), "2026-05-0" + (i + 1));
      var assessment = given.assess(BODIES, "2026-11-24");
      assertThat(Read.en(assessment.headline())).isEqualTo("Planned 9, held 6");
      assertThat(Read.en(assessment.reason()))
          .isEqualTo("2 undeclared by 31 March 2026; never overdue.");
      assertThat(assessment.state()).isEqualTo(State.UNDECLARED);
      assertThat(assessment.outcomes()).hasSize(11);
    }

    // One meeting fills one period
    @Test
    void a_meeting_that_does_not_say_of_which_body_counts_for_none() {
      var meeting = given.met("2026-05-01");
      var assessment = given.assess(BODIES, "2026-11-24");
      assertThat(Read.en(assessment.headline())).isEqualTo("Planned 0, held 0");
      assertThat(assessment.notCounted())
          .extracting(n -> n.evidence(), n -> Read.en(n.why()))
          .containsExactly(
              org.assertj.core.groups.Tuple.tuple(
                  meeting, "It does not say for which part of the commitment it is evidence."));
    }

    @Test
    void a_declaration_for_the_whole_speaks_of_every_body() {
      planned(2026);
      assertThat(Read.en(given.assess(BODIES, "2026-11-24").headline()))
          .isEqualTo("Planned 11, held 0");
    }
  }

  /** 适时, 视情, 如有必要 */
  @Nested
  class Event {

    private static final Commitment SPECIAL =
        commitment(new AsAppropriate("special", text("Special meeting"), Set.of(), false));

    @Test
    void nothing_on_record_is_not_called() {
      assertThat(given.assess(SPECIAL, "2026-11-24").state()).isEqualTo(State.NOT_CALLED);
    }

    @Test
    void the_last_one_held_special_ones_too() {
      given.met("2024-05-01");
      given.special("2025-05-01");
      var assessment = given.assess(SPECIAL, "2026-11-24");
      assertThat(assessment.state()).isEqualTo(State.HELD);
      assertThat(Read.en(assessment.headline())).isEqualTo("Held on 1 May 2025");
    }

    @Test
    void held_before_the_plan_is_history() {
      given.special("2020-05-01");
      var assessment = given.assess(SPECIAL, "2026-11-24");
      assertThat(assessment.state()).isEqualTo(State.NOT_CALLED);
      assertThat(Read.en(assessment.reason()))
          .isEqualTo("Last held on 1 May 2020, before this Plan.");
    }

    @Test
    void an_intention_is_planned_and_names_its_day() {
      given.met("2025-05-01");
      given.add(new Span(day("2027-02-10"), day("2027-02-11")), new Fact.Planned());
      var assessment = given.assess(SPECIAL, "2026-11-24");
      assertThat(assessment.state()).isEqualTo(State.PLANNED);
      assertThat(assessment.next()).isEqualTo(day("2027-02-10"));
      assertThat(Read.en(assessment.reason()))
          .isEqualTo("Last held on 1 May 2025. Planned for 10 February 2027.");
    }

    @Test
    void an_intention_ends_with_its_days_or_with_being_held() {
      given.add(Span.day(day("2026-06-01")), new Fact.Planned());
      assertThat(given.assess(SPECIAL, "2026-06-01").state()).isEqualTo(State.PLANNED);
      assertThat(given.assess(SPECIAL, "2026-06-02").state()).isEqualTo(State.NOT_CALLED);
      planned(2026);
      given.met("2026-08-01");
      assertThat(given.assess(SPECIAL, "2026-11-24").state()).isEqualTo(State.HELD);
    }

    // Evidence dated after the day asked about is never "held"
    @Test
    void a_later_day_is_never_held() {
      given.met("2026-12-01");
      assertThat(given.assess(SPECIAL, "2026-11-30").state()).isEqualTo(State.NOT_CALLED);
      assertThat(given.assess(SPECIAL, "2026-12-01").state()).isEqualTo(State.HELD);
    }
  }
}
