package org.lanmei.hydrology;

import java.util.random.RandomGenerator;

/** What the distributions with location, scale and shape share. */
final class Shapes {

  private Shapes() {}

  static void check(double location, double scale, double shape) {
    if (!Double.isFinite(location) || !Double.isFinite(shape) || !(scale > 0)) {
      throw new IllegalArgumentException(
          "location " + location + ", scale " + scale + ", shape " + shape);
    }
  }

  static double probability(double f) {
    if (!(f >= 0 && f <= 1)) throw new IllegalArgumentException("probability " + f);
    return f;
  }

  /** (1 − y^k) / k, −ln y where k is 0. */
  static double curve(double y, double k) {
    return k == 0 ? -Math.log(y) : -Math.expm1(k * Math.log(y)) / k;
  }

  /** The y whose {@link #curve} is {@code x}: (1 − k x)^(1/k), 0 or infinite beyond the bound. */
  static double straight(double x, double k) {
    if (k == 0) return Math.exp(-x);
    double inside = -k * x;
    if (inside <= -1) return k > 0 ? 0 : Double.POSITIVE_INFINITY;
    return Math.exp(Math.log1p(inside) / k);
  }

  /** A gamma variate of scale 1. */
  static double gamma(double shape, RandomGenerator random) {
    if (shape < 1) {
      double u = 1 - random.nextDouble();
      return gamma(shape + 1, random) * Math.pow(u, 1 / shape);
    }
    double d = shape - 1.0 / 3;
    double c = 1 / Math.sqrt(9 * d);
    while (true) {
      double z = random.nextGaussian();
      double v = 1 + c * z;
      if (v <= 0) continue;
      v = v * v * v;
      double u = 1 - random.nextDouble();
      if (Math.log(u) < 0.5 * z * z + d - d * v + d * Math.log(v)) return d * v;
    }
  }
}
