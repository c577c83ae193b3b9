package org.lanmei.log;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Seq;
import org.lanmei.merkle.Hash;
import org.lanmei.merkle.LeafSecret;
import org.lanmei.merkle.SeriesBatch;

/**
 * The one commit order. A transaction that records something calls {@link #record} inside itself;
 * once it has committed, the sequencer gives the record its {@link Seq} and its {@code knownAt}, in
 * the order in which records became visible to everybody. "As known at T" means {@code seq ≤}
 * {@link #knownAt(Instant)}.
 */
public interface Log {

  /** The name of the node's own log: of what is recorded under no agreement. No agreement has it. */
  String NODE = "node";

  /**
   * Records a fact in the running transaction.
   *
   * @param kind what sort of record, such as {@code plan.evidence}
   * @param ref the record's own key in its module
   * @param content what is recorded, in a canonical form; only its SHA-256 digest is kept
   * @return a ticket to wait for the place in the order with; no place is known before the commit
   * @throws IllegalStateException when there is no transaction
   * @throws LogProblem.Halted when nothing is recorded any more
   */
  default Ticket record(String kind, String ref, byte[] content) {
    return record(kind, ref, NODE, List.of(), content);
  }

  /**
   * Records, in the running transaction, a fact that is shared: it becomes one entry of the order
   * and one leaf in each log named.
   *
   * @param kind what sort of record, such as {@code water.readings}; like publisher and agreement 1
   *     to 200 visible ASCII characters
   * @param ref the record's own key in its module
   * @param publisher who answers for it: a party's code, or an organisation's
   * @param leaves what each agreement's log will say; empty = under no agreement: the leaf goes to
   *     the node's own log, over {@code content}, under a salt of its own
   * @param content what is recorded, in a canonical form; only digests of it are kept
   * @throws IllegalStateException when there is no transaction
   * @throws IllegalArgumentException when two leaves are for one log
   * @throws LogProblem.Halted when nothing is recorded any more
   */
  Ticket record(String kind, String ref, String publisher, List<Leaf> leaves, byte[] content);

  /**
   * What one log will say of a record.
   *
   * @param log the agreement's id, or {@link #NODE} for values under none: 1 to 100 ASCII letters, digits, points, hyphens and underscores
   * @param count how many values of the record are under that agreement
   * @param commitment 32 bytes: the salted digest of them
   * @param secret from which its salts follow, to be kept beside the log; null = the caller keeps it
   */
  @SuppressWarnings("ArrayRecordComponent") // passed on, never compared
  record Leaf(String log, int count, byte[] commitment, @Nullable LeafSecret secret) {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    public Leaf {
      if (!ID.matcher(log).matches()) {
        throw new IllegalArgumentException("not an agreement's id");
      }
      if (count < 0) throw new IllegalArgumentException("count " + count);
      if (commitment.length != Hash.LENGTH) {
        throw new IllegalArgumentException("a commitment has 32 bytes");
      }
    }

    public Leaf(String log, int count, byte[] commitment) {
      this(log, count, commitment, null);
    }

    /** The leaf of a batch of series, each of which can be shown alone later: {@link Exports}. */
    public static Leaf of(String log, int count, SeriesBatch batch, LeafSecret secret) {
      return new Leaf(log, count, batch.leaf().commitment().bytes(), secret);
    }
  }

  /**
   * What to wait for a place with.
   *
   * @param id of the pending row
   */
  record Ticket(long id) {}

  /**
   * Waits until the record has its place, so that a writer reads its own write.
   *
   * @return its place; empty when it was rolled back or the sequencer did not come by within five
   *     seconds
   */
  Optional<Seq> await(Ticket ticket);

  /** Gives everything that has been committed its place now, instead of within the interval. */
  void settle();

  /** The last place given out. */
  Seq latest();

  /** The last place that was known at {@code instant}; {@link Seq#NONE} before the first. */
  Seq knownAt(Instant instant);

  /** When a place became known; empty when it has not been given out. */
  Optional<Instant> when(Seq seq);
}
