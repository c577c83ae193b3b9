package org.lanmei.governance.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.lanmei.governance.consensus.Question.Kind;
import org.lanmei.governance.consensus.Standing.State;
import org.lanmei.governance.consensus.Step.Position;
import org.lanmei.governance.consensus.Step.Procedure;
import org.lanmei.governance.consensus.Step.Seat;
import org.lanmei.kernel.Party;

/** Random records, most of them nonsense: what can never be, whatever people do. */
class ConsensusPropertyTests {

  private static final int RECORDS = 4_000;
  private static final Instant START = Story.time("2026-11-02T09:00");

  private static <T> T any(Random random, T[] values) {
    return values[random.nextInt(values.length)];
  }

  private static List<Step> record(Random random) {
    var steps = new ArrayList<Step>();
    Instant at = START;
    for (Party party : Party.values()) {
      if (random.nextInt(12) == 0) continue; // nobody speaks for this one
      steps.add(new Step.Credential(at, Story.officer(party), party, at, null, "note", null));
    }
    int version = 1;
    steps.add(new Step.Tabled(at, version, Set.of()));
    steps.add(new Step.Opened(at, any(random, Procedure.values()), 0));
    int count = 5 + random.nextInt(40);
    for (int i = 0; i < count; i++) {
      at = at.plus(Duration.ofMinutes(random.nextInt(60 * 24)));
      Party party = any(random, Party.values());
      UUID person = Story.officer(random.nextInt(15) == 0 ? any(random, Party.values()) : party);
      steps.add(
          switch (random.nextInt(20)) {
            case 0 -> new Step.Tabled(at, ++version, Set.of());
            case 1 -> new Step.Opened(at, any(random, Procedure.values()), random.nextInt(5));
            case 2 -> new Step.Put(at);
            case 3 -> new Step.TakenBack(at, party, person);
            case 4 -> new Step.Closed(at, party, person);
            case 5 -> new Step.ReservationLifted(at, party, person);
            case 6, 7 -> new Step.Seated(at, party, any(random, Seat.values()));
            case 8, 9, 10 -> new Step.Received(at, party);
            case 11 -> random.nextInt(4) == 0 ? new Step.Withdrawn(at) : new Step.Ended(at);
            default ->
                new Step.Said(
                    at,
                    party,
                    random.nextInt(8) == 0 ? Math.max(1, version - 1) : version,
                    random.nextInt(3) == 0 ? any(random, Position.values()) : Position.JOIN,
                    person,
                    random.nextBoolean() ? Story.TEXT : null,
                    null);
          });
    }
    return steps;
  }

  private static Standing at(List<Step> steps, Instant now) {
    return Consensus.of(Story.question(Kind.MEETING_CALENDAR, Story.waterFestival()), steps, now);
  }

  @Test
  void nothing_is_adopted_that_should_not_be() {
    var random = new Random(20261125);
    var states = new EnumMap<State, Integer>(State.class);
    for (int i = 0; i < RECORDS; i++) {
      var steps = record(random);
      var standing = at(steps, steps.getLast().at().plus(Duration.ofDays(random.nextInt(60))));
      states.merge(standing.state(), 1, Integer::sum);
      Instant adopted = standing.adoptedAt();
      for (Map.Entry<Party, Standing.OfParty> entry : standing.parties().entrySet()) {
        var of = entry.getValue();
        var said = of.said();
        if (said != null) {
          assertThat(said.version())
              .as("a position on an outdated text")
              .isEqualTo(standing.version());
          assertThat(steps)
              .as("an act without mandate")
              .anyMatch(
                  s ->
                      s instanceof Step.Credential c
                          && c.party() == entry.getKey()
                          && c.person().equals(said.person()));
          assertThat(adopted != null && said.position().blocks())
              .as("adopted while %s objects", entry.getKey())
              .isFalse();
          if (of.boundFrom() != null) {
            assertThat(of.boundFrom()).as("bound before receipt").isAfterOrEqualTo(said.at());
          }
        }
        if (of.boundFrom() != null) {
          assertThat(adopted).isNotNull();
          assertThat(of.boundFrom()).as("bound before adoption").isAfterOrEqualTo(adopted);
        }
        if (of.reservation() != null) assertThat(of.boundFrom()).isNotNull();
      }
      if (standing.closed()) assertThat(standing.state()).isEqualTo(State.ADOPTED);
    }
    assertThat(states.keySet())
        .as("every end is reached: " + states)
        .contains(
            State.ADOPTED,
            State.AD_REFERENDUM,
            State.NOT_ADOPTED,
            State.WITHDRAWN,
            State.SILENCE,
            State.EXPRESS,
            State.MEETING);
  }

  @Test
  void what_is_adopted_stays_adopted_as_of_that_day() {
    var random = new Random(2);
    for (int i = 0; i < RECORDS; i++) {
      var steps = record(random);
      Instant end = steps.getLast().at().plus(Duration.ofDays(40));
      var last = at(steps, end);
      if (last.adoptedAt() == null) continue;
      assertThat(at(steps, last.adoptedAt().plusSeconds(1)).adoptedAt())
          .isEqualTo(last.adoptedAt());
      assertThat(at(steps, last.adoptedAt().minusSeconds(1)).adoptedAt()).isNull();
    }
  }

  @Test
  void what_is_disregarded_changes_nothing_but_its_own_mention() {
    var random = new Random(3);
    for (int i = 0; i < RECORDS / 4; i++) {
      var steps = record(random);
      Instant end = steps.getLast().at();
      var with = at(steps, end);
      var kept = new ArrayList<>(steps);
      for (var out : with.disregarded()) kept.removeIf(s -> s == out.step());
      // Time that passes at a step passes anyway.
      var without = at(kept, end);
      assertThat(without.disregarded()).isEmpty();
      assertThat(without.state()).isEqualTo(with.state());
      assertThat(without.parties()).isEqualTo(with.parties());
    }
  }
}
