package org.lanmei.hydrology;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A distribution fitted to annual extremes at one site, and how sure its quantiles are: the
 * parametric bootstrap (B. Efron and R. J. Tibshirani, An Introduction to the Bootstrap, 1993,
 * sections 6.5 and 13.3). So many samples of the same size are drawn from the fitted distribution,
 * each is fitted anew, and the percentiles of their quantiles are the bounds. The seed is given, so
 * that the same question has the same answer.
 *
 * <p>The bounds say what chance does to a sample of this size from this family. That the family is
 * the wrong one, or the river another than it was, is not in them.
 */
public final class FrequencyAnalysis {

  /** Seed of the samples unless another is given. */
  public static final long SEED = 20_260_101;

  /** Samples drawn unless another number is given. */
  public static final int SAMPLES = 1_000;

  /**
   * A value exceeded once in {@code years} on average.
   *
   * @param years above 1
   * @param value in the unit of the series
   * @param lower bound of the confidence interval
   * @param upper bound of the confidence interval
   * @param standardError standard deviation of the samples' values
   */
  public record ReturnLevel(
      double years, double value, double lower, double upper, double standardError) {}

  private final Family family;
  private final LMoments moments;
  private final Distribution distribution;

  private FrequencyAnalysis(Family family, LMoments moments) {
    this.family = family;
    this.moments = moments;
    this.distribution = family.fit(moments);
  }

  /**
   * Fits a family to annual extremes.
   *
   * @param extremes one a year, at least 5; NaN is left out
   */
  public static FrequencyAnalysis of(double[] extremes, Family family) {
    return new FrequencyAnalysis(family, LMoments.of(Ordered.present(extremes, 5)));
  }

  public Family family() {
    return family;
  }

  public LMoments moments() {
    return moments;
  }

  public Distribution distribution() {
    return distribution;
  }

  /** Return levels with bounds from {@link #SAMPLES} samples by {@link #SEED}. */
  public ReturnLevel[] returnLevels(double[] years, double confidence) {
    return returnLevels(years, confidence, SAMPLES, SEED);
  }

  /**
   * Return levels with bounds.
   *
   * @param years each above 1
   * @param confidence of the interval, above 0 and below 1: 0.9 for bounds at 5 % and 95 %
   * @param samples 50 or more
   * @param seed of the random numbers
   * @return in the order of {@code years}
   */
  public ReturnLevel[] returnLevels(double[] years, double confidence, int samples, long seed) {
    if (!(confidence > 0 && confidence < 1)) {
      throw new IllegalArgumentException("confidence " + confidence);
    }
    if (samples < 50) throw new IllegalArgumentException("samples " + samples);
    double[][] drawn = new double[years.length][samples];
    var random = new SplittableRandom(seed);
    double[] sample = new double[moments.n()];
    for (int s = 0; s < samples; s++) {
      Distribution refitted = refit(sample, random);
      for (int t = 0; t < years.length; t++) drawn[t][s] = refitted.returnLevel(years[t]);
    }
    ReturnLevel[] levels = new ReturnLevel[years.length];
    for (int t = 0; t < years.length; t++) {
      var ordered = Ordered.of(drawn[t]);
      double tail = (1 - confidence) / 2;
      levels[t] =
          new ReturnLevel(
              years[t],
              distribution.returnLevel(years[t]),
              ordered.quantile(tail, PlottingPosition.WEIBULL),
              ordered.quantile(1 - tail, PlottingPosition.WEIBULL),
              deviation(drawn[t]));
    }
    return levels;
  }

  /** A sample outside what the family can have is drawn again; that is rare from 5 values on. */
  private Distribution refit(double[] sample, SplittableRandom random) {
    while (true) {
      Arrays.setAll(sample, i -> distribution.draw(random));
      Arrays.sort(sample);
      var m = LMoments.ofAscending(sample);
      boolean possible = m.l2() > 0 && (family == Family.GUM || Math.abs(m.t3()) < 0.95);
      if (possible) return family.fit(m);
    }
  }

  private static double deviation(double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    double squares = 0;
    for (double v : values) squares += (v - mean) * (v - mean);
    return Math.sqrt(squares / (values.length - 1));
  }
}
