package org.lanmei.plan.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lanmei.plan.assessment.Given.commitment;
import static org.lanmei.plan.assessment.Given.day;
import static org.lanmei.plan.assessment.Given.text;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.lanmei.kernel.Lang;
import org.lanmei.kernel.Party;
import org.lanmei.plan.Commitment;
import org.lanmei.plan.Expectation.Standing;
import org.lanmei.plan.Fact;
import org.lanmei.plan.Span;
import org.lanmei.plan.SubjectRef;

/** Continuing cooperation: no percentage, what is on record in the year. */
class StandingTests {

  private static final SubjectRef YUNJINGHONG = SubjectRef.series("data-yunjinghong");
  private static final SubjectRef MANAN = SubjectRef.series("data-manan");
  private static final Span SEASON = new Span(day("2026-06-01"), day("2026-10-31"));
  private static final Commitment COOPERATION =
      commitment(
          new Standing(
              "it",
              text("Cooperation"),
              Set.of(YUNJINGHONG, MANAN),
              Standing.By.PARTY,
              "timeliness"));

  private final Given given = new Given();

  private UUID declared(Party party, String on) {
    return given.add(Set.of(party), Span.day(day(on)), new Fact.Declared(Given.WHY));
  }

  @Test
  void none_on_record_is_the_wording() {
    var assessment = given.assess(COOPERATION, "2026-11-24");
    assertThat(assessment.state()).isEqualTo(State.NONE_ON_RECORD);
    assertThat(Read.en(assessment.headline())).isEqualTo("None on record");
    assertThat(assessment.byParty()).hasSize(6).allSatisfy((_, n) -> assertThat(n).isZero());
  }

  @Test
  void what_is_on_record_in_the_year_by_kind_and_by_country() {
    given.add(Set.of(Party.CN, Party.LA), Span.day(day("2026-02-01")), new Fact.Occurred(true));
    given.add(Set.of(Party.CN), Span.day(day("2026-03-01")), new Fact.Occurred(false));
    given.add(Set.of(Party.TH), Span.day(day("2026-03-01")), new Fact.Delivered(null, null));
    declared(Party.VN, "2026-09-14");
    given.add(Set.of(Party.KH), Span.day(day("2025-12-31")), new Fact.Occurred(true));
    var assessment = given.assess(COOPERATION, "2026-11-24");
    assertThat(assessment.state()).isEqualTo(State.ON_RECORD);
    assertThat(Read.en(assessment.headline())).isEqualTo("4 on record");
    assertThat(Read.en(assessment.reason()))
        .isEqualTo(
            "On record in 2026: 2 meetings or events, 1 document or product, 1 declaration by a"
                + " party.");
    assertThat(Read.in(Lang.ZH, assessment.reason())).contains("、");
    assertThat(assessment.byParty())
        .isEqualTo(
            Map.of(Party.KH, 0, Party.CN, 2, Party.LA, 1, Party.MM, 0, Party.TH, 1, Party.VN, 1));
    assertThat(assessment.notCounted()).hasSize(1);
  }

  @Test
  void only_declarations_are_the_weakest_kind_and_shown_as_such() {
    declared(Party.VN, "2026-09-14");
    var assessment = given.assess(COOPERATION, "2026-11-24");
    assertThat(assessment.state()).isEqualTo(State.DECLARED_ONLY);
    assertThat(Read.en(assessment.headline())).isEqualTo("1 declared");
  }

  @Test
  void an_intention_is_not_on_record() {
    given.add(Span.year(2026), new Fact.Planned());
    assertThat(given.assess(COOPERATION, "2026-11-24").state()).isEqualTo(State.NONE_ON_RECORD);
  }

  @Test
  void figures_are_told_as_the_fraction_they_are_the_latest_for_each_obligation_and_period() {
    given.add(YUNJINGHONG, Set.of(Party.CN), SEASON, new Fact.Measured(100, 110));
    var latest = given.add(YUNJINGHONG, Set.of(Party.CN), SEASON, new Fact.Measured(285, 300));
    given.add(MANAN, Set.of(Party.CN), SEASON, new Fact.Measured(285, 300));
    var assessment = given.assess(COOPERATION, "2026-11-24");
    assertThat(assessment.state()).isEqualTo(State.MEASURED);
    assertThat(Read.en(assessment.headline())).isEqualTo("570 of 600 kept");
    assertThat(assessment.evidence()).contains(latest).hasSize(2);
    assertThat(assessment.notCounted())
        .extracting(n -> Read.en(n.why()))
        .containsExactly("Replaced by a later figure for the same obligation and period.");
    assertThat(given.assess(COOPERATION, Given.asOf("2026-11-24", 1)).headline())
        .isEqualTo(Say.headline("measured", 100L, 110L));
  }

  @Test
  void figures_of_another_year_do_not_count() {
    given.add(YUNJINGHONG, Set.of(Party.CN), SEASON, new Fact.Measured(285, 300));
    assertThat(given.assess(COOPERATION, "2027-01-01").state()).isEqualTo(State.NONE_ON_RECORD);
    assertThat(given.assess(COOPERATION, "2026-05-31").state()).isEqualTo(State.NONE_ON_RECORD);
  }

  @Test
  void a_contested_correction_revives_no_figure() {
    given.add(YUNJINGHONG, Set.of(Party.CN), SEASON, new Fact.Measured(300, 300));
    var correction = given.add(YUNJINGHONG, Set.of(Party.CN), SEASON, new Fact.Measured(200, 300));
    given.add(MANAN, Set.of(Party.CN), SEASON, new Fact.Measured(285, 300));
    given.contest(correction, Party.CN);
    assertThat(given.assess(COOPERATION, "2026-11-24").headline())
        .isEqualTo(Say.headline("measured", 285L, 300L));
  }

  @Test
  void a_retracted_correction_revives_the_figure_before() {
    given.add(YUNJINGHONG, Set.of(Party.CN), SEASON, new Fact.Measured(300, 300));
    var correction = given.add(YUNJINGHONG, Set.of(Party.CN), SEASON, new Fact.Measured(200, 300));
    given.retract(correction);
    assertThat(given.assess(COOPERATION, "2026-11-24").headline())
        .isEqualTo(Say.headline("measured", 300L, 300L));
  }
}
