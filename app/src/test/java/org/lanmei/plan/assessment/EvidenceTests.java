package org.lanmei.plan.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lanmei.plan.assessment.Given.asOf;
import static org.lanmei.plan.assessment.Given.commitment;
import static org.lanmei.plan.assessment.Given.day;
import static org.lanmei.plan.assessment.Given.every;
import static org.lanmei.plan.assessment.Given.text;

import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.lanmei.kernel.Party;
import org.lanmei.plan.Commitment;
import org.lanmei.plan.CommitmentId;
import org.lanmei.plan.Expectation.Every;
import org.lanmei.plan.Expectation.Standing;
import org.lanmei.plan.Fact;
import org.lanmei.plan.Span;
import org.lanmei.plan.SubjectRef;
import org.lanmei.plan.assessment.Assessment.Period;

/** What counts, what is contested, and what speaks of what. */
class EvidenceTests {

  private static final Commitment YEARLY = commitment(every(1, 2025));

  private final Given given = new Given();

  private State state(String on) {
    return given.assess(YEARLY, on).state();
  }

  @Test
  void what_became_known_later_is_not_looked_at() {
    given.met("2025-08-15");
    given.met("2026-08-15");
    assertThat(given.assess(YEARLY, asOf("2026-11-24", 1)).state()).isEqualTo(State.DUE);
    assertThat(given.assess(YEARLY, asOf("2026-11-24", 2)).state()).isEqualTo(State.KEPT);
  }

  @Test
  void retracted_evidence_no_longer_counts_and_is_listed() {
    var meeting = given.met("2026-08-15");
    given.retract(meeting);
    var assessment = given.assess(YEARLY, "2026-11-24");
    assertThat(assessment.state()).isEqualTo(State.DUE);
    assertThat(assessment.notCounted().getFirst().evidence()).isEqualTo(meeting);
    assertThat(given.assess(YEARLY, asOf("2026-11-24", 1)).state()).isEqualTo(State.KEPT);
  }

  @Nested
  class Contested {

    @Test
    void it_keeps_nothing_and_is_listed() {
      var meeting = given.met("2026-08-15");
      given.contest(meeting, Party.KH);
      var assessment = given.assess(YEARLY, "2026-11-24");
      assertThat(assessment.state()).isEqualTo(State.DUE);
      assertThat(assessment.contested()).containsExactly(meeting);
      assertThat(assessment.evidence()).isEmpty();
      assertThat(Read.en(assessment.reason()))
          .contains("1 contested entry counts for neither side.");
    }

    // Counts for neither side: nor may its absence be held against anybody
    @Test
    void where_it_would_decide_nothing_is_decided() {
      var meeting = given.met("2025-08-15");
      given.contest(meeting, Party.KH);
      var periods = given.assess(YEARLY, "2026-11-24").outcomes().getFirst().periods();
      assertThat(periods).extracting(Period::state).containsExactly(State.CONTESTED, State.DUE);
      var twoYears = commitment(every(2, 2016));
      given.met("2023-12-25");
      var overdue = given.assess(twoYears, "2026-11-24");
      assertThat(overdue.state()).isEqualTo(State.CONTESTED);
      assertThat(Read.en(overdue.headline())).isEqualTo("Contested");
      assertThat(overdue.outcomes().getFirst().readings())
          .extracting(r -> r.periods().getLast().state())
          .containsExactly(State.CONTESTED, State.NOT_DUE, State.CONTESTED);
    }

    @Test
    void where_other_evidence_decides_it_changes_nothing() {
      given.met("2025-08-15");
      given.contest(given.met("2025-09-15"), Party.KH);
      assertThat(given.assess(YEARLY, "2026-11-24").outcomes().getFirst().periods())
          .extracting(Period::state)
          .containsExactly(State.KEPT, State.DUE);
    }

    @Test
    void settled_by_the_party_or_by_a_decision_it_counts_again() {
      var meeting = given.met("2026-08-15");
      given.contest(meeting, Party.KH);
      given.settle(meeting, Party.KH);
      assertThat(state("2026-11-24")).isEqualTo(State.KEPT);
      given.contest(meeting, Party.KH);
      assertThat(state("2026-11-24")).isEqualTo(State.DUE);
      given.settle(meeting, null);
      assertThat(state("2026-11-24")).isEqualTo(State.KEPT);
    }

    @Test
    void one_party_cannot_lift_the_contest_of_another() {
      var meeting = given.met("2026-08-15");
      given.contest(meeting, Party.KH);
      given.contest(meeting, Party.VN);
      given.settle(meeting, Party.KH);
      assertThat(state("2026-11-24")).isEqualTo(State.DUE);
      given.settle(meeting, Party.VN);
      assertThat(state("2026-11-24")).isEqualTo(State.KEPT);
    }

    @Test
    void continuing_cooperation_with_contested_evidence_only_is_contested() {
      var standing = commitment(new Standing("it", text("It"), Set.of(), Standing.By.PARTY, null));
      var meeting = given.met("2026-08-15");
      given.contest(meeting, Party.KH);
      assertThat(given.assess(standing, "2026-11-24").state()).isEqualTo(State.CONTESTED);
      given.met("2026-09-15");
      assertThat(given.assess(standing, "2026-11-24").state()).isEqualTo(State.ON_RECORD);
    }
  }

  @Nested
  class Subjects {

    private static final SubjectRef REPORT = SubjectRef.series("progress-report");

    // 三#10: the yearly report and next year's joint project list
    private static final Commitment BOTH =
        commitment(
            new Every("report", text("Progress report"), Set.of(REPORT), 1, 2026, null),
            new Every("list", text("Joint project list"), Set.of(), 1, 2026, null));

    @Test
    void the_most_pressing_expectation_speaks_and_is_named() {
      given.add(REPORT, Span.day(day("2026-09-09")), new Fact.Delivered(2025, null));
      var assessment = given.assess(BOTH, "2026-11-24");
      assertThat(assessment.outcomes())
          .extracting(Assessment.Outcome::state)
          .containsExactly(State.KEPT, State.DUE);
      assertThat(Read.en(assessment.headline())).isEqualTo("Due in 37 days");
      assertThat(Read.en(assessment.reason()))
          .startsWith("Joint project list: None is on record for 2026.");
    }

    @Test
    void when_none_presses_the_primary_one_speaks() {
      given.add(REPORT, Span.day(day("2026-09-09")), new Fact.Delivered(2025, null));
      given.add(
          SubjectRef.expectation(Given.ID, "list"),
          Span.day(day("2026-10-10")),
          new Fact.Delivered(2027, null));
      var assessment = given.assess(BOTH, "2026-11-24");
      assertThat(assessment.state()).isEqualTo(State.KEPT);
      assertThat(Read.en(assessment.reason())).startsWith("Progress report:");
    }

    @Test
    void a_document_that_does_not_say_which_fills_neither() {
      given.received("2026-09-09", 2025);
      var assessment = given.assess(BOTH, "2026-11-24");
      assertThat(assessment.outcomes())
          .extracting(Assessment.Outcome::state)
          .containsOnly(State.DUE);
      assertThat(assessment.notCounted()).hasSize(1);
    }

    @Test
    void a_part_the_commitment_does_not_have_is_told() {
      given.met(SubjectRef.expectation(Given.ID, "games"), "2026-09-09");
      var entries = EvidenceBook.of(given.entries()).entriesFor(BOTH);
      assertThat(Assess.assess(BOTH, entries, asOf("2026-11-24")).notCounted())
          .extracting(n -> Read.en(n.why()))
          .containsExactly("It names a part that the commitment does not have.");
    }

    @Test
    void what_speaks_of_other_commitments_is_left_out_altogether() {
      given.met(SubjectRef.commitment(CommitmentId.of("4.1.1#21")), "2026-09-09");
      given.met(SubjectRef.series("other"), "2026-09-09");
      var assessment = given.assess(BOTH, "2026-11-24");
      assertThat(assessment.evidence()).isEmpty();
      assertThat(assessment.notCounted()).isEmpty();
    }

    @Test
    void the_book_finds_evidence_by_commitment_part_and_series_with_what_became_of_it() {
      var report = given.met(REPORT, "2026-09-09");
      given.met(SubjectRef.series("other"), "2026-09-09");
      given.met(SubjectRef.expectation(Given.ID, "list"), "2026-09-10");
      given.contest(report, Party.KH);
      given.met("2026-09-11");
      given.settle(report, null);
      given.retract(report);
      given.met(SubjectRef.commitment(CommitmentId.of("4.1.1#21")), "2026-09-09");
      assertThat(EvidenceBook.of(given.entries()).entriesFor(BOTH))
          .extracting(e -> e.seq().value())
          .containsExactly(1L, 3L, 4L, 5L, 6L, 7L);
    }
  }
}
