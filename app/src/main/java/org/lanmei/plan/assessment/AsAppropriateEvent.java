package org.lanmei.plan.assessment;

import java.time.LocalDate;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Message;
import org.lanmei.plan.Entry.Asserted;
import org.lanmei.plan.Fact;

/**
 * 适时, 视情, 如有必要: only the last one held and the intention. Special meetings count here, as no
 * regular period is to be filled; what was held before the plan is history.
 */
final class AsAppropriateEvent {

  private AsAppropriateEvent() {}

  static Finding assess(Ledger ledger, Frame frame) {
    var weighing = new Weighing();
    var held = new ArrayList<Asserted>();
    for (Asserted e : ledger.of(Fact.Occurred.class).toList()) {
      if (frame.isAhead(e.when().from())) {
        weighing.setAside(e, Fillers.ahead(frame));
        continue;
      }
      weighing.use(e);
      held.add(e);
    }
    LocalDate last = held.isEmpty() ? null : held.getLast().when().from();
    Asserted planned = Intentions.ahead(ledger, last, frame, weighing);
    weighing.setAsideRest(ledger);
    State state = state(last, planned, frame);
    return new Finding(
        state,
        headline(state, last, planned),
        Say.sentences(lastHeld(last, frame), Intentions.sentence(planned)),
        next(planned, frame),
        weighing);
  }

  private static State state(@Nullable LocalDate last, @Nullable Asserted planned, Frame frame) {
    if (planned != null) return State.PLANNED;
    return last == null || frame.plan().isHistory(last) ? State.NOT_CALLED : State.HELD;
  }

  private static Message headline(
      State state, @Nullable LocalDate last, @Nullable Asserted planned) {
    if (planned != null) return Intentions.headline(planned);
    return state == State.HELD && last != null
        ? Say.headline("held", last)
        : Say.headline("not-called");
  }

  private static Message lastHeld(@Nullable LocalDate last, Frame frame) {
    if (last == null) return Say.reason("none");
    return Say.reason(frame.plan().isHistory(last) ? "last-held-before" : "last-held", last);
  }

  /** The day planned; null when only a longer time is planned, or one that has begun. */
  private static @Nullable LocalDate next(@Nullable Asserted planned, Frame frame) {
    return planned != null && frame.isAhead(planned.when().from()) ? planned.when().from() : null;
  }
}
