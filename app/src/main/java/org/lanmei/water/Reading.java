package org.lanmei.water;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One value of a series.
 *
 * @param at when it was observed, to the second
 * @param value in the unit of the series; null = the observer says that there is none
 * @param flags what the checks on arrival found; they travel with the value and drop nothing
 * @param batch with which it came
 */
public record Reading(Instant at, @Nullable Double value, Set<Flag> flags, long batch) {

  /** Findings of the checks on arrival, and what the publisher says of a value. */
  public enum Flag {
    RANGE,
    STEP,
    STUCK,
    SPIKE,
    GAP,
    /** The publisher took the value back. */
    RETRACTED,
    /** The publisher says why there is no value. */
    NO_VALUE_REASON,
    /** The publisher stands by it, as a person or a second source has seen it too. */
    CONFIRMED
  }

  public boolean confirmed() {
    return flags.contains(Flag.CONFIRMED);
  }

  /** It failed a check, and no person has answered the finding. */
  public boolean suspect() {
    return flags.contains(Flag.RANGE)
        || flags.contains(Flag.STEP)
        || flags.contains(Flag.STUCK)
        || flags.contains(Flag.SPIKE);
  }
}
