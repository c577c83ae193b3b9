package org.lanmei.plan.assessment;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Message;
import org.lanmei.plan.Entry.Asserted;
import org.lanmei.plan.Fact;
import org.lanmei.plan.Span;

/** What is planned: never evidence that something was held, only shown. */
final class Intentions {

  private Intentions() {}

  /**
   * The nearest intention whose days are not over; null when there is none.
   *
   * @param heldOn when the last one was held: an intention whose days hold it is fulfilled; null
   *     when none was
   */
  static @Nullable Asserted ahead(
      Ledger ledger, @Nullable LocalDate heldOn, Frame frame, Weighing weighing) {
    Asserted nearest = null;
    for (Asserted e : ledger.of(Fact.Planned.class).toList()) {
      boolean fulfilled = heldOn != null && Spans.contains(e.when(), heldOn);
      if (fulfilled || e.when().to().isBefore(frame.on())) {
        weighing.setAside(e, Say.notCounted("intention-past"));
        continue;
      }
      weighing.use(e);
      if (nearest == null) nearest = e;
    }
    return nearest;
  }

  static @Nullable Message sentence(@Nullable Asserted planned) {
    if (planned == null) return null;
    LocalDate day = planned.when().from();
    return isWholeYear(planned)
        ? Say.reason("planned-in", Say.year(day.getYear()))
        : Say.reason("planned", day);
  }

  static Message headline(Asserted planned) {
    LocalDate day = planned.when().from();
    return isWholeYear(planned)
        ? Say.headline("planned-in", Say.year(day.getYear()))
        : Say.headline("planned", day);
  }

  private static boolean isWholeYear(Asserted planned) {
    return planned.when().equals(Span.year(planned.when().from().getYear()));
  }
}
