package org.lanmei.log;

import static java.time.ZoneOffset.UTC;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Seq;
import org.lanmei.merkle.Envelope;
import org.lanmei.merkle.Hash;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

@Component
final class PostgresLog implements Log {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** Between looks for a record whose transaction has not ended. */
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final JdbcClient db;
  private final Sequencer sequencer;

  PostgresLog(JdbcClient db, Sequencer sequencer) {
    this.db = db;
    this.sequencer = sequencer;
  }

  @Override
  public Ticket record(
      String kind, String ref, String publisher, List<Leaf> leaves, byte[] content) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("a record needs the transaction of its fact");
    }
    sequencer
        .halted()
        .ifPresent(
            reason -> {
              throw new LogProblem.Halted(reason);
            });
    requireWritable(kind, publisher);
    byte[] digest = Hash.of(content).bytes();
    return new Ticket(
        leaves.isEmpty()
            ? insert(kind, ref, publisher, digest)
            : insert(kind, ref, publisher, digest, leaves));
  }

  /** Refused here: what no envelope can say would hold up everything after it. */
  private static void requireWritable(String kind, String publisher) {
    new Envelope(kind, publisher, NODE, Instant.EPOCH, 0, Hash.EMPTY);
  }

  private long insert(String kind, String ref, String publisher, byte[] digest) {
    return db.sql(
            "insert into log.pending (kind, ref, publisher, digest) values (?, ?, ?, ?) returning id")
        .params(kind, ref, publisher, digest)
        .query(Long.class)
        .single();
  }

  private long insert(
      String kind, String ref, String publisher, byte[] digest, List<Leaf> leaves) {
    if (leaves.stream().map(Leaf::log).distinct().count() < leaves.size()) {
      throw new IllegalArgumentException("two leaves for one log");
    }
    return db.sql(
            """
            insert into log.pending
              (kind, ref, publisher, digest, leaf_logs, leaf_counts, leaf_commitments, leaf_secrets)
            values (?, ?, ?, ?, ?, ?, ?, ?) returning id
            """)
        .param(kind)
        .param(ref)
        .param(publisher)
        .param(digest)
        .param(array("text", leaves.stream().map(Leaf::log).toArray(String[]::new)))
        .param(array("int", leaves.stream().map(Leaf::count).toArray(Integer[]::new)))
        .param(array("bytea", leaves.stream().map(Leaf::commitment).toArray(byte[][]::new)))
        .param(array("bytea", leaves.stream().map(PostgresLog::secret).toArray(byte[][]::new)))
        .query(Long.class)
        .single();
  }

  private static byte @Nullable [] secret(Leaf leaf) {
    var secret = leaf.secret();
    return secret == null ? null : secret.exportSecret();
  }

  private static SqlArrayValue array(String type, Object[] values) {
    return new SqlArrayValue(type, values);
  }

  @Override
  public Optional<Seq> await(Ticket ticket) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    boolean looked = false;
    do {
      var seq =
          db.sql("select seq from log.entry where pending = ?")
              .param(ticket.id())
              .query(Long.class)
              .optional();
      if (seq.isPresent()) return seq.map(Seq::new);
      sequencer.placeAll();
      if (looked) LockSupport.parkNanos(PAUSE.toNanos());
      looked = true;
    } while (System.nanoTime() < deadline);
    return Optional.empty();
  }

  @Override
  public void settle() {
    sequencer.placeAll();
  }

  @Override
  public Seq latest() {
    return new Seq(
        db.sql("select coalesce(max(seq), 0) from log.entry").query(Long.class).single());
  }

  @Override
  public Seq knownAt(Instant instant) {
    return new Seq(
        db.sql("select coalesce(max(seq), 0) from log.entry where known_at <= ?")
            .param(instant.atOffset(UTC))
            .query(Long.class)
            .single());
  }

  @Override
  public Optional<Instant> when(Seq seq) {
    return db.sql("select known_at from log.entry where seq = ?")
        .param(seq.value())
        .query(OffsetDateTime.class)
        .optional()
        .map(OffsetDateTime::toInstant);
  }
}
