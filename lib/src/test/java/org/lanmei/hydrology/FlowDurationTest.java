package org.lanmei.hydrology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FlowDurationTest {

  @Test
  void weibull_positions_by_hand() {
    var curve = FlowDuration.of(new double[] {30, 10, Double.NaN, 40, 20});
    assertThat(curve.size()).isEqualTo(4);
    assertThat(curve.exceeded(0.2)).isCloseTo(40, within(1e-12));
    assertThat(curve.exceeded(0.5)).isCloseTo(25, within(1e-12));
    assertThat(curve.exceeded(0.99)).isEqualTo(10);
    assertThat(curve.exceedance(25)).isCloseTo(0.5, within(1e-12));
    assertThat(curve.exceedance(9)).isEqualTo(1);
    assertThat(curve.exceedance(41)).isZero();
    assertThat(curve.points(3)[1].value()).isCloseTo(25, within(1e-12));
    assertThatThrownBy(() -> curve.exceeded(1.1)).isInstanceOf(IllegalArgumentException.class);
  }

  /** The indices MA1, MA2, MA6, MA7, MA8 of EflowStats, given to three digits. */
  @Test
  void quantiles_as_eflowstats_has_them() {
    double[] q = Reference.column("eflow_hit/sampleData_daily_discharge.csv", 2);
    var expected = Reference.rows("eflow_hit/expected_calc_allHIT.csv");
    var curve = FlowDuration.of(q);
    double[] ours = {
      Arrays.stream(q).average().orElseThrow(),
      curve.exceeded(0.5),
      curve.exceeded(0.1) / curve.exceeded(0.9),
      curve.exceeded(0.2) / curve.exceeded(0.8),
      curve.exceeded(0.25) / curve.exceeded(0.75)
    };
    String[] names = {"ma1", "ma2", "ma6", "ma7", "ma8"};
    for (int i = 0; i < names.length; i++) {
      String name = names[i];
      double value =
          expected.stream()
              .filter(r -> r[0].equals(name))
              .mapToDouble(r -> Double.parseDouble(r[1]))
              .findFirst()
              .orElseThrow();
      LMomentsTest.report(name, Math.abs(ours[i] - value));
      assertThat(ours[i]).as(name).isCloseTo(value, within(0.00051));
    }
  }
}
