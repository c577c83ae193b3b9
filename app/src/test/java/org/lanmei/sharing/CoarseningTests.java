package org.lanmei.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lanmei.kernel.SeriesKey;
import org.lanmei.sharing.Coarsening.Point;

/** What a receiver of coarser values gets, and under which name. */
class CoarseningTests {

  private static final ZoneId CHINA = ZoneId.of("UTC+8");
  private static final Instant LATER = Instant.parse("2026-07-05T00:00:00Z");

  private static Point at(String time, double value) {
    return new Point(Instant.parse(time), value);
  }

  @Test
  void an_hourly_mean_stands_at_the_begin_of_its_hour() {
    var points =
        List.of(
            at("2026-07-01T00:00:00Z", 1),
            at("2026-07-01T00:59:59Z", 2),
            at("2026-07-01T01:00:00Z", 5));
    assertThat(new Coarsening.HourlyMean().apply(points, CHINA, LATER))
        .containsExactly(at("2026-07-01T00:00:00Z", 1.5), at("2026-07-01T01:00:00Z", 5));
  }

  @Test
  void hours_follow_the_zone_where_it_is_off_by_half_an_hour() {
    var points = List.of(at("2026-07-01T00:20:00Z", 1), at("2026-07-01T00:40:00Z", 3));
    assertThat(new Coarsening.HourlyMean().apply(points, ZoneId.of("Asia/Yangon"), LATER))
        .containsExactly(at("2026-06-30T23:30:00Z", 1), at("2026-07-01T00:30:00Z", 3));
  }

  @Test
  void a_daily_mean_runs_from_midnight_to_midnight_of_the_zone() {
    var points =
        List.of(
            at("2026-06-30T15:59:59Z", 9),
            at("2026-06-30T16:00:00Z", 1),
            at("2026-07-01T15:59:59Z", 3));
    assertThat(new Coarsening.DailyMean().apply(points, CHINA, LATER))
        .containsExactly(at("2026-06-29T16:00:00Z", 9), at("2026-06-30T16:00:00Z", 2));
  }

  @Test
  void a_period_that_is_not_over_has_no_mean_yet() {
    var points = List.of(at("2026-07-01T00:10:00Z", 1), at("2026-07-01T01:10:00Z", 3));
    assertThat(
            new Coarsening.HourlyMean().apply(points, CHINA, Instant.parse("2026-07-01T01:30:00Z")))
        .containsExactly(at("2026-07-01T00:00:00Z", 1));
  }

  @Test
  void a_missing_period_stays_missing() {
    var points = List.of(at("2026-07-01T00:10:00Z", 1), at("2026-07-01T05:10:00Z", 3));
    assertThat(new Coarsening.HourlyMean().apply(points, CHINA, LATER)).hasSize(2);
  }

  @Test
  void rounding_is_to_the_nearest_multiple_halves_away_from_zero() {
    var rounded = new Coarsening.Rounded(new BigDecimal("0.10"));
    assertThat(
            rounded.apply(
                List.of(
                    at("2026-07-01T00:00:00Z", 11.449),
                    at("2026-07-01T01:00:00Z", 11.45),
                    at("2026-07-01T02:00:00Z", -0.05)),
                CHINA,
                LATER))
        .extracting(Point::value)
        .containsExactly(11.4, 11.5, -0.1);
    assertThatThrownBy(() -> new Coarsening.Rounded(BigDecimal.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void each_way_has_a_series_of_its_own() {
    var source = new SeriesKey("092600", "water-level");
    assertThat(new Coarsening.None().key(source, CHINA)).isEqualTo(source);
    assertThat(new Coarsening.HourlyMean().key(source, CHINA))
        .hasToString("092600/water-level.hourly-mean");
    assertThat(new Coarsening.DailyMean().key(source, CHINA))
        .hasToString("092600/water-level.daily-mean-utc8");
    assertThat(new Coarsening.DailyMean().key(source, ZoneId.of("Asia/Yangon")))
        .hasToString("092600/water-level.daily-mean-utc6.5");
    assertThat(new Coarsening.Rounded(new BigDecimal("0.50")).key(source, CHINA))
        .hasToString("092600/water-level.round-0.5");
  }
}
