package org.lanmei.plan.assessment;

import java.util.List;
import java.util.stream.Stream;
import org.lanmei.plan.Entry.Asserted;
import org.lanmei.plan.Fact;

/** The evidence that speaks of one expectation, by day. */
record Ledger(List<Asserted> counting, List<Asserted> contested) {

  /** What counts and is a fact of this shape. */
  Stream<Asserted> of(Class<? extends Fact> shape) {
    return counting.stream().filter(e -> shape.isInstance(e.fact()));
  }

  /** The same as if nothing were contested. */
  Ledger withContested() {
    return new Ledger(
        Stream.concat(counting.stream(), contested.stream()).sorted(Evidence.BY_DAY).toList(),
        List.of());
  }
}
