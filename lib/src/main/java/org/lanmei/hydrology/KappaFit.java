package org.lanmei.hydrology;

import org.lanmei.hydrology.Distribution.GeneralisedLogistic;
import org.lanmei.hydrology.Distribution.Kappa;

/**
 * Fits the kappa distribution to l1, l2, t3 and t4 by Newton's steps on its shapes (J. R. M.
 * Hosking, IBM Journal of Research and Development 38 (1994) 251–258).
 */
final class KappaFit {

  private KappaFit() {}

  /**
   * The distribution with these moments. Where t4 is too large for one, the generalised logistic
   * distribution with t3 takes its place, as in Hosking and Wallis (1997), section 4.3.3.
   *
   * @throws IllegalArgumentException when t3 and t4 are outside what any distribution can have
   */
  static Kappa of(LMoments m) {
    double t3 = m.t3();
    double t4 = m.t4();
    if (!(m.l2() > 0) || !(Math.abs(t3) < 1) || !(t4 < 1) || !(t4 > (5 * t3 * t3 - 1) / 4)) {
      throw new IllegalArgumentException("no distribution has t3 " + t3 + ", t4 " + t4);
    }
    if (t4 >= (5 * t3 * t3 + 1) / 6) return logistic(m);
    double k = (1 - 3 * t3) / (1 + t3);
    double h = 1.001;
    double[] at = ratios(k, h);
    double distance = distance(at, t3, t4);
    for (int step = 0; step < 100; step++) {
      if (distance < 1e-12) return scaled(m, k, h);
      double d = 1e-6;
      double[] byK = ratios(k + d, h);
      double[] byH = ratios(k, h + d);
      double a = (byK[0] - at[0]) / d;
      double b = (byH[0] - at[0]) / d;
      double c = (byK[1] - at[1]) / d;
      double e = (byH[1] - at[1]) / d;
      double det = a * e - b * c;
      double stepK = (e * (t3 - at[0]) - b * (t4 - at[1])) / det;
      double stepH = (a * (t4 - at[1]) - c * (t3 - at[0])) / det;
      double factor = 1;
      boolean moved = false;
      for (int half = 0; half < 30; half++, factor /= 2) {
        double nextK = k + factor * stepK;
        double nextH = h + factor * stepH;
        if (!possible(nextK, nextH)) continue;
        double[] next = ratios(nextK, nextH);
        double now = distance(next, t3, t4);
        if (!(now < distance)) continue;
        k = nextK;
        h = nextH;
        at = next;
        distance = now;
        moved = true;
        break;
      }
      if (!moved) break;
    }
    return distance < 1e-8 ? scaled(m, k, h) : logistic(m);
  }

  private static Kappa logistic(LMoments m) {
    var glo = (GeneralisedLogistic) Family.GLO.fit(m);
    return new Kappa(glo.location(), glo.scale(), glo.k(), -1);
  }

  private static double distance(double[] at, double t3, double t4) {
    return Math.max(Math.abs(at[0] - t3), Math.abs(at[1] - t4));
  }

  /** Hosking's conditions for the moments to exist and the shapes to be unique. */
  private static boolean possible(double k, double h) {
    return k > -1 && k < 50 && h > -1 && h < 50 && (h >= 0 || h * k > -1) && k + 0.725 * h > -1;
  }

  private static Kappa scaled(LMoments m, double k, double h) {
    double g1 = g(1, k, h);
    double g2 = g(2, k, h);
    double scale = m.l2() * k / (g1 - g2);
    return new Kappa(m.l1() - scale * (1 - g1) / k, scale, k, h);
  }

  private static double[] ratios(double k, double h) {
    double g1 = g(1, k, h);
    double g2 = g(2, k, h);
    double g3 = g(3, k, h);
    double g4 = g(4, k, h);
    double l2 = g1 - g2;
    return new double[] {(-g1 + 3 * g2 - 2 * g3) / l2, (g1 - 6 * g2 + 10 * g3 - 5 * g4) / l2};
  }

  /** Equation 12 of Hosking 1994. */
  private static double g(int r, double k, double h) {
    double own = GammaFunction.log(1 + k);
    if (Math.abs(h) < 1e-6) return Math.exp(own - k * Math.log(r));
    if (h > 0) {
      double beta = GammaFunction.log(r / h) - GammaFunction.log(1 + k + r / h);
      return r * Math.exp(own + beta - (1 + k) * Math.log(h));
    }
    double beta = GammaFunction.log(-k - r / h) - GammaFunction.log(1 - r / h);
    return r * Math.exp(own + beta - (1 + k) * Math.log(-h));
  }
}
