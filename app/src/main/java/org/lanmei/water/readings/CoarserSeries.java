package org.lanmei.water.readings;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Caller;
import org.lanmei.kernel.Party;
import org.lanmei.sharing.Coarsening;
import org.lanmei.sharing.Releases;
import org.lanmei.water.Reading;
import org.lanmei.water.Readings;
import org.lanmei.water.Stations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Publishes the series that an agreement lets out in place of their finer source: their own values,
 * in the source owner's name, so that a receiver's fence need not make anything coarser. A value
 * that the checks hold suspect has no part in a mean. What is corrected in the source is corrected
 * here; a mean that has lost all its values is taken back.
 */
@Component
class CoarserSeries {

  private static final Logger log = LoggerFactory.getLogger(CoarserSeries.class);

  /** Looked at in one piece, from midnight to midnight. */
  private static final Duration PIECE = Duration.ofDays(92);

  /** A mean waits for the end of its day, whatever the zone. */
  private static final Duration OPEN = Duration.ofDays(2);

  private final Releases releases;
  private final Stations stations;
  private final SeriesIndex index;
  private final Readings readings;
  private final Engine engine;
  private final Fence fence;
  private final JdbcClient db;
  private final TransactionTemplate transaction;
  private final Clock clock;

  CoarserSeries(
      Releases releases,
      Stations stations,
      SeriesIndex index,
      Readings readings,
      Engine engine,
      Fence fence,
      JdbcClient db,
      TransactionTemplate transaction,
      Clock clock) {
    this.releases = releases;
    this.stations = stations;
    this.index = index;
    this.readings = readings;
    this.engine = engine;
    this.fence = fence;
    this.db = db;
    this.transaction = transaction;
    this.clock = clock;
  }

  @Scheduled(fixedDelayString = "${lanmei.water.derive-interval:30000}")
  void run() {
    try {
      derive();
    } catch (RuntimeException e) {
      log.warn("coarser series could not be made and are made again", e);
    }
  }

  /** In the transaction of the agreement that brings them about; the releases are copied next. */
  @EventListener
  @Order(Ordered.HIGHEST_PRECEDENCE)
  void on(Releases.Changed changed) {
    register();
  }

  private void register() {
    for (var derivation : releases.derivations()) {
      index
          .find(derivation.source())
          .ifPresent(
              source ->
                  stations.derive(
                      derivation.source(),
                      derivation.key(),
                      cadence(derivation.coarsening(), source)));
    }
  }

  /** Brings all of them up to date with their sources. */
  void derive() {
    for (var derivation : releases.derivations()) {
      var source = index.find(derivation.source());
      var target = index.find(derivation.key());
      if (source.isPresent() && target.isPresent()) {
        derive(derivation, source.get(), target.get());
      } else if (source.isPresent()) {
        // Its source was registered after the agreement: next time its releases are copied.
        transaction.executeWithoutResult(_ -> register());
      }
    }
  }

  private void derive(Releases.Derivation derivation, Series source, Series target) {
    fence.asPublisher(
        source.owner(),
        () -> {
          if (!isMine(target)) return false;
          long upto = progress(target);
          long last = lastBatch(source);
          var span = changed(source, upto);
          if (isMean(derivation.coarsening())) {
            span = withOpen(span, source);
          }
          if (span.isPresent()) make(derivation, source, target, span.get(), last);
          moveOn(target, last);
          return true;
        });
  }

  private static boolean isMean(Coarsening coarsening) {
    return coarsening instanceof Coarsening.HourlyMean
        || coarsening instanceof Coarsening.DailyMean;
  }

  private static @Nullable Duration cadence(Coarsening coarsening, Series source) {
    return switch (coarsening) {
      case Coarsening.None _, Coarsening.Rounded _ -> source.cadence();
      case Coarsening.HourlyMean _ -> Duration.ofHours(1);
      case Coarsening.DailyMean _ -> Duration.ofDays(1);
    };
  }

  /** Another node that is at it does it. */
  private boolean isMine(Series target) {
    return db.sql("select pg_try_advisory_xact_lock(hashtext('water.derived'), ?)")
        .param(target.id())
        .query(Boolean.class)
        .single();
  }

  private long progress(Series target) {
    return db.sql("select batch from water.derived_progress where series = ?")
        .param(target.id())
        .query(Long.class)
        .optional()
        .orElse(0L);
  }

  private long lastBatch(Series source) {
    return db.sql("select last_batch from water.series_progress where series = ?")
        .param(source.id())
        .query(Long.class)
        .optional()
        .orElse(0L);
  }

  private void moveOn(Series target, long batch) {
    db.sql(
            """
            insert into water.derived_progress (series, batch) values (?, ?)
            on conflict (series) do update set batch = excluded.batch
             where water.derived_progress.batch < excluded.batch
            """)
        .params(target.id(), batch)
        .update();
  }

  private record Span(Instant first, Instant last) {}

  private Optional<Span> changed(Series source, long upto) {
    if (lastBatch(source) <= upto) return Optional.empty();
    return db.sql(
            """
            select min(u.at) as first, max(u.at) as last
              from water.slab l, unnest(l.at, l.batch) as u (at, batch)
             where l.series = ? and u.batch > ?
            """)
        .params(source.id(), upto)
        .query(
            (row, _) ->
                row.getObject("first", Integer.class) == null
                    ? Optional.<Span>empty()
                    : Optional.of(
                        new Span(Seconds.at(row.getInt("first")), Seconds.at(row.getInt("last")))))
        .single();
  }

  /** What ended since the last look has to be made although nothing came. */
  private Optional<Span> withOpen(Optional<Span> span, Series source) {
    Instant now = clock.instant();
    Instant since = now.minus(OPEN);
    boolean recent =
        Boolean.TRUE.equals(
            db.sql("select exists (select from water.slab where series = ? and hi >= ?)")
                .params(source.id(), Seconds.of(since))
                .query(Boolean.class)
                .single());
    if (!recent) return span;
    return Optional.of(
        span.map(s -> new Span(s.first().isBefore(since) ? s.first() : since, s.last()))
            .map(s -> new Span(s.first(), s.last().isAfter(now) ? s.last() : now))
            .orElse(new Span(since, now)));
  }

  private void make(
      Releases.Derivation derivation, Series source, Series target, Span span, long last) {
    // Midnight in the zone of the terms, a day early: periods are whole.
    Instant from =
        span.first()
            .atZone(derivation.zone())
            .truncatedTo(ChronoUnit.DAYS)
            .minusDays(1)
            .toInstant();
    while (!from.isAfter(span.last())) {
      Instant to = from.plus(PIECE);
      publish(derivation, source, target, from, to, last);
      from = to;
    }
  }

  private void publish(
      Releases.Derivation derivation,
      Series source,
      Series target,
      Instant from,
      Instant to,
      long last) {
    var owner = as(source.owner());
    boolean mean = isMean(derivation.coarsening());
    var points = new ArrayList<Coarsening.Point>();
    for (Reading r : readings.between(owner, source.key(), from, to, null)) {
      Double value = r.value();
      if (value != null && !(mean && r.suspect())) points.add(new Coarsening.Point(r.at(), value));
    }
    var wanted = new HashMap<Instant, Double>();
    for (var p : derivation.coarsening().apply(points, derivation.zone(), clock.instant())) {
      wanted.put(p.at(), p.value());
    }
    var held = new HashMap<Instant, @Nullable Double>();
    for (Reading r : readings.between(owner, target.key(), from, to, null)) {
      held.put(r.at(), r.value());
    }
    var rows = new Rows();
    var moments = new TreeSet<Instant>(wanted.keySet());
    moments.addAll(held.keySet());
    for (Instant at : moments) {
      Double value = wanted.get(at);
      if (held.containsKey(at) ? Objects.equals(value, held.get(at)) : value == null) continue;
      rows.add(target, Seconds.of(at), value == null ? Double.NaN : value, 0, rows.size() + 1);
    }
    if (rows.size() == 0) return;
    var prepared = Engine.prepare(rows);
    String key =
        "derived "
            + target.key()
            + " "
            + last
            + " "
            + HexFormat.of().formatHex(prepared.digest(), 0, 16);
    engine.store(
        new Engine.Name(source.owner(), key, 0, true), prepared, reason(source, progress(target)));
  }

  /** The owner's own reason for its last correction; else which series this one comes from. */
  private String reason(Series source, long upto) {
    return db.sql(
            """
            select b.reason from water.batch b
             where b.publisher = ? and b.id > ? and b.reason is not null and b.id in (
               select u.batch from water.slab l, unnest(l.batch) as u (batch)
                where l.series = ? and u.batch > ?)
             order by b.id desc limit 1
            """)
        .params(source.owner().name(), upto, source.id(), upto)
        .query(String.class)
        .optional()
        .orElse(source.key().toString());
  }

  private static Caller as(Party owner) {
    return new Caller(null, "", owner, Set.of(), "none", false);
  }
}
