package org.lanmei.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lanmei.DatabaseTest;
import org.lanmei.MovableClock;
import org.lanmei.TestDatabase;
import org.lanmei.kernel.Seq;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The commit order, on real PostgreSQL with transactions that overlap. */
@DatabaseTest
class SequencerTests {

  private static final int WRITERS = 4;
  private static final int RECORDS = 150;

  private final DataSource database;
  private final JdbcClient db;
  private final TransactionTemplate transaction;
  private final MovableClock clock = new MovableClock();
  private final AtomicInteger rung = new AtomicInteger();
  private final Sequencer sequencer;
  private final PostgresLog log;

  SequencerTests(DataSource database, JdbcClient db) {
    this.database = database;
    this.db = db;
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(database));
    this.sequencer = LogOn.sequencer(database, clock, rung::incrementAndGet);
    this.log = new PostgresLog(db, sequencer);
  }

  @BeforeEach
  void begin(TestDatabase whole) {
    JdbcClient.create(whole.owner()).sql("truncate log.pending, log.entry").update();
  }

  /** A transaction that has written its record and not yet ended. */
  private Open open(String ref) throws SQLException {
    var connection = database.getConnection();
    connection.setAutoCommit(false);
    try (var statement =
        connection.prepareStatement(
            "insert into log.pending (kind, ref, digest) values ('test', ?, ?) returning id")) {
      statement.setString(1, ref);
      statement.setBytes(2, new byte[32]);
      try (var row = statement.executeQuery()) {
        row.next();
        return new Open(connection, row.getLong(1));
      }
    }
  }

  private record Open(Connection connection, long id) {
    void commit() throws SQLException {
      connection.commit();
      connection.close();
    }

    void rollBack() throws SQLException {
      connection.rollback();
      connection.close();
    }
  }

  private long record(String ref) {
    var ticket =
        transaction.execute(s -> log.record("test", ref, ref.getBytes(StandardCharsets.UTF_8)));
    return ticket.id();
  }

  private List<String> refsInOrder() {
    return db.sql("select ref from log.entry order by seq").query(String.class).list();
  }

  private List<Long> seqs() {
    return db.sql("select seq from log.entry order by seq").query(Long.class).list();
  }

  private static List<Long> oneTo(long last) {
    return LongStream.rangeClosed(1, last).boxed().toList();
  }

  @Test
  void what_commits_later_comes_later_whatever_its_id() throws SQLException {
    Open first = open("began first");
    Open second = open("began second");
    assertThat(first.id()).isLessThan(second.id());

    second.commit();
    sequencer.comeBy();
    assertThat(refsInOrder()).containsExactly("began second");
    first.commit();
    sequencer.comeBy();

    assertThat(refsInOrder()).containsExactly("began second", "began first");
    assertThat(seqs()).isEqualTo(oneTo(2));
  }

  @Test
  void a_rolled_back_transaction_leaves_no_hole() throws SQLException {
    record("a");
    Open lost = open("lost");
    record("b");
    lost.rollBack();
    sequencer.comeBy();
    record("c");
    sequencer.comeBy();

    assertThat(refsInOrder()).containsExactly("a", "b", "c");
    assertThat(seqs()).isEqualTo(oneTo(3));
    assertThat(log.await(new Log.Ticket(record("d")))).contains(new Seq(4));
  }

  @Test
  void nothing_is_placed_before_its_commit_and_everything_is_placed_once() throws SQLException {
    Open open = open("open");
    sequencer.comeBy();
    assertThat(seqs()).isEmpty();
    assertThat(log.latest()).isEqualTo(Seq.NONE);
    open.commit();
    sequencer.comeBy();
    sequencer.comeBy();
    assertThat(seqs()).isEqualTo(oneTo(1));
    assertThat(db.sql("select count(*) from log.pending").query(Long.class).single()).isZero();
  }

  @Test
  void more_than_one_batch_is_placed_at_once_and_the_doorbell_rings_only_for_news() {
    transaction.executeWithoutResult(
        s ->
            db.sql(
                    """
                    insert into log.pending (kind, ref, digest)
                    select 'test', n::text, sha256(n::text::bytea) from generate_series(1, 12001) n
                    """)
                .update());
    sequencer.comeBy();
    assertThat(seqs()).isEqualTo(oneTo(12_001));
    assertThat(rung.get()).isEqualTo(3);
    sequencer.comeBy();
    assertThat(rung.get()).isEqualTo(3);
  }

  @Test
  void only_one_sequencer_at_a_time_does_the_work() throws Exception {
    record("waits");
    try (var elected = database.getConnection()) {
      elected.setAutoCommit(false);
      try (var lock = elected.prepareStatement("select pg_advisory_xact_lock(?)")) {
        lock.setLong(1, 0x6c616e6d_65690001L);
        lock.execute();
      }
      sequencer.comeBy();
      assertThat(seqs()).isEmpty();
      elected.rollback();
    }
    sequencer.comeBy();
    assertThat(seqs()).isEqualTo(oneTo(1));
  }

  @Test
  @Timeout(value = 20, unit = TimeUnit.SECONDS)
  void settling_waits_for_the_sequencer_that_is_at_it() throws Exception {
    record("waits");
    var thread = Executors.newSingleThreadExecutor();
    try (var elected = database.getConnection()) {
      elected.setAutoCommit(false);
      try (var lock = elected.prepareStatement("select pg_advisory_xact_lock(?)")) {
        lock.setLong(1, 0x6c616e6d_65690001L);
        lock.execute();
      }
      var settled = thread.submit(log::settle);
      Thread.sleep(150);
      assertThat(settled.isDone()).isFalse();
      elected.rollback();
      settled.get();
      assertThat(refsInOrder()).containsExactly("waits");
    } finally {
      thread.shutdownNow();
    }
  }

  @Test
  void known_at_never_goes_back_with_the_clock() {
    clock.set(Instant.parse("2026-11-24T10:00:00Z"));
    record("a");
    sequencer.comeBy();
    clock.set(Instant.parse("2026-11-24T09:00:00Z"));
    record("b");
    sequencer.comeBy();
    clock.set(Instant.parse("2026-11-24T10:30:00Z"));
    record("c");
    sequencer.comeBy();

    assertThat(
            db
                .sql("select known_at from log.entry order by seq")
                .query(OffsetDateTime.class)
                .list()
                .stream()
                .map(OffsetDateTime::toInstant))
        .containsExactly(
            Instant.parse("2026-11-24T10:00:00Z"),
            Instant.parse("2026-11-24T10:00:00Z"),
            Instant.parse("2026-11-24T10:30:00Z"));
    assertThat(log.knownAt(Instant.parse("2026-11-24T09:59:59Z"))).isEqualTo(Seq.NONE);
    assertThat(log.knownAt(Instant.parse("2026-11-24T10:00:00Z"))).isEqualTo(new Seq(2));
    assertThat(log.knownAt(Instant.parse("2026-11-24T10:29:59Z"))).isEqualTo(new Seq(2));
    assertThat(log.knownAt(Instant.parse("2026-11-24T11:00:00Z"))).isEqualTo(new Seq(3));
    assertThat(log.when(new Seq(3))).contains(Instant.parse("2026-11-24T10:30:00Z"));
    assertThat(log.when(new Seq(4))).isEmpty();
  }

  @Test
  void a_record_needs_the_transaction_of_its_fact() {
    assertThatThrownBy(() -> log.record("test", "alone", new byte[0]))
        .isInstanceOf(IllegalStateException.class);
    assertThat(db.sql("select count(*) from log.pending").query(Long.class).single()).isZero();
  }

  @Test
  void only_the_digest_of_the_content_is_kept() throws Exception {
    record("said");
    log.settle();
    assertThat(db.sql("select digest from log.entry").query(byte[].class).single())
        .isEqualTo(
            MessageDigest.getInstance("SHA-256").digest("said".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void nobody_changes_the_order_afterwards() {
    record("a");
    log.settle();
    assertThatThrownBy(() -> db.sql("update log.entry set ref = 'b'").update())
        .rootCause()
        .hasMessageContaining("permission denied");
    assertThatThrownBy(() -> db.sql("delete from log.entry").update())
        .rootCause()
        .hasMessageContaining("permission denied");
  }

  /**
   * Four writers whose transactions overlap at random, two sequencers and a reader who polls by
   * cursor, all at once.
   */
  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void a_reader_who_polls_by_cursor_misses_nothing() throws Exception {
    var committed = Collections.synchronizedList(new ArrayList<Long>());
    var writing = new AtomicBoolean(true);
    var threads = Executors.newFixedThreadPool(WRITERS + 3);
    try {
      var reader = threads.submit(() -> follow(writing));
      var sequencers = new ArrayList<Future<?>>();
      for (int i = 0; i < 2; i++) sequencers.add(threads.submit(() -> sequence(writing)));
      var writers = new ArrayList<Future<?>>();
      for (int i = 0; i < WRITERS; i++) {
        var random = new Random(i);
        Callable<Void> work = () -> write(random, committed);
        writers.add(threads.submit(work));
      }
      for (Future<?> writer : writers) writer.get();
      writing.set(false);
      for (Future<?> one : sequencers) one.get();
      var seen = reader.get();

      assertThat(seen).doesNotHaveDuplicates().hasSameElementsAs(new HashSet<>(committed));
      assertThat(seqs()).isEqualTo(oneTo(committed.size()));
      var known =
          db.sql("select known_at from log.entry order by seq").query(OffsetDateTime.class).list();
      assertThat(known).isSorted();
      assertThat(committed).hasSizeLessThan(WRITERS * RECORDS).isNotEmpty();
    } finally {
      threads.shutdownNow();
    }
  }

  /** Sleeps between insert and commit, so that ids and commits cross; one in ten rolls back. */
  private Void write(Random random, List<Long> committed) throws Exception {
    for (int n = 0; n < RECORDS; n++) {
      Open open = open("w");
      if (random.nextInt(3) == 0) Thread.sleep(random.nextInt(8));
      if (random.nextInt(10) == 0) {
        open.rollBack();
      } else {
        open.commit();
        committed.add(open.id());
      }
    }
    return null;
  }

  private void sequence(AtomicBoolean writing) {
    var own = LogOn.sequencer(database, Clock.systemUTC(), () -> {});
    while (writing.get()) own.comeBy();
    own.comeBy();
  }

  private List<Long> follow(AtomicBoolean writing) {
    var seen = new ArrayList<Long>();
    long cursor = 0;
    Instant end = null;
    while (end == null || Instant.now().isBefore(end)) {
      if (end == null && !writing.get()) end = Instant.now().plus(Duration.ofMillis(500));
      record Row(long seq, long pending) {}
      var rows =
          db.sql("select seq, pending from log.pub_entry where seq > ? order by seq limit 40")
              .param(cursor)
              .query(Row.class)
              .list();
      for (Row row : rows) {
        seen.add(row.pending());
        cursor = row.seq();
      }
    }
    return seen;
  }
}
