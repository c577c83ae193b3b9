package org.lanmei.water;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Lang;
import org.lanmei.kernel.LocalizedText;
import org.lanmei.kernel.Party;
import org.lanmei.kernel.Seq;
import org.lanmei.kernel.SeriesKey;
import org.lanmei.water.states.Limits;
import org.lanmei.water.states.Observing;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The register as the database has it. Small and asked for all the time: what was read is used
 * again for a second, and at once read anew where this node changed it.
 */
@Component
class StationRegister implements Stations {

  private static final long FRESH = Duration.ofSeconds(1).toNanos();

  private final JdbcClient db;
  private final JsonMapper json;
  private volatile @Nullable Snapshot snapshot;

  StationRegister(JdbcClient db, JsonMapper json) {
    this.db = db;
    this.json = json;
  }

  /**
   * What stands in {@code station_version.content}.
   *
   * @see Station
   */
  record Content(
      LocalizedText names,
      @Nullable List<String> draft,
      Station.Kind kind,
      Observing observed,
      @Nullable Integer order,
      @Nullable Integer km,
      double lat,
      double lon,
      Station.@Nullable Bank bank,
      Station.Datum datum,
      @Nullable Integer travelHours,
      @Nullable LocalizedText note) {}

  private record Snapshot(
      long readAt,
      List<Station> stations,
      Map<String, Station> byCode,
      List<Series> all,
      Map<SeriesKey, Series> byKey,
      List<Variable> variables) {}

  @Override
  public Optional<Series> series(SeriesKey key) {
    return Optional.ofNullable(now().byKey().get(key));
  }

  @Override
  public List<Series> all() {
    return now().all();
  }

  @Override
  public List<Station> stations() {
    return now().stations();
  }

  @Override
  public Optional<Station> station(String code) {
    return Optional.ofNullable(now().byCode().get(code));
  }

  @Override
  public List<Variable> variables() {
    return now().variables();
  }

  @Override
  public Series derive(SeriesKey source, SeriesKey derived, @Nullable Duration cadence) {
    var from = series(source).orElseThrow(() -> new WaterProblem.UnknownSeries(source));
    db.sql(
            """
            insert into water.series (station, variable, owner, unit, cadence, derived_from)
            values (?, ?, ?, ?, make_interval(secs => ?), ?) on conflict (station, variable) do nothing
            """)
        .param(derived.station())
        .param(derived.variable())
        .param(from.owner().name())
        .param(from.unit())
        .param(cadence == null ? null : (double) cadence.toSeconds())
        .param(from.id())
        .update();
    forget();
    return readSeries().stream()
        .filter(s -> s.key().equals(derived))
        .findFirst()
        .orElseThrow(() -> new WaterProblem.UnknownSeries(derived));
  }

  /** What was read is not used again. */
  void forget() {
    snapshot = null;
  }

  private Snapshot now() {
    Snapshot kept = snapshot;
    if (kept != null && System.nanoTime() - kept.readAt() < FRESH) return kept;
    long readAt = System.nanoTime();
    var stations = readStations();
    var all = readSeries();
    var read =
        new Snapshot(
            readAt,
            stations,
            stations.stream().collect(Collectors.toMap(Station::code, s -> s)),
            all,
            all.stream().collect(Collectors.toMap(Series::key, s -> s)),
            readVariables());
    snapshot = read;
    return read;
  }

  private List<Series> readSeries() {
    return db.sql(
            """
            select s.id, s.station, s.variable, s.owner, s.unit,
                   extract(epoch from s.cadence) as cadence_s, f.station as of_station, f.variable as of_variable
              from water.series s left join water.series f on f.id = s.derived_from
             order by s.id
            """)
        .query(
            (row, n) -> {
              var cadence = row.getBigDecimal("cadence_s");
              String ofStation = row.getString("of_station");
              return new Series(
                  row.getInt("id"),
                  new SeriesKey(row.getString("station"), row.getString("variable")),
                  Party.valueOf(row.getString("owner")),
                  row.getString("unit"),
                  cadence == null ? null : Duration.ofSeconds(cadence.longValue()),
                  ofStation == null
                      ? null
                      : new SeriesKey(ofStation, row.getString("of_variable")));
            })
        .list();
  }

  private List<Variable> readVariables() {
    return db.sql("select code, names, unit from water.variable order by code")
        .query(
            (row, n) ->
                new Variable(
                    row.getString("code"), label(row.getString("names")), row.getString("unit")))
        .list();
  }

  private List<Station> readStations() {
    var thresholds = readThresholds();
    var zeros = readZeros();
    var stations = new ArrayList<Station>();
    db.sql(
            """
            select distinct on (s.code) s.code, s.owner, v.content
              from water.station s join water.station_version v on v.station = s.code
             order by s.code, v.version desc
            """)
        .query(
            row -> {
              String code = row.getString("code");
              var c = json.readValue(row.getString("content"), Content.class);
              stations.add(
                  new Station(
                      code,
                      c.names(),
                      c.draft() == null
                          ? List.of()
                          : c.draft().stream().flatMap(t -> Lang.of(t).stream()).toList(),
                      Party.valueOf(row.getString("owner")),
                      c.kind(),
                      c.observed(),
                      c.order(),
                      c.km(),
                      c.lat(),
                      c.lon(),
                      c.bank(),
                      c.datum(),
                      c.travelHours(),
                      c.note(),
                      thresholds.getOrDefault(code, List.of()),
                      zeros.getOrDefault(code, List.of())));
            });
    stations.sort(
        Comparator.comparing(Station::order, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Station::code));
    return List.copyOf(stations);
  }

  /** By day and, within a day, in the order they were put on record. */
  private Map<String, List<Threshold>> readThresholds() {
    var all = new HashMap<String, List<Threshold>>();
    db.sql(
            """
            select t.id, t.station, t.key, t.role, t.name, t.level_m, t.datum, t.valid_from, t.authority,
                   t.reference, t.example, e.seq, e.known_at
              from water.threshold t join log.pub_entry e on e.pending = t.ticket
             order by t.station, t.key, t.valid_from nulls first, t.id
            """)
        .query(
            row -> {
              var level = row.getBigDecimal("level_m");
              String name = row.getString("name");
              all.computeIfAbsent(row.getString("station"), s -> new ArrayList<>())
                  .add(
                      new Threshold(
                          row.getLong("id"),
                          row.getString("key"),
                          Limits.Role.valueOf(row.getString("role")),
                          name == null ? null : label(name),
                          level == null ? null : level.doubleValue(),
                          Station.Datum.valueOf(
                              row.getString("datum").toUpperCase(java.util.Locale.ROOT)),
                          row.getObject("valid_from", java.time.LocalDate.class),
                          label(row.getString("authority")),
                          row.getString("reference"),
                          new Seq(row.getLong("seq")),
                          row.getObject("known_at", OffsetDateTime.class).toInstant(),
                          row.getBoolean("example")));
            });
    return all;
  }

  private Map<String, List<GaugeZero>> readZeros() {
    var all = new HashMap<String, List<GaugeZero>>();
    db.sql(
            """
            select z.id, z.station, z.zero_m, z.datum_name, z.valid_from, z.authority, z.reference, z.example,
                   e.seq, e.known_at
              from water.gauge_zero z join log.pub_entry e on e.pending = z.ticket
             order by z.station, z.valid_from nulls first, z.id
            """)
        .query(
            row -> {
              all.computeIfAbsent(row.getString("station"), s -> new ArrayList<>())
                  .add(
                      new GaugeZero(
                          row.getLong("id"),
                          row.getBigDecimal("zero_m").doubleValue(),
                          row.getString("datum_name"),
                          row.getObject("valid_from", java.time.LocalDate.class),
                          label(row.getString("authority")),
                          row.getString("reference"),
                          new Seq(row.getLong("seq")),
                          row.getObject("known_at", OffsetDateTime.class).toInstant(),
                          row.getBoolean("example")));
            });
    return all;
  }

  private LocalizedText label(String tags) {
    return LocalizedText.fromTags(
        json.readValue(tags, new TypeReference<Map<String, String>>() {}));
  }
}
