package org.lanmei.water;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Caller;
import org.lanmei.kernel.Party;
import org.lanmei.kernel.SeriesKey;
import org.lanmei.sharing.Holdings;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the river's services hold, for terms to be tried on: each series as its owner sees it. */
@Component
class PastReadings implements Holdings {

  /** What came in later than this was loaded from a record, not delivered. */
  private static final Duration DELIVERED = Duration.ofDays(7);

  private final Stations stations;
  private final Readings readings;
  private final JdbcClient db;

  PastReadings(Stations stations, Readings readings, JdbcClient db) {
    this.stations = stations;
    this.readings = readings;
    this.db = db;
  }

  @Override
  public Optional<Holding> find(SeriesKey key) {
    var variables =
        stations.variables().stream()
            .collect(Collectors.toMap(Variable::code, Function.identity()));
    return stations
        .series(key)
        .flatMap(
            series ->
                stations
                    .station(key.station())
                    .map(
                        station -> {
                          var variable = variables.get(key.variable());
                          return new Holding(
                              series.owner(),
                              station.names(),
                              variable == null ? station.names() : variable.names(),
                              series.unit());
                        }));
  }

  @Override
  public List<SeriesKey> all() {
    return stations.all().stream()
        .filter(series -> series.derivedFrom() == null)
        .map(Series::key)
        .toList();
  }

  @Override
  public void values(SeriesKey key, Instant from, Instant to, Consumer<Held> each) {
    var series = stations.series(key);
    if (series.isEmpty()) return;
    Map<Long, Instant> received = new HashMap<>();
    readings.stream(
        owner(series.get().owner()),
        key,
        from,
        to,
        null,
        reading -> {
          Double value = reading.value();
          if (value == null) return;
          Instant at = received.computeIfAbsent(reading.batch(), this::received);
          each.accept(new Held(reading.at(), delivered(reading.at(), at), value));
        });
  }

  private static @Nullable Instant delivered(Instant observed, Instant received) {
    return received.isAfter(observed.plus(DELIVERED)) ? null : received;
  }

  private Instant received(long batch) {
    return db.sql("select received_at from water.batch_history where id = ?")
        .param(batch)
        .query((row, n) -> row.getObject("received_at", OffsetDateTime.class).toInstant())
        .single();
  }

  /** Nobody in person: the series' own party. */
  private static Caller owner(Party party) {
    return new Caller(null, "", party, Set.of(), "none", false);
  }
}
