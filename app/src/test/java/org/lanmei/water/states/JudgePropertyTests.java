package org.lanmei.water.states;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lanmei.water.states.Given.NOON;
import static org.lanmei.water.states.Given.limits;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** What holds for any readings at all; each repetition has its own seed. */
class JudgePropertyTests {

  private static final Limits LIMITS = limits(11.5, 12.0);

  private static List<Observed> any(Random random) {
    var all = new ArrayList<Observed>();
    long minute = 3 * 24 * 60;
    double level = 10 + random.nextDouble() * 3;
    while (minute > random.nextInt(2000)) {
      level = Math.round((level + random.nextGaussian() * 0.15) * 1000) / 1000.0;
      var at = NOON.minusSeconds(minute * 60);
      all.add(
          new Observed(
              at,
              random.nextInt(20) == 0 ? null : level,
              random.nextInt(25) == 0,
              random.nextInt(40) == 0));
      minute -= 15L * (1 + (random.nextInt(30) == 0 ? random.nextInt(40) : 0));
    }
    return all;
  }

  @RepeatedTest(200)
  void missing_never_reads_as_normal(RepetitionInfo run) {
    var readings = any(new Random(run.getCurrentRepetition()));
    for (Judge judge :
        List.of(Given.telemetry(LIMITS), Given.twiceDaily(LIMITS), Given.tidal(LIMITS))) {
      var standing = judge.at(NOON, readings);
      var last = readings.stream().filter(r -> r.value() != null).reduce((a, b) -> b).orElse(null);
      boolean fresh =
          last != null
              && !last.suspect()
              && Duration.between(last.at(), NOON).compareTo(Given.RULES.stale(judge.observing()))
                  <= 0;
      assertThat(standing.state().judged()).isEqualTo(fresh);
    }
  }

  @RepeatedTest(200)
  void a_judged_level_below_both_limits_for_six_hours_without_a_gap_is_normal(RepetitionInfo run) {
    var random = new Random(run.getCurrentRepetition());
    var readings = new ArrayList<>(any(random));
    readings.removeIf(r -> r.at().isAfter(NOON.minus(Duration.ofHours(7))));
    for (int i = 28; i >= 0; i--) {
      readings.add(Given.minutesBefore(15L * i, 11.4 - random.nextDouble() * 3));
    }
    assertThat(Given.telemetry(LIMITS).at(NOON, readings).state()).isEqualTo(State.NORMAL);
  }

  @RepeatedTest(200)
  void once_settled_earlier_readings_change_nothing(RepetitionInfo run) {
    var readings = any(new Random(run.getCurrentRepetition()));
    var judge = Given.telemetry(LIMITS);
    for (int from = 0; from < readings.size(); from += 7) {
      var late = readings.subList(from, readings.size());
      if (judge.settled(NOON, late)) {
        assertThat(judge.at(NOON, late).state()).isEqualTo(judge.at(NOON, readings).state());
      }
    }
  }

  @RepeatedTest(100)
  void a_higher_river_is_never_in_a_lower_state(RepetitionInfo run) {
    var readings = any(new Random(run.getCurrentRepetition()));
    var higher =
        readings.stream()
            .map(
                r ->
                    new Observed(
                        r.at(),
                        r.value() == null ? null : r.value() + 0.3,
                        r.suspect(),
                        r.confirmed()))
            .toList();
    var low = Given.telemetry(LIMITS).at(NOON, readings).state();
    var high = Given.telemetry(LIMITS).at(NOON, higher).state();
    if (low.judged()) assertThat(high).isLessThanOrEqualTo(low);
    else assertThat(high).isEqualTo(low);
  }
}
