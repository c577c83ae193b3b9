package org.lanmei.hydrology;

/**
 * The gamma function and its incomplete integrals (Abramowitz and Stegun, chapter 6), to about 14
 * digits.
 */
@SuppressWarnings("FloatingPointLiteralPrecision") // constants as they are printed
final class GammaFunction {

  /** Lanczos' series with g = 607/128 and 15 terms, as computed by P. Godfrey (2001). */
  private static final double[] LANCZOS = {
    0.99999999999999709182, 57.156235665862923517, -59.597960355475491248,
    14.136097974741747174, -0.49191381609762019978, 0.33994649984811888699e-4,
    0.46523628927048575665e-4, -0.98374475304879564677e-4, 0.15808870322491248884e-3,
    -0.21026444172410488319e-3, 0.21743961811521264320e-3, -0.16431810653676389022e-3,
    0.84418223983852743293e-4, -0.26190838401581408670e-4, 0.36899182659531622704e-5
  };

  private static final double G = 607.0 / 128;
  private static final double LOG_ROOT_TWO_PI = 0.91893853320467274178;

  private GammaFunction() {}

  /** Natural logarithm of Γ(x), x &gt; 0. */
  static double log(double x) {
    if (!(x > 0)) throw new IllegalArgumentException("logarithm of gamma at " + x);
    double sum = LANCZOS[0];
    for (int i = 1; i < LANCZOS.length; i++) sum += LANCZOS[i] / (x + i);
    double t = x + G + 0.5;
    return (x + 0.5) * Math.log(t) - t + LOG_ROOT_TWO_PI + Math.log(sum / x);
  }

  /** Γ(x), x &gt; 0. */
  static double of(double x) {
    return Math.exp(log(x));
  }

  /** P(a, x): the part of the integral below {@code x}; 0 for x ≤ 0. */
  static double lower(double a, double x) {
    if (x <= 0) return 0;
    return x < a + 1 ? series(a, x) : 1 - continuedFraction(a, x);
  }

  /** Q(a, x) = 1 − P(a, x), with its own digits where it is small. */
  static double upper(double a, double x) {
    if (x <= 0) return 1;
    return x < a + 1 ? 1 - series(a, x) : continuedFraction(a, x);
  }

  /** The x at which P(a, x) is {@code p}, by Halley's steps from the Wilson–Hilferty start. */
  static double quantile(double a, double p) {
    if (p <= 0) return 0;
    if (p >= 1) return Double.POSITIVE_INFINITY;
    double logGamma = log(a);
    double x = start(a, p, logGamma);
    for (int step = 0; step < 60; step++) {
      double density = Math.exp((a - 1) * Math.log(x) - x - logGamma);
      if (!(density > 0)) break;
      // the smaller of both tails keeps its digits
      double error = p < 0.5 ? lower(a, x) - p : (1 - p) - upper(a, x);
      double newton = error / density;
      double halley = newton / (1 - 0.5 * Math.min(1, newton * ((a - 1) / x - 1)));
      double next = x - halley;
      if (next <= 0) next = x / 2;
      boolean done = Math.abs(next - x) <= 1e-15 * Math.abs(next);
      x = next;
      if (done) break;
    }
    return x;
  }

  private static double start(double a, double p, double logGamma) {
    if (a > 0.5) {
      double third = 1 / (9 * a);
      double cubeRoot = 1 - third + Normal.quantile(p) * Math.sqrt(third);
      double x = a * cubeRoot * cubeRoot * cubeRoot;
      if (cubeRoot > 0.2) return x;
    }
    double small = Math.exp((Math.log(p) + Math.log(a) + logGamma) / a);
    return Math.clamp(small, 1e-300, Math.max(1, 10 * a) * 50);
  }

  private static double series(double a, double x) {
    double term = 1 / a;
    double sum = term;
    for (int n = 1; n < 100_000; n++) {
      term *= x / (a + n);
      sum += term;
      if (term < sum * 1e-17) break;
    }
    return sum * Math.exp(a * Math.log(x) - x - log(a));
  }

  /** Lentz's evaluation of the continued fraction 6.5.31. */
  private static double continuedFraction(double a, double x) {
    double tiny = 1e-300;
    double b = x + 1 - a;
    double c = 1 / tiny;
    double d = 1 / b;
    double h = d;
    for (int i = 1; i < 100_000; i++) {
      double an = -i * (i - a);
      b += 2;
      d = an * d + b;
      if (Math.abs(d) < tiny) d = tiny;
      c = b + an / c;
      if (Math.abs(c) < tiny) c = tiny;
      d = 1 / d;
      double delta = d * c;
      h *= delta;
      if (Math.abs(delta - 1) < 1e-16) break;
    }
    return Math.exp(a * Math.log(x) - x - log(a)) * h;
  }
}
