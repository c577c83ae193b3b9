package org.lanmei.water;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.lanmei.water.Hydrograph.OtherYears;
import org.lanmei.water.Hydrograph.Span;
import org.lanmei.water.states.Limits;
import org.lanmei.water.states.Limits.Limit;
import org.lanmei.water.states.Limits.Role;

/** What the drawing of levels shows, and that it shows gaps as gaps. */
class HydrographTests {

  private static final Instant BEGIN = Instant.parse("2026-06-01T00:00:00Z");
  private static final Span TEN_DAYS =
      new Span(BEGIN, BEGIN.plusSeconds(10 * 86_400), ZoneOffset.UTC);

  private static Reading reading(int hour, Double value, Reading.Flag... flags) {
    return new Reading(BEGIN.plusSeconds(hour * 3600L), value, Set.of(flags), 1);
  }

  private static Hydrograph draw(List<Reading> readings) {
    return Hydrograph.of(TEN_DAYS, readings, Limits.NONE, OtherYears.NONE, true);
  }

  private static int lines(Hydrograph g) {
    return g.observed().split("M").length - 1;
  }

  @Test
  void a_full_series_is_one_line_with_its_lowest_and_highest() {
    var readings = new ArrayList<Reading>();
    for (int h = 0; h < 240; h++) readings.add(reading(h, 2 + Math.sin(h / 40.0)));
    var g = draw(readings);
    assertThat(lines(g)).isEqualTo(1);
    assertThat(g.gaps()).isEmpty();
    assertThat(g.fromZero()).isTrue();
    assertThat(g.high()).isNotNull();
    assertThat(g.high().value()).isGreaterThan(2.99);
    assertThat(g.low().value()).isLessThan(1.01);
  }

  @Test
  void the_line_breaks_where_readings_are_missing() {
    var readings = new ArrayList<Reading>();
    for (int h = 0; h < 240; h++) if (h < 100 || h > 130) readings.add(reading(h, 3.0));
    var g = draw(readings);
    assertThat(lines(g)).isEqualTo(2);
    assertThat(g.gaps()).hasSize(1);
    assertThat(g.gaps().getFirst().from()).isEqualTo(BEGIN.plusSeconds(99 * 3600));
    assertThat(g.gaps().getFirst().to()).isEqualTo(BEGIN.plusSeconds(131 * 3600));
  }

  @Test
  void a_null_with_a_reason_breaks_the_line() {
    var readings = new ArrayList<Reading>();
    for (int h = 0; h < 24; h++) readings.add(reading(h, h == 12 ? null : 3.0));
    assertThat(lines(draw(readings))).isEqualTo(2);
  }

  @Test
  void from_daily_to_hourly_values_is_no_gap() {
    var readings = new ArrayList<Reading>();
    for (int d = 0; d < 6; d++) readings.add(reading(d * 24, 3.0));
    for (int h = 144; h < 240; h++) readings.add(reading(h, 3.0));
    assertThat(lines(draw(readings))).isEqualTo(1);
  }

  @Test
  void a_suspect_value_is_a_dot_and_moves_no_axis() {
    var readings = new ArrayList<Reading>();
    for (int h = 0; h < 48; h++) readings.add(reading(h, 7.0));
    readings.set(20, reading(20, 19.8, Reading.Flag.RANGE));
    var g = draw(readings);
    assertThat(g.dots()).isNotEmpty();
    assertThat(g.high().value()).isEqualTo(7.0);
    assertThat(g.grid().getLast().value()).isLessThan(10);
  }

  @Test
  void an_elevation_does_not_begin_at_zero() {
    var g =
        Hydrograph.of(
            TEN_DAYS,
            List.of(reading(0, 535.4), reading(1, 536.0)),
            Limits.NONE,
            OtherYears.NONE,
            false);
    assertThat(g.fromZero()).isFalse();
    assertThat(g.grid().getFirst().value()).isGreaterThan(500);
  }

  @Test
  void a_limit_is_drawn_for_the_days_on_which_it_was_in_force() {
    var limits =
        new Limits(
            List.of(
                new Limit("alarm", Role.ALARM, 11.0, null),
                new Limit("alarm", Role.ALARM, 11.5, LocalDate.parse("2026-06-06"))),
            ZoneOffset.UTC);
    var g = Hydrograph.of(TEN_DAYS, List.of(reading(0, 5.0)), limits, OtherYears.NONE, true);
    assertThat(g.limits()).extracting(Hydrograph.Limit::level).containsExactly(11.0, 11.5);
    assertThat(g.limits()).extracting(Hydrograph.Limit::last).containsExactly(false, true);
    assertThat(g.limits().getFirst().x2()).isEqualTo(g.limits().getLast().x1());
  }

  @Test
  void two_other_years_are_no_band() {
    var days = new TreeMap<LocalDate, double[]>();
    days.put(LocalDate.parse("2026-06-02"), new double[] {1, 2});
    var readings = List.of(reading(0, 3.0));
    assertThat(Hydrograph.of(TEN_DAYS, readings, Limits.NONE, new OtherYears(days, 2), true).band())
        .isEmpty();
    var three = Map.of(LocalDate.parse("2026-06-02"), new double[] {1, 2, 3});
    assertThat(
            Hydrograph.of(TEN_DAYS, readings, Limits.NONE, new OtherYears(three, 3), true).band())
        .isNotEmpty();
  }

  @Test
  void quantiles() {
    assertThat(Hydrograph.quantile(new double[] {3, 1, 2}, 0.5)).isEqualTo(2);
    assertThat(Hydrograph.quantile(new double[] {4, 1, 2, 3}, 0.25)).isEqualTo(1.75);
    assertThat(Hydrograph.quantile(new double[] {7}, 0.9)).isEqualTo(7);
  }

  @Test
  void many_values_are_thinned_but_their_extremes_stay() {
    var readings = new ArrayList<Reading>();
    for (int i = 0; i < 14_400; i++) {
      double value = i == 7_777 ? 9.9 : 3.0;
      readings.add(new Reading(BEGIN.plusSeconds(i * 60L), value, Set.of(), 1));
    }
    var g = draw(readings);
    assertThat(g.observed().length()).isLessThan(40_000);
    assertThat(g.high().value()).isEqualTo(9.9);
    assertThat(g.observed()).contains(g.high().y());
  }
}
