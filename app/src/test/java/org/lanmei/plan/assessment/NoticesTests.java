package org.lanmei.plan.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lanmei.plan.assessment.Given.commitment;
import static org.lanmei.plan.assessment.Given.day;
import static org.lanmei.plan.assessment.Given.text;

import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lanmei.kernel.Party;
import org.lanmei.plan.Commitment;
import org.lanmei.plan.Expectation.Notices;
import org.lanmei.plan.Fact;
import org.lanmei.plan.Span;

/** 适时通知: notices of rule changes. */
class NoticesTests {

  private static final Commitment RULES =
      commitment(new Notices("rules", text("Rule notices"), Set.of()));

  private final Given given = new Given();

  private UUID notice(String given, String effect, boolean emergency) {
    return this.given.add(
        Set.of(Party.VN), Span.day(day(given)), new Fact.Notified(day(effect), emergency));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-05-02, AHEAD, Notified 30 days ahead",
    "2026-05-03, SHORT, Notified only 29 days ahead",
    "2026-06-01, SHORT, Notified on the day of effect",
    "2026-06-02, AFTER_EFFECT, Notified 1 day after effect"
  })
  void thirty_days_or_more_is_ahead(String notified, State state, String headline) {
    notice(notified, "2026-06-01", false);
    var assessment = given.assess(RULES, "2026-11-24");
    assertThat(assessment.state()).isEqualTo(state);
    assertThat(Read.en(assessment.headline())).isEqualTo(headline);
  }

  @Test
  void the_worst_of_the_year_decides_and_emergencies_are_flagged() {
    notice("2025-05-02", "2025-05-01", false);
    notice("2026-03-01", "2026-06-01", false);
    notice("2026-04-01", "2026-04-11", true);
    notice("2026-05-01", "2026-07-01", false);
    var assessment = given.assess(RULES, "2026-11-24");
    assertThat(assessment.state()).isEqualTo(State.SHORT);
    assertThat(Read.en(assessment.reason()))
        .isEqualTo(
            "In 2026: 2 notified 30 days ahead or more, 1 at shorter notice, 0 after taking"
                + " effect. 1 was an emergency.");
    assertThat(assessment.byParty()).containsEntry(Party.VN, 3).containsEntry(Party.LA, 0);
  }

  @Test
  void in_a_year_without_one_the_last_one_decides() {
    notice("2024-05-02", "2024-05-01", false);
    notice("2025-01-02", "2025-05-01", false);
    var assessment = given.assess(RULES, "2026-11-24");
    assertThat(assessment.state()).isEqualTo(State.AHEAD);
    assertThat(Read.en(assessment.reason()))
        .isEqualTo(
            "None is on record in 2026. The last notice was given on 2 January 2025 of a change"
                + " with effect from 1 May 2025.");
  }

  @Test
  void without_any_none_is_on_record() {
    notice("2026-12-01", "2027-05-01", false);
    assertThat(given.assess(RULES, "2026-11-24").state()).isEqualTo(State.NONE_ON_RECORD);
  }
}
