package org.lanmei.water.states;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whether one level has been entered, as reading follows reading. Compared in millimetres. */
final class Entered {

  private final Rules rules;
  private final Limits limits;
  private final Limits.Role role;
  private final Duration leaveAfter;
  private final Duration gap;

  private boolean in;
  private boolean fromBefore;
  private @Nullable Instant since;
  private int above;
  private @Nullable Instant belowSince;
  private @Nullable Instant before;

  /**
   * @param in whether it was entered before the first reading
   */
  Entered(
      Rules rules,
      Observing observing,
      boolean tidal,
      Limits limits,
      Limits.Role role,
      boolean in) {
    this.rules = rules;
    this.limits = limits;
    this.role = role;
    this.leaveAfter = tidal ? rules.tidalWindow() : rules.leaveAfter();
    this.gap = rules.stale(observing);
    this.in = in;
    this.fromBefore = in;
  }

  /** A value that passed the checks. */
  void next(Instant at, double value, boolean confirmed) {
    // What was not seen for longer than a gap is not known to have stayed below.
    if (before != null && Duration.between(before, at).compareTo(gap) > 0) belowSince = null;
    before = at;
    Double level = limits.level(role, at);
    if (level == null) {
      leave();
      above = 0;
      return;
    }
    long distance = Math.round(value * 1000) - Math.round(level * 1000);
    if (distance >= 0) {
      above++;
      belowSince = null;
      if (!in && (confirmed || above >= rules.readingsToEnter())) {
        in = true;
        since = at;
      }
      return;
    }
    above = 0;
    if (!in) return;
    if (distance > -Math.round(rules.leaveBelowM() * 1000)) {
      belowSince = null;
    } else {
      if (belowSince == null) belowSince = at;
      if (Duration.between(belowSince, at).compareTo(leaveAfter) >= 0) leave();
    }
  }

  private void leave() {
    in = false;
    fromBefore = false;
    since = null;
    belowSince = null;
  }

  boolean in() {
    return in;
  }

  /** Reached by one reading that nothing has confirmed yet. */
  boolean waiting() {
    return !in && above > 0;
  }

  /** Null = not entered, or before the first reading. */
  @Nullable Instant since() {
    return fromBefore ? null : since;
  }
}
