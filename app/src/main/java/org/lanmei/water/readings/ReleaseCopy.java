package org.lanmei.water.readings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.SeriesKey;
import org.lanmei.sharing.Releases;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps what the agreements release in a table of ours, where row-level security finds it. It
 * changes in the transaction that changes an agreement; arrays across which a release now begins or
 * ends are cut in the same transaction.
 */
@Component
class ReleaseCopy {

  private final JdbcClient db;
  private final SeriesIndex index;
  private final Releases releases;
  private final TransactionTemplate transaction;
  private int seen;

  ReleaseCopy(
      JdbcClient db, SeriesIndex index, Releases releases, TransactionTemplate transaction) {
    this.db = db;
    this.index = index;
    this.releases = releases;
    this.transaction = transaction;
  }

  /** After the data that ship with the program. */
  @EventListener(ApplicationReadyEvent.class)
  @Order(Ordered.HIGHEST_PRECEDENCE)
  void onStart() {
    refresh();
  }

  /** After those who register the series that an agreement brings about. */
  @EventListener
  @Order(Ordered.LOWEST_PRECEDENCE)
  void on(Releases.Changed changed) {
    refresh();
  }

  /** A series that is registered after the agreement that releases it. */
  @Scheduled(
      fixedDelayString = "${lanmei.water.copy-interval:30000}",
      initialDelayString = "${lanmei.water.copy-interval:30000}")
  void onNewSeries() {
    int newest =
        db.sql("select coalesce(max(id), 0) from water.series").query(Integer.class).single();
    if (newest != seen) refresh();
    seen = newest;
  }

  void refresh() {
    transaction.executeWithoutResult(status -> copy(releases.grants()));
  }

  /** Nobody releases another party's series. */
  private static boolean releases(Releases.Grant grant, @Nullable Series series) {
    return series != null && series.owner() == grant.provider();
  }

  private void copy(List<Releases.Grant> grants) {
    // One at a time, so that the last one's view is the one that stays.
    db.sql("select pg_advisory_xact_lock(?)").param(0x6c616e6d_65690003L).query(row -> {});
    var keys = grants.stream().map(Releases.Grant::series).distinct().toList();
    Map<SeriesKey, Series> known = new LinkedHashMap<>();
    for (var series : index.find(keys)) known.put(series.key(), series);
    var here = grants.stream().filter(g -> releases(g, known.get(g.series()))).toList();
    int n = here.size();
    String[] grantee = new String[n];
    int[] series = new int[n];
    int[] from = new int[n];
    @Nullable Integer[] to = new @Nullable Integer[n];
    int[] delay = new int[n];
    String[] agreement = new String[n];
    for (int i = 0; i < n; i++) {
      var grant = here.get(i);
      grantee[i] = grant.grantee();
      series[i] = Objects.requireNonNull(known.get(grant.series())).id();
      from[i] = PostgresReadings.first(grant.from());
      to[i] = grant.to() == null ? null : Integer.valueOf(PostgresReadings.first(grant.to()));
      delay[i] = (int) Math.clamp(grant.delay().toSeconds(), 0, Integer.MAX_VALUE);
      agreement[i] = grant.agreement();
    }
    db.sql(
            """
            with wanted as (
              select g, s, int4range(f, t) as span, d, a
                from unnest(?::text[], ?::int[], ?::int[], ?::int[], ?::int[], ?::text[]) as w (g, s, f, t, d, a)
               where f < coalesce(t, 2147483647)
            ), gone as (
              delete from water.release r
               where not exists (select from wanted w
                                  where (w.g, w.s, w.span, w.d, w.a)
                                      = (r.grantee, r.series, r.span, r.delay_s, r.agreement))
            )
            insert into water.release (grantee, series, span, delay_s, agreement)
            select distinct g, s, span, d, a from wanted w
             where not exists (select from water.release r
                                where (w.g, w.s, w.span, w.d, w.a)
                                    = (r.grantee, r.series, r.span, r.delay_s, r.agreement))
            """)
        .params(grantee, series, from, to, delay, agreement)
        .update();
    db.sql("select water.recut()").query(row -> {});
  }
}
