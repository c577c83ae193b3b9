package org.lanmei.cap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lanmei.cap.Samples.id;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ChainTest {

  private static final Duration DAY = Duration.ofDays(1);

  private static Alert message(String name, String hour, MsgType type, Alert... about) {
    return message(id(name, "2026-08-01T" + hour + ":00:00Z"), Status.ACTUAL, type, about);
  }

  private static Alert message(Reference id, Status status, MsgType type, Alert... about) {
    var alert =
        Alert.of(id, status, type)
            .info(
                Info.about(
                        Category.MET,
                        "Flood",
                        new Priority(Urgency.EXPECTED, Severity.SEVERE, Certainty.LIKELY))
                    .times(new Times(null, null, OffsetDateTime.parse("2026-08-01T20:00:00Z")))
                    .build());
    for (Alert earlier : about) alert.reference(earlier.id());
    return alert.build();
  }

  private static String at(Chain chain, String hour) {
    return chain.at(Instant.parse("2026-08-01T" + hour + ":00:00Z"), DAY).stream()
        .map(s -> s.alert().id().identifier() + " " + s.state())
        .collect(Collectors.joining(", "));
  }

  private final Alert first = message("a", "01", MsgType.ALERT);
  private final Alert update = message("b", "03", MsgType.UPDATE, first);
  private final Alert cancel = message("c", "05", MsgType.CANCEL, update);

  @Test
  void a_story_of_update_cancel_and_end() {
    var chain = Chain.of(List.of(first, update, cancel));
    assertThat(at(chain, "00")).isEqualTo("a NOT_SENT, b NOT_SENT");
    assertThat(at(chain, "02")).isEqualTo("a IN_FORCE, b NOT_SENT");
    assertThat(at(chain, "04")).isEqualTo("a SUPERSEDED, b IN_FORCE");
    assertThat(at(chain, "06")).isEqualTo("a SUPERSEDED, b CANCELLED");
    assertThat(at(Chain.of(List.of(first, update)), "20")).isEqualTo("a SUPERSEDED, b EXPIRED");
    assertThat(chain.inForce(Status.ACTUAL, Instant.parse("2026-08-01T04:00:00Z"), DAY))
        .extracting(s -> s.alert().id().identifier())
        .containsExactly("b");
  }

  @Test
  void the_order_of_arrival_changes_nothing() {
    var all = new ArrayList<>(List.of(first, update, cancel, first));
    for (int seed = 0; seed < 30; seed++) {
      Collections.shuffle(all, new Random(seed));
      var chain = Chain.of(all);
      assertThat(at(chain, "06")).isEqualTo("a SUPERSEDED, b CANCELLED");
      assertThat(chain.duplicates()).isEqualTo(1);
      assertThat(chain.missing()).isEmpty();
    }
  }

  @Test
  void what_is_missing_is_named_and_ends_nothing() {
    var chain = Chain.of(List.of(first, cancel));
    assertThat(at(chain, "06")).isEqualTo("a IN_FORCE");
    assertThat(chain.missing()).containsExactly(update.id());
  }

  @Test
  void nobody_ends_what_another_warned_of_and_no_exercise_ends_a_warning() {
    var other =
        new Reference("else@example.org", "x", OffsetDateTime.parse("2026-08-01T04:00:00Z"));
    var foreign = message(other, Status.ACTUAL, MsgType.CANCEL, first);
    var exercise = message(id("d", "2026-08-01T04:00:00Z"), Status.EXERCISE, MsgType.CANCEL, first);
    var early = message("e", "00", MsgType.CANCEL, first);
    var self = Alert.of(first.id(), Status.ACTUAL, MsgType.CANCEL).reference(first.id()).build();
    var chain = Chain.of(List.of(first, foreign, exercise, early, self));
    assertThat(at(chain, "06")).isEqualTo("a IN_FORCE");
    assertThat(chain.ignored())
        .containsExactlyInAnyOrder(
            new Chain.Link(foreign, first),
            new Chain.Link(exercise, first),
            new Chain.Link(early, first));
    assertThat(chain.conflicting()).containsExactly(self);
  }

  @Test
  void answers_are_kept_and_change_nothing() {
    var ack = message("f", "02", MsgType.ACK, first);
    var error = message("g", "02", MsgType.ERROR, first);
    var chain = Chain.of(List.of(ack, first, error));
    assertThat(at(chain, "04")).isEqualTo("a IN_FORCE");
    assertThat(chain.answersTo(first.id())).containsExactly(ack, error);
  }

  @Test
  void infos_of_several_languages_are_of_one_event() {
    var lo = Samples.read(Samples.FLOOD).alert().orElseThrow().infos().getFirst();
    var text = Samples.FLOOD.replace(">lo<", ">zh-Hans<").replace("ນ້ຳຖ້ວມ", "洪水");
    var zh = Samples.read(text).alert().orElseThrow().infos().getFirst();
    var other =
        Samples.read(text.replace("Severe", "Minor")).alert().orElseThrow().infos().getFirst();
    var alert =
        Alert.of(first.id(), Status.ACTUAL, MsgType.ALERT).info(lo).info(zh).info(other).build();
    var events = Translations.of(alert);
    assertThat(events)
        .extracting(Translations::infos)
        .containsExactly(List.of(lo, zh), List.of(other));
    assertThat(events.getFirst().in(List.of("th", "zh-Hans-CN"))).isEqualTo(zh);
    assertThat(events.getFirst().in(List.of("lo-LA"))).isEqualTo(lo);
    assertThat(events.getFirst().in(List.of("vi"))).isEqualTo(lo);
  }
}
