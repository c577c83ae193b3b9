package org.lanmei.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.lanmei.kernel.Message;
import org.lanmei.kernel.Party;

/**
 * How many commitments of each clause have evidence on record: by year, by party, or by kind of
 * evidence. A count of commitments, never a score.
 */
public record Coverage(By by, List<Head> heads, List<Line> lines) {

  public enum By {
    YEAR,
    PARTY,
    KIND
  }

  /**
   * @param key in the cells of a line
   */
  public record Head(String key, Message label) {}

  /**
   * @param cells commitments of the clause with evidence, by head
   */
  public record Line(PlanHead.Clause clause, int commitments, Map<String, Integer> cells) {}

  static Coverage of(Boards.Board board, String asked) {
    By by =
        Stream.of(By.values())
            .filter(b -> b.name().equals(asked.toUpperCase(Locale.ROOT)))
            .findFirst()
            .orElseThrow(() -> PlanProblem.BadFields.of("by", "plan.field.unknown", "by", asked));
    var head = board.register().head();
    var found = new TreeSet<String>();
    var lines = new ArrayList<Line>();
    for (PlanHead.Clause clause : head.clauses()) {
      var rows =
          board.rows().stream()
              .filter(r -> r.commitment().id().clause().equals(clause.number()))
              .toList();
      if (rows.isEmpty()) continue;
      var cells = new HashMap<String, Integer>();
      for (Boards.Row row : rows) {
        for (String key : keys(row, board, by)) {
          cells.merge(key, 1, Integer::sum);
          found.add(key);
        }
      }
      lines.add(new Line(clause, rows.size(), cells));
    }
    return new Coverage(by, heads(by, found), lines);
  }

  private static Set<String> keys(Boards.Row row, Boards.Board board, By by) {
    var keys = new HashSet<String>();
    row.assessment().stream()
        .flatMap(a -> a.evidence().stream())
        .map(board.evidence()::get)
        .filter(java.util.Objects::nonNull)
        .forEach(
            e -> {
              switch (by) {
                case YEAR -> keys.add(Integer.toString(e.when().from().getYear()));
                case PARTY -> e.by().forEach(p -> keys.add(p.name()));
                case KIND -> keys.add(EvidenceRow.kindKey(e.fact()));
              }
            });
    return keys;
  }

  private static List<Head> heads(By by, Set<String> found) {
    return switch (by) {
      case YEAR ->
          found.stream()
              .map(y -> new Head(y, Message.of("site.as-is", java.time.Year.parse(y))))
              .toList();
      case PARTY ->
          Stream.of(Party.values()).map(p -> new Head(p.name(), Message.of(p.key()))).toList();
      case KIND -> found.stream().map(k -> new Head(k, Message.of(k))).toList();
    };
  }
}
