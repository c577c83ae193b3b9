package org.lanmei.plan;

import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lanmei.site.Page;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A party's own boards, its replies, and what the six release to the public. */
@Controller
class BoardPages {

  private final BoardRelease release;
  private final Boards boards;
  private final WaitingList waiting;

  BoardPages(BoardRelease release, Boards boards, WaitingList waiting) {
    this.release = release;
    this.boards = boards;
    this.waiting = waiting;
  }

  @GetMapping("/plan/boards")
  ResponseEntity<String> boards(Page page) {
    return boards(page, null, 200);
  }

  private ResponseEntity<String> boards(Page page, @Nullable String error, int status) {
    var board = boards.main(page.caller(), Boards.Question.NOW);
    PlanPages.frame(page, board);
    page.title(page.t("plan.boards.title"));
    boolean officer = PlanPages.speaks(page.caller());
    if (officer) page.form("JSON", "/api/v1/boards");
    var model = new HashMap<String, Object>();
    model.put("board", board);
    model.put("own", officer ? release.own(page.caller()) : List.of());
    model.put("waiting", waiting.of(page, board));
    model.put("consents", release.consents(page.caller()));
    model.put("replies", release.replies(page.caller()));
    model.put("error", error);
    model.put("officer", officer);
    return page.html(status, "plan/boards.jte", model);
  }

  @PostMapping("/plan/boards/{year}/reply")
  ResponseEntity<String> reply(
      Page page, @PathVariable int year, @RequestParam(required = false) @Nullable String reason) {
    try {
      release.reply(page.caller(), year, page.lang(), reason == null ? "" : reason);
      return EvidencePages.seeOther("/plan/boards");
    } catch (PlanProblem.BadFields e) {
      return boards(page, page.t(e.fields().getFirst().message()), 400);
    }
  }

  @PostMapping("/plan/release")
  ResponseEntity<String> consent(Page page, @RequestParam String scope) {
    release.consent(page.caller(), scope);
    return EvidencePages.seeOther("/plan/boards#release");
  }
}
