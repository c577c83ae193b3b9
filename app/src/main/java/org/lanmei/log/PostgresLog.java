package org.lanmei.log;

import static java.time.ZoneOffset.UTC;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.lanmei.kernel.Seq;
import org.springframework.jdbc.core.simple.JdbcClient;
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
  public Ticket record(String kind, String ref, byte[] content) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("a record needs the transaction of its fact");
    }
    long id =
        db.sql("insert into log.pending (kind, ref, digest) values (?, ?, ?) returning id")
            .params(kind, ref, sha256(content))
            .query(Long.class)
            .single();
    return new Ticket(id);
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

  private static byte[] sha256(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
