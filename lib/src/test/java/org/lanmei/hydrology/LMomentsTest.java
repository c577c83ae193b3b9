package org.lanmei.hydrology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.lanmei.hydrology.Reference.column;
import static org.lanmei.hydrology.Reference.deviation;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.lanmei.hydrology.Distribution.GeneralisedLogistic;
import org.lanmei.hydrology.Distribution.GeneralisedNormal;
import org.lanmei.hydrology.Distribution.GeneralisedPareto;
import org.lanmei.hydrology.Distribution.Gev;
import org.lanmei.hydrology.Distribution.Gumbel;
import org.lanmei.hydrology.Distribution.PearsonIII;

class LMomentsTest {

  private static final double[] YEARS = {2, 5, 10, 20, 25, 50, 100, 200, 500};

  private static double[] series(String name) {
    return column("lmoments_gev/series/" + name + ".csv", 1);
  }

  private static double[] parameters(Distribution d) {
    return switch (d) {
      case Gev(var a, var b, var k) -> new double[] {a, b, k};
      case Gumbel(var a, var b) -> new double[] {a, b};
      case GeneralisedLogistic(var a, var b, var k) -> new double[] {a, b, k};
      case GeneralisedNormal(var a, var b, var k) -> new double[] {a, b, k};
      case PearsonIII(var a, var b, var k) -> new double[] {a, b, k};
      case GeneralisedPareto(var a, var b, var k) -> new double[] {a, b, k};
      case Distribution.Kappa(var a, var b, var k, var h) -> new double[] {a, b, k, h};
    };
  }

  /** By hand: b0 = 5/2, b1 = 5/3 give 1, 2, 3, 4 the mean 2.5 and l2 = 5/6. */
  @Test
  void of_a_small_sample() {
    var m = LMoments.of(new double[] {4, 1, Double.NaN, 3, 2});
    assertThat(m.n()).isEqualTo(4);
    assertThat(m.l1()).isEqualTo(2.5);
    assertThat(m.l2()).isCloseTo(5.0 / 6, within(1e-15));
    assertThat(m.t3()).isCloseTo(0, within(1e-15));
    assertThat(m.t4()).isCloseTo(0, within(1e-15));
    assertThat(m.t5()).isNaN();
  }

  @Test
  void equal_values_have_no_ratios_and_cannot_be_fitted() {
    var m = LMoments.of(new double[] {3, 3, 3, 3, 3});
    assertThat(m.l2()).isZero();
    assertThat(m.t3()).isNaN();
    for (Family family : Family.values()) {
      assertThatThrownBy(() -> family.fit(m)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void infinite_values_and_single_ones_are_refused() {
    assertThatThrownBy(() -> LMoments.of(new double[] {1})).hasMessageContaining("1 values");
    assertThatThrownBy(() -> LMoments.of(new double[] {1, Double.POSITIVE_INFINITY}))
        .hasMessageContaining("infinite at 1");
  }

  @Test
  void as_lmom_has_them() {
    double largest = 0;
    var rows = Reference.rows("lmoments_gev/expected_lmoments.csv");
    for (var row : rows.subList(1, rows.size())) {
      var m = LMoments.of(series(row[0]));
      double[] ours = {m.n(), m.l1(), m.l2(), m.t3(), m.t4(), m.t5()};
      for (int i = 0; i < ours.length; i++) {
        largest = Math.max(largest, deviation(ours[i], Double.parseDouble(row[i + 1])));
      }
    }
    assertThat(rows).hasSize(13);
    report("l-moments", largest);
    assertThat(largest).isLessThan(1e-13);
  }

  /** The reference uses Hosking's approximations, not exact shapes; so do we. */
  @Test
  void parameters_and_quantiles_as_lmom_has_them() {
    var rows = Reference.rows("lmoments_gev/expected_params_quantiles.csv");
    assertThat(rows).hasSize(73);
    for (Family family : Family.values()) {
      double par = 0;
      double quantiles = 0;
      for (var row : rows.subList(1, rows.size())) {
        if (!row[1].equals(family.name().toLowerCase(Locale.ROOT))) continue;
        var d = family.fit(series(row[0]));
        double[] p = parameters(d);
        for (int i = 0; i < p.length; i++) {
          par = Math.max(par, deviation(p[i], Double.parseDouble(row[2 + i])));
        }
        for (int i = 0; i < YEARS.length; i++) {
          double q = d.returnLevel(YEARS[i]);
          quantiles = Math.max(quantiles, deviation(q, Double.parseDouble(row[5 + i])));
        }
      }
      report(family + " parameters", par);
      report(family + " quantiles", quantiles);
      // PE3: the reference writes 3π and √π with eight digits only (PELPE3 of the 1996 routines)
      double allowed = family == Family.PE3 ? 4e-8 : 2e-13;
      assertThat(par).as("%s parameters", family).isLessThan(allowed);
      assertThat(quantiles).as("%s quantiles", family).isLessThan(allowed);
    }
  }

  @Test
  void every_distribution_inverts_itself_and_gives_its_l_moments_back() {
    for (double t3 : new double[] {-0.4, -0.1, 0.05, 0.2, 0.45}) {
      var m = new LMoments(50, 10, 2, t3, Double.NaN, Double.NaN);
      for (Family family : Family.values()) {
        var d = family.fit(m);
        for (double f : new double[] {1e-6, 0.01, 0.3, 0.5, 0.9, 0.999, 0.9999}) {
          double x = d.quantile(f);
          // near a bound many probabilities share a value, so the tails are compared by value
          assertThat(d.quantile(d.cdf(x))).as("%s %s", d, f).isCloseTo(x, within(1e-8));
          if (f > 1e-3 && f < 0.99) assertThat(d.cdf(x)).as("%s", d).isCloseTo(f, within(1e-11));
        }
        assertThat(d.lMoments().l1()).as("%s", d).isCloseTo(10, within(1e-5));
        assertThat(d.lMoments().l2()).as("%s", d).isCloseTo(2, within(1e-4));
        if (family != Family.GUM) {
          assertThat(d.lMoments().t3()).as("%s", d).isCloseTo(t3, within(2e-5));
        }
      }
    }
  }

  @Test
  void special_functions() {
    assertThat(Normal.cdf(1.959963984540054)).isCloseTo(0.975, within(1e-14));
    assertThat(Normal.quantile(0.975)).isCloseTo(1.959963984540054, within(1e-14));
    assertThat(Normal.quantile(1e-10)).isCloseTo(-6.361340902404056, within(1e-12));
    assertThat(GammaFunction.of(0.5)).isCloseTo(Math.sqrt(Math.PI), within(1e-14));
    assertThat(GammaFunction.log(171)).isCloseTo(706.5730622457874, within(1e-11));
    assertThat(GammaFunction.lower(1, 2)).isCloseTo(1 - Math.exp(-2), within(1e-15));
    for (double a : new double[] {0.05, 0.5, 1, 7, 300}) {
      for (double p : new double[] {1e-8, 0.1, 0.5, 0.99, 1 - 1e-9}) {
        double x = GammaFunction.quantile(a, p);
        assertThat(GammaFunction.lower(a, x)).as("%s %s", a, p).isCloseTo(p, within(1e-12));
      }
    }
  }

  /** Nominal is 54 of 60; fewer than 45 or all of them would be a fault, not chance. */
  @Test
  void bounds_hold_the_truth_about_as_often_as_they_say() {
    var truth = new Gev(100, 20, -0.1);
    var random = new java.util.SplittableRandom(7);
    int inside = 0;
    for (int trial = 0; trial < 60; trial++) {
      double[] sample =
          java.util.stream.DoubleStream.generate(() -> truth.draw(random)).limit(60).toArray();
      var level =
          FrequencyAnalysis.of(sample, Family.GEV)
              .returnLevels(new double[] {20}, 0.9, 300, trial)[0];
      assertThat(level.lower()).isLessThan(level.value());
      assertThat(level.upper()).isGreaterThan(level.value());
      if (level.lower() <= truth.returnLevel(20) && truth.returnLevel(20) <= level.upper())
        inside++;
    }
    report("bootstrap inside of 60", inside);
    assertThat(inside).isBetween(45, 59);
  }

  @Test
  void the_same_seed_gives_the_same_bounds() {
    double[] x = {3, 5, 4, 8, 6, 7, 9, 12, 5, 6};
    double[] years = {10, 100};
    var analysis = FrequencyAnalysis.of(x, Family.PE3);
    assertThat(analysis.returnLevels(years, 0.8)).isEqualTo(analysis.returnLevels(years, 0.8));
  }

  static void report(String what, double deviation) {
    if (Boolean.getBoolean("lanmei.deviations")) System.out.println(what + " " + deviation);
  }
}
