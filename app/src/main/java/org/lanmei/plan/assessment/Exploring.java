package org.lanmei.plan.assessment;

import org.lanmei.plan.Expectation.Exploratory;

/**
 * 探讨: {@code PROPOSED → UNDER_STUDY → REPORTED → ADOPTED | SET_ASIDE → ACTIVE}. The latest stage on
 * record is the state; whether to do it at all is open until the parties adopt it or set it aside.
 */
final class Exploring {

  private Exploring() {}

  static Finding assess(Exploratory exploratory, Ledger ledger, Frame frame) {
    var weighing = new Weighing();
    var progress = Progress.of(ledger, frame, weighing);
    weighing.setAsideRest(ledger);
    boolean decided =
        switch (progress.state()) {
          case ADOPTED, SET_ASIDE, ACTIVE -> true;
          default -> false;
        };
    return new Finding(
        progress.state(),
        progress.headline(),
        Say.sentences(
            progress.reason(exploratory.title()), decided ? null : Say.reason("still-open")),
        null,
        weighing);
  }
}
