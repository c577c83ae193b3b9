package org.lanmei.plan.assessment;

import static java.util.Comparator.comparing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.lanmei.kernel.Party;
import org.lanmei.kernel.Seq;
import org.lanmei.plan.Entry;
import org.lanmei.plan.Entry.Asserted;

/**
 * What the entries come to at a moment: each piece of evidence counts, is contested, or was
 * retracted.
 */
record Evidence(List<Asserted> counting, List<Asserted> contested, List<Asserted> retracted) {

  /**
   * By the day a piece speaks of. Which of two was recorded first decides nothing here, so that
   * modules that deliver in another order reach the same assessment.
   */
  static final Comparator<Asserted> BY_DAY =
      comparing((Asserted e) -> e.when().from())
          .thenComparing(e -> e.when().to())
          .thenComparing(Asserted::id);

  /** Drops what became known after {@code known} and applies the rest in the order of the log. */
  static Evidence standing(List<Entry> entries, Seq known) {
    var pieces = new LinkedHashMap<UUID, Piece>();
    for (Entry entry : entries.stream().sorted(comparing(Entry::seq)).toList()) {
      if (!entry.seq().isAfter(known)) apply(entry, pieces);
    }
    var result = new Evidence(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    pieces.values().stream()
        .sorted(comparing(Piece::evidence, BY_DAY))
        .forEach(piece -> result.listFor(piece).add(piece.evidence));
    return result;
  }

  private static void apply(Entry entry, LinkedHashMap<UUID, Piece> pieces) {
    switch (entry) {
      case Asserted e -> pieces.putIfAbsent(e.id(), new Piece(e));
      case Entry.Retracted e -> {
        Piece piece = pieces.get(e.target());
        if (piece != null) piece.retracted = true;
      }
      case Entry.Contested e -> {
        Piece piece = pieces.get(e.target());
        if (piece != null) piece.contestedBy.add(e.by());
      }
      case Entry.Settled e -> {
        Piece piece = pieces.get(e.target());
        if (piece != null) piece.settle(e);
      }
    }
  }

  private List<Asserted> listFor(Piece piece) {
    if (piece.retracted) return retracted;
    return piece.contestedBy.isEmpty() ? counting : contested;
  }

  private static final class Piece {
    final Asserted evidence;
    final Set<Party> contestedBy = EnumSet.noneOf(Party.class);
    boolean retracted;

    Piece(Asserted evidence) {
      this.evidence = evidence;
    }

    Asserted evidence() {
      return evidence;
    }

    void settle(Entry.Settled settled) {
      if (settled.by() == null) contestedBy.clear();
      else contestedBy.remove(settled.by());
    }
  }
}
