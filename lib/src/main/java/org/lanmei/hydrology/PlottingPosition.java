package org.lanmei.hydrology;

/**
 * The probability of not exceeding the i-th smallest of n values, (i − a) / (n + 1 − a − b): the
 * family of C. Cunnane, Journal of Hydrology 37 (1978) 205–222; the numbers are those of the types
 * in Hyndman and Fan, The American Statistician 50 (1996) 361–365.
 */
public enum PlottingPosition {
  /** i / (n + 1): unbiased in probability; type 6. */
  WEIBULL(0, 0),
  /** (i − 0.5) / n; type 5. */
  HAZEN(0.5, 0.5),
  /** (i − 0.4) / (n + 0.2): about unbiased in the value, whatever the distribution. */
  CUNNANE(0.4, 0.4),
  /** (i − 0.44) / (n + 0.12): for the Gumbel distribution. */
  GRINGORTEN(0.44, 0.44),
  /** (i − 1) / (n − 1): between the smallest and the largest; type 7. */
  LINEAR(1, 1);

  private final double a;
  private final double b;

  PlottingPosition(double a, double b) {
    this.a = a;
    this.b = b;
  }

  /** Probability, 0 to 1, of the value of rank {@code i}, from 1, among {@code n}. */
  public double probability(double i, int n) {
    double span = n + 1 - a - b;
    return span <= 0 ? 0.5 : (i - a) / span;
  }

  /** The rank, from 1, broken where it falls between two values; may lie outside 1 to n. */
  double rank(double p, int n) {
    return a + p * (n + 1 - a - b);
  }
}
