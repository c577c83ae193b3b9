package org.lanmei.plan.assessment;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Message;
import org.lanmei.plan.Expectation;
import org.lanmei.plan.assessment.Assessment.Outcome;
import org.lanmei.plan.assessment.Assessment.Period;
import org.lanmei.plan.assessment.Assessment.ReadingOutcome;

/** What a rule found: an {@link Outcome} with the evidence it weighed. */
record Finding(
    State state,
    Message headline,
    Message reason,
    @Nullable LocalDate next,
    List<Period> periods,
    List<ReadingOutcome> readings,
    Weighing weighing) {

  /** A finding without periods. */
  Finding(
      State state, Message headline, Message reason, @Nullable LocalDate next, Weighing weighing) {
    this(state, headline, reason, next, List.of(), List.of(), weighing);
  }

  Outcome toOutcome(Expectation x) {
    return new Outcome(
        x.key(), state, headline, reason, next, periods, readings, weighing.evidence());
  }
}
