package org.lanmei.water;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
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
import org.lanmei.parties.People;
import org.lanmei.sharing.Agreements;
import org.lanmei.sharing.Releases;
import org.lanmei.sharing.StationTimeliness;
import org.lanmei.site.Page;
import org.lanmei.water.states.Standing;
import org.lanmei.water.states.State;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
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
  private final Confirmations confirmations;
  private final StationTimeliness timeliness;
  private final People people;
  private final boolean demo;

  StationPages(
      River river,
      Stations stations,
      StationView view,
      Readings readings,
      Releases releases,
      Agreements agreements,
      StationLimits limits,
      Confirmations confirmations,
      StationTimeliness timeliness,
      People people,
      @Value("${lanmei.demo:false}") boolean demo) {
    this.river = river;
    this.stations = stations;
    this.view = view;
    this.readings = readings;
    this.releases = releases;
    this.agreements = agreements;
    this.limits = limits;
    this.confirmations = confirmations;
    this.timeliness = timeliness;
    this.people = people;
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

  /**
   * A reading that somebody confirmed afterwards.
   *
   * @param name of who did
   */
  public record Confirmed(Confirmations.Confirmed what, String name) {}

  /**
   * What the form for confirming sends.
   *
   * @param reading moment and value, as {@link #of}
   * @param note null = nothing said
   */
  public record ConfirmForm(@Nullable String reading, @Nullable String note) {
    static final ConfirmForm EMPTY = new ConfirmForm(null, null);

    /** A reading as the form names it. */
    public static String of(Reading reading) {
      return reading.at() + " " + reading.value();
    }
  }

  @GetMapping("/water/stations/{code}")
  ResponseEntity<String> station(Page page, @PathVariable String code, Query query) {
    return station(page, code, query, ConfirmForm.EMPTY, null);
  }

  private ResponseEntity<String> station(
      Page page,
      String code,
      Query query,
      ConfirmForm form,
      org.lanmei.kernel.@Nullable Problem refused) {
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
    boolean mine = caller.party() == station.owner() && caller.has(Capacity.HYDROLOGIST);
    model.put("mine", mine);
    model.put("known", query.knownAt());
    model.put("drawing", drawing(shown, query));
    model.put("timeliness", timeliness.of(caller, code, question.at(), question.knownAt()));
    model.put("sharing", timeliness.view(page));
    boolean own = mine && row.series().equals(station.levels());
    model.put("confirmed", own ? confirmed(caller, station, shown) : List.of());
    model.put("open", own ? open(levels) : List.of());
    model.put("form", form);
    model.put("confirmError", refused == null ? null : said(page, refused));
    return page.html(refused == null ? 200 : refused.kind().status(), "water/station.jte", model);
  }

  /** The same span and knowledge for the drawing alone. */
  private static String drawing(StationView.Shown shown, Query query) {
    var asks = new StringBuilder(shown.query());
    if (query.at() != null && !query.at().isBlank()) {
      asks.append("&at=").append(encoded(query.at()));
    }
    if (query.knownAt() != null && !query.knownAt().isBlank()) {
      asks.append("&knownAt=").append(encoded(query.knownAt()));
    }
    return asks.toString();
  }

  private static String encoded(String text) {
    return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
  }

  /** The newest readings that nobody stands by yet, or against which a check found something. */
  private static List<Reading> open(StationView.Levels levels) {
    return levels.newest().stream()
        .filter(r -> r.value() != null && (!r.confirmed() || r.suspect()))
        .toList();
  }

  private List<Confirmed> confirmed(Caller caller, Station station, StationView.Shown shown) {
    var found = confirmations.of(caller, station.levels(), shown.span().from(), shown.span().to());
    var names = people.find(found.stream().map(Confirmations.Confirmed::person).toList());
    return found.stream()
        .map(
            c -> {
              var person = names.get(c.person());
              return new Confirmed(c, person == null ? "" : person.name());
            })
        .toList();
  }

  private static String said(Page page, org.lanmei.kernel.Problem refused) {
    return refused.fields().isEmpty()
        ? page.t(refused.detail())
        : page.t(refused.fields().getFirst().message());
  }

  /** An owner's hydrologist stands by a reading. */
  @PostMapping("/water/stations/{code}/confirm")
  ResponseEntity<String> confirm(Page page, @PathVariable String code, ConfirmForm form) {
    Station station = find(code);
    Caller caller = page.caller();
    if (!caller.signedIn()) throw new WaterProblem.NotSignedIn();
    if (caller.speaksFor(Capacity.HYDROLOGIST) != station.owner()) {
      throw new WaterProblem.NotTheOwner(station.owner());
    }
    var now = new Query(null, null, null, null, null, null);
    try {
      var reading = Objects.requireNonNullElse(form.reading(), "").split(" ");
      if (reading.length != 2) throw WaterProblem.BadFields.of("reading", "water.field.reading");
      confirmations.confirm(
          caller,
          station.levels(),
          Instant.parse(reading[0]),
          Double.parseDouble(reading[1]),
          form.note());
    } catch (java.time.format.DateTimeParseException | NumberFormatException e) {
      var wrong = WaterProblem.BadFields.of("reading", "water.field.reading");
      return station(page, code, now, form, wrong);
    } catch (org.lanmei.kernel.Problem e) {
      if (e.kind() != org.lanmei.kernel.Problem.Kind.BAD_INPUT) throw e;
      return station(page, code, now, form, e);
    }
    return ResponseEntity.status(303)
        .header(HttpHeaders.LOCATION, station.href() + "#confirm")
        .build();
  }

  /** The chart alone, as a file: of what the reader of the page sees. */
  @GetMapping(path = "/water/stations/{code}/level.svg")
  ResponseEntity<String> drawing(Page page, @PathVariable String code, Query query) {
    Station station = find(code);
    var question = Asked.question(query.at(), query.knownAt(), page.zone());
    var line = river.of(page.caller(), question, List.of(station));
    var row = line.rows().getFirst();
    var shown =
        StationView.shown(
            line.at(),
            page.zone(),
            query.season(),
            query.days(),
            Asked.day("from", query.from()),
            Asked.day("to", query.to()));
    var levels = view.levels(page.caller(), row, shown, line.at(), question.knownAt());
    if (demo) page.example(WaterTile.EXAMPLE);
    var model = new HashMap<String, Object>();
    model.put("station", row.station());
    model.put("zero", row.station().zeroOn(LocalDate.ofInstant(line.at(), station.owner().zone())));
    model.put("g", levels.graph());
    model.put("text", page.pick(station.names()).text());
    model.put("alone", true);
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType("image/svg+xml;charset=UTF-8"))
        .body(ChartFile.alone(page.fragment("water/hydrograph-svg.jte", model), page.lang()));
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
