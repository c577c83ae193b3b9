package org.lanmei.plan.assessment;

import java.util.List;
import org.lanmei.kernel.Message;
import org.lanmei.plan.assessment.Assessment.Period;
import org.lanmei.plan.assessment.Assessment.ReadingOutcome;

/**
 * Contested evidence counts for neither side. It keeps nothing; nor may its absence be held against
 * the parties: where only contested evidence stands between a state such as OVERDUE and a better
 * one, the state is CONTESTED.
 */
final class Disputes {

  private Disputes() {}

  /**
   * @param without the finding without the contested evidence
   * @param with the finding as if nothing were contested
   * @param count how many pieces are contested
   */
  static Finding settle(Finding without, Finding with, int count) {
    boolean open = isAdverse(without.state()) && !isAdverse(with.state());
    Message reason =
        Say.sentences(
            open ? Say.reason("rests-on-contested", count) : without.reason(),
            open ? null : Say.reason("contested", count));
    return new Finding(
        open ? State.CONTESTED : without.state(),
        open ? Say.headline("contested") : without.headline(),
        reason,
        without.next(),
        periods(without.periods(), with.periods()),
        readings(without.readings(), with.readings()),
        without.weighing());
  }

  /** States that say something is missing. */
  private static boolean isAdverse(State state) {
    return switch (state) {
      case OVERDUE, MISSED, DORMANT, UNDECLARED, NOT_HELD_UNEXPLAINED, NOT_CALLED, NONE_ON_RECORD ->
          true;
      default -> false;
    };
  }

  private static List<Period> periods(List<Period> without, List<Period> with) {
    return without.stream()
        .map(
            p ->
                isAdverse(p.state())
                        && with.stream()
                            .anyMatch(q -> q.from().equals(p.from()) && !isAdverse(q.state()))
                    ? contested(p)
                    : p)
        .toList();
  }

  private static List<ReadingOutcome> readings(
      List<ReadingOutcome> without, List<ReadingOutcome> with) {
    return without.stream()
        .map(
            r -> {
              ReadingOutcome other =
                  with.stream().filter(w -> w.reading() == r.reading()).findFirst().orElse(r);
              boolean open = isAdverse(r.state()) && !isAdverse(other.state());
              return new ReadingOutcome(
                  r.reading(),
                  open ? State.CONTESTED : r.state(),
                  open ? Say.headline("contested") : r.headline(),
                  r.next(),
                  periods(r.periods(), other.periods()));
            })
        .toList();
  }

  private static Period contested(Period p) {
    return new Period(
        p.from(), p.due(), p.postponedTo(), State.CONTESTED, null, null, p.history(), p.evidence());
  }
}
