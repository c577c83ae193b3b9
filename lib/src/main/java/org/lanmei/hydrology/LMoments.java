package org.lanmei.hydrology;

/**
 * The first two L-moments and the L-moment ratios of a sample or of a distribution (J. R. M.
 * Hosking, Journal of the Royal Statistical Society B 52 (1990) 105–124).
 *
 * @param n values of the sample; 0 for a distribution
 * @param l1 the mean, in the unit of the values
 * @param l2 the L-scale, in the unit of the values, at least 0
 * @param t3 L-skewness, −1 to 1; NaN where all values are equal or fewer than 3
 * @param t4 L-kurtosis, −1/4 to 1; NaN where all values are equal or fewer than 4
 * @param t5 NaN where all values are equal or fewer than 5
 */
public record LMoments(int n, double l1, double l2, double t3, double t4, double t5) {

  /**
   * The sample's, from unbiased probability-weighted moments (Hosking 1990, equation 3.1; J. M.
   * Landwehr and others, Water Resources Research 15 (1979) 1055–1064).
   *
   * @param series at least 2 values; NaN is left out
   */
  public static LMoments of(double[] series) {
    var ordered = Ordered.of(series);
    if (ordered.size() < 2) throw new IllegalArgumentException(ordered.size() + " values");
    return ofAscending(ordered.values());
  }

  /** The sample's, whose values are in ascending order. */
  static LMoments ofAscending(double[] x) {
    int n = x.length;
    double[] b = new double[5];
    // deviations from the median keep the digits of values far from zero
    double centre = x[n / 2];
    for (int i = 0; i < n; i++) {
      double weight = 1;
      double value = x[i] - centre;
      for (int r = 0; r < 5; r++) {
        b[r] += weight * value;
        weight *= (double) (i - r) / Math.max(1, n - 1 - r);
      }
    }
    for (int r = 0; r < 5; r++) b[r] /= n;
    double l2 = 2 * b[1] - b[0];
    double l3 = 6 * b[2] - 6 * b[1] + b[0];
    double l4 = 20 * b[3] - 30 * b[2] + 12 * b[1] - b[0];
    double l5 = 70 * b[4] - 140 * b[3] + 90 * b[2] - 20 * b[1] + b[0];
    boolean flat = x[0] == x[n - 1];
    return new LMoments(
        n,
        b[0] + centre,
        flat ? 0 : l2,
        flat || n < 3 ? Double.NaN : l3 / l2,
        flat || n < 4 ? Double.NaN : l4 / l2,
        flat || n < 5 ? Double.NaN : l5 / l2);
  }

  /** L-CV, l2 / l1: without unit, meaningful for positive values only. */
  public double t() {
    return l2 / l1;
  }

  /** The moments of the values divided by their mean: what the index flood method compares. */
  public LMoments scaledByMean() {
    return new LMoments(n, 1, l2 / l1, t3, t4, t5);
  }
}
