package org.lanmei.water.readings;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/*
 * Range: outside what can be.
 * Step: too far from the last good value, if that is not too old. A jump that lasts is flagged until
 *   the good value has grown too old to be a measure; then it is the new level.
 * Spike: stands out from both neighbours, to the same side. The last value of a batch has no
 *   neighbour yet: it is a step at most.
 * Stuck: exactly the same for too long, without a gap in between.
 * Gap: the first value after too long a silence. It says nothing against the value.
 * A missing value is not checked and is no neighbour.
 */
/** The checks on arrival: a pure function of a series' values in order. Nothing is dropped. */
final class Checks {

  private Checks() {}

  /**
   * What is known of the values before; all in seconds.
   *
   * @param at of the last value; null = there is none
   * @param since from when on the value has been the same
   * @param goodAt of the last value that passed; null = none
   */
  record Before(@Nullable Integer at, double v, int since, @Nullable Integer goodAt, double goodV) {
    static final Before NOTHING = new Before(null, Double.NaN, 0, null, Double.NaN);
  }

  /**
   * @param flags bits of {@link Flags}, one for each value; null = none anywhere
   * @param after as the next values will find it
   */
  record Found(short @Nullable [] flags, Before after) {}

  /**
   * @param at seconds, ascending
   * @param v NaN = missing
   * @param cadence of the series; null = not known
   */
  static Found check(
      CheckRule rule, @Nullable Duration cadence, Before before, int[] at, double[] v) {
    return new Pass(rule, cadence, before).over(at, v);
  }

  private static final class Pass {
    private final double min;
    private final double max;
    private final double step;
    private final double spike;
    private final long within;
    private final long stuck;
    private final long gap;

    private boolean any;
    private int lastAt;
    private double lastV;
    private int since;
    private boolean good;
    private int goodAt;
    private double goodV;

    Pass(CheckRule rule, @Nullable Duration cadence, Before before) {
      min = rule.min() == null ? Double.NEGATIVE_INFINITY : rule.min();
      max = rule.max() == null ? Double.POSITIVE_INFINITY : rule.max();
      step = rule.step() == null ? Double.POSITIVE_INFINITY : rule.step();
      spike = rule.spike() == null ? Double.POSITIVE_INFINITY : rule.spike();
      within = seconds(rule.within());
      stuck = seconds(rule.stuck());
      gap =
          rule.gap() != null
              ? seconds(rule.gap())
              : cadence == null ? Long.MAX_VALUE : 3 * cadence.toSeconds();
      any = before.at() != null;
      lastAt = before.at() == null ? 0 : before.at();
      lastV = before.v();
      since = before.since();
      good = before.goodAt() != null;
      goodAt = before.goodAt() == null ? 0 : before.goodAt();
      goodV = before.goodV();
    }

    private static long seconds(@Nullable Duration duration) {
      return duration == null ? Long.MAX_VALUE : duration.toSeconds();
    }

    Found over(int[] at, double[] v) {
      short[] flags = null;
      for (int i = 0; i < at.length; i++) {
        if (Double.isNaN(v[i])) continue;
        short found = one(at, v, i);
        if (found == 0) continue;
        if (flags == null) flags = new short[at.length];
        flags[i] = found;
      }
      return new Found(
          flags,
          any ? new Before(lastAt, lastV, since, good ? goodAt : null, goodV) : Before.NOTHING);
    }

    private short one(int[] at, double[] v, int i) {
      double value = v[i];
      int time = at[i];
      int found = 0;
      boolean afterGap = any && (long) time - lastAt > gap;
      if (afterGap) found |= Flags.GAP;
      if (value < min || value > max) found |= Flags.RANGE;
      if (good && (long) time - goodAt <= within && Math.abs(value - goodV) > step) {
        found |= Flags.STEP;
      }
      if (any && !afterGap && standsOut(at, v, i)) found |= Flags.SPIKE;
      if (!any || afterGap || value != lastV) since = time;
      else if ((long) time - since > stuck) found |= Flags.STUCK;
      any = true;
      lastAt = time;
      lastV = value;
      if ((found & (Flags.RANGE | Flags.STEP | Flags.SPIKE)) == 0) {
        good = true;
        goodAt = time;
        goodV = value;
      }
      return (short) found;
    }

    private boolean standsOut(int[] at, double[] v, int i) {
      if (Math.abs(v[i] - lastV) <= spike) return false;
      int next = i + 1;
      while (next < v.length && Double.isNaN(v[next])) next++;
      if (next == v.length || (long) at[next] - lastAt > within) return false;
      return Math.abs(v[i] - v[next]) > spike && (v[i] > lastV) == (v[i] > v[next]);
    }
  }
}
