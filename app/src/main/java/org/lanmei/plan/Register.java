package org.lanmei.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lanmei.kernel.Seq;

/** A plan with its commitments in all their versions, in the order of the document. Immutable. */
public final class Register {

  private final PlanHead head;
  private final Map<CommitmentId, List<Commitment>> versions;

  /**
   * @param commitments in document order; versions of one commitment ascending
   */
  Register(PlanHead head, List<Commitment> commitments) {
    this.head = head;
    this.versions = new LinkedHashMap<>();
    for (Commitment c : commitments) {
      versions.computeIfAbsent(c.id(), id -> new ArrayList<>()).add(c);
    }
  }

  public PlanHead head() {
    return head;
  }

  public int size() {
    return versions.size();
  }

  /** Every commitment, in the version known then; its first version when that came later. */
  public List<Commitment> commitments(Seq known) {
    return versions.values().stream().map(all -> asKnown(all, known)).toList();
  }

  public Optional<Commitment> find(CommitmentId id, Seq known) {
    return Optional.ofNullable(versions.get(id)).map(all -> asKnown(all, known));
  }

  /** All versions, oldest first; empty when there is no such commitment. */
  public List<Commitment> history(CommitmentId id) {
    return List.copyOf(versions.getOrDefault(id, List.of()));
  }

  private static Commitment asKnown(List<Commitment> all, Seq known) {
    Commitment found = all.getFirst();
    for (Commitment c : all) {
      if (!c.since().isAfter(known)) found = c;
    }
    return found;
  }
}
