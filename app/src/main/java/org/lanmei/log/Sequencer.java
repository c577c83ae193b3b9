package org.lanmei.log;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/*
 * Commit order.
 *
 * Neither identity columns nor clocks give it: transaction 6 can commit before 5, and a reader who has
 * seen 6 would never see 5. So every transaction only adds a row to log.pending. One sequencer at a
 * time, elected by a transaction-level advisory lock, moves the rows that are visible to it into
 * log.entry and numbers them without gaps. A row that becomes visible later gets a later number,
 * whatever its id. known_at never goes back, even when the clock does.
 */
/**
 * Gives pending records their place in the one order. Runs on every node; one at a time does the
 * work.
 */
@Component
final class Sequencer {

  private static final Logger log = LoggerFactory.getLogger(Sequencer.class);
  private static final long LOCK = 0x6c616e6d_65690001L;
  private static final int BATCH = 5_000;

  private final JdbcClient db;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final ApplicationEventPublisher events;

  Sequencer(
      JdbcClient db,
      TransactionTemplate transaction,
      Clock clock,
      ApplicationEventPublisher events) {
    this.db = db;
    this.transaction = transaction;
    this.clock = clock;
    this.events = events;
  }

  @Scheduled(fixedDelayString = "${lanmei.log.interval:100}")
  void run() {
    try {
      comeBy();
    } catch (RuntimeException e) {
      log.warn("the sequencer could not run and tries again: {}", e.getMessage());
    }
  }

  /** Places what is pending, unless another sequencer is at it. */
  void comeBy() {
    place(this::isElected);
  }

  /** Places what is pending, after another sequencer that is at it: that one may not see it. */
  void placeAll() {
    place(this::waitsForItsTurn);
  }

  private void place(BooleanSupplier elected) {
    int placed;
    do {
      Integer count = transaction.execute(status -> elected.getAsBoolean() ? drain() : 0);
      placed = count == null ? 0 : count;
      if (placed > 0) events.publishEvent(new EntriesPlaced());
    } while (placed == BATCH);
  }

  private boolean isElected() {
    return db.sql("select pg_try_advisory_xact_lock(?)").param(LOCK).query(Boolean.class).single();
  }

  private boolean waitsForItsTurn() {
    db.sql("select pg_advisory_xact_lock(?)").param(LOCK).query(row -> {});
    return true;
  }

  private int drain() {
    return db.sql(
            """
            with last as (
              select coalesce(max(seq), 0) as seq, coalesce(max(known_at), '-infinity') as known_at
                from log.entry
            ), taken as (
              delete from log.pending
               where id in (select id from log.pending order by id limit :batch)
              returning id, kind, ref, digest
            )
            insert into log.entry (seq, known_at, kind, ref, digest, pending)
            select last.seq + row_number() over (order by taken.id),
                   greatest(last.known_at, cast(:now as timestamptz)),
                   taken.kind, taken.ref, taken.digest, taken.id
              from taken, last
            """)
        .param("batch", BATCH)
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .update();
  }
}
