package org.lanmei.water;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Caller;
import org.lanmei.kernel.Seq;
import org.lanmei.kernel.SeriesKey;
import org.lanmei.log.Log;
import org.lanmei.log.VersionedRules.Version;
import org.lanmei.water.Sights.Sight;
import org.lanmei.water.states.Judge;
import org.lanmei.water.states.Observed;
import org.lanmei.water.states.Observing;
import org.lanmei.water.states.Rules;
import org.lanmei.water.states.Standing;
import org.lanmei.water.states.State;
import org.springframework.stereotype.Component;

/** How the river stands, as one reader may see it, now or at a past moment, as known then. */
@Component
public class River {

  /**
   * What is compared with 24 hours before, what counts as one high water, and what leaves a state.
   */
  private static final Duration FIRST_LOOK = Duration.ofHours(34);

  private final Stations stations;
  private final Readings readings;
  private final Sights sights;
  private final WaterRules rules;
  private final Log log;
  private final Clock clock;

  River(
      Stations stations, Readings readings, Sights sights, WaterRules rules, Log log, Clock clock) {
    this.stations = stations;
    this.readings = readings;
    this.sights = sights;
    this.rules = rules;
    this.log = log;
    this.clock = clock;
  }

  /**
   * What is asked about.
   *
   * @param at the moment; null = now
   * @param knownAt only what was known then; null = all that is known
   */
  public record Question(@Nullable Instant at, @Nullable Instant knownAt) {
    public static final Question NOW = new Question(null, null);
  }

  /**
   * One station.
   *
   * @param standing null = its levels are not shared with this reader
   * @param delay the least time between observation and sight under the agreement; zero without one
   * @param coarser what is shared in place of the readings; null = the readings themselves
   * @param agreement under which it is seen; null = the reader's own party's, or not shared
   */
  public record Row(
      Station station,
      @Nullable Standing standing,
      Duration delay,
      @Nullable SeriesKey coarser,
      @Nullable String agreement) {

    public boolean shared() {
      return standing != null;
    }

    /** What it is seen through: the readings, or what is shared in their place. */
    public SeriesKey series() {
      return coarser == null ? station.levels() : coarser;
    }
  }

  /**
   * @param at the moment asked about
   * @param known up to which entry
   */
  public record Line(Instant at, Seq known, Rules rules, List<Row> rows) {

    /** How many stand in each state; those not shared are in none. */
    public Map<State, Integer> counts() {
      var counts = new EnumMap<State, Integer>(State.class);
      for (Row row : rows) {
        if (row.standing() != null) counts.merge(row.standing().state(), 1, Integer::sum);
      }
      return counts;
    }

    public int judged() {
      return (int)
          rows.stream().filter(r -> r.standing() != null && r.standing().state().judged()).count();
    }

    public int notShared() {
      return (int) rows.stream().filter(r -> !r.shared()).count();
    }

    public int in(Set<State> states) {
      return counts().entrySet().stream()
          .filter(e -> states.contains(e.getKey()))
          .mapToInt(Map.Entry::getValue)
          .sum();
    }
  }

  /** The versions of the rules that were known then, newest first. */
  public List<Version<Rules>> rules(@Nullable Instant knownAt) {
    return rules.versions(knownAt == null ? log.latest() : log.knownAt(knownAt));
  }

  /** The stations of the river line, from the source to the sea. */
  public Line line(Caller caller, Question question) {
    return of(
        caller, question, stations.stations().stream().filter(s -> s.order() != null).toList());
  }

  /** Every station of the register. */
  public Line all(Caller caller, Question question) {
    return of(caller, question, stations.stations());
  }

  /** One station with what was asked of the whole. */
  public Line of(Caller caller, Question question, List<Station> asked) {
    Instant at = question.at() == null ? clock.instant() : question.at();
    Seq known = question.knownAt() == null ? log.latest() : log.knownAt(question.knownAt());
    var rulesThen = rules.at(known, at);
    var seen = sights.of(caller);
    var rows = new ArrayList<Row>();
    for (Station station : asked) {
      Station then = question.knownAt() == null ? station : station.known(known);
      rows.add(row(caller, then, seen, rulesThen, at, question.knownAt()));
    }
    return new Line(at, known, rulesThen, List.copyOf(rows));
  }

  private Row row(
      Caller caller,
      Station station,
      Sights.Of seen,
      Rules rules,
      Instant at,
      @Nullable Instant knownAt) {
    var sight = seen.at(station.levels(), station.owner(), at).orElse(null);
    if (sight == null) return new Row(station, null, Duration.ZERO, null, null);
    boolean coarse = !sight.series().equals(station.levels());
    var judge =
        new Judge(
            rules,
            coarse ? coarser(sight.series(), station) : station.observed(),
            station.tidal(),
            station.limits());
    Instant until = sight.until(at);
    return new Row(
        station,
        standing(caller, judge, sight, until, knownAt),
        sight.delay(),
        coarse ? sight.series() : null,
        sight.agreement());
  }

  /**
   * A series of a value a day or less is held to that; one of hourly means to the telemetry's time.
   */
  private Observing coarser(SeriesKey key, Station station) {
    var cadence = stations.series(key).map(Series::cadence).orElse(null);
    if (cadence == null || cadence.compareTo(Duration.ofHours(20)) >= 0) return Observing.COARSE;
    return station.observed();
  }

  private Standing standing(
      Caller caller, Judge judge, Sight sight, Instant at, @Nullable Instant knownAt) {
    Duration look = judge.observing() == Observing.COARSE ? judge.rules().lookBack() : FIRST_LOOK;
    var found = observed(caller, sight.series(), at.minus(look), at, knownAt);
    if (!judge.settled(at, found)) {
      found = observed(caller, sight.series(), at.minus(judge.rules().lookBack()), at, knownAt);
    }
    if (found.stream().noneMatch(o -> o.value() != null)) {
      var last = readings.latest(caller, List.of(sight.series()), knownAt).get(sight.series());
      if (last != null && !last.at().isAfter(at)) found = List.of(observed(last));
    }
    return judge.at(at, found);
  }

  private List<Observed> observed(
      Caller caller, SeriesKey series, Instant from, Instant at, @Nullable Instant knownAt) {
    return readings.between(caller, series, from, at.plusSeconds(1), knownAt).stream()
        .map(River::observed)
        .toList();
  }

  /** As the judging sees it. */
  static Observed observed(Reading r) {
    return new Observed(r.at(), r.value(), r.suspect(), r.confirmed());
  }
}
