package org.lanmei.water;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Caller;
import org.lanmei.kernel.Capacity;
import org.lanmei.kernel.Party;
import org.lanmei.kernel.SeriesKey;
import org.lanmei.parties.ExampleData;
import org.lanmei.parties.ExamplePeople;
import org.lanmei.sharing.Agreements;
import org.lanmei.sharing.Arrivals;
import org.lanmei.sharing.ExampleDeliveries;
import org.lanmei.sharing.Measurements;
import org.lanmei.sharing.Releases;
import org.lanmei.sharing.TermsForm;
import org.lanmei.water.Intake.Arriving;
import org.lanmei.water.example.MonsoonYear;
import org.lanmei.water.example.MonsoonYear.Place;
import org.lanmei.water.states.Limits.Role;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The river's part of the worked example: invented readings of a monsoon year with one flood wave,
 * published by each owner's hydrologist, and kept going while the program runs. One station is late
 * with all it sends, one has fallen silent, one sends what cannot be.
 */
@Component
@Order(20) // after the agreements under which the readings are shared
class WaterExample implements ExampleData {

  private static final long SEED = 20_260_917;

  /** Its readings come eight and a half hours late: stale. */
  private static final String LATE = "013806";

  /** It has fallen silent three days before the example began: no data. */
  private static final String SILENT = "010402";

  /** Its last readings are above the end of its staff: suspect. */
  private static final String BROKEN = "013501";

  /** Three of its readings are corrected. */
  private static final String CORRECTED = "013901";

  private static final double MISREAD = 0.06;

  private static final double CANNOT_BE = 19.8;
  private static final Duration LATE_BY = Duration.ofMinutes(510);
  private static final Duration SILENT_FOR = Duration.ofDays(3);
  private static final Duration BROKEN_FOR = Duration.ofHours(3);
  private static final Duration FINE = Duration.ofDays(3);
  private static final int YEARS = 6;
  private static final List<Party> OPEN_TO_THE_PUBLIC =
      List.of(Party.KH, Party.LA, Party.TH, Party.VN);

  private final Stations stations;
  private final Intake intake;
  private final Agreements agreements;
  private final Releases releases;
  private final Arrivals arrivals;
  private final Measurements measurements;
  private final TransactionTemplate transaction;
  private final JdbcClient db;
  private final Clock clock;
  private final boolean feeds;

  private volatile @Nullable Feed feed;

  WaterExample(
      Stations stations,
      Intake intake,
      Agreements agreements,
      Releases releases,
      Arrivals arrivals,
      Measurements measurements,
      TransactionTemplate transaction,
      JdbcClient db,
      Clock clock,
      @Value("${lanmei.water.example-feed:true}") boolean feeds) {
    this.stations = stations;
    this.intake = intake;
    this.agreements = agreements;
    this.releases = releases;
    this.arrivals = arrivals;
    this.measurements = measurements;
    this.transaction = transaction;
    this.db = db;
    this.clock = clock;
    this.feeds = feeds;
  }

  /** Who publishes what comes next. */
  private record Feed(
      MonsoonYear year, List<Place> places, Map<Party, Caller> hydrologists, Instant began) {}

  @Override
  public boolean holdsRealData() {
    return db.sql(
            """
            select exists (select from water.threshold where not example and by_person is not null)
                or exists (select from water.gauge_zero where not example and by_person is not null)
            """)
        .query(Boolean.class)
        .single();
  }

  @Override
  public void create(ExamplePeople people) {
    var hydrologists = new EnumMap<Party, Caller>(Party.class);
    for (Party party : Party.values()) {
      hydrologists.put(party, people.of(party, Capacity.HYDROLOGIST));
    }
    Instant began = began();
    var year = new MonsoonYear(SEED, wavePeak(began));
    var made = new Feed(year, places(), hydrologists, began);
    openToThePublic(people);
    deliveries(made);
    history(made);
    measurements.measure();
    feed = made;
    keepGoing();
  }

  /** The example's first start, to the day; the same at each later one. */
  private Instant began() {
    var first =
        db.sql("select min(at) from water.station_version")
            .query(java.time.OffsetDateTime.class)
            .optional();
    Instant began = first.map(java.time.OffsetDateTime::toInstant).orElseGet(clock::instant);
    return began.truncatedTo(ChronoUnit.HOURS);
  }

  /** In the middle of the last August that is over. */
  private static Instant wavePeak(Instant began) {
    var day = LocalDate.ofInstant(began, ZoneOffset.UTC);
    int year = day.getMonthValue() > 9 ? day.getYear() : day.getYear() - 1;
    return LocalDate.of(year, 8, 17).atTime(3, 0).toInstant(ZoneOffset.UTC);
  }

  private List<Place> places() {
    var places = new ArrayList<Place>();
    double lag = 0;
    for (Station s : stations.stations()) {
      if (s.order() == null && !s.code().equals("092980")) continue;
      Integer travel = s.travelHours();
      if (travel != null) lag += travel;
      double hours = s.order() == null ? 6 : lag;
      places.add(place(s, hours));
    }
    return places;
  }

  /** Its usual high stays a little below its alarm level. */
  private Place place(Station s, double lag) {
    Instant now = clock.instant();
    Double alarm = s.limits().level(Role.ALARM, now);
    if (s.datum() == Station.Datum.MSL) {
      return new Place(s.code(), lag, s.order() == null ? 612.4 : 533.9, 7.5, 0);
    }
    if (s.tidal()) return new Place(s.code(), lag, alarm == null ? -0.1 : 0.15, 0.55, 0.75);
    if (alarm == null) return new Place(s.code(), lag, 1.2, 9, 0);
    double low = alarm > 20 ? 6.5 : 0.09 * alarm + 0.4;
    return new Place(s.code(), lag, low, (alarm - low) / 1.10, 0);
  }

  /** The lower four let everybody see their levels, as they do today; not one of them is bound. */
  private void openToThePublic(ExamplePeople people) {
    for (Party party : OPEN_TO_THE_PUBLIC) {
      String id = party.name().toLowerCase(java.util.Locale.ROOT) + "-open-levels";
      if (releases.grants().stream().anyMatch(g -> g.agreement().equals(id))) continue;
      Caller officer = people.of(party, Capacity.SECRETARIAT);
      var from = LocalDate.of(2015, 1, 1);
      agreements.begin(officer, "open-levels", openLevels(party, from));
      agreements.table(officer, id);
      agreements.adopt(officer, id, 1);
    }
  }

  private TermsForm openLevels(Party party, LocalDate from) {
    var codes =
        stations.stations().stream()
            .filter(s -> s.owner() == party && s.order() != null)
            .map(Station::code)
            .toList();
    var line =
        new TermsForm.LineForm(
            codes,
            List.of(Variable.WATER_LEVEL, Variable.RAINFALL),
            "",
            "",
            party.zone().getId(),
            "",
            List.of(),
            "",
            "none",
            "");
    return new TermsForm(
        Map.of("en", "EXAMPLE: levels and rain open to everybody", "zh", "示例：向公众开放的水位与雨量"),
        List.of(Releases.PUBLIC),
        List.of(line),
        "Public information",
        "yes",
        "public",
        "EXAMPLE",
        "EXAMPLE",
        from.toString(),
        from.toString(),
        "");
  }

  /** When the observations of the counted season came in, as the sharing part invents it. */
  private void deliveries(Feed feed) {
    int season = ExampleDeliveries.season(clock);
    Instant from = LocalDate.of(season, 5, 31).atStartOfDay().toInstant(ZoneOffset.UTC);
    Instant to = LocalDate.of(season, 11, 1).atStartOfDay().toInstant(ZoneOffset.UTC);
    for (Place place : feed.places()) {
      var key = new SeriesKey(place.code(), Variable.WATER_LEVEL);
      if (owner(place) != Party.CN) continue;
      var byReceipt = new TreeMap<Instant, List<Instant>>();
      for (Instant at = from; at.isBefore(to); at = at.plus(1, ChronoUnit.HOURS)) {
        Instant observed = at;
        ExampleDeliveries.receivedAt(key, at)
            .ifPresent(r -> byReceipt.computeIfAbsent(r, x -> new ArrayList<>()).add(observed));
      }
      transaction.executeWithoutResult(
          status ->
              byReceipt.forEach(
                  (received, observed) ->
                      arrivals.arrived(
                          key, "example " + place.code() + " " + received, received, observed)));
    }
  }

  /** Once a day for years, once an hour since the summer, then as now; a batch for each owner. */
  private void history(Feed feed) {
    Instant began = feed.began();
    var day = LocalDate.ofInstant(began, ZoneOffset.UTC);
    LocalDate first = day.minusYears(YEARS).withDayOfYear(1);
    Instant hourly = hourlyFrom(began);
    var rows = new EnumMap<Party, List<Arriving>>(Party.class);
    for (Place place : feed.places()) {
      var mine = rows.computeIfAbsent(owner(place), p -> new ArrayList<>());
      var key = new SeriesKey(place.code(), Variable.WATER_LEVEL);
      for (LocalDate d = first; ; d = d.plusDays(1)) {
        Instant at = morning(owner(place), d);
        if (!at.isBefore(hourly)) break;
        mine.add(new Arriving(key, at, feed.year().level(place, at)));
      }
      Instant fine = began.minus(FINE);
      for (Instant at = hourly; at.isBefore(fine); at = at.plus(1, ChronoUnit.HOURS)) {
        add(mine, feed, place, key, at, began);
      }
      for (Instant at = fine; !at.isAfter(began); at = at.plus(15, ChronoUnit.MINUTES)) {
        add(mine, feed, place, key, at, began);
      }
      rain(mine, feed.year(), place, day);
    }
    rows.forEach(
        (party, all) ->
            intake.publish(hydrologist(feed, party), "example-history", misread(all, began), null));
    intake.publish(
        hydrologist(feed, Party.LA),
        "example-correction",
        corrected(began).stream()
            .map(
                at ->
                    new Arriving(
                        new SeriesKey(CORRECTED, Variable.WATER_LEVEL),
                        at,
                        feed.year().level(placeOf(feed, CORRECTED), at)))
            .toList(),
        "EXAMPLE: staff gauge misread");
  }

  private static List<Instant> corrected(Instant began) {
    return List.of(
        began.minus(26, ChronoUnit.HOURS),
        began.minus(20, ChronoUnit.HOURS),
        began.minus(14, ChronoUnit.HOURS));
  }

  /** As they first came. */
  private static List<Arriving> misread(List<Arriving> rows, Instant began) {
    var moments = corrected(began);
    return rows.stream()
        .map(
            r -> {
              Double value = r.value();
              boolean wrong =
                  r.series().equals(new SeriesKey(CORRECTED, Variable.WATER_LEVEL))
                      && moments.contains(r.at());
              return wrong && value != null
                  ? new Arriving(r.series(), r.at(), Math.round((value + MISREAD) * 100) / 100.0)
                  : r;
            })
        .toList();
  }

  private static Place placeOf(Feed feed, String code) {
    return feed.places().stream().filter(p -> p.code().equals(code)).findFirst().orElseThrow();
  }

  private static Instant hourlyFrom(Instant began) {
    var day = LocalDate.ofInstant(began, ZoneOffset.UTC);
    LocalDate season = LocalDate.of(day.getYear(), 6, 1);
    if (season.isAfter(day.minusDays(10))) season = season.minusYears(1);
    return season.minusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
  }

  private static Instant morning(Party party, LocalDate day) {
    return day.atTime(LocalTime.of(7, 0)).atZone(party.zone()).toInstant();
  }

  private void rain(List<Arriving> rows, MonsoonYear year, Place place, LocalDate today) {
    var key = new SeriesKey(place.code(), Variable.RAINFALL);
    if (stations.series(key).isEmpty()) return;
    for (LocalDate d = today.minusYears(1); d.isBefore(today); d = d.plusDays(1)) {
      rows.add(new Arriving(key, morning(owner(place), d), year.rain(place.code(), d)));
    }
  }

  private void add(
      List<Arriving> rows, Feed feed, Place place, SeriesKey key, Instant at, Instant now) {
    if (ExampleDeliveries.receivedAt(key, at).isEmpty()) return;
    if (place.code().equals(SILENT) && at.isAfter(feed.began().minus(SILENT_FOR))) return;
    if (place.code().equals(LATE) && at.isAfter(now.minus(LATE_BY))) return;
    boolean broken = place.code().equals(BROKEN) && at.isAfter(feed.began().minus(BROKEN_FOR));
    rows.add(new Arriving(key, at, broken ? CANNOT_BE : feed.year().level(place, at)));
  }

  /** What has been observed since the last time, each quarter of an hour. */
  @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT1M")
  synchronized void keepGoing() {
    Feed made = feed;
    if (made == null || !feeds) return;
    Instant now = clock.instant();
    Instant last = Instant.ofEpochSecond(now.getEpochSecond() / 900 * 900);
    for (Party party : Party.values()) {
      Caller hydrologist = hydrologist(made, party);
      var rows = new ArrayList<Arriving>();
      var done = seen.getOrDefault(party, made.began());
      if (!done.isBefore(last)) continue;
      Duration step =
          Duration.between(done, last).toHours() > 12
              ? Duration.ofHours(1)
              : Duration.ofMinutes(15);
      for (Place place : made.places()) {
        if (owner(place) != party) continue;
        var key = new SeriesKey(place.code(), Variable.WATER_LEVEL);
        Instant from = done.minus(place.code().equals(LATE) ? LATE_BY : Duration.ZERO);
        for (Instant at = from.plus(step); !at.isAfter(last); at = at.plus(step)) {
          add(rows, made, place, key, at, last);
        }
        if (step.toMinutes() == 60) add(rows, made, place, key, last, last);
      }
      if (!rows.isEmpty()) {
        intake.publish(hydrologist, "example " + done + " to " + last, distinct(rows), null);
      }
      seen.put(party, last);
    }
  }

  private final Map<Party, Instant> seen = new HashMap<>();

  private static List<Arriving> distinct(List<Arriving> rows) {
    return rows.stream().distinct().toList();
  }

  private Party owner(Place place) {
    return stations.station(place.code()).orElseThrow().owner();
  }

  private static Caller hydrologist(Feed feed, Party party) {
    return java.util.Objects.requireNonNull(feed.hydrologists().get(party));
  }
}
