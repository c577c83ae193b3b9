package org.lanmei.plan;

import java.time.LocalDate;
import java.time.Year;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.lanmei.kernel.Message;
import org.lanmei.kernel.Party;
import org.lanmei.plan.assessment.Assessment;
import org.lanmei.plan.assessment.State;
import org.lanmei.site.Page;
import org.springframework.stereotype.Component;

/**
 * What the plan waits for a party to answer: boards, declarations, contested evidence, releases.
 */
@Component
class WaitingList {

  private final BoardStore store;

  WaitingList(BoardStore store) {
    this.store = store;
  }

  /** The nearest date first; empty for readers who speak for no party. */
  List<PlanTile.Waiting> of(Page page, Boards.Board board) {
    Party party = page.caller().party();
    if (party == null) return List.of();
    var waiting = new ArrayList<PlanTile.Waiting>();
    boards(party, page.today(), board, waiting);
    declarations(page.today(), board, waiting);
    contested(party, board, waiting);
    releases(party, waiting);
    waiting.sort(
        Comparator.comparing(
            PlanTile.Waiting::by, Comparator.nullsLast(Comparator.naturalOrder())));
    return waiting;
  }

  private void boards(
      Party party, LocalDate today, Boards.Board board, List<PlanTile.Waiting> waiting) {
    for (BoardStore.Board own : store.boards()) {
      if (own.party() != party || own.repliedOn() != null) continue;
      LocalDate last =
          WorkingDays.after(own.openedOn(), board.asOf().rules().replyWorkingDays(), Set.of());
      if (today.isAfter(last)) continue;
      waiting.add(
          new PlanTile.Waiting(
              last,
              WorkingDays.between(today, last, Set.of()),
              "/plan/boards",
              Message.of("plan.waiting.board", Year.of(own.year())),
              Message.of("plan.waiting.board.why")));
    }
  }

  /** Yearly intentions that the co-chairs have not declared. */
  private static void declarations(
      LocalDate today, Boards.Board board, List<PlanTile.Waiting> waiting) {
    LocalDate declareBy = board.asOf().rules().declareBy().atYear(today.getYear());
    for (Boards.Row row : board.rows()) {
      if (row.assessment().isEmpty()) continue;
      for (Assessment.Outcome outcome : row.assessment().get().outcomes()) {
        var expectation = expectation(row.commitment(), outcome.expectation());
        boolean yearly = expectation instanceof Expectation.AsAppropriate a && a.yearly();
        if (!yearly || (outcome.state() != State.UNDECLARED && outcome.state() != State.NOT_DUE)) {
          continue;
        }
        waiting.add(
            new PlanTile.Waiting(
                today.isAfter(declareBy) ? LocalDate.of(today.getYear(), 12, 31) : declareBy,
                null,
                "/plan/record?what=PLANNED&subject="
                    + row.commitment().id().clause()
                    + "%23"
                    + row.commitment().id().sentence()
                    + "/"
                    + expectation.key(),
                Message.of("plan.waiting.declare", expectation.title(), Year.of(today.getYear())),
                Message.of("plan.waiting.declare.why", row.commitment().id().toString())));
      }
    }
  }

  private static Expectation expectation(Commitment commitment, String key) {
    return commitment.expects().stream().filter(x -> x.key().equals(key)).findFirst().orElseThrow();
  }

  /** Evidence that the party's own officers recorded and another party contests. */
  private static void contested(Party party, Boards.Board board, List<PlanTile.Waiting> waiting) {
    board.rows().stream()
        .flatMap(row -> row.assessment().stream())
        .flatMap(a -> a.contested().stream())
        .distinct()
        .map(board.evidence()::get)
        .filter(e -> e != null && e.origin().party() == party)
        .forEach(
            e ->
                waiting.add(
                    new PlanTile.Waiting(
                        null,
                        null,
                        "/plan/evidence/" + e.id(),
                        Message.of("plan.waiting.contested", e.title()),
                        Message.of("plan.waiting.contested.why"))));
  }

  private void releases(Party party, List<PlanTile.Waiting> waiting) {
    store
        .consents(Registers.MAIN)
        .forEach(
            (scope, parties) -> {
              if (parties.contains(party)) return;
              waiting.add(
                  new PlanTile.Waiting(
                      null,
                      null,
                      "/plan/boards#release",
                      Message.of("plan.waiting.release"),
                      Message.of("plan.waiting.release.why", parties.size())));
            });
  }
}
