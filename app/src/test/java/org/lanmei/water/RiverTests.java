package org.lanmei.water;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lanmei.log.VersionedRules;
import org.lanmei.water.Reading.Flag;
import org.lanmei.water.states.Judge;
import org.lanmei.water.states.Limits;
import org.lanmei.water.states.Observing;
import org.lanmei.water.states.Rules;
import org.lanmei.water.states.State;
import tools.jackson.databind.json.JsonMapper;

/** What a reading's flags do to the state of its station, by the rules as they ship. */
class RiverTests {

  private static final Instant NOW = Instant.parse("2026-09-01T12:00:00Z");
  private static final Rules RULES =
      JsonMapper.shared()
          .treeToValue(VersionedRules.read("register/water-rules.yaml").get(0), Rules.class);
  private static final Limits LIMITS =
      new Limits(
          List.of(
              new Limits.Limit("alarm", Limits.Role.ALARM, 11.5, null),
              new Limits.Limit("flood", Limits.Role.FLOOD, 12.0, null)),
          ZoneOffset.UTC);

  private static State state(Flag... flags) {
    var set = EnumSet.noneOf(Flag.class);
    set.addAll(List.of(flags));
    var readings =
        List.of(
            new Reading(NOW.minus(Duration.ofMinutes(15)), 11.4, java.util.Set.of(), 1),
            new Reading(NOW, 11.6, set, 2));
    return new Judge(RULES, Observing.TELEMETRY, false, LIMITS)
        .at(NOW, readings.stream().map(River::observed).toList())
        .state();
  }

  @Test
  void one_reading_of_telemetry_waits_for_a_second_and_one_confirmed_enters() {
    assertThat(state()).isEqualTo(State.NORMAL);
    assertThat(state(Flag.CONFIRMED)).isEqualTo(State.ALARM);
  }

  @Test
  void a_reading_that_failed_a_check_is_suspect_also_when_it_was_sent_as_confirmed() {
    assertThat(state(Flag.STEP, Flag.CONFIRMED)).isEqualTo(State.SUSPECT);
  }
}
