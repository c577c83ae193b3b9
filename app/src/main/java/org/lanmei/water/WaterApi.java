package org.lanmei.water;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Caller;
import org.lanmei.kernel.Lang;
import org.lanmei.kernel.LocalizedText;
import org.lanmei.kernel.Party;
import org.lanmei.kernel.Seq;
import org.lanmei.water.states.Limits;
import org.lanmei.water.states.Observing;
import org.lanmei.water.states.Rules;
import org.lanmei.water.states.Standing;
import org.lanmei.water.states.State;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Stations and their states, for machines. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Water")
class WaterApi {

  private static final MediaType GEOJSON = MediaType.parseMediaType("application/geo+json");

  private final River river;
  private final Stations stations;
  private final StationLimits limits;

  WaterApi(River river, Stations stations, StationLimits limits) {
    this.river = river;
    this.stations = stations;
    this.limits = limits;
  }

  /**
   * A station of the register.
   *
   * @param km to the sea along the river, computed; null = off the mainstream
   * @param alarm in force today on the datum of the levels; null = none on record
   */
  record Item(
      String code,
      LocalizedText names,
      List<String> draftNames,
      Party owner,
      Station.Kind kind,
      Observing observed,
      @Nullable Integer order,
      @Nullable Integer km,
      @Nullable Integer travelHours,
      double lat,
      double lon,
      Station.@Nullable Bank bank,
      Station.Datum datum,
      @Nullable Double alarm,
      @Nullable Double flood,
      @Nullable Double gaugeZero,
      @Nullable LocalizedText note,
      String href) {

    static Item of(Station s, Instant at) {
      var zero = s.zeroOn(LocalDate.ofInstant(at, s.owner().zone()));
      return new Item(
          s.code(),
          s.names(),
          s.draft().stream().map(Lang::tag).toList(),
          s.owner(),
          s.kind(),
          s.observed(),
          s.order(),
          s.km(),
          s.travelHours(),
          s.lat(),
          s.lon(),
          s.bank(),
          s.datum(),
          s.limits().level(Limits.Role.ALARM, at),
          s.limits().level(Limits.Role.FLOOD, at),
          zero == null ? null : zero.metres(),
          s.note(),
          "/api/v1/stations/" + s.code());
    }
  }

  /**
   * How a station stands.
   *
   * @param shared false = not shared with the caller: every other field is null
   * @param level metres on the station's datum, held against the limits
   * @param toAlarm metres from the alarm level, negative = below
   * @param rate metres of a flagged rise or fall
   * @param series what it was judged by
   * @param delay the least time between observation and sight; null = none
   */
  record Stands(
      String station,
      boolean shared,
      @Nullable State state,
      @Nullable Double level,
      @Nullable Instant levelAt,
      @Nullable Instant lastAt,
      @Nullable Duration age,
      Station.Datum datum,
      @Nullable Double alarm,
      @Nullable Double flood,
      @Nullable Double toAlarm,
      @Nullable Double change24h,
      @Nullable Double rate,
      @Nullable Instant since,
      @Nullable State waiting,
      @Nullable Boolean afterAlarm,
      @Nullable String series,
      @Nullable Duration delay) {

    static Stands of(River.Row row) {
      Standing s = row.standing();
      var station = row.station();
      if (s == null) {
        return new Stands(
            station.code(),
            false,
            null,
            null,
            null,
            null,
            null,
            station.datum(),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null);
      }
      var last = s.last();
      var rate = s.rate();
      return new Stands(
          station.code(),
          true,
          s.state(),
          s.level(),
          s.levelAt(),
          last == null ? null : last.at(),
          s.age(),
          station.datum(),
          s.alarm(),
          s.flood(),
          rounded(s.toAlarm()),
          rounded(s.change24h()),
          rate == null ? null : rounded(rate.metres()),
          s.since(),
          s.waiting(),
          s.afterAlarm(),
          row.series().toString(),
          row.delay().isZero() ? null : row.delay());
    }

    private static @Nullable Double rounded(@Nullable Double metres) {
      return metres == null ? null : Math.round(metres * 1000) / 1000.0;
    }
  }

  record Now(
      Instant at,
      Seq known,
      String rules,
      Map<State, Integer> counts,
      int notShared,
      List<Stands> stations) {

    static Now of(River.Line line) {
      return new Now(
          line.at(),
          line.known(),
          line.rules().version(),
          line.counts(),
          line.notShared(),
          line.rows().stream().map(Stands::of).toList());
    }
  }

  record Detail(
      Instant at,
      Seq known,
      Rules rules,
      Item station,
      Stands stands,
      List<Threshold> thresholds,
      List<GaugeZero> gaugeZeros,
      List<SeriesItem> series) {}

  record SeriesItem(String key, String unit, @Nullable Duration cadence, String readings) {}

  @GetMapping("/stations")
  @Operation(summary = "Every station of the register, from the source to the sea")
  List<Item> all() {
    Instant now = Instant.now();
    return stations.stations().stream().map(s -> Item.of(s, now)).toList();
  }

  @GetMapping("/stations.geojson")
  @Operation(summary = "The stations as GeoJSON points")
  ResponseEntity<Map<String, Object>> geojson() {
    Instant now = Instant.now();
    var features =
        stations.stations().stream()
            .map(
                s ->
                    Map.of(
                        "type",
                        "Feature",
                        "id",
                        s.code(),
                        "geometry",
                        Map.of("type", "Point", "coordinates", List.of(s.lon(), s.lat())),
                        "properties",
                        Item.of(s, now)))
            .toList();
    return ResponseEntity.ok()
        .contentType(GEOJSON)
        .body(Map.of("type", "FeatureCollection", "features", features));
  }

  @GetMapping("/stations/{code}")
  @Operation(summary = "One station: how it stands, its limits and gauge zeros through time")
  Detail one(
      Caller caller,
      @PathVariable String code,
      @Parameter(description = "The moment asked about, ISO 8601; now when missing")
          @RequestParam(required = false)
          @Nullable String at,
      @Parameter(description = "Only what was known then, ISO 8601") @RequestParam(required = false)
          @Nullable String knownAt) {
    var station = stations.station(code).orElseThrow(() -> new WaterProblem.UnknownStation(code));
    var line = river.of(caller, Asked.question(at, knownAt, ZoneOffset.UTC), List.of(station));
    var row = line.rows().getFirst();
    return new Detail(
        line.at(),
        line.known(),
        line.rules(),
        Item.of(row.station(), line.at()),
        Stands.of(row),
        row.station().thresholds(),
        row.station().zeros(),
        stations.all().stream()
            .filter(s -> s.key().station().equals(code) && s.derivedFrom() == null)
            .map(
                s ->
                    new SeriesItem(
                        s.key().toString(),
                        s.unit(),
                        s.cadence(),
                        "/api/v1/series/" + s.key() + "/readings"))
            .toList());
  }

  @PostMapping("/stations/{code}/limits")
  @Operation(summary = "A hydrologist of the owner puts a limit or gauge zero on record")
  Item limit(Caller caller, Lang lang, @PathVariable String code, @RequestBody LimitForm form) {
    return Item.of(limits.add(caller, code, form, lang), Instant.now());
  }

  @GetMapping("/river")
  @Operation(summary = "The river line: the 31 stations of the mainstream and how each stands")
  Now river(
      Caller caller,
      @Parameter(description = "The moment asked about, ISO 8601; now when missing")
          @RequestParam(required = false)
          @Nullable String at,
      @Parameter(description = "Only what was known then, ISO 8601") @RequestParam(required = false)
          @Nullable String knownAt) {
    return Now.of(river.line(caller, Asked.question(at, knownAt, ZoneOffset.UTC)));
  }

  @GetMapping("/variables")
  @Operation(summary = "What can be measured, with UCUM units")
  List<Variable> variables() {
    return stations.variables();
  }
}
