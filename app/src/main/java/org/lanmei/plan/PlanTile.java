package org.lanmei.plan;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Message;
import org.lanmei.kernel.Party;
import org.lanmei.plan.assessment.State;
import org.lanmei.site.Page;
import org.lanmei.site.Tile;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the plan puts on the overview: what waits, what is overdue, what is due, what is new. */
@Configuration(proxyBeanMethods = false)
public class PlanTile {

  private static final int DUE_SHOWN = 8;
  private static final int NEW_SHOWN = 8;
  private static final int WAITING_SHOWN = 8;

  /**
   * Something that waits for the reader's party.
   *
   * @param by last day; null when there is none
   */
  public record Waiting(
      @Nullable LocalDate by,
      @Nullable Integer workingDays,
      String href,
      Message what,
      Message why) {}

  @Bean
  Tile headline(Boards boards, WaitingList waiting) {
    return page -> {
      var board = now(boards, page);
      PlanPages.frame(page, board);
      page.section("overview");
      var model = new HashMap<String, Object>();
      model.put("board", board);
      model.put("tally", PlanView.tally(board.rows()));
      model.put("overdue", count(board, Set.of(State.OVERDUE)));
      model.put("due", count(board, Set.of(State.DUE)));
      model.put("waiting", waiting.of(page, board).size());
      page.form("JSON", "/api/v1/commitments").form("CSV", "/plan/commitments.csv");
      return Optional.of(
          new Tile.Fragment(Tile.Region.HEADLINE, 0, "plan/tile-headline.jte", model));
    };
  }

  @Bean
  Tile waiting(Boards boards, WaitingList waiting) {
    return page -> {
      Party party = page.caller().party();
      if (party == null) return Optional.empty();
      var items = waiting.of(page, now(boards, page));
      return column(
          10,
          "plan/tile-waiting.jte",
          Map.of(
              "party", party,
              "items", items.stream().limit(WAITING_SHOWN).toList(),
              "total", items.size()));
    };
  }

  @Bean
  Tile overdue(Boards boards) {
    return page -> {
      var board = now(boards, page);
      var rows = rows(board, Set.of(State.OVERDUE));
      if (rows.isEmpty()) return Optional.empty();
      return column(
          20,
          "plan/tile-list.jte",
          list("plan.tile.overdue", "plan.tile.overdue.hint", rows, board));
    };
  }

  @Bean
  Tile due(Boards boards) {
    return page -> {
      var board = now(boards, page);
      var rows = rows(board, Set.of(State.DUE)).stream().limit(DUE_SHOWN).toList();
      if (rows.isEmpty()) return Optional.empty();
      return column(
          30, "plan/tile-list.jte", list("plan.tile.due", "plan.tile.due.hint", rows, board));
    };
  }

  @Bean
  Tile newlyOnRecord(Boards boards) {
    return page -> {
      var board = now(boards, page);
      var newest =
          board.evidence().values().stream()
              .filter(e -> e.by().size() > 1 || page.caller().party() != null)
              .sorted(
                  Comparator.comparing(
                          (Entry.Asserted e) ->
                              e.knownAt().truncatedTo(java.time.temporal.ChronoUnit.DAYS))
                      .thenComparing(e -> e.when().from())
                      .reversed())
              .limit(NEW_SHOWN)
              .toList();
      if (newest.isEmpty()) return Optional.empty();
      return column(40, "plan/tile-new.jte", Map.of("newest", newest));
    };
  }

  /** The board of today, computed once for all tiles of a page. */
  private static Boards.Board now(Boards boards, Page page) {
    return page.once(Boards.Board.class, () -> boards.main(page.caller(), Boards.Question.NOW));
  }

  private static Optional<Tile.Fragment> column(
      int order, String template, Map<String, Object> model) {
    return Optional.of(new Tile.Fragment(Tile.Region.COLUMN, order, template, model));
  }

  private static Map<String, Object> list(
      String title, String hint, List<Boards.Row> rows, Boards.Board board) {
    return Map.of("title", title, "hint", hint, "rows", rows, "board", board);
  }

  private static int count(Boards.Board board, Set<State> states) {
    return rows(board, states).size();
  }

  /** Rows in one of the states, the nearest next date first. */
  private static List<Boards.Row> rows(Boards.Board board, Set<State> states) {
    var rows = new ArrayList<Boards.Row>();
    for (Boards.Row row : board.rows()) {
      if (row.assessment().map(a -> states.contains(a.state())).orElse(false)) rows.add(row);
    }
    rows.sort(
        Comparator.comparing(
            r -> r.assessment().orElseThrow().next(),
            Comparator.nullsLast(Comparator.naturalOrder())));
    return rows;
  }
}
