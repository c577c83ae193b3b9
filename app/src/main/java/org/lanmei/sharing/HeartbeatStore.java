package org.lanmei.sharing;

import static java.time.ZoneOffset.UTC;

import java.time.Clock;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Says every minute that we are there to receive: the program runs and can write. Any node's beat
 * counts for all of them.
 */
@Component
class HeartbeatStore {

  private static final long LOCK = 0x6c616e6d_65690101L;

  private final JdbcClient db;
  private final Clock clock;

  HeartbeatStore(JdbcClient db, Clock clock) {
    this.db = db;
    this.clock = clock;
  }

  @Scheduled(fixedRateString = "${lanmei.sharing.heartbeat:60000}")
  @Transactional
  void beat() {
    db.sql("select pg_advisory_xact_lock(?)").param(LOCK).query(row -> {});
    Instant now = clock.instant();
    boolean nothingToSay =
        db.sql("select exists (select from sharing.heartbeat where to_at >= ?)")
            .param(now.atOffset(UTC))
            .query(Boolean.class)
            .single();
    if (nothingToSay) return;
    int stretched =
        db.sql(
                """
                update sharing.heartbeat set to_at = :now
                 where from_at = (select max(from_at) from sharing.heartbeat) and to_at >= :since
                """)
            .param("now", now.atOffset(UTC))
            .param("since", now.minus(Heartbeats.TOLERANCE).atOffset(UTC))
            .update();
    if (stretched == 0) add(now, now);
  }

  void add(Instant from, Instant to) {
    db.sql("insert into sharing.heartbeat (from_at, to_at) values (?, ?) on conflict do nothing")
        .params(from.atOffset(UTC), to.atOffset(UTC))
        .update();
  }

  Heartbeats between(Instant from, Instant to) {
    return new Heartbeats(
        db.sql("select from_at, to_at from sharing.heartbeat where to_at >= ? and from_at <= ?")
            .params(from.minus(Heartbeats.TOLERANCE).atOffset(UTC), to.atOffset(UTC))
            .query(
                (row, n) ->
                    new Heartbeats.Span(
                        AgreementStore.instant(row, "from_at"),
                        AgreementStore.instant(row, "to_at")))
            .list());
  }
}
