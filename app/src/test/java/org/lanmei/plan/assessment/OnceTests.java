package org.lanmei.plan.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lanmei.plan.assessment.Given.commitment;
import static org.lanmei.plan.assessment.Given.day;
import static org.lanmei.plan.assessment.Given.text;

import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.lanmei.kernel.Party;
import org.lanmei.plan.Commitment;
import org.lanmei.plan.Expectation.ByDate;
import org.lanmei.plan.Expectation.Exploratory;
import org.lanmei.plan.Fact;
import org.lanmei.plan.Fact.StageName;
import org.lanmei.plan.Span;
import org.lanmei.plan.assessment.Assessment.Period;

/** What is delivered, set up or explored once. */
class OnceTests {

  private final Given given = new Given();

  /** The plan sets no date, so none can be overdue. */
  @Nested
  class WithoutDate {

    private static final Commitment LOGO =
        commitment(new ByDate("logo", text("Logo"), Set.of(), null, ByDate.Counts.ADOPTED));
    private static final Commitment REPORT =
        commitment(new ByDate("report", text("Report"), Set.of(), null, ByDate.Counts.DELIVERED));

    @Test
    void nothing_is_none_on_record_and_never_overdue() {
      var assessment = given.assess(LOGO, "2029-11-24");
      assertThat(assessment.state()).isEqualTo(State.NONE_ON_RECORD);
      assertThat(assessment.next()).isNull();
      assertThat(Read.en(assessment.reason()))
          .isEqualTo("None is on record. The Plan sets no date, so none can be overdue.");
    }

    @Test
    void planned_then_under_way_then_kept_when_adopted() {
      given.add(Span.year(2026), new Fact.Planned());
      assertThat(given.assess(LOGO, "2026-01-01").state()).isEqualTo(State.PLANNED);
      given.stage("2026-03-01", StageName.UNDER_STUDY);
      assertThat(given.assess(LOGO, "2026-04-01").state()).isEqualTo(State.UNDER_STUDY);
      given.stage("2026-05-01", StageName.ADOPTED);
      var kept = given.assess(LOGO, "2026-06-01");
      assertThat(kept.state()).isEqualTo(State.KEPT);
      assertThat(Read.en(kept.headline())).isEqualTo("Kept on 1 May 2026");
      assertThat(Read.en(kept.reason())).isEqualTo("It was adopted on 1 May 2026.");
    }

    @Test
    void a_draft_received_is_on_record_and_adopts_nothing() {
      given.received("2026-03-01", null);
      assertThat(given.assess(LOGO, "2026-04-01").state()).isEqualTo(State.ON_RECORD);
      assertThat(given.assess(REPORT, "2026-04-01").state()).isEqualTo(State.KEPT);
    }

    @Test
    void a_decision_to_make_it_does_not_deliver_it() {
      given.stage("2026-03-01", StageName.ADOPTED);
      assertThat(given.assess(REPORT, "2026-04-01").state()).isEqualTo(State.ADOPTED);
    }

    @Test
    void a_party_s_declaration_alone_keeps_nothing() {
      given.add(Set.of(Party.CN), Span.day(day("2026-03-01")), new Fact.Declared(Given.WHY));
      assertThat(given.assess(LOGO, "2026-04-01").state()).isEqualTo(State.DECLARED_ONLY);
    }
  }

  @Nested
  class WithDate {

    private static final Commitment STUDY =
        commitment(
            new ByDate(
                "study", text("Study"), Set.of(), day("2025-09-30"), ByDate.Counts.DELIVERED));

    @ParameterizedTest
    @CsvSource({
      "2024-09-30, NOT_DUE, Due by 30 September 2025",
      "2024-10-01, DUE, Due in 364 days",
      "2025-09-30, DUE, Due today",
      "2025-10-01, OVERDUE, Overdue by 1 day"
    })
    void not_due_due_and_overdue(String on, State state, String headline) {
      var assessment = given.assess(STUDY, on);
      assertThat(assessment.state()).isEqualTo(state);
      assertThat(Read.en(assessment.headline())).isEqualTo(headline);
    }

    @ParameterizedTest
    @CsvSource({"2025-09-30, KEPT, Kept on 30 September 2025", "2025-11-23, LATE, Late by 54 days"})
    void received_in_time_or_late(String received, State state, String headline) {
      given.received(received, null);
      var assessment = given.assess(STUDY, "2026-11-24");
      assertThat(assessment.state()).isEqualTo(state);
      assertThat(Read.en(assessment.headline())).isEqualTo(headline);
      assertThat(assessment.next()).isNull();
    }

    @Test
    void postponed_and_waived_by_the_body() {
      given.postponed("2025-09-30", "2026-12-31");
      var postponed = given.assess(STUDY, "2026-11-24");
      assertThat(postponed.state()).isEqualTo(State.DUE);
      assertThat(postponed.outcomes().getFirst().periods().getFirst())
          .extracting(Period::due, Period::postponedTo)
          .containsExactly(day("2025-09-30"), day("2026-12-31"));
      given.waived(2025);
      assertThat(given.assess(STUDY, "2026-11-24").state()).isEqualTo(State.WAIVED);
    }
  }

  /** 探讨: PROPOSED → UNDER_STUDY → REPORTED → ADOPTED | SET_ASIDE → ACTIVE. */
  @Nested
  class Explored {

    private static final Commitment SECRETARIAT =
        commitment(new Exploratory("secretariat", text("Secretariat"), Set.of()));

    @ParameterizedTest
    @EnumSource(StageName.class)
    void the_latest_stage_is_the_state(StageName stage) {
      given.stage("2024-01-01", StageName.PROPOSED);
      given.stage("2026-01-01", stage);
      given.stage("2026-12-01", StageName.ACTIVE);
      var assessment = given.assess(SECRETARIAT, "2026-11-24");
      assertThat(assessment.state().name()).isEqualTo(stage.name());
      assertThat(Read.en(assessment.reason())).contains("1 January 2026");
    }

    @Test
    void of_two_stages_of_one_day_the_further_one() {
      given.stage("2026-01-01", StageName.ADOPTED);
      given.stage("2026-01-01", StageName.REPORTED);
      assertThat(given.assess(SECRETARIAT, "2026-11-24").state()).isEqualTo(State.ADOPTED);
    }

    @Test
    void until_it_is_decided_whether_to_do_it_stays_open() {
      assertThat(Read.en(given.assess(SECRETARIAT, "2026-11-24").reason()))
          .isEqualTo("None is on record. Whether to do it is still open.");
      given.stage("2026-01-01", StageName.SET_ASIDE);
      assertThat(Read.en(given.assess(SECRETARIAT, "2026-11-24").reason()))
          .isEqualTo("This stage was reached on 1 January 2026.");
    }

    @Test
    void a_workshop_moves_no_stage() {
      given.met("2026-01-01");
      assertThat(given.assess(SECRETARIAT, "2026-11-24").state()).isEqualTo(State.ON_RECORD);
    }
  }
}
