package org.lanmei.log;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/*
 * Commit order.
 *
 * Neither identity columns nor clocks give it: transaction 6 can commit before 5, and a reader who has
 * seen 6 would never see 5. So every transaction only adds a row to log.pending. One sequencer at a
 * time, elected by a transaction-level advisory lock, moves the rows that are visible to it into
 * log.entry and numbers them without gaps. A row that becomes visible later gets a later number,
 * whatever its id. known_at never goes back, even when the clock does.
 *
 * In the same transaction each record becomes a leaf of the logs that speak of it, and each log that
 * grew gets a signed checkpoint: what has a place in the order is signed for, and what is signed for
 * has a place.
 */
/**
 * Gives pending records their place in the one order and in the logs. Runs on every node; one at a
 * time does the work.
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
  private final TreeStore store;
  private final Ledger ledger;

  /** Within this process, as the ledger's memory is one; between processes the database's lock. */
  private final ReentrantLock turn = new ReentrantLock();

  private volatile @Nullable Message halted;

  Sequencer(
      JdbcClient db,
      TransactionTemplate transaction,
      Clock clock,
      ApplicationEventPublisher events,
      TreeStore store,
      Ledger ledger) {
    this.db = db;
    this.transaction = transaction;
    this.clock = clock;
    this.events = events;
    this.store = store;
    this.ledger = ledger;
  }

  @Scheduled(fixedDelayString = "${lanmei.log.interval:100}")
  void run() {
    try {
      comeBy();
    } catch (RuntimeException e) {
      log.warn("the sequencer could not run and tries again: {}", e.getMessage());
    }
  }

  /** Why nothing is recorded any more; empty while all is well. Only a restart takes it back. */
  Optional<Message> halted() {
    return Optional.ofNullable(halted);
  }

  /** Places what is pending, unless another sequencer is at it. */
  void comeBy() {
    if (turn.isLocked()) return;
    place(this::isElected);
  }

  /** Places what is pending, after another sequencer that is at it: that one may not see it. */
  void placeAll() {
    place(this::waitsForItsTurn);
  }

  private void place(BooleanSupplier elected) {
    int placed;
    do {
      placed = placeOnce(elected);
      if (placed > 0) events.publishEvent(new EntriesPlaced());
    } while (placed == BATCH);
  }

  private int placeOnce(BooleanSupplier elected) {
    turn.lock();
    try {
      if (halted != null) return 0;
      Integer count = transaction.execute(_ -> elected.getAsBoolean() ? drain() : 0);
      if (!TransactionSynchronizationManager.isActualTransactionActive()) {
        ledger.remember(System.nanoTime());
      }
      return count == null ? 0 : count;
    } catch (LogRefusal e) {
      ledger.forget();
      halted = e.reason();
      log.error("nothing is recorded any more, see the page /log: {}", e.getMessage());
      return 0;
    } catch (RuntimeException | Error e) {
      ledger.forget();
      throw e;
    } finally {
      turn.unlock();
    }
  }

  private boolean isElected() {
    return db.sql("select pg_try_advisory_xact_lock(?)").param(LOCK).query(Boolean.class).single();
  }

  private boolean waitsForItsTurn() {
    db.sql("select pg_advisory_xact_lock(?)").param(LOCK).query(row -> {});
    return true;
  }

  /** Of one batch; how many records it placed. */
  private int drain() {
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    if (ledger.isOpen() && !store.hasPending()) return 0;
    ledger.open(now);
    var taken = store.take(BATCH);
    if (taken.isEmpty()) return 0;
    var last = store.last();
    long first = last.map(place -> place.seq() + 1).orElse(1L);
    var knownAt = last.map(TreeStore.Place::knownAt).filter(now::isBefore).orElse(now);
    store.insertEntries(taken, first, knownAt);
    ledger.plant(placed(taken, first, knownAt), now);
    return taken.size();
  }

  private static List<TreeStore.Waiting> placed(
      List<TreeStore.Waiting> taken, long first, Instant knownAt) {
    return IntStream.range(0, taken.size())
        .mapToObj(i -> taken.get(i).at(first + i, knownAt))
        .toList();
  }
}
