package org.lanmei.log;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lanmei.kernel.Seq;

/**
 * The one commit order. A transaction that records something calls {@link #record} inside itself;
 * once it has committed, the sequencer gives the record its {@link Seq} and its {@code knownAt}, in
 * the order in which records became visible to everybody. "As known at T" means {@code seq ≤}
 * {@link #knownAt(Instant)}.
 */
public interface Log {

  /**
   * Records a fact in the running transaction.
   *
   * @param kind what sort of record, such as {@code plan.evidence}
   * @param ref the record's own key in its module
   * @param content what is recorded, in a canonical form; only its SHA-256 digest is kept
   * @return a ticket to wait for the place in the order with; no place is known before the commit
   * @throws IllegalStateException when there is no transaction
   */
  Ticket record(String kind, String ref, byte[] content);

  /**
   * Records, in the running transaction, a fact that is shared: it becomes one entry of the order
   * and one leaf in each log named.
   *
   * @param kind what sort of record, such as {@code water.readings}
   * @param ref the record's own key in its module
   * @param publisher who answers for it: a party's code, or an organisation's
   * @param leaves what each agreement's log will say; empty = under no agreement: the leaf goes to
   *     the node's own log, over {@code content}
   * @param content what is recorded, in a canonical form; only digests of it are kept
   */
  default Ticket record(
      String kind, String ref, String publisher, List<Leaf> leaves, byte[] content) {
    return record(kind, ref, content);
  }

  /**
   * What one log will say of a record.
   *
   * @param log the agreement's id
   * @param count how many values of the record are under that agreement
   * @param commitment 32 bytes: the salted digest of them
   */
  record Leaf(String log, int count, byte[] commitment) {}

  /**
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
