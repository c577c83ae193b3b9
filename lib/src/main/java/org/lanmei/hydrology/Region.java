package org.lanmei.hydrology;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.lanmei.hydrology.Distribution.Kappa;

/**
 * A region whose sites are thought to have the same distribution of annual extremes but for a
 * scale, the index flood: the regional frequency analysis of J. R. M. Hosking and J. R. Wallis,
 * Regional Frequency Analysis: An Approach Based on L-Moments (Cambridge 1997).
 *
 * @param sites at least one
 */
public record Region(List<Site> sites) {

  /**
   * A site.
   *
   * @param name of the site
   * @param moments with the number of values they come from; l1 is the site's index flood, above 0
   */
  public record Site(String name, LMoments moments) {
    public Site {
      if (moments.n() < 1 || !(moments.l1() > 0)) {
        throw new IllegalArgumentException(name + ": n " + moments.n() + ", l1 " + moments.l1());
      }
    }

    /** A site from its series; NaN is left out. */
    public static Site of(String name, double[] series) {
      return new Site(name, LMoments.of(series));
    }
  }

  /**
   * One measure of how much the sites differ, observed and in simulated homogeneous regions.
   *
   * @param observed dispersion of the sites
   * @param simulated mean of the simulated regions
   * @param deviation standard deviation of the simulated regions
   */
  public record Dispersion(double observed, double simulated, double deviation) {

    /**
     * The heterogeneity H (equation 4.5): below 1 acceptably homogeneous, 1 to 2 possibly, from 2
     * definitely heterogeneous. NaN with one site.
     */
    public double h() {
      return (observed - simulated) / deviation;
    }
  }

  /**
   * Heterogeneity (section 4.3) and goodness of fit (section 5.2) of a region.
   *
   * @param h1 by L-CV, the measure to decide by
   * @param h2 by L-CV and L-skewness
   * @param h3 by L-skewness and L-kurtosis
   * @param z for each three-parameter family its goodness of fit; at most 1.64 in magnitude is
   *     acceptable
   * @param kappa the distribution that the simulated regions were drawn from
   */
  public record Tests(
      Dispersion h1, Dispersion h2, Dispersion h3, Map<Family, Double> z, Kappa kappa) {}

  private static final List<Family> CANDIDATES =
      List.of(Family.GLO, Family.GEV, Family.GNO, Family.PE3, Family.GPA);

  public Region {
    sites = List.copyOf(sites);
    if (sites.isEmpty()) throw new IllegalArgumentException("no sites");
  }

  /**
   * The regional L-moments: of each site's values divided by their mean, weighted by record length
   * (equation 6.1). Its {@code n} is the number of all values.
   */
  public LMoments moments() {
    double[] sum = new double[4];
    double weights = 0;
    for (Site site : sites) {
      var m = site.moments();
      weights += m.n();
      sum[0] += m.n() * m.t();
      sum[1] += m.n() * m.t3();
      sum[2] += m.n() * m.t4();
      sum[3] += m.n() * m.t5();
    }
    return new LMoments(
        (int) weights, 1, sum[0] / weights, sum[1] / weights, sum[2] / weights, sum[3] / weights);
  }

  /** The regional growth curve: multiply by a site's mean for its quantiles (section 6.2). */
  public Distribution growthCurve(Family family) {
    return family.fit(moments());
  }

  /** The distribution at one site by the index flood method. */
  public double returnLevel(Site site, Family family, double years) {
    return site.moments().l1() * growthCurve(family).returnLevel(years);
  }

  /**
   * How far each site lies from the others in L-CV, L-skewness and L-kurtosis (equation 3.3), in
   * the order of the sites. Look at a site whose measure is above {@link #criticalDiscordancy}.
   * With three sites or fewer all are 1.
   */
  public double[] discordancy() {
    int n = sites.size();
    double[] d = new double[n];
    if (n <= 3) {
      Arrays.fill(d, 1);
      return d;
    }
    double[][] u = new double[n][];
    double[] mean = new double[3];
    for (int i = 0; i < n; i++) {
      var m = sites.get(i).moments();
      u[i] = new double[] {m.t(), m.t3(), m.t4()};
      for (int j = 0; j < 3; j++) mean[j] += u[i][j] / n;
    }
    double[][] scatter = new double[3][3];
    for (double[] point : u) {
      for (int j = 0; j < 3; j++) point[j] -= mean[j];
      for (int j = 0; j < 3; j++) {
        for (int k = 0; k < 3; k++) scatter[j][k] += point[j] * point[k];
      }
    }
    var factor = Cholesky.of(scatter);
    for (int i = 0; i < n; i++) d[i] = n / 3.0 * factor.quadratic(u[i]);
    return d;
  }

  /** What a discordancy may be in a region of so many sites (table 3.1); 3 from 15 sites on. */
  public static double criticalDiscordancy(int sites) {
    double[] table = {1.333, 1.648, 1.917, 2.140, 2.329, 2.491, 2.632, 2.757, 2.869, 2.971};
    return sites < 5 || sites >= 15 ? 3 : table[sites - 5];
  }

  /**
   * Heterogeneity and goodness of fit against simulated homogeneous regions with the kappa
   * distribution of the regional moments (sections 4.3.3 and 5.2.3).
   *
   * @param simulations 2 or more; the book takes 500
   * @param seed of the random numbers: the same seed, the same answer
   */
  public Tests tests(int simulations, long seed) {
    if (simulations < 2) throw new IllegalArgumentException("simulations " + simulations);
    var regional = moments();
    var kappa = KappaFit.of(regional);
    var random = new SplittableRandom(seed);
    double[] sum = new double[4];
    double[] squares = new double[4];
    LMoments[] drawn = new LMoments[sites.size()];
    for (int s = 0; s < simulations; s++) {
      for (int i = 0; i < drawn.length; i++) {
        double[] sample = new double[sites.get(i).moments().n()];
        Arrays.setAll(sample, j -> kappa.draw(random));
        Arrays.sort(sample);
        drawn[i] = LMoments.ofAscending(sample);
      }
      double[] v = dispersion(drawn);
      for (int j = 0; j < 4; j++) {
        sum[j] += v[j];
        squares[j] += v[j] * v[j];
      }
    }
    double[] mean = new double[4];
    double[] deviation = new double[4];
    for (int j = 0; j < 4; j++) {
      mean[j] = sum[j] / simulations;
      deviation[j] = Math.sqrt((squares[j] - simulations * mean[j] * mean[j]) / (simulations - 1));
    }
    double[] observed = dispersion(sites.stream().map(Site::moments).toArray(LMoments[]::new));
    Dispersion[] h = new Dispersion[3];
    boolean alone = sites.size() == 1;
    for (int j = 0; j < 3; j++) {
      h[j] = new Dispersion(observed[j], mean[j], alone ? Double.NaN : deviation[j]);
    }
    var z = new EnumMap<Family, Double>(Family.class);
    double bias = mean[3] - regional.t4();
    for (Family family : CANDIDATES) {
      double t4 = family.fit(regional).lMoments().t4();
      z.put(family, (t4 - regional.t4() + bias) / deviation[3]);
    }
    return new Tests(h[0], h[1], h[2], Map.copyOf(z), kappa);
  }

  /** V1, V2, V3 of equations 4.4, 4.6, 4.7 and, last, the weighted mean of t4. */
  private static double[] dispersion(LMoments[] sites) {
    double weights = 0;
    double t = 0;
    double t3 = 0;
    double t4 = 0;
    for (var m : sites) {
      weights += m.n();
      t += m.n() * m.t();
      t3 += m.n() * m.t3();
      t4 += m.n() * m.t4();
    }
    t /= weights;
    t3 /= weights;
    t4 /= weights;
    double[] v = new double[4];
    for (var m : sites) {
      double a = m.t() - t;
      double b = m.t3() - t3;
      double c = m.t4() - t4;
      v[0] += m.n() * a * a;
      v[1] += m.n() * Math.hypot(a, b);
      v[2] += m.n() * Math.hypot(b, c);
    }
    v[0] = Math.sqrt(v[0] / weights);
    v[1] /= weights;
    v[2] /= weights;
    v[3] = t4;
    return v;
  }
}
