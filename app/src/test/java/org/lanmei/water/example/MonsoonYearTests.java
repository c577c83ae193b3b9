package org.lanmei.water.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.lanmei.water.example.MonsoonYear.Place;

/** The invented year looks like one on the river. */
class MonsoonYearTests {

  private static final Instant CREST = Instant.parse("2026-08-17T03:00:00Z");
  private static final MonsoonYear YEAR = new MonsoonYear(1, CREST);
  private static final Place UPPER = new Place("upper", 0, 1.5, 9, 0);
  private static final Place LOWER = new Place("lower", 14 * 24, 1.5, 9, 0);
  private static final Place MOUTH = new Place("mouth", 18 * 24, 0.15, 0.55, 0.75);

  private static Instant at(String day) {
    return LocalDate.parse(day).atTime(12, 0).toInstant(ZoneOffset.UTC);
  }

  private static Instant crest(Place place) {
    Instant best = CREST;
    for (int h = -24; h < 40 * 24; h++) {
      Instant then = CREST.plus(Duration.ofHours(h));
      if (YEAR.level(place, then) > YEAR.level(place, best)) best = then;
    }
    return best;
  }

  @Test
  void low_in_april_rising_from_may_high_in_august_and_falling_in_november() {
    double april = YEAR.level(UPPER, at("2025-04-10"));
    double july = YEAR.level(UPPER, at("2025-07-10"));
    double september = YEAR.level(UPPER, at("2025-09-01"));
    double november = YEAR.level(UPPER, at("2025-11-25"));
    assertThat(april).isLessThan(july);
    assertThat(july).isLessThan(september);
    assertThat(november).isLessThan(september).isGreaterThan(april);
  }

  @Test
  void the_wave_passes_the_lower_station_later_by_the_time_it_travels_and_flatter() {
    assertThat(Duration.between(CREST, crest(UPPER)).toHours()).isCloseTo(0, within(30L));
    assertThat(Duration.between(crest(UPPER), crest(LOWER)).toHours())
        .isCloseTo(14 * 24, within(48L));
    assertThat(YEAR.level(LOWER, crest(LOWER))).isLessThan(YEAR.level(UPPER, crest(UPPER)));
  }

  @Test
  void the_same_for_everybody_and_in_any_order() {
    double once = YEAR.level(UPPER, at("2026-06-06"));
    YEAR.level(LOWER, at("2026-01-01"));
    assertThat(new MonsoonYear(1, CREST).level(UPPER, at("2026-06-06"))).isEqualTo(once);
    assertThat(new MonsoonYear(2, CREST).level(UPPER, at("2026-06-06"))).isNotEqualTo(once);
  }

  @Test
  void no_jumps_that_the_checks_on_arrival_would_flag() {
    Instant end = at("2026-12-31");
    for (Place place : new Place[] {UPPER, LOWER}) {
      double before = YEAR.level(place, at("2025-12-25"));
      for (Instant t = at("2025-12-25"); t.isBefore(end); t = t.plus(Duration.ofHours(1))) {
        double now = YEAR.level(place, t);
        assertThat(Math.abs(now - before)).as(place.code() + " " + t).isLessThan(0.35);
        before = now;
      }
    }
  }

  @Test
  void the_tide_comes_twice_a_day_and_stays_below_the_alarm_in_the_dry_season() {
    int turns = 0;
    double before = YEAR.level(MOUTH, at("2026-03-01"));
    boolean rising = false;
    for (int q = 1; q <= 96 * 10; q++) {
      double now = YEAR.level(MOUTH, at("2026-03-01").plus(Duration.ofMinutes(30L * q)));
      assertThat(now).isLessThan(1.6);
      if (now > before + 0.02 && !rising) {
        turns++;
        rising = true;
      } else if (now < before - 0.02) {
        rising = false;
      }
      before = now;
    }
    assertThat(turns).isBetween(34, 42);
  }

  @Test
  void rain_is_never_negative_and_mostly_of_the_rainy_months() {
    double dry = 0;
    double wet = 0;
    for (LocalDate d = LocalDate.of(2026, 1, 1); d.getYear() == 2026; d = d.plusDays(1)) {
      double mm = YEAR.rain("upper", d);
      assertThat(mm).isBetween(0.0, 300.0);
      if (d.getMonthValue() >= 6 && d.getMonthValue() <= 9) wet += mm;
      else if (d.getMonthValue() <= 3) dry += mm;
    }
    assertThat(wet).isGreaterThan(dry * 3);
  }
}
