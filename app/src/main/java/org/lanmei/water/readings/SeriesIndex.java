package org.lanmei.water.readings;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lanmei.kernel.Party;
import org.lanmei.kernel.SeriesKey;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The registered series by their names, kept in memory: a series keeps its number, name and owner.
 */
@Component
class SeriesIndex {

  private final JdbcClient db;
  private volatile Map<SeriesKey, Series> known = Map.of();

  SeriesIndex(JdbcClient db) {
    this.db = db;
  }

  /** Looks into the database when it is not known yet. */
  Optional<Series> find(SeriesKey key) {
    Series found = known.get(key);
    if (found == null) found = load().get(key);
    return Optional.ofNullable(found);
  }

  /** Those that there are. */
  List<Series> find(Collection<SeriesKey> keys) {
    var now = known;
    if (!now.keySet().containsAll(keys)) now = load();
    var all = now;
    return keys.stream()
        .distinct()
        .flatMap(key -> Optional.ofNullable(all.get(key)).stream())
        .toList();
  }

  /** All as they are registered now, by name. */
  List<Series> all() {
    return load().values().stream().sorted(java.util.Comparator.comparing(Series::key)).toList();
  }

  private Map<SeriesKey, Series> load() {
    var all = new HashMap<SeriesKey, Series>();
    db.sql(
            """
            select id, station, variable, owner, unit, extract(epoch from cadence)::bigint as cadence
              from water.series
            """)
        .query(
            row -> {
              var key = new SeriesKey(row.getString("station"), row.getString("variable"));
              long cadence = row.getLong("cadence");
              all.put(
                  key,
                  new Series(
                      row.getInt("id"),
                      key,
                      Party.valueOf(row.getString("owner")),
                      row.getString("unit"),
                      cadence <= 0 ? null : Duration.ofSeconds(cadence)));
            });
    known = all;
    return all;
  }
}
