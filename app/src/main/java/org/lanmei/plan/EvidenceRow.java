package org.lanmei.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Message;

/**
 * A piece of evidence in the list of a commitment.
 *
 * @param notCounted why it does not count; null when it does
 * @param contested true while a party's contest stands
 * @param event what the shipped history tells of it; null for all other evidence
 */
public record EvidenceRow(
    Entry.Asserted evidence,
    @Nullable Message notCounted,
    boolean contested,
    ShippedHistory.@Nullable Event event) {

  /** What was used, then what is contested, then what does not count; each newest first. */
  static List<EvidenceRow> of(Boards.Row row, Boards.Board board, ShippedHistory history) {
    var rows = new ArrayList<EvidenceRow>();
    var seen = new HashSet<UUID>();
    row.assessment()
        .ifPresent(
            a -> {
              a.evidence().forEach(id -> add(rows, seen, id, null, false, board, history));
              a.contested().forEach(id -> add(rows, seen, id, null, true, board, history));
              a.notCounted()
                  .forEach(n -> add(rows, seen, n.evidence(), n.why(), false, board, history));
            });
    return rows;
  }

  private static void add(
      List<EvidenceRow> rows,
      HashSet<UUID> seen,
      UUID id,
      @Nullable Message notCounted,
      boolean contested,
      Boards.Board board,
      ShippedHistory history) {
    var evidence = board.evidence().get(id);
    if (evidence == null || !seen.add(id)) return;
    rows.add(new EvidenceRow(evidence, notCounted, contested, history.event(id).orElse(null)));
  }

  /** Message key of the kind of evidence. */
  public String kindKey() {
    return kindKey(evidence.fact());
  }

  /** Message key of a fact's kind. */
  public static String kindKey(Fact fact) {
    return switch (fact) {
      case Fact.Planned f -> "plan.fact.planned";
      case Fact.NotForeseen f -> "plan.fact.not-foreseen";
      case Fact.Occurred f -> f.regular() ? "plan.fact.occurred" : "plan.fact.special";
      case Fact.NotHeld f -> "plan.fact.not-held";
      case Fact.Stage f -> "plan.fact.stage." + f.stage().name().toLowerCase(java.util.Locale.ROOT);
      case Fact.Delivered f -> "plan.fact.delivered";
      case Fact.Measured f -> "plan.fact.measured";
      case Fact.Notified f -> "plan.fact.notified";
      case Fact.Declared f -> "plan.fact.declared";
      case Fact.Waived f -> "plan.fact.waived";
      case Fact.Postponed f -> "plan.fact.postponed";
      case Fact.IntervalSet f -> "plan.fact.interval-set";
    };
  }

  /** The statement or reason that is part of a fact; null when there is none. */
  static @Nullable UUID statement(Fact fact) {
    return switch (fact) {
      case Fact.NotForeseen f -> f.why();
      case Fact.NotHeld f -> f.why();
      case Fact.Declared f -> f.what();
      case Fact.Waived f -> f.why();
      case Fact.Postponed f -> f.why();
      default -> null;
    };
  }

  /** As {@link #statement}, for templates. */
  public static @Nullable UUID statementOf(Entry.Asserted evidence) {
    return statement(evidence.fact());
  }

  /** Where it took place, for meetings of the shipped history. */
  public Optional<ShippedHistory.Event> told() {
    return Optional.ofNullable(event);
  }

  /** Whether a publisher's name is Chinese, at least in part, and so needs marking as such. */
  public static boolean isChinese(String name) {
    return name.codePoints()
        .anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN);
  }
}
