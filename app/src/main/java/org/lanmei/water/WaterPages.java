package org.lanmei.water;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Lang;
import org.lanmei.site.Export;
import org.lanmei.site.Export.Column;
import org.lanmei.site.Page;
import org.lanmei.water.states.Limits;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The river for readers: the line, the register, the map. */
@Controller
class WaterPages {

  private final River river;
  private final Stations stations;
  private final MapDrawing map = MapDrawing.shipped();
  private final boolean demo;

  WaterPages(River river, Stations stations, @Value("${lanmei.demo:false}") boolean demo) {
    this.river = river;
    this.stations = stations;
    this.demo = demo;
  }

  @GetMapping("/water")
  ResponseEntity<String> line(
      Page page,
      @RequestParam(required = false) @Nullable String at,
      @RequestParam(required = false) @Nullable String knownAt) {
    var line = river.line(page.caller(), Asked.question(at, knownAt, page.zone()));
    page.section(WaterTile.SECTION)
        .title(page.t("water.title"))
        .known(line.known())
        .form("JSON", "/water/now.json")
        .form("CSV", "/water/now.csv");
    if (demo) page.example(WaterTile.EXAMPLE);
    return page.html(
        "water/river.jte", Map.of("line", line, "live", at == null && knownAt == null));
  }

  @GetMapping("/water/map")
  ResponseEntity<String> map(Page page) {
    var line = river.line(page.caller(), River.Question.NOW);
    page.section(WaterTile.SECTION).title(page.t("water.map.title")).known(line.known());
    if (demo) page.example(WaterTile.EXAMPLE);
    return page.html("water/map.jte", Map.of("line", line, "map", map));
  }

  /** Basin, lake and rivers; public, and the same for everybody. */
  @GetMapping(path = "/water/layers.geojson", produces = "application/geo+json")
  ResponseEntity<Resource> layers() {
    return ResponseEntity.ok(new ClassPathResource(MapDrawing.LAYERS));
  }

  /** The river line of a page, by its address for machines. */
  @GetMapping("/water/now.json")
  ResponseEntity<Void> json() {
    return ResponseEntity.status(303).header(HttpHeaders.LOCATION, "/api/v1/river").build();
  }

  @GetMapping("/water/now.csv")
  ResponseEntity<byte[]> csv(
      Page page,
      @RequestParam(required = false) @Nullable String at,
      @RequestParam(required = false) @Nullable String knownAt) {
    var line = river.line(page.caller(), Asked.question(at, knownAt, page.zone()));
    return Export.csv("river", nowColumns(page), line.rows());
  }

  @GetMapping("/water/stations")
  ResponseEntity<String> stations(Page page) {
    var all = river.all(page.caller(), River.Question.NOW);
    var line =
        new River.Line(
            all.at(),
            all.known(),
            all.rules(),
            all.rows().stream().filter(r -> r.station().order() != null).toList());
    page.section(WaterTile.SECTION)
        .title(page.t("water.stations.title"))
        .known(all.known())
        .form("JSON", "/api/v1/stations")
        .form("CSV", "/water/stations.csv")
        .form("XLSX", "/water/stations.xlsx")
        .form("GeoJSON", "/api/v1/stations.geojson");
    if (demo) page.example(WaterTile.EXAMPLE);
    return page.html("water/stations.jte", Map.of("line", line, "all", all));
  }

  @GetMapping("/water/stations.csv")
  ResponseEntity<byte[]> stationsCsv(Page page) {
    return Export.csv("stations", stationColumns(page), stations.stations());
  }

  @GetMapping("/water/stations.xlsx")
  ResponseEntity<byte[]> stationsXlsx(Page page) {
    return Export.xlsx("stations", stationColumns(page), stations.stations());
  }

  private static List<Column<River.Row>> nowColumns(Page page) {
    var columns = new ArrayList<Column<River.Row>>();
    columns.add(new Column<>(page.t("water.col.code"), r -> r.station().code()));
    columns.add(
        new Column<>(page.t("water.col.station"), r -> page.pick(r.station().names()).text()));
    columns.add(new Column<>(page.t("water.col.country"), r -> r.station().owner().name()));
    columns.add(
        new Column<>(
            page.t("water.col.state"),
            r -> r.standing() == null ? null : r.standing().state().name()));
    columns.add(
        new Column<>(
            page.t("water.col.level"), r -> r.standing() == null ? null : r.standing().level()));
    columns.add(new Column<>(page.t("water.limits.above"), r -> page.t(r.station().datum().key())));
    columns.add(
        new Column<>(
            page.t("water.col.to-alarm"),
            r -> r.standing() == null ? null : centimetres(r.standing().toAlarm())));
    columns.add(
        new Column<>(
            page.t("water.col.change"),
            r -> r.standing() == null ? null : centimetres(r.standing().change24h())));
    columns.add(
        new Column<>(
            page.t("water.col.time"),
            r -> {
              var last = r.standing() == null ? null : r.standing().last();
              return last == null ? null : last.at().toString();
            }));
    return columns;
  }

  private static @Nullable Double centimetres(@Nullable Double metres) {
    return metres == null ? null : Math.round(metres * 100) / 100.0;
  }

  private List<Column<Station>> stationColumns(Page page) {
    Instant now = page.now();
    var columns = new ArrayList<Column<Station>>();
    columns.add(new Column<>(page.t("water.col.code"), Station::code));
    for (Lang lang : Lang.values()) {
      columns.add(
          new Column<>(
              page.t("water.col.station") + " (" + lang.tag() + ")",
              s -> s.names().exactly(lang).orElse(null)));
    }
    columns.add(new Column<>(page.t("water.col.country"), s -> s.owner().name()));
    columns.add(new Column<>(page.t("water.col.kind"), s -> page.t(s.kind().key())));
    columns.add(new Column<>(page.t("water.col.observed"), s -> page.t(s.observed().key())));
    columns.add(new Column<>(page.t("water.col.km"), Station::km));
    columns.add(new Column<>(page.t("water.col.lat"), Station::lat));
    columns.add(new Column<>(page.t("water.col.lon"), Station::lon));
    columns.add(new Column<>(page.t("water.limits.above"), s -> page.t(s.datum().key())));
    columns.add(
        new Column<>(page.t("water.col.alarm"), s -> s.limits().level(Limits.Role.ALARM, now)));
    columns.add(
        new Column<>(page.t("water.col.flood"), s -> s.limits().level(Limits.Role.FLOOD, now)));
    columns.add(
        new Column<>(
            page.t("water.col.zero"),
            s -> {
              var zero = s.zeroOn(LocalDate.ofInstant(now, s.owner().zone()));
              return zero == null ? null : zero.metres();
            }));
    return columns;
  }
}
