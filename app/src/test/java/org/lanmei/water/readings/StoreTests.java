package org.lanmei.water.readings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lanmei.water.readings.ReadingsOn.hydrologist;
import static org.lanmei.water.readings.ReadingsOn.value;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lanmei.DatabaseTest;
import org.lanmei.TestDatabase;
import org.lanmei.kernel.Caller;
import org.lanmei.kernel.Party;
import org.lanmei.kernel.SeriesKey;
import org.lanmei.water.Intake.Arriving;
import org.lanmei.water.Reading;
import org.lanmei.water.Reading.Flag;

@DatabaseTest
class StoreTests {

  private static final Instant START = Instant.parse("2026-06-01T00:00:00Z");
  private static final Caller LAOS = hydrologist(Party.LA);
  private static final Caller THAILAND = hydrologist(Party.TH);

  private final ReadingsOn store;
  private static int count;

  StoreTests(TestDatabase database) {
    store = new ReadingsOn(database);
  }

  private SeriesKey series() {
    return store.series("S" + count++, "water-level", Party.LA);
  }

  private static Instant hour(int n) {
    return START.plus(Duration.ofHours(n));
  }

  private List<Arriving> hours(SeriesKey series, int from, int to) {
    var rows = new ArrayList<Arriving>();
    for (int h = from; h < to; h++) rows.add(value(series, hour(h), 4 + (h % 10) / 100.0));
    return rows;
  }

  private List<Reading> all(Caller caller, SeriesKey series) {
    return store.readings.between(caller, series, START, START.plus(Duration.ofDays(150)), null);
  }

  @Test
  void what_is_published_can_be_read_by_its_owner() {
    var series = series();
    var receipt = store.intake.publish(LAOS, "first-" + series, hours(series, 0, 100), null);
    assertThat(receipt.taken()).isEqualTo(100);
    assertThat(receipt.same()).isZero();
    assertThat(receipt.repeated()).isFalse();
    var all = all(LAOS, series);
    assertThat(all).hasSize(100);
    assertThat(all.getFirst()).isEqualTo(new Reading(START, 4.0, Set.of(), receipt.batch()));
    assertThat(all.getLast().at()).isEqualTo(hour(99));
    assertThat(store.readings.between(LAOS, series, hour(10), hour(13), null))
        .extracting(Reading::at)
        .containsExactly(hour(10), hour(11), hour(12));
    assertThat(store.readings.latest(LAOS, List.of(series), null).get(series).at())
        .isEqualTo(hour(99));
  }

  @Test
  void the_same_key_again_changes_nothing_and_with_other_content_is_refused() {
    var series = series();
    var rows = hours(series, 0, 10);
    var first = store.intake.publish(LAOS, "key-" + series, rows, null);
    var second = store.intake.publish(LAOS, "key-" + series, rows, null);
    assertThat(second.repeated()).isTrue();
    assertThat(second.batch()).isEqualTo(first.batch());
    assertThat(second.taken()).isEqualTo(10);
    assertThatThrownBy(() -> store.intake.publish(LAOS, "key-" + series, hours(series, 0, 9), null))
        .isInstanceOf(ReadingsProblem.KeyUsed.class);
    assertThat(all(LAOS, series)).hasSize(10);
  }

  @Test
  void others_see_nothing_without_a_release_and_cannot_publish() {
    var series = series();
    store.intake.publish(LAOS, "k-" + series, hours(series, 0, 10), null);
    assertThat(all(THAILAND, series)).isEmpty();
    assertThat(store.readings.latest(THAILAND, List.of(series), null)).isEmpty();
    assertThat(store.readings.versions(THAILAND, series, hour(1))).isEmpty();
    assertThat(all(Caller.ANONYMOUS, series)).isEmpty();
    assertThatThrownBy(() -> store.intake.publish(THAILAND, "x", hours(series, 20, 21), null))
        .isInstanceOf(ReadingsProblem.BadRows.class);
    assertThatThrownBy(() -> store.intake.publish(Caller.ANONYMOUS, "x", List.of(), null))
        .isInstanceOf(ReadingsProblem.NotSignedIn.class);
  }

  @Test
  void corrections_are_versions_and_what_was_known_can_be_asked() {
    var series = series();
    store.intake.publish(LAOS, "a-" + series, hours(series, 0, 5), null);
    store.log.settle();
    var before = store.clock.instant();
    store.clock.tick();
    assertThatThrownBy(
            () ->
                store.intake.publish(
                    LAOS, "b-" + series, List.of(value(series, hour(2), 4.10)), null))
        .isInstanceOfSatisfying(
            ReadingsProblem.ReasonNeeded.class, p -> assertThat(p.fields()).hasSize(1));
    var receipt =
        store.intake.publish(
            LAOS,
            "b-" + series,
            List.of(value(series, hour(1), 4.01), value(series, hour(2), 4.10)),
            "Staff read wrongly");
    assertThat(receipt.same()).isEqualTo(1);
    assertThat(receipt.corrected()).isEqualTo(1);
    store.log.settle();
    assertThat(all(LAOS, series))
        .extracting(Reading::value)
        .containsExactly(4.0, 4.01, 4.10, 4.03, 4.04);
    assertThat(store.readings.between(LAOS, series, START, hour(5), before))
        .extracting(Reading::value)
        .containsExactly(4.0, 4.01, 4.02, 4.03, 4.04);
    var versions = store.readings.versions(LAOS, series, hour(2));
    assertThat(versions).extracting(v -> v.reading().value()).containsExactly(4.02, 4.10);
    assertThat(versions.getFirst().reason()).isNull();
    assertThat(versions.getLast().reason()).isEqualTo("Staff read wrongly");
    assertThat(versions.getLast().learned()).isAfter(versions.getFirst().learned());
    store.intake.publish(
        LAOS, "c-" + series, List.of(value(series, hour(4), null)), "Not read after all");
    var last = store.readings.latest(LAOS, List.of(series), null).get(series);
    assertThat(last.value()).isNull();
    assertThat(last.flags()).containsExactly(Flag.RETRACTED);
    assertThat(store.readings.latest(LAOS, List.of(series), before).get(series).value())
        .isEqualTo(4.04);
  }

  @Test
  void a_release_opens_its_span_after_its_delay_and_nothing_else() {
    var series = series();
    store.clock.set(hour(100));
    store.intake.publish(LAOS, "r-" + series, hours(series, 0, 100), null);
    store.release(
        "la-agr-" + series.station(), series, "TH", hour(10), hour(30), Duration.ofHours(75));
    // 100 − 75 = 25: hours 10 to 25.
    assertThat(all(THAILAND, series)).extracting(Reading::at).first().isEqualTo(hour(10));
    assertThat(all(THAILAND, series)).extracting(Reading::at).last().isEqualTo(hour(25));
    assertThat(all(THAILAND, series)).hasSize(16);
    assertThat(store.readings.latest(THAILAND, List.of(series), null).get(series).at())
        .isEqualTo(hour(25));
    assertThat(all(hydrologist(Party.VN), series)).isEmpty();
    store.clock.set(hour(500));
    assertThat(all(THAILAND, series)).hasSize(20);
    store.release("la-pub-" + series.station(), series, "public", hour(90), null, Duration.ZERO);
    assertThat(all(Caller.ANONYMOUS, series)).hasSize(10);
    assertThat(all(THAILAND, series)).hasSize(30);
    assertThat(store.readings.latest(Caller.ANONYMOUS, List.of(series), null).get(series).at())
        .isEqualTo(hour(99));
    store.clock.set(org.lanmei.MovableClock.START);
  }
}
