package org.lanmei.plan.assessment;

import java.util.List;

/**
 * Which of several expectations speaks for the commitment. A state that asks for something comes
 * before one that does not, in the order below; of two alike the one due first, then the one that
 * stands first in the commitment. When none asks for anything, the primary expectation, which
 * stands first.
 */
final class Pressing {

  private static final List<State> ORDER =
      List.of(
          State.OVERDUE,
          State.MISSED,
          State.NOT_HELD_UNEXPLAINED,
          State.UNDECLARED,
          State.AFTER_EFFECT,
          State.CONTESTED,
          State.DUE,
          State.DORMANT,
          State.SHORT);

  private Pressing() {}

  /** The place in {@code findings} of the one that decides. */
  static int choose(List<Finding> findings) {
    int chosen = 0;
    for (int i = 1; i < findings.size(); i++) {
      if (before(findings.get(i), findings.get(chosen))) chosen = i;
    }
    return chosen;
  }

  private static boolean before(Finding a, Finding b) {
    int ranks = Integer.compare(rank(a.state()), rank(b.state()));
    if (ranks != 0) return ranks < 0;
    boolean pressing = rank(a.state()) < ORDER.size();
    return pressing && a.next() != null && b.next() != null && a.next().isBefore(b.next());
  }

  private static int rank(State state) {
    int place = ORDER.indexOf(state);
    return place < 0 ? ORDER.size() : place;
  }
}
