package org.lanmei.hydrology;

import org.lanmei.hydrology.Distribution.GeneralisedLogistic;
import org.lanmei.hydrology.Distribution.GeneralisedNormal;
import org.lanmei.hydrology.Distribution.GeneralisedPareto;
import org.lanmei.hydrology.Distribution.Gev;
import org.lanmei.hydrology.Distribution.Gumbel;
import org.lanmei.hydrology.Distribution.PearsonIII;

/**
 * The families of distributions that are fitted to annual extremes by L-moments. Where the shape
 * has no closed form it comes from the rational approximations of J. R. M. Hosking, Fortran
 * routines for use with the method of L-moments, version 3, IBM Research Report RC 20525 (1996),
 * printed in the appendix of Hosking and Wallis (1997); their errors are given with each.
 */
public enum Family {
  /** Generalised extreme value; shape to 9e-7, below t3 = −0.8 to the last digits. */
  GEV {
    @Override
    public Distribution fit(LMoments m) {
      check(m);
      double t3 = m.t3();
      double k = t3 > 0 ? positiveSkew(t3) : negativeSkew(t3);
      if (t3 > 0 && Math.abs(k) < 1e-5) return GUM.fit(m);
      double gamma = GammaFunction.of(1 + k);
      double scale = m.l2() * k / (gamma * -Math.expm1(-k * LN_2));
      return new Gev(m.l1() - scale * (1 - gamma) / k, scale, k);
    }

    private double positiveSkew(double t3) {
      double z = 1 - t3;
      return (-1 + z * (1.59921491 + z * (-0.48832213 + z * 0.01573152)))
          / (1 + z * (-0.64363929 + z * 0.08985247));
    }

    private double negativeSkew(double t3) {
      double k =
          (0.28377530
                  + t3 * (-1.21096399 + t3 * (-2.50728214 + t3 * (-1.13455566 - t3 * 0.07138022))))
              / (1 + t3 * (2.06189696 + t3 * (1.31912239 + t3 * 0.25077104)));
      if (t3 >= -0.8) return k;
      if (t3 <= -0.97) k = 1 - Math.log(1 + t3) / LN_2;
      double target = (t3 + 3) / 2;
      for (int step = 0; step < 20; step++) {
        double two = Math.exp(-k * LN_2);
        double three = Math.exp(-k * LN_3);
        double ratio = (1 - three) / (1 - two);
        double slope =
            ((1 - two) * three * LN_3 - (1 - three) * two * LN_2) / ((1 - two) * (1 - two));
        double next = k - (ratio - target) / slope;
        boolean done = Math.abs(next - k) <= 1e-12 * next;
        k = next;
        if (done) break;
      }
      return k;
    }
  },
  /** Gumbel, two parameters. */
  GUM {
    @Override
    public Distribution fit(LMoments m) {
      if (!(m.l2() > 0)) throw new IllegalArgumentException("l2 " + m.l2());
      double scale = m.l2() / LN_2;
      return new Gumbel(m.l1() - EULER * scale, scale);
    }
  },
  /** Generalised logistic, in closed form. */
  GLO {
    @Override
    public Distribution fit(LMoments m) {
      check(m);
      double k = -m.t3();
      if (Math.abs(k) <= 1e-6) return new GeneralisedLogistic(m.l1(), m.l2(), 0);
      double ratio = k * Math.PI / Math.sin(k * Math.PI);
      double scale = m.l2() / ratio;
      return new GeneralisedLogistic(m.l1() - scale * (1 - ratio) / k, scale, k);
    }
  },
  /** Generalised normal (three-parameter lognormal); shape to 2e-6; |t3| below 0.95. */
  GNO {
    @Override
    public Distribution fit(LMoments m) {
      check(m);
      double t3 = m.t3();
      if (Math.abs(t3) >= 0.95) throw new IllegalArgumentException("t3 " + t3);
      if (Math.abs(t3) <= 1e-8) {
        return new GeneralisedNormal(m.l1(), m.l2() * Math.sqrt(Math.PI), 0);
      }
      double s = t3 * t3;
      double k =
          -t3
              * (2.0466534 + s * (-3.6544371 + s * (1.8396733 - s * 0.20360244)))
              / (1 + s * (-2.0182173 + s * (1.2420401 - s * 0.21741801)));
      double e = Math.exp(0.5 * k * k);
      double erf = 1 - 2 * Normal.upperTail(k / Math.sqrt(2));
      double scale = m.l2() * k / (e * erf);
      return new GeneralisedNormal(m.l1() + scale * (e - 1) / k, scale, k);
    }
  },
  /** Pearson type III; shape to 5e-5, relative. */
  PE3 {
    @Override
    public Distribution fit(LMoments m) {
      check(m);
      double t3 = Math.abs(m.t3());
      if (t3 <= 1e-6) return new PearsonIII(m.l1(), m.l2() * Math.sqrt(Math.PI), 0);
      double alpha;
      if (t3 < 1.0 / 3) {
        double t = 3 * Math.PI * t3 * t3;
        alpha = (1 + 0.2906 * t) / (t * (1 + t * (0.1882 + t * 0.0442)));
      } else {
        double t = 1 - t3;
        alpha =
            t
                * (0.36067 + t * (-0.59567 + t * 0.25361))
                / (1 + t * (-2.78861 + t * (2.56096 - t * 0.77045)));
      }
      double root = Math.sqrt(alpha);
      double beta =
          Math.sqrt(Math.PI)
              * m.l2()
              * Math.exp(GammaFunction.log(alpha) - GammaFunction.log(alpha + 0.5));
      return new PearsonIII(m.l1(), beta * root, Math.copySign(2 / root, m.t3()));
    }
  },
  /** Generalised Pareto with unknown lower bound, in closed form. */
  GPA {
    @Override
    public Distribution fit(LMoments m) {
      check(m);
      double k = (1 - 3 * m.t3()) / (1 + m.t3());
      double scale = (1 + k) * (2 + k) * m.l2();
      return new GeneralisedPareto(m.l1() - scale / (1 + k), scale, k);
    }
  };

  static final double LN_2 = Math.log(2);
  static final double LN_3 = Math.log(3);
  static final double EULER = 0.5772156649015329;

  /**
   * The member of the family with these L-moments (l1 and l2; t3 where it has a shape).
   *
   * @throws IllegalArgumentException when l2 is not above 0, t3 not between −1 and 1 or otherwise
   *     outside what the family can have
   */
  public abstract Distribution fit(LMoments moments);

  /** The member fitted to a sample; NaN is left out. */
  public Distribution fit(double[] series) {
    return fit(LMoments.of(series));
  }

  private static void check(LMoments m) {
    if (!(m.l2() > 0) || !(Math.abs(m.t3()) < 1)) {
      throw new IllegalArgumentException("l2 " + m.l2() + ", t3 " + m.t3());
    }
  }
}
