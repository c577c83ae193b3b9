package org.lanmei.water.states;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.lanmei.water.states.Given.NOON;
import static org.lanmei.water.states.Given.confirmed;
import static org.lanmei.water.states.Given.limits;
import static org.lanmei.water.states.Given.minutesBefore;
import static org.lanmei.water.states.Given.missing;
import static org.lanmei.water.states.Given.quarterHours;
import static org.lanmei.water.states.Given.since;
import static org.lanmei.water.states.Given.steady;
import static org.lanmei.water.states.Given.suspect;
import static org.lanmei.water.states.Given.telemetry;
import static org.lanmei.water.states.Given.tidal;
import static org.lanmei.water.states.Given.twiceDaily;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lanmei.water.states.Limits.Role;

/** The sentences of the rules of the domain, section 4, one by one. */
class JudgeTests {

  private static final Limits NAKHON_PHANOM = limits(11.5, 12.0);
  private static final Limits THAKHEK = limits(13.0, 14.0);

  private static State state(Judge judge, List<Observed> readings) {
    return judge.at(NOON, readings).state();
  }

  @ParameterizedTest(name = "telemetry, last value {0} min ago: {1}")
  @CsvSource({
    "0, NORMAL",
    "59, NORMAL",
    "60, NORMAL",
    "61, STALE",
    "480, STALE",
    "1440, STALE",
    "1441, NO_DATA",
    "100000, NO_DATA"
  })
  void telemetry_is_stale_over_60_minutes_and_no_data_over_24_hours(long minutes, State expected) {
    assertThat(state(telemetry(NAKHON_PHANOM), List.of(minutesBefore(minutes, 8))))
        .isEqualTo(expected);
  }

  @ParameterizedTest(name = "read twice a day, last value {0} min ago: {1}")
  @CsvSource({
    "61, NORMAL",
    "720, NORMAL",
    "900, NORMAL",
    "901, STALE",
    "1440, STALE",
    "1441, NO_DATA"
  })
  void a_gauge_read_twice_a_day_is_stale_over_15_hours(long minutes, State expected) {
    assertThat(state(twiceDaily(NAKHON_PHANOM), List.of(minutesBefore(minutes, 8))))
        .isEqualTo(expected);
  }

  @Test
  void nothing_at_all_is_no_data() {
    var standing = telemetry(NAKHON_PHANOM).at(NOON, List.of());
    assertThat(standing.state()).isEqualTo(State.NO_DATA);
    assertThat(standing.level()).isNull();
    assertThat(standing.age()).isNull();
    assertThat(standing.toAlarm()).isNull();
  }

  @Test
  void a_null_with_a_reason_is_a_delivery_and_not_a_value() {
    var readings = List.of(minutesBefore(90, 8), missing(minutesBefore(10, 0)));
    assertThat(state(telemetry(NAKHON_PHANOM), readings)).isEqualTo(State.STALE);
    assertThat(state(telemetry(NAKHON_PHANOM), List.of(missing(minutesBefore(0, 0)))))
        .isEqualTo(State.NO_DATA);
  }

  @ParameterizedTest(name = "Nakhon Phanom {0} m: {1}")
  @CsvSource({
    "11.49, NORMAL",
    "11.499, NORMAL",
    "11.50, ALARM",
    "11.99, ALARM",
    "12.00, FLOOD",
    "13.10, FLOOD"
  })
  void nakhon_phanom(double level, State expected) {
    assertThat(state(telemetry(NAKHON_PHANOM), quarterHours(level, level))).isEqualTo(expected);
  }

  @Test
  void two_banks_of_one_reach_have_their_own_levels() {
    var readings = quarterHours(12.4, 12.4);
    assertThat(state(telemetry(NAKHON_PHANOM), readings)).isEqualTo(State.FLOOD);
    assertThat(state(telemetry(THAKHEK), readings)).isEqualTo(State.NORMAL);
  }

  @Test
  void one_reading_is_not_enough_and_says_so() {
    var standing = telemetry(NAKHON_PHANOM).at(NOON, quarterHours(11.3, 11.4, 11.6));
    assertThat(standing.state()).isEqualTo(State.NORMAL);
    assertThat(standing.waiting()).isEqualTo(State.ALARM);
  }

  @Test
  void one_confirmed_reading_is_enough() {
    var readings = new ArrayList<>(quarterHours(11.3, 11.4, 11.6));
    readings.set(2, confirmed(readings.get(2)));
    var standing = telemetry(NAKHON_PHANOM).at(NOON, readings);
    assertThat(standing.state()).isEqualTo(State.ALARM);
    assertThat(standing.since()).isEqualTo(NOON);
    assertThat(standing.waiting()).isNull();
  }

  @Test
  void a_person_at_the_gauge_confirms() {
    var one = List.of(minutesBefore(720, 11.2), minutesBefore(0, 11.6));
    assertThat(state(twiceDaily(NAKHON_PHANOM), one)).isEqualTo(State.ALARM);
  }

  @Test
  void a_suspect_reading_neither_enters_nor_counts_as_the_first_of_two() {
    var readings = new ArrayList<>(quarterHours(11.3, 11.9, 11.6));
    readings.set(1, suspect(readings.get(1)));
    assertThat(state(telemetry(NAKHON_PHANOM), readings)).isEqualTo(State.NORMAL);
  }

  @Test
  void a_reading_below_in_between_begins_the_count_anew() {
    assertThat(state(telemetry(NAKHON_PHANOM), quarterHours(11.6, 11.4, 11.6)))
        .isEqualTo(State.NORMAL);
  }

  @ParameterizedTest(name = "{0} m for {1} h after an alarm: {2}")
  @CsvSource({
    "11.41, 48, ALARM",
    "11.40, 5, ALARM",
    "11.40, 6, NORMAL",
    "11.00, 5, ALARM",
    "11.00, 6, NORMAL",
    "11.49, 48, ALARM"
  })
  void an_alarm_is_left_a_tenth_of_a_metre_below_for_six_hours(
      double level, int hours, State expected) {
    var readings = new ArrayList<Observed>();
    long begin = hours * 60L;
    readings.add(minutesBefore(begin + 30, 11.6));
    readings.add(minutesBefore(begin + 15, 11.6));
    readings.addAll(steady(level, hours));
    assertThat(state(telemetry(NAKHON_PHANOM), readings)).isEqualTo(expected);
  }

  @Test
  void coming_back_within_the_tenth_begins_the_six_hours_anew() {
    var readings = new ArrayList<>(steady(11.3, 8));
    readings.addFirst(minutesBefore(8 * 60 + 15, 11.7));
    readings.addFirst(minutesBefore(8 * 60 + 30, 11.7));
    readings.set(18, Observed.of(readings.get(18).at(), 11.45));
    assertThat(state(telemetry(NAKHON_PHANOM), readings)).isEqualTo(State.ALARM);
  }

  @Test
  void what_was_not_seen_is_not_known_to_have_been_below() {
    var readings =
        List.of(
            minutesBefore(540, 11.7),
            minutesBefore(525, 11.7),
            minutesBefore(510, 11.2),
            minutesBefore(15, 11.2),
            minutesBefore(0, 11.2));
    assertThat(state(telemetry(NAKHON_PHANOM), readings)).isEqualTo(State.ALARM);
  }

  @Test
  void from_flood_back_to_alarm_and_then_to_normal() {
    var readings = new ArrayList<>(steady(11.7, 6));
    readings.addFirst(minutesBefore(6 * 60 + 15, 12.3));
    readings.addFirst(minutesBefore(6 * 60 + 30, 12.3));
    assertThat(state(telemetry(NAKHON_PHANOM), readings)).isEqualTo(State.ALARM);
  }

  @Test
  void ban_mai_singsamphan_read_eight_hours_before_is_stale_whatever_its_source_says() {
    var standing =
        telemetry(limits(12.0, 13.0))
            .at(
                Instant.parse("2026-09-17T12:45:00Z"),
                List.of(Observed.of(Instant.parse("2026-09-17T04:15:00Z"), 11.131)));
    assertThat(standing.state()).isEqualTo(State.STALE);
    assertThat(standing.age()).isEqualTo(Duration.ofMinutes(510));
    assertThat(standing.afterAlarm()).isFalse();
  }

  @Test
  void khemarat_at_19_8_is_suspect_and_triggers_nothing() {
    var readings = new ArrayList<>(quarterHours(7.1, 7.1, 19.8));
    readings.set(2, suspect(readings.get(2)));
    var standing = telemetry(limits(12.0, 13.0)).at(NOON, readings);
    assertThat(standing.state()).isEqualTo(State.SUSPECT);
    assertThat(standing.rate()).isNull();
    assertThat(standing.change24h()).isNull();
    assertThat(standing.waiting()).isNull();
    assertThat(standing.level()).isEqualTo(19.8);
  }

  @Test
  void stale_comes_before_suspect() {
    assertThat(state(telemetry(NAKHON_PHANOM), List.of(suspect(minutesBefore(61, 19.8)))))
        .isEqualTo(State.STALE);
  }

  @Test
  void suspect_comes_before_no_threshold() {
    assertThat(state(telemetry(Limits.NONE), List.of(suspect(minutesBefore(1, 19.8)))))
        .isEqualTo(State.SUSPECT);
    assertThat(state(telemetry(Limits.NONE), List.of(minutesBefore(1, 5.7))))
        .isEqualTo(State.NO_THRESHOLD);
  }

  @Test
  void stale_after_alarm_is_said() {
    var standing =
        telemetry(NAKHON_PHANOM)
            .at(NOON, List.of(minutesBefore(90, 11.7), minutesBefore(75, 11.7)));
    assertThat(standing.state()).isEqualTo(State.STALE);
    assertThat(standing.afterAlarm()).isTrue();
  }

  @Test
  void tan_chau_in_2000_is_judged_by_the_level_of_that_time() {
    var tanChau =
        new Limits(
            List.of(
                since("flood", Role.FLOOD, 4.2, null),
                since("flood", Role.FLOOD, 4.5, "2010-05-10")),
            Given.ZONE);
    var then = Instant.parse("2000-09-06T00:00:00Z");
    var inBetween = List.of(Observed.of(then.minusSeconds(900), 4.30), Observed.of(then, 4.30));
    assertThat(telemetry(tanChau).at(then, inBetween).state()).isEqualTo(State.FLOOD);
    var peak =
        telemetry(tanChau)
            .at(then, List.of(Observed.of(then.minusSeconds(900), 4.53), Observed.of(then, 4.53)));
    assertThat(peak.flood()).isEqualTo(4.2);
    assertThat(java.util.Objects.requireNonNull(peak.level()) - 4.2).isCloseTo(0.33, within(1e-9));
    assertThat(state(telemetry(tanChau), quarterHours(4.30, 4.30))).isEqualTo(State.NORMAL);
  }

  @Test
  void a_limit_that_begins_today_does_not_hold_yesterday() {
    var limits =
        new Limits(
            List.of(
                since("alarm", Role.ALARM, 10, null), since("alarm", Role.ALARM, 11, "2026-09-17")),
            Given.ZONE);
    assertThat(limits.level(Role.ALARM, Instant.parse("2026-09-16T16:59:59Z"))).isEqualTo(10);
    assertThat(limits.level(Role.ALARM, Instant.parse("2026-09-16T17:00:00Z"))).isEqualTo(11);
  }

  @Test
  void a_withdrawn_limit_holds_no_more() {
    var limits =
        new Limits(
            List.of(
                since("alarm", Role.ALARM, 11.5, null),
                new Limits.Limit(
                    "alarm", Role.ALARM, null, java.time.LocalDate.parse("2026-01-01"))),
            Given.ZONE);
    assertThat(state(telemetry(limits), quarterHours(12, 12))).isEqualTo(State.NO_THRESHOLD);
  }

  static Stream<org.junit.jupiter.params.provider.Arguments> rates() {
    return Stream.of(
        org.junit.jupiter.params.provider.Arguments.of(
            "half a metre up in six hours", 8.5, 8.0, 24, true),
        org.junit.jupiter.params.provider.Arguments.of(
            "half a metre down in six hours", 7.5, 8.0, 24, true),
        org.junit.jupiter.params.provider.Arguments.of("49 cm in six hours", 8.49, 8.0, 24, false),
        org.junit.jupiter.params.provider.Arguments.of(
            "half a metre in a quarter of an hour", 8.5, 8.0, 1, true),
        org.junit.jupiter.params.provider.Arguments.of(
            "half a metre in seven hours", 8.5, 8.0, 28, false));
  }

  @ParameterizedTest(name = "{0}")
  @org.junit.jupiter.params.provider.MethodSource("rates")
  void the_rate_is_a_flag_of_its_own(
      String what, double now, double before, int quarters, boolean flagged) {
    var readings = new ArrayList<Observed>();
    for (int i = quarters; i >= 0; i--) {
      double share = (quarters - i) / (double) quarters;
      double value = Math.round((before + (now - before) * share) * 1000) / 1000.0;
      readings.add(minutesBefore(15L * i, value));
    }
    var standing = telemetry(NAKHON_PHANOM).at(NOON, readings);
    assertThat(standing.state()).isEqualTo(State.NORMAL);
    assertThat(standing.rate() != null).isEqualTo(flagged);
  }

  @Test
  void no_rate_across_a_gap() {
    var readings =
        List.of(minutesBefore(200, 8.0), minutesBefore(139, 8.0), minutesBefore(60, 8.9));
    assertThat(telemetry(NAKHON_PHANOM).at(NOON, readings).rate()).isNull();
    var named =
        List.of(minutesBefore(30, 8.0), missing(minutesBefore(15, 0)), minutesBefore(0, 8.9));
    assertThat(telemetry(NAKHON_PHANOM).at(NOON, named).rate()).isNull();
  }

  @Test
  void the_rate_says_how_much_in_how_long() {
    var standing = telemetry(NAKHON_PHANOM).at(NOON, quarterHours(8.0, 8.2, 8.6));
    assertThat(standing.rate()).isNotNull();
    assertThat(standing.rate().metres()).isCloseTo(0.6, within(1e-9));
    assertThat(standing.rate().within()).isEqualTo(Duration.ofMinutes(30));
  }

  @Test
  void a_tidal_station_tells_its_daily_high_water_and_no_rate() {
    var readings = new ArrayList<Observed>();
    for (int i = 100; i >= 0; i--) {
      double tide = 0.6 + 0.9 * Math.sin(i / 24.8 * Math.PI);
      readings.add(minutesBefore(15L * i, Math.round(tide * 1000) / 1000.0));
    }
    var standing = tidal(limits(1.6, 1.8)).at(NOON, readings);
    assertThat(standing.state()).isEqualTo(State.NORMAL);
    assertThat(standing.level()).isCloseTo(1.5, within(0.01));
    assertThat(standing.levelAt()).isBefore(NOON);
    assertThat(standing.rate()).isNull();
    assertThat(standing.change24h()).isNull();
  }

  @Test
  void a_tidal_alarm_outlasts_the_ebb() {
    var readings = new ArrayList<>(steady(0.4, 7));
    readings.addFirst(minutesBefore(7 * 60 + 15, 1.7));
    readings.addFirst(minutesBefore(7 * 60 + 30, 1.7));
    assertThat(state(tidal(limits(1.6, 1.8)), readings)).isEqualTo(State.ALARM);
    var next = new ArrayList<>(steady(0.4, 26));
    next.addFirst(minutesBefore(26 * 60 + 15, 1.7));
    next.addFirst(minutesBefore(26 * 60 + 30, 1.7));
    assertThat(state(tidal(limits(1.6, 1.8)), next)).isEqualTo(State.NORMAL);
  }

  @Test
  void readings_after_the_moment_asked_about_are_not_known() {
    var readings = List.of(minutesBefore(15, 8), minutesBefore(0, 8), minutesBefore(-15, 13));
    assertThat(state(telemetry(NAKHON_PHANOM), readings)).isEqualTo(State.NORMAL);
  }

  @Test
  void the_change_is_against_the_reading_24_hours_before() {
    var readings = List.of(minutesBefore(1440, 7.5), minutesBefore(720, 7.7), minutesBefore(0, 8));
    assertThat(telemetry(NAKHON_PHANOM).at(NOON, readings).change24h()).isEqualTo(0.5);
    var without = List.of(minutesBefore(1501, 7.5), minutesBefore(0, 8));
    assertThat(telemetry(NAKHON_PHANOM).at(NOON, without).change24h()).isNull();
  }
}
