package org.lanmei.water.readings;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Caller;
import org.lanmei.kernel.SeriesKey;
import org.lanmei.water.Reading;
import org.lanmei.water.Readings;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class PostgresReadings implements Readings {

  private final SeriesIndex index;
  private final Fence fence;
  private final Slabs slabs;
  private final Out out;
  private final JdbcClient db;

  PostgresReadings(SeriesIndex index, Fence fence, Slabs slabs, Out out, JdbcClient db) {
    this.index = index;
    this.fence = fence;
    this.slabs = slabs;
    this.out = out;
    this.db = db;
  }

  @Override
  public Map<SeriesKey, Reading> latest(
      Caller caller, Collection<SeriesKey> keys, @Nullable Instant knownAt) {
    var series = index.find(keys);
    return fence.as(
        caller,
        () -> {
          var latest = new HashMap<SeriesKey, Reading>();
          var sights = fence.sights(caller, series);
          if (sights.isEmpty()) return latest;
          Map<Integer, Reading> heads = knownAt == null ? heads(sights) : Map.of();
          for (var one : series) {
            var sight = sights.getOrDefault(one.id(), Sight.NOTHING);
            if (sight.nothing()) continue;
            var head = heads.get(one.id());
            if (head != null) {
              latest.put(one.key(), head);
            } else if (knownAt != null || !sight.all()) {
              Run run = out.latest(caller, one, sight, knownAt);
              if (run.size() > 0) latest.put(one.key(), reading(run, 0));
            }
          }
          return latest;
        });
  }

  private Map<Integer, Reading> heads(Map<Integer, Sight> sights) {
    int now = fence.now();
    var heads = new HashMap<Integer, Reading>();
    db.sql(
            """
            select series, at, v, flag, batch from water.head where series = any (?) and at is not null
            """)
        .param(sights.keySet().stream().mapToInt(Integer::intValue).toArray())
        .query(
            row -> {
              int series = row.getInt("series");
              int at = row.getInt("at");
              if (!sights.getOrDefault(series, Sight.NOTHING).shows(at, now)) return;
              double v = row.getDouble("v");
              heads.put(
                  series,
                  reading(
                      at,
                      row.wasNull() ? Double.NaN : v,
                      row.getShort("flag"),
                      row.getLong("batch")));
            });
    return heads;
  }

  @Override
  public List<Reading> between(
      Caller caller, SeriesKey series, Instant from, Instant to, @Nullable Instant knownAt) {
    var readings = new ArrayList<Reading>();
    stream(caller, series, from, to, knownAt, readings::add);
    return readings;
  }

  @Override
  public void stream(
      Caller caller,
      SeriesKey key,
      Instant from,
      Instant to,
      @Nullable Instant knownAt,
      Consumer<Reading> each) {
    var series = index.find(key);
    if (series.isEmpty()) return;
    out.stream(
        caller,
        series.get(),
        first(from),
        last(to),
        knownAt,
        (at, v, flag, batch) -> each.accept(reading(at, v, flag, batch)));
  }

  /** The first whole second not before it. */
  static int first(Instant from) {
    int second = Seconds.of(from);
    return from.getNano() > 0 && second < Integer.MAX_VALUE ? second + 1 : second;
  }

  /** The last whole second before it. */
  static int last(Instant to) {
    if (to.isAfter(Seconds.LAST)) return Integer.MAX_VALUE;
    int second = Seconds.of(to);
    return to.getNano() > 0 || second == Integer.MIN_VALUE ? second : second - 1;
  }

  @Override
  public List<Version> versions(Caller caller, SeriesKey key, Instant at) {
    var series = index.find(key);
    if (series.isEmpty() || at.getNano() > 0 || !Seconds.canHold(at)) return List.of();
    int second = Seconds.of(at);
    return fence.as(
        caller,
        () -> {
          if (!fence.sight(caller, series.get()).shows(second, fence.now())) return List.of();
          Run run = slabs.all(series.get().id(), second, second);
          var versions = new ArrayList<Version>();
          for (int i = 0; i < run.size(); i++) {
            if (run.at()[i] == second) versions.add(version(run, i, versions.isEmpty()));
          }
          return versions;
        });
  }

  private Version version(Run run, int i, boolean first) {
    return db.sql(
            """
            select coalesce(e.known_at, h.received_at) as learned, h.reason
              from water.batch_history h left join log.pub_entry e on e.pending = h.pending
             where h.id = ?
            """)
        .param(run.batch()[i])
        .query(
            (row, _) ->
                new Version(
                    reading(run, i),
                    row.getObject("learned", OffsetDateTime.class).toInstant(),
                    first ? null : row.getString("reason")))
        .single();
  }

  private static Reading reading(Run run, int i) {
    return reading(run.at()[i], run.v()[i], run.flag()[i], run.batch()[i]);
  }

  static Reading reading(int at, double v, short flag, long batch) {
    return new Reading(Seconds.at(at), Double.isNaN(v) ? null : v, Flags.set(flag), batch);
  }
}
