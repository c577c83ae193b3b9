package org.lanmei.hydrology;

import java.util.Arrays;

/**
 * The values of a series that are there, smallest first.
 *
 * @param values ascending, without NaN; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // stays inside the package; nobody compares two
record Ordered(double[] values) {

  static Ordered of(double[] series) {
    double[] kept = present(series);
    Arrays.sort(kept);
    return new Ordered(kept);
  }

  /** A copy without the missing values, in their order; an infinite value is refused. */
  static double[] present(double[] series) {
    double[] kept = new double[series.length];
    int n = 0;
    for (int i = 0; i < series.length; i++) {
      if (Double.isNaN(series[i])) continue;
      if (Double.isInfinite(series[i])) throw new IllegalArgumentException("infinite at " + i);
      kept[n++] = series[i];
    }
    return n == series.length ? kept : Arrays.copyOf(kept, n);
  }

  /** Like {@link #present}, but there must be at least {@code least}. */
  static double[] present(double[] series, int least) {
    double[] kept = present(series);
    if (kept.length < least) {
      throw new IllegalArgumentException(kept.length + " values, needed are " + least);
    }
    return kept;
  }

  int size() {
    return values.length;
  }

  double median() {
    int n = values.length;
    if (n == 0) return Double.NaN;
    return n % 2 == 1 ? values[n / 2] : 0.5 * (values[n / 2 - 1] + values[n / 2]);
  }

  /** The value not exceeded with probability {@code p}; NaN when there are none. */
  double quantile(double p, PlottingPosition position) {
    if (!(p >= 0 && p <= 1)) throw new IllegalArgumentException("probability " + p);
    int n = values.length;
    if (n == 0) return Double.NaN;
    double rank = position.rank(p, n);
    if (rank <= 1) return values[0];
    if (rank >= n) return values[n - 1];
    int below = (int) Math.floor(rank);
    double part = rank - below;
    double low = values[below - 1];
    return part == 0 ? low : low + part * (values[below] - low);
  }
}
