package org.lanmei.hydrology;

import java.util.Arrays;

/**
 * The flow duration curve: which part of the time a value is exceeded (R. M. Vogel and N. M.
 * Fennessey, Journal of Water Resources Planning and Management 120 (1994) 485–504, the curve of
 * the whole period). Values between two observed ones are interpolated linearly; outside them the
 * curve ends at the extreme observed value.
 */
public final class FlowDuration {

  /** A point of the curve: {@code value} is exceeded in the part {@code exceedance} of the time. */
  public record Point(double exceedance, double value) {}

  private final Ordered ordered;
  private final PlottingPosition position;

  private FlowDuration(Ordered ordered, PlottingPosition position) {
    this.ordered = ordered;
    this.position = position;
  }

  /**
   * The curve by Weibull's plotting positions.
   *
   * @param series at least one value; NaN is left out
   */
  public static FlowDuration of(double[] series) {
    return of(series, PlottingPosition.WEIBULL);
  }

  /** The curve by plotting positions of one's choice. */
  public static FlowDuration of(double[] series, PlottingPosition position) {
    var ordered = Ordered.of(series);
    if (ordered.size() == 0) throw new IllegalArgumentException("no values");
    return new FlowDuration(ordered, position);
  }

  /** Values the curve was made of. */
  public int size() {
    return ordered.size();
  }

  /**
   * The value exceeded in this part of the time, in the series' unit; Q95 is {@code
   * exceeded(0.95)}.
   *
   * @param exceedance 0 to 1
   */
  public double exceeded(double exceedance) {
    if (!(exceedance >= 0 && exceedance <= 1)) {
      throw new IllegalArgumentException("exceedance " + exceedance);
    }
    return ordered.quantile(1 - exceedance, position);
  }

  /** The part of the time, 0 to 1, in which {@code value} is exceeded; NaN for NaN. */
  public double exceedance(double value) {
    if (Double.isNaN(value)) return Double.NaN;
    double[] v = ordered.values();
    int n = v.length;
    if (value < v[0]) return 1;
    if (value >= v[n - 1]) return value > v[n - 1] ? 0 : 1 - position.probability(n, n);
    int above = firstAbove(v, value);
    double low = v[above - 1];
    double rank = above + (value - low) / (v[above] - low);
    return Math.clamp(1 - position.probability(rank, n), 0, 1);
  }

  /**
   * So many points, evenly spaced in exceedance from the most to the least exceeded value.
   *
   * @param points 2 or more
   */
  public Point[] points(int points) {
    if (points < 2) throw new IllegalArgumentException("points " + points);
    Point[] curve = new Point[points];
    Arrays.setAll(
        curve,
        i -> {
          double p = 1 - (double) i / (points - 1);
          return new Point(p, exceeded(p));
        });
    return curve;
  }

  private static int firstAbove(double[] ascending, double value) {
    int low = 0;
    int high = ascending.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ascending[middle] > value) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
