package org.lanmei.water.readings;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the checks on arrival ask of the values of one series; null = not asked.
 *
 * @param min least value that can be, in the unit of the series
 * @param max greatest value that can be
 * @param step most that a value differs from the last good one that is not older than {@code
 *     within}
 * @param within how long a good value is a measure for those after it
 * @param spike most that a single value stands out from both its neighbours
 * @param stuck how long a value can stay exactly the same
 * @param gap the longest time between two values; null = three times the cadence, where known
 * @param material a correction by this much or more needs a reason and is told to receivers
 */
public record CheckRule(
    @Nullable Double min,
    @Nullable Double max,
    @Nullable Double step,
    @Nullable Duration within,
    @Nullable Double spike,
    @Nullable Duration stuck,
    @Nullable Duration gap,
    @Nullable Double material) {

  static final CheckRule NONE = new CheckRule(null, null, null, null, null, null, null, null);

  /** Where the other one says something, that. */
  CheckRule with(CheckRule other) {
    return new CheckRule(
        or(other.min, min),
        or(other.max, max),
        or(other.step, step),
        or(other.within, within),
        or(other.spike, spike),
        or(other.stuck, stuck),
        or(other.gap, gap),
        or(other.material, material));
  }

  private static <T> @Nullable T or(@Nullable T first, @Nullable T second) {
    return first != null ? first : second;
  }
}
