package org.lanmei.water;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Caller;
import org.lanmei.kernel.Capacity;
import org.lanmei.kernel.Message;
import org.lanmei.kernel.SeriesKey;
import org.lanmei.sharing.Agreements;
import org.lanmei.sharing.Releases;
import org.lanmei.site.Page;
import org.lanmei.water.states.Standing;
import org.lanmei.water.states.State;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** One station for readers: how it stands and why, its levels, their versions, who may see them. */
@Controller
public class StationPages {

  private static final int CORRECTED_SHOWN = 12;

  private final River river;
  private final Stations stations;
  private final StationView view;
  private final Readings readings;
  private final Releases releases;
  private final Agreements agreements;
  private final StationLimits limits;
  private final boolean demo;

  StationPages(
      River river,
      Stations stations,
      StationView view,
      Readings readings,
      Releases releases,
      Agreements agreements,
      StationLimits limits,
      @Value("${lanmei.demo:false}") boolean demo) {
    this.river = river;
    this.stations = stations;
    this.view = view;
    this.readings = readings;
    this.releases = releases;
    this.agreements = agreements;
    this.limits = limits;
    this.demo = demo;
  }

  /** What an address may ask of a station's levels. */
  record Query(
      @Nullable String at,
      @Nullable String knownAt,
      @Nullable Integer season,
      @Nullable Integer days,
      @Nullable String from,
      @Nullable String to) {}

  /**
   * A value that was corrected.
   *
   * @param first as it first came; null = there was none
   * @param now as it stands; null = there is none
   */
  public record Corrected(
      Instant at,
      @Nullable Double first,
      @Nullable Double now,
      Instant learned,
      @Nullable String reason,
      int versions) {}

  /**
   * Who may see the levels under an agreement that the reader may know of.
   *
   * @param grantee a party's code, an organisation's, or {@code public}
   */
  public record Receiver(
      String grantee, String agreement, Duration delay, Instant from, @Nullable Instant to) {}

  @GetMapping("/water/stations/{code}")
  ResponseEntity<String> station(Page page, @PathVariable String code, Query query) {
    Station station = find(code);
    Caller caller = page.caller();
    var question = Asked.question(query.at(), query.knownAt(), page.zone());
    var line = river.of(caller, question, withNeighbours(station));
    var row =
        line.rows().stream().filter(r -> r.station().code().equals(code)).findFirst().orElseThrow();
    var shown =
        StationView.shown(
            line.at(),
            page.zone(),
            query.season(),
            query.days(),
            Asked.day("from", query.from()),
            Asked.day("to", query.to()));
    var levels = view.levels(caller, row, shown, line.at(), question.knownAt());
    page.section(WaterTile.SECTION)
        .known(line.known())
        .title(title(page, row))
        .form("JSON", "/api/v1/stations/" + code)
        .form("CSV", series(row.series(), "csv", shown, query.knownAt()));
    if (demo) page.example(WaterTile.EXAMPLE);
    var model = new HashMap<String, Object>();
    model.put("line", line);
    model.put("row", row);
    model.put("why", why(page, row, line.rules().steadyM()));
    model.put("levels", levels);
    model.put("csv", series(row.series(), "csv", shown, query.knownAt()));
    model.put("json", series(row.series(), "json", shown, query.knownAt()));
    model.put("corrected", corrected(caller, row.series(), levels));
    model.put("receivers", receivers(caller, station, line.at()));
    model.put("knownAt", question.knownAt());
    model.put("of", (int) stations.stations().stream().filter(s -> s.order() != null).count());
    model.put("mine", caller.party() == station.owner() && caller.has(Capacity.HYDROLOGIST));
    return page.html("water/station.jte", model);
  }

  private Station find(String code) {
    return stations.station(code).orElseThrow(() -> new WaterProblem.UnknownStation(code));
  }

  /** Two above and two below on the river line, and the station itself. */
  private List<Station> withNeighbours(Station station) {
    Integer order = station.order();
    if (order == null) return List.of(station);
    return stations.stations().stream()
        .filter(s -> s.order() != null && Math.abs(s.order() - order) <= 2)
        .toList();
  }

  private static String title(Page page, River.Row row) {
    String name = page.pick(row.station().names()).text();
    Standing s = row.standing();
    Double level = s == null ? null : s.level();
    if (s == null || level == null || s.state() == State.NO_DATA) return name;
    return page.t("water.station.title", name, level, page.t(s.state().key()));
  }

  private static String series(
      SeriesKey key, String format, StationView.Shown shown, @Nullable String knownAt) {
    return "/api/v1/series/%s/readings?from=%s&to=%s&format=%s%s"
        .formatted(
            key,
            shown.span().from(),
            shown.span().to(),
            format,
            knownAt == null || knownAt.isBlank() ? "" : "&knownAt=" + knownAt);
  }

  /** Why the state is what it is: whole sentences with their numbers. */
  static List<Message> why(Page page, River.Row row, double steadyM) {
    var says = new ArrayList<Message>();
    Standing s = row.standing();
    if (s == null) {
      says.add(
          Message.of(
              page.caller().party() == null ? "water.why.not-public" : "water.why.not-shared",
              row.station().owner()));
      return says;
    }
    Double level = s.level();
    Double alarm = s.alarm();
    Double flood = s.flood();
    var last = s.last();
    switch (s.state()) {
      case NO_DATA -> says.add(Message.of("water.why.no-data"));
      case STALE ->
          says.add(Message.of("water.why.stale", Marks.age(Objects.requireNonNull(s.age()))));
      case SUSPECT -> says.add(Message.of("water.why.suspect"));
      case NO_THRESHOLD -> says.add(Message.of("water.why.no-threshold"));
      case FLOOD, ALARM, NORMAL -> says.addAll(against(level, alarm, flood));
    }
    if (s.afterAlarm()) says.add(Message.of("water.why.after-alarm"));
    if (s.waiting() != null) {
      says.add(
          Message.of("water.why.waiting." + s.waiting().name().toLowerCase(java.util.Locale.ROOT)));
    }
    if (s.since() != null && s.state().pressing()) {
      says.add(Message.of("water.why.since", page.time(s.since())));
    }
    var trend = Marks.trend(s, steadyM);
    if (trend != null) says.add(trend);
    var rate = s.rate();
    if (rate != null) {
      says.add(
          Message.of(
              rate.metres() > 0 ? "water.rate.rise" : "water.rate.fall",
              Math.abs(rate.metres()),
              Marks.age(rate.within())));
    }
    if (row.station().tidal() && s.levelAt() != null) {
      says.add(Message.of("water.why.tidal", page.time(s.levelAt())));
    } else if (last != null) {
      says.add(Message.of("water.why.read", page.time(last.at()), page.zoneName()));
    }
    if (row.coarser() != null) says.add(Message.of("water.why.coarser"));
    if (row.delay().compareTo(Duration.ZERO) > 0) {
      says.add(Message.of("water.why.delay", Marks.age(row.delay())));
    }
    return says;
  }

  private static List<Message> against(
      @Nullable Double level, @Nullable Double alarm, @Nullable Double flood) {
    if (level == null) return List.of();
    if (flood != null && level >= flood) {
      return List.of(Message.of("water.why.above-flood", level - flood));
    }
    if (alarm != null && level >= alarm) {
      return List.of(
          flood == null
              ? Message.of("water.why.above-alarm-only", level - alarm)
              : Message.of("water.why.above-alarm", level - alarm, flood - level));
    }
    if (alarm != null) return List.of(Message.of("water.why.below-alarm", alarm - level));
    return flood == null ? List.of() : List.of(Message.of("water.why.below-flood", flood - level));
  }

  /**
   * Values of the span that have more than one version. A later batch than that of a later moment
   * tells which to ask for: what came late, or was corrected.
   */
  private List<Corrected> corrected(Caller caller, SeriesKey series, StationView.Levels levels) {
    var found = new ArrayList<Corrected>();
    long least = Long.MAX_VALUE;
    for (Reading r : levels.all().reversed()) {
      if (r.batch() > least && found.size() < CORRECTED_SHOWN) {
        var versions = readings.versions(caller, series, r.at());
        if (versions.size() > 1) {
          var last = versions.getLast();
          found.add(
              new Corrected(
                  r.at(),
                  versions.getFirst().reading().value(),
                  last.reading().value(),
                  last.learned(),
                  last.reason(),
                  versions.size()));
        }
      }
      least = Math.min(least, r.batch());
    }
    return found;
  }

  /** Grants of agreements that the reader may know of; the owner knows all of its own. */
  private List<Receiver> receivers(Caller caller, Station station, Instant now) {
    var known = agreements.list(caller).stream().map(a -> a.id()).toList();
    var coarser =
        releases.derivations().stream()
            .filter(d -> d.source().equals(station.levels()))
            .map(Releases.Derivation::key)
            .toList();
    return releases.grants().stream()
        .filter(g -> g.series().equals(station.levels()) || coarser.contains(g.series()))
        .filter(g -> known.contains(g.agreement()))
        .collect(
            java.util.stream.Collectors.toMap(
                g -> g.agreement() + " " + g.grantee(), g -> g, (a, b) -> nearer(a, b, now)))
        .values()
        .stream()
        .sorted(
            Comparator.comparing(Releases.Grant::agreement).thenComparing(Releases.Grant::grantee))
        .map(g -> new Receiver(grantee(g.grantee()), g.agreement(), g.delay(), g.from(), g.to()))
        .toList();
  }

  /** Of the seasons of one agreement the one that runs, else the last one that has begun. */
  private static Releases.Grant nearer(Releases.Grant a, Releases.Grant b, Instant now) {
    var first = a.from().isBefore(b.from()) ? a : b;
    var second = first == a ? b : a;
    return second.from().isAfter(now) ? first : second;
  }

  private static String grantee(String grantee) {
    int at = grantee.indexOf('@');
    return at < 0 ? grantee : grantee.substring(0, at);
  }

  @GetMapping("/water/stations/{code}/limits")
  ResponseEntity<String> limits(Page page, @PathVariable String code) {
    return limitsPage(page, find(code), LimitForm.EMPTY, List.of(), 200);
  }

  /** An owner's hydrologist puts a limit or gauge zero on record. */
  @PostMapping("/water/stations/{code}/limits")
  ResponseEntity<String> add(Page page, @PathVariable String code, LimitForm form) {
    try {
      var station = limits.add(page.caller(), code, form, page.lang());
      return ResponseEntity.status(303)
          .header(HttpHeaders.LOCATION, station.href() + "/limits")
          .build();
    } catch (WaterProblem.BadFields e) {
      return limitsPage(page, find(code), form, e.fields(), 400);
    }
  }

  private ResponseEntity<String> limitsPage(
      Page page,
      Station station,
      LimitForm form,
      List<org.lanmei.kernel.Problem.FieldError> errors,
      int status) {
    page.section(WaterTile.SECTION)
        .title(page.t("water.limits.title", page.pick(station.names()).text()))
        .form("JSON", "/api/v1/stations/" + station.code());
    var byField = new HashMap<String, String>();
    for (var error : errors) byField.putIfAbsent(error.field(), page.t(error.message()));
    var model = new HashMap<String, Object>();
    model.put("station", station);
    model.put("form", form);
    model.put("errors", errors);
    model.put("byField", byField);
    model.put(
        "mine",
        page.caller().party() == station.owner() && page.caller().has(Capacity.HYDROLOGIST));
    return page.html(status, "water/limits.jte", model);
  }
}
