package org.lanmei.hydrology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.lanmei.hydrology.Reference.deviation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.lanmei.hydrology.Region.Site;

/** The North Cascades of Hosking's report RC 20525 (1996), with its printed results. */
class RegionTest {

  private static final double[][] CASCADES = {
    {98, 0.1209, 0.0488, 0.1433, 0.60}, {59, 0.0915, 0.0105, 0.1569, 1.02},
    {90, 0.1124, 0.0614, 0.1541, 0.38}, {61, 0.1032, 0.0417, 0.1429, 0.23},
    {65, 0.0967, -0.0134, 0.1568, 0.93}, {86, 0.1328, -0.0176, 0.1206, 2.63},
    {78, 0.1008, 0.0943, 0.1967, 2.12}, {72, 0.1143, 0.0555, 0.1210, 0.45},
    {67, 0.1107, 0.0478, 0.1371, 0.11}, {99, 0.1179, 0.0492, 0.0900, 1.61},
    {49, 0.1308, 0.0940, 0.1273, 2.08}, {61, 0.1119, -0.0429, 0.0927, 1.52},
    {69, 0.1018, 0.0435, 0.1446, 0.31}, {73, 0.1025, 0.0182, 0.1047, 1.30},
    {70, 0.1054, -0.0224, 0.1664, 1.58}, {66, 0.1174, 0.0124, 0.1317, 0.29},
    {59, 0.1115, -0.0346, 0.1032, 1.04}, {74, 0.1003, 0.0446, 0.1450, 0.43},
    {82, 0.1046, 0.0128, 0.1583, 0.38}
  };

  private static Region cascades() {
    var sites = new ArrayList<Site>();
    for (double[] s : CASCADES) {
      sites.add(new Site("s" + sites.size(), new LMoments((int) s[0], 1, s[1], s[2], s[3], 0)));
    }
    return new Region(sites);
  }

  @Test
  void discordancy_as_printed() {
    double[] d = cascades().discordancy();
    for (int i = 0; i < d.length; i++) {
      assertThat(d[i]).as("site %s", i + 1).isCloseTo(CASCADES[i][4], within(0.0051));
    }
  }

  /** Hosking's random numbers are others: H and Z agree within what chance does to 500 regions. */
  @Test
  void heterogeneity_and_goodness_of_fit_as_printed() {
    var tests = cascades().tests(500, 1);
    assertThat(tests.kappa().location()).isCloseTo(0.9542, within(0.00006));
    assertThat(tests.kappa().scale()).isCloseTo(0.1533, within(0.00006));
    assertThat(tests.kappa().k()).isCloseTo(0.1236, within(0.00006));
    assertThat(tests.kappa().h()).isCloseTo(-0.2955, within(0.00006));
    double[] printed = {0.0104, 0.0339, 0.0405};
    double[] simulated = {0.0095, 0.0447, 0.0578};
    var measures = List.of(tests.h1(), tests.h2(), tests.h3());
    for (int j = 0; j < 3; j++) {
      assertThat(measures.get(j).observed()).isCloseTo(printed[j], within(0.00006));
      assertThat(measures.get(j).simulated()).isCloseTo(simulated[j], within(0.0012));
    }
    assertThat(tests.h1().h()).isCloseTo(0.62, within(0.25));
    assertThat(tests.h2().h()).isCloseTo(-1.49, within(0.25));
    assertThat(tests.h3().h()).isCloseTo(-2.37, within(0.35));
    assertThat(tests.z().get(Family.GLO)).isCloseTo(3.46, within(0.4));
    assertThat(tests.z().get(Family.GEV)).isCloseTo(-2.94, within(0.4));
    assertThat(tests.z().get(Family.GNO)).isCloseTo(-1.51, within(0.3));
    assertThat(tests.z().get(Family.PE3)).isCloseTo(-1.60, within(0.3));
    assertThat(tests.z().get(Family.GPA)).isCloseTo(-14.75, within(1.5));
  }

  @Test
  void growth_curves_as_lmomrfa_has_them() {
    var sites = new ArrayList<Site>();
    var rows = Reference.rows("regional/cascades_regional_lmoments.csv");
    for (var r : rows.subList(1, rows.size())) {
      double mean = Double.parseDouble(r[2]);
      sites.add(
          new Site(
              r[0],
              new LMoments(
                  Integer.parseInt(r[1]),
                  mean,
                  mean * Double.parseDouble(r[3]),
                  Double.parseDouble(r[4]),
                  Double.parseDouble(r[5]),
                  Double.parseDouble(r[6]))));
    }
    var region = new Region(sites);
    double[] f = {0.1, 0.5, 0.9, 0.99, 0.999};
    double largest = 0;
    var expected = Reference.rows("regional/expected_cascades_regfit.csv");
    for (var r : expected.subList(1, expected.size())) {
      var curve = region.growthCurve(Family.valueOf(r[1].toUpperCase(Locale.ROOT)));
      for (int i = 0; i < f.length; i++) {
        largest = Math.max(largest, deviation(curve.quantile(f[i]), Double.parseDouble(r[5 + i])));
      }
    }
    LMomentsTest.report("growth curves", largest);
    // the PE3 curve carries the reference's eight-digit constants
    assertThat(largest).isLessThan(2e-8);
  }

  @Test
  void few_sites_are_all_alike() {
    var three = new Region(cascades().sites().subList(0, 3));
    assertThat(three.discordancy()).containsOnly(1);
    assertThat(new Region(cascades().sites().subList(0, 1)).tests(10, 1).h1().h()).isNaN();
  }
}
