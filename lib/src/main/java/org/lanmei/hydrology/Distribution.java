package org.lanmei.hydrology;

import java.util.random.RandomGenerator;

/**
 * A probability distribution of annual extremes, with the parameters of J. R. M. Hosking and J. R.
 * Wallis, Regional Frequency Analysis (Cambridge 1997), appendix. Their shape {@code k} of the GEV
 * has the opposite sign of the ξ of much software: {@code k < 0} is the heavy tail.
 *
 * <p>Locations and scales are in the unit of the values; a scale is above 0.
 */
public sealed interface Distribution {

  /**
   * The value not exceeded with probability {@code f}.
   *
   * @param f 0 to 1; at 0 and 1 the bounds of the distribution, perhaps infinite
   */
  double quantile(double f);

  /** Probability of a value of at most {@code x}; NaN for NaN. */
  double cdf(double x);

  /**
   * The value exceeded once in so many years on average.
   *
   * @param years above 1
   */
  default double returnLevel(double years) {
    if (!(years > 1)) throw new IllegalArgumentException("return period " + years);
    return quantile(1 - 1 / years);
  }

  /** Years between exceedances of {@code x} on average; infinite above an upper bound. */
  default double returnPeriod(double x) {
    return 1 / (1 - cdf(x));
  }

  /** A random value. */
  default double draw(RandomGenerator random) {
    double f = random.nextDouble();
    return quantile(f == 0 ? 0.5 * Math.ulp(1.0) : f);
  }

  /**
   * Its L-moments by numerical integration of Hosking 1990, equation 2.2, over the normal score:
   * about 9 digits where the tail is no heavier than k = −0.5.
   */
  default LMoments lMoments() {
    double step = 1.0 / 64;
    double[] l = new double[5];
    for (int i = -480; i <= 480; i++) {
      double z = i * step;
      double f = Normal.cdf(z);
      double weight = step * Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
      double x = quantile(f) * weight;
      double u = 2 * f - 1;
      double u2 = u * u;
      l[0] += x;
      l[1] += x * u;
      l[2] += x * 0.5 * (3 * u2 - 1);
      l[3] += x * 0.5 * u * (5 * u2 - 3);
      l[4] += x * 0.125 * ((35 * u2 - 30) * u2 + 3);
    }
    return new LMoments(0, l[0], l[1], l[2] / l[1], l[3] / l[1], l[4] / l[1]);
  }

  /** The generalised extreme value distribution (A.52 of Hosking and Wallis). */
  record Gev(double location, double scale, double k) implements Distribution {
    public Gev {
      Shapes.check(location, scale, k);
    }

    @Override
    public double quantile(double f) {
      return location + scale * Shapes.curve(-Math.log(Shapes.probability(f)), k);
    }

    @Override
    public double cdf(double x) {
      return Math.exp(-Shapes.straight((x - location) / scale, k));
    }
  }

  /** The Gumbel distribution: the GEV with k = 0. */
  record Gumbel(double location, double scale) implements Distribution {
    public Gumbel {
      Shapes.check(location, scale, 0);
    }

    @Override
    public double quantile(double f) {
      return location - scale * Math.log(-Math.log(Shapes.probability(f)));
    }

    @Override
    public double cdf(double x) {
      return Math.exp(-Math.exp(-(x - location) / scale));
    }
  }

  /** The generalised logistic distribution (A.69). */
  record GeneralisedLogistic(double location, double scale, double k) implements Distribution {
    public GeneralisedLogistic {
      Shapes.check(location, scale, k);
    }

    @Override
    public double quantile(double f) {
      Shapes.probability(f);
      return location + scale * Shapes.curve((1 - f) / f, k);
    }

    @Override
    public double cdf(double x) {
      return 1 / (1 + Shapes.straight((x - location) / scale, k));
    }
  }

  /** The generalised normal distribution, the three-parameter lognormal (A.81). */
  record GeneralisedNormal(double location, double scale, double k) implements Distribution {
    public GeneralisedNormal {
      Shapes.check(location, scale, k);
    }

    @Override
    public double quantile(double f) {
      double z = Normal.quantile(Shapes.probability(f));
      return location + scale * (k == 0 ? z : -Math.expm1(-k * z) / k);
    }

    @Override
    public double cdf(double x) {
      double y = (x - location) / scale;
      if (k == 0) return Normal.cdf(y);
      double inside = -k * y;
      if (inside <= -1) return k > 0 ? 1 : 0;
      return Normal.cdf(-Math.log1p(inside) / k);
    }
  }

  /**
   * The Pearson type III distribution (A.93).
   *
   * @param mean of the distribution
   * @param deviation standard deviation
   * @param skew product-moment skewness; 0 is the normal distribution
   */
  record PearsonIII(double mean, double deviation, double skew) implements Distribution {
    public PearsonIII {
      Shapes.check(mean, deviation, skew);
    }

    @Override
    public double quantile(double f) {
      Shapes.probability(f);
      if (Math.abs(skew) < 1e-6) return mean + deviation * Normal.quantile(f);
      double shape = 4 / (skew * skew);
      double unit = 0.5 * deviation * Math.abs(skew);
      return skew > 0
          ? mean - unit * shape + unit * GammaFunction.quantile(shape, f)
          : mean + unit * shape - unit * GammaFunction.quantile(shape, 1 - f);
    }

    @Override
    public double cdf(double x) {
      double z = (x - mean) / deviation;
      if (Double.isNaN(z)) return Double.NaN;
      if (Math.abs(skew) < 1e-6) return Normal.cdf(z);
      double shape = 4 / (skew * skew);
      double y = shape + 2 * z / skew;
      return skew > 0 ? GammaFunction.lower(shape, y) : GammaFunction.upper(shape, y);
    }

    /** G. Marsaglia and W. W. Tsang, ACM Transactions on Mathematical Software 26 (2000). */
    @Override
    public double draw(RandomGenerator random) {
      if (Math.abs(skew) < 1e-6) return mean + deviation * random.nextGaussian();
      double shape = 4 / (skew * skew);
      double unit = 0.5 * deviation * skew;
      return mean + unit * (Shapes.gamma(shape, random) - shape);
    }
  }

  /** The generalised Pareto distribution (A.36). */
  record GeneralisedPareto(double location, double scale, double k) implements Distribution {
    public GeneralisedPareto {
      Shapes.check(location, scale, k);
    }

    @Override
    public double quantile(double f) {
      return location + scale * Shapes.curve(1 - Shapes.probability(f), k);
    }

    @Override
    public double cdf(double x) {
      if (x < location) return 0;
      return 1 - Shapes.straight((x - location) / scale, k);
    }
  }

  /** The kappa distribution with four parameters (A.99); h = 1, 0, −1 are GPA, GEV and GLO. */
  record Kappa(double location, double scale, double k, double h) implements Distribution {
    public Kappa {
      Shapes.check(location, scale, k);
      if (!Double.isFinite(h)) throw new IllegalArgumentException("h " + h);
    }

    @Override
    public double quantile(double f) {
      Shapes.probability(f);
      double y = h == 0 ? -Math.log(f) : -Math.expm1(h * Math.log(f)) / h;
      return location + scale * Shapes.curve(y, k);
    }

    @Override
    public double cdf(double x) {
      double y = Shapes.straight((x - location) / scale, k);
      if (h == 0) return Math.exp(-y);
      double inside = 1 - h * y;
      return inside <= 0 ? 0 : Math.pow(inside, 1 / h);
    }
  }
}
