package org.lanmei.water.readings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lanmei.water.readings.ReadingsOn.hydrologist;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanmei.DatabaseTest;
import org.lanmei.TestDatabase;
import org.lanmei.kernel.Caller;
import org.lanmei.kernel.Party;
import org.lanmei.kernel.SeriesKey;
import org.lanmei.water.Intake.Arriving;
import org.lanmei.water.Reading;

/**
 * Random batches with corrections, repeats, holes, late values and retractions, merged in between,
 * against a list of everything that was ever said.
 */
@DatabaseTest
class HistoryTests {

  private static final Instant START = Instant.parse("2026-05-20T00:00:00Z");
  private static final Caller LAOS = hydrologist(Party.LA);
  private static final Caller THAILAND = hydrologist(Party.TH);

  private final ReadingsOn store;
  private final Compaction compaction;

  HistoryTests(TestDatabase database) {
    store = new ReadingsOn(database);
    compaction = new Compaction(store.db, store.settings);
  }

  /** What was said of a moment, and when it was known. */
  private record Said(Double value, Instant knownAt) {}

  /** The naive model: for each series and moment all that was said of it. */
  private final Map<SeriesKey, TreeMap<Instant, List<Said>>> model = new LinkedHashMap<>();

  private final List<Instant> moments = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void what_is_read_is_what_was_said_and_known(long seed) {
    var random = new Random(seed);
    for (int s = 0; s < 3; s++) {
      model.put(store.series("H" + seed + s, "water-level", Party.LA), new TreeMap<>());
    }
    var keys = List.copyOf(model.keySet());
    Instant border = hour(30 + random.nextInt(40));
    Instant end = border.plus(Duration.ofHours(60));
    store.release("la-a" + seed, keys.get(0), "TH", border, end, Duration.ofHours(5));
    store.clock.set(
        START.plus(Duration.ofDays(20 + 10 * seed))); // what the log knows never grows younger
    for (int batch = 0; batch < 40; batch++) {
      publish(random, keys, "k" + seed + "-" + batch);
      if (random.nextInt(3) == 0) settle();
      if (random.nextInt(6) == 0) compaction.merge();
      if (batch == 20) {
        Instant later = hour(100 + random.nextInt(20));
        store.release("la-b" + seed, keys.get(1), "TH", later, null, Duration.ZERO);
      }
    }
    settle();
    check(random, keys);
    while (compaction.merge() > 0) {
      // until nothing is left
    }
    check(random, keys);
    checkReleased(
        keys.get(0),
        at ->
            !at.isBefore(border)
                && at.isBefore(end)
                && !at.plus(Duration.ofHours(5)).isAfter(store.clock.instant()));
    model.clear();
  }

  private static Instant hour(int n) {
    return START.plus(Duration.ofHours(n));
  }

  private void settle() {
    store.clock.tick();
    store.log.settle();
    var now = store.clock.instant();
    moments.add(now);
    for (var series : model.values()) {
      for (var said : series.values()) {
        said.replaceAll(s -> s.knownAt == null ? new Said(s.value, now) : s);
      }
    }
    store.clock.tick();
  }

  private void publish(Random random, List<SeriesKey> keys, String name) {
    var rows = new ArrayList<Arriving>();
    var seen = new HashSet<String>();
    int n = 1 + random.nextInt(random.nextInt(5) == 0 ? 120 : 8);
    int from = random.nextInt(180);
    for (int i = 0; i < n; i++) {
      var key = keys.get(random.nextInt(keys.size()));
      Instant at = hour(from + (random.nextBoolean() ? i : random.nextInt(40)));
      if (!seen.add(key + " " + at)) continue;
      Double value = random.nextInt(15) == 0 ? null : (Double) (3 + random.nextInt(5) / 100.0);
      rows.add(new Arriving(key, at, value));
    }
    var receipt = store.intake.publish(LAOS, name, rows, "for a reason");
    int same = 0;
    int corrected = 0;
    for (var row : rows) {
      var said = model.get(row.series()).computeIfAbsent(row.at(), _ -> new ArrayList<>());
      if (!said.isEmpty()) {
        if (java.util.Objects.equals(said.getLast().value, row.value())) {
          same++;
          continue;
        }
        corrected++;
      }
      said.add(new Said(row.value(), null));
    }
    assertThat(receipt.same()).isEqualTo(same);
    assertThat(receipt.corrected()).isEqualTo(corrected);
    assertThat(receipt.taken()).isEqualTo(rows.size() - same);
    if (random.nextInt(4) == 0) {
      var again = store.intake.publish(LAOS, name, rows, "for a reason");
      assertThat(again.repeated()).isTrue();
      assertThat(again.batch()).isEqualTo(receipt.batch());
    }
  }

  private Map<Instant, Double> expected(SeriesKey key, Instant from, Instant to, Instant knownAt) {
    var expected = new LinkedHashMap<Instant, Double>();
    model
        .get(key)
        .subMap(from, true, to, false)
        .forEach(
            (at, said) ->
                said.stream()
                    .filter(
                        s -> knownAt == null || (s.knownAt != null && !s.knownAt.isAfter(knownAt)))
                    .reduce((a, b) -> b)
                    .ifPresent(s -> expected.put(at, s.value)));
    return expected;
  }

  private static Map<Instant, Double> values(List<Reading> readings) {
    var values = new LinkedHashMap<Instant, Double>();
    readings.forEach(r -> assertThat(values.containsKey(r.at())).isFalse());
    readings.forEach(r -> values.put(r.at(), r.value()));
    assertThat(readings).isSortedAccordingTo(java.util.Comparator.comparing(Reading::at));
    return values;
  }

  private void check(Random random, List<SeriesKey> keys) {
    var asked = new ArrayList<Instant>(moments);
    asked.add(null);
    asked.add(START);
    for (var known : asked) {
      var latest = store.readings.latest(LAOS, keys, known);
      for (var key : keys) {
        Instant from = hour(random.nextInt(100) - 10);
        Instant to = from.plus(Duration.ofHours(random.nextInt(250)));
        assertThat(values(store.readings.between(LAOS, key, from, to, known)))
            .as("%s from %s to %s known at %s", key, from, to, known)
            .isEqualTo(expected(key, from, to, known));
        var all = expected(key, START, hour(400), known);
        var last = all.keySet().stream().reduce((a, b) -> b);
        assertThat(java.util.Optional.ofNullable(latest.get(key)).map(Reading::at))
            .as("latest of %s known at %s", key, known)
            .isEqualTo(last);
        last.ifPresent(at -> assertThat(latest.get(key).value()).isEqualTo(all.get(at)));
      }
    }
    for (var key : keys) {
      var versions = new HashMap<Instant, List<Double>>();
      model
          .get(key)
          .forEach(
              (at, said) -> {
                var values = new ArrayList<Double>();
                said.forEach(s -> values.add(s.value));
                versions.put(at, values);
              });
      for (var at : List.copyOf(versions.keySet()).subList(0, Math.min(20, versions.size()))) {
        var values = new ArrayList<Double>();
        store.readings.versions(LAOS, key, at).forEach(v -> values.add(v.reading().value()));
        assertThat(values).isEqualTo(versions.get(at));
      }
    }
  }

  private void checkReleased(SeriesKey key, java.util.function.Predicate<Instant> open) {
    for (var known : moments) {
      var expected = expected(key, START, hour(400), known);
      expected.keySet().removeIf(at -> !open.test(at));
      assertThat(values(store.readings.between(THAILAND, key, START, hour(400), known)))
          .isEqualTo(expected);
    }
    var now = expected(key, START, hour(400), null);
    now.keySet().removeIf(at -> !open.test(at));
    var latest = store.readings.latest(THAILAND, List.of(key), null);
    assertThat(java.util.Optional.ofNullable(latest.get(key)).map(Reading::at))
        .isEqualTo(now.keySet().stream().reduce((a, b) -> b));
  }
}
