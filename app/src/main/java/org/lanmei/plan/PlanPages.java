package org.lanmei.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Caller;
import org.lanmei.kernel.Capacity;
import org.lanmei.kernel.Lang;
import org.lanmei.kernel.Message;
import org.lanmei.kernel.Party;
import org.lanmei.plan.assessment.Assessment;
import org.lanmei.site.Export;
import org.lanmei.site.Export.Column;
import org.lanmei.site.NavEntry;
import org.lanmei.site.Page;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The plan for readers: tree, table, one commitment, coverage. */
@Controller
class PlanPages {

  static final String SECTION = "plan";
  private static final int PER_PAGE = 100;

  private final Boards boards;
  private final Registers registers;
  private final OfficialTexts texts;
  private final ShippedHistory history;
  private final SubPlans subPlans;

  PlanPages(
      Boards boards,
      Registers registers,
      OfficialTexts texts,
      ShippedHistory history,
      SubPlans subPlans) {
    this.boards = boards;
    this.registers = registers;
    this.texts = texts;
    this.history = history;
    this.subPlans = subPlans;
  }

  @GetMapping("/plan")
  ResponseEntity<String> tree(
      Page page,
      @RequestParam(required = false) @Nullable LocalDate on,
      @RequestParam(required = false) @Nullable String knownAt) {
    var board = boards.main(page.caller(), Moments.question("on", on, knownAt));
    frame(page, board);
    page.title(page.pick(board.register().head().title()).text());
    return page.html(
        "plan/tree.jte",
        Map.of(
            "board",
            board,
            "branches",
            PlanView.Branch.of(board),
            "subPlans",
            subPlans.of(board.register().head().plan(), page.caller())));
  }

  @GetMapping("/plan/commitments")
  ResponseEntity<String> table(
      Page page, PlanView.Asked asked, @RequestParam(defaultValue = "1") int p) {
    return table(page, registers.main(), asked, null, p);
  }

  private static String asOf(String query, @Nullable LocalDate on) {
    return on == null ? query : query + (query.isEmpty() ? "?" : "&") + "asOf=" + on;
  }

  /** The table of a sub-plan or of another register. */
  @GetMapping("/plan/of/{key}")
  ResponseEntity<String> tableOf(
      Page page,
      @PathVariable String key,
      PlanView.Asked asked,
      @RequestParam(defaultValue = "1") int p) {
    return table(page, register(key), asked, null, p);
  }

  private Register register(String key) {
    return registers.find(key).orElseThrow(() -> new PlanProblem.UnknownPlan(key));
  }

  @GetMapping("/plan/{address:[0-9][0-9.]*}")
  ResponseEntity<String> clause(
      Page page,
      @PathVariable String address,
      PlanView.Asked asked,
      @RequestParam(defaultValue = "1") int p) {
    var clause =
        registers
            .main()
            .head()
            .clauseAt(address)
            .orElseThrow(() -> new PlanProblem.UnknownClause(address));
    var inClause = asked.inClause(clause.number());
    return table(page, registers.main(), inClause, clause, p);
  }

  private ResponseEntity<String> table(
      Page page, Register register, PlanView.Asked asked, PlanHead.@Nullable Clause clause, int p) {
    var board = boards.of(register, page.caller(), asked.question());
    var rows = asked.filter().in(board);
    frame(page, board);
    page.title(
            clause == null
                ? page.t("plan.commitments")
                : clause.number() + " " + page.pick(clause.title()).text())
        .form("JSON", json(board, asked))
        .form("CSV", board.tableHref() + ".csv" + asked.query("on", asked.on()))
        .form("XLSX", board.tableHref() + ".xlsx" + asked.query("on", asked.on()));
    int pages = Math.max(1, (rows.size() + PER_PAGE - 1) / PER_PAGE);
    int current = Math.clamp(p, 1, pages);
    var model = new java.util.HashMap<String, Object>();
    model.put("board", board);
    model.put("clause", clause);
    model.put("asked", asked);
    model.put(
        "rows", rows.subList((current - 1) * PER_PAGE, Math.min(rows.size(), current * PER_PAGE)));
    model.put("total", rows.size());
    model.put("current", current);
    model.put("pages", pages);
    model.put("choices", PlanView.Choices.of(board));
    return page.html("plan/commitments.jte", model);
  }

  private static String json(Boards.Board board, PlanView.Asked asked) {
    return "/api/v1/commitments"
        + asOf(asked.query("on", null), board.asOf().on())
        + "&plan="
        + board.register().head().plan();
  }

  @GetMapping("/plan/commitments.csv")
  ResponseEntity<byte[]> csv(Page page, PlanView.Asked asked) {
    return csv(page, registers.main(), asked);
  }

  @GetMapping("/plan/of/{key}.csv")
  ResponseEntity<byte[]> csvOf(Page page, @PathVariable String key, PlanView.Asked asked) {
    return csv(page, register(key), asked);
  }

  private ResponseEntity<byte[]> csv(Page page, Register register, PlanView.Asked asked) {
    var board = boards.of(register, page.caller(), asked.question());
    return Export.csv("commitments", columns(page, board), asked.filter().in(board));
  }

  @GetMapping("/plan/commitments.xlsx")
  ResponseEntity<byte[]> xlsx(Page page, PlanView.Asked asked) {
    return xlsx(page, registers.main(), asked);
  }

  @GetMapping("/plan/of/{key}.xlsx")
  ResponseEntity<byte[]> xlsxOf(Page page, @PathVariable String key, PlanView.Asked asked) {
    return xlsx(page, register(key), asked);
  }

  private ResponseEntity<byte[]> xlsx(Page page, Register register, PlanView.Asked asked) {
    var board = boards.of(register, page.caller(), asked.question());
    return Export.xlsx("commitments", columns(page, board), asked.filter().in(board));
  }

  private static List<Column<Boards.Row>> columns(Page page, Boards.Board board) {
    var columns = new ArrayList<Column<Boards.Row>>();
    columns.add(new Column<>(page.t("plan.col.id"), r -> r.commitment().id().toString()));
    columns.add(
        new Column<>(page.t("plan.col.commitment"), r -> page.pick(r.commitment().title()).text()));
    columns.add(
        new Column<>(
            page.t("plan.col.commitment") + " (zh)",
            r -> r.commitment().title().exactly(Lang.ZH).orElse(null)));
    columns.add(new Column<>(page.t("plan.col.kind"), r -> page.t(r.commitment().kind().key())));
    columns.add(
        new Column<>(
            page.t("plan.col.lead"),
            r ->
                board
                    .register()
                    .head()
                    .body(String.valueOf(r.commitment().lead()))
                    .map(b -> page.pick(b.title()).text())
                    .orElse(null)));
    columns.add(
        new Column<>(page.t("plan.col.tags"), r -> String.join(" ", r.commitment().tags())));
    columns.add(
        new Column<>(
            page.t("plan.col.state"),
            r ->
                r.assessment().map(a -> page.t(a.headline())).orElse(page.t("plan.not-released"))));
    columns.add(
        new Column<>(
            page.t("plan.col.why"), r -> r.assessment().map(a -> page.t(a.reason())).orElse(null)));
    columns.add(
        new Column<>(
            page.t("plan.col.next"), r -> r.assessment().map(Assessment::next).orElse(null)));
    for (Party party : Party.values()) {
      columns.add(
          new Column<>(
              party.name(),
              r ->
                  board.hidden().containsKey(party)
                      ? null
                      : r.assessment().map(a -> a.byParty().get(party)).orElse(null)));
    }
    return columns;
  }

  @GetMapping("/plan/{address:[0-9][0-9.]*}/{sentence:[0-9]+}")
  ResponseEntity<String> commitment(
      Page page,
      @PathVariable String address,
      @PathVariable int sentence,
      @RequestParam(required = false) @Nullable LocalDate on,
      @RequestParam(required = false) @Nullable String knownAt) {
    var clause =
        registers
            .main()
            .head()
            .clauseAt(address)
            .orElseThrow(() -> new PlanProblem.UnknownClause(address));
    page.form("CSV", "/plan/" + address + "/" + sentence + "/evidence.csv");
    return commitment(
        page,
        registers.main(),
        new CommitmentId(clause.number(), Math.max(sentence, 1)),
        on,
        knownAt);
  }

  /** A commitment of a sub-plan or of another register. */
  @GetMapping("/plan/of/{key}/commitment")
  ResponseEntity<String> commitmentOf(
      Page page,
      @PathVariable String key,
      @RequestParam String id,
      @RequestParam(required = false) @Nullable LocalDate on,
      @RequestParam(required = false) @Nullable String knownAt) {
    return commitment(page, register(key), PlanApi.id(id), on, knownAt);
  }

  private ResponseEntity<String> commitment(
      Page page,
      Register register,
      CommitmentId id,
      @Nullable LocalDate on,
      @Nullable String knownAt) {
    var board = boards.of(register, page.caller(), Moments.question("on", on, knownAt));
    var head = register.head();
    var row = board.find(id).orElseThrow(() -> new PlanProblem.UnknownCommitment(id.toString()));
    frame(page, board);
    page.title(id + " " + page.pick(row.commitment().title()).text())
        .form(
            "JSON",
            "/api/v1/commitments/"
                + URLEncoder.encode(id.toString(), UTF_8)
                + "?plan="
                + head.plan()
                + "&asOf="
                + board.asOf().on());
    var model = new java.util.HashMap<String, Object>();
    model.put("board", board);
    model.put("clause", head.clause(id.clause()).orElseThrow());
    model.put("row", row);
    model.put("texts", texts.of(head.plan(), id));
    model.put("evidence", EvidenceRow.of(row, board, history));
    model.put("timeLine", TimeLine.of(row, board, page).orElse(null));
    model.put("subPlans", subPlans.reportingTo(head.plan(), id, page.caller()));
    model.put("knownAt", knownAt);
    model.put("mayRecord", speaks(page.caller()));
    return page.html("plan/commitment.jte", model);
  }

  @GetMapping("/plan/{address:[0-9][0-9.]*}/{sentence:[0-9]+}/evidence.csv")
  ResponseEntity<byte[]> evidenceCsv(
      Page page, @PathVariable String address, @PathVariable int sentence) {
    var board = boards.main(page.caller(), Boards.Question.NOW);
    var clause =
        board
            .register()
            .head()
            .clauseAt(address)
            .orElseThrow(() -> new PlanProblem.UnknownClause(address));
    var id = new CommitmentId(clause.number(), Math.max(sentence, 1));
    var row = board.find(id).orElseThrow(() -> new PlanProblem.UnknownCommitment(id.toString()));
    List<Column<EvidenceRow>> columns =
        List.of(
            new Column<>(page.t("plan.col.from"), r -> r.evidence().when().from()),
            new Column<>(page.t("plan.col.to"), r -> r.evidence().when().to()),
            new Column<>(page.t("plan.col.what"), r -> page.pick(r.evidence().title()).text()),
            new Column<>(page.t("plan.col.evidence-kind"), r -> page.t(r.kindKey())),
            new Column<>(
                page.t("plan.col.by"),
                r ->
                    String.join(
                        " ", r.evidence().by().stream().sorted().map(Party::name).toList())),
            new Column<>(page.t("plan.col.source"), r -> r.evidence().origin().publisher()),
            new Column<>(page.t("plan.col.link"), r -> r.evidence().origin().link()),
            new Column<>(page.t("plan.col.entry"), r -> r.evidence().seq().value()));
    return Export.csv("evidence", columns, EvidenceRow.of(row, board, history));
  }

  @GetMapping("/plan/coverage")
  ResponseEntity<String> coverage(Page page, @RequestParam(defaultValue = "year") String by) {
    var board = boards.main(page.caller(), Boards.Question.NOW);
    var coverage = Coverage.of(board, by);
    frame(page, board);
    page.title(page.t("plan.coverage.title"))
        .form(
            "JSON",
            "/api/v1/coverage?by=" + coverage.by().name().toLowerCase(java.util.Locale.ROOT))
        .form(
            "CSV",
            "/plan/coverage.csv?by=" + coverage.by().name().toLowerCase(java.util.Locale.ROOT));
    return page.html("plan/coverage.jte", Map.of("board", board, "coverage", coverage));
  }

  @GetMapping("/plan/coverage.csv")
  ResponseEntity<byte[]> coverageCsv(Page page, @RequestParam(defaultValue = "year") String by) {
    var coverage = Coverage.of(boards.main(page.caller(), Boards.Question.NOW), by);
    var columns = new ArrayList<Column<Coverage.Line>>();
    columns.add(new Column<>(page.t("plan.col.clause"), l -> l.clause().number()));
    columns.add(new Column<>(page.t("plan.col.title"), l -> page.pick(l.clause().title()).text()));
    columns.add(new Column<>(page.t("plan.coverage.commitments"), Coverage.Line::commitments));
    for (Coverage.Head head : coverage.heads()) {
      columns.add(new Column<>(page.t(head.label()), l -> l.cells().get(head.key())));
    }
    return Export.csv("coverage", columns, coverage.lines());
  }

  /** Section, record line and example mark, from the board. */
  static void frame(Page page, Boards.Board board) {
    page.section(SECTION).asOf(board.asOf().on()).known(board.asOf().known());
    if (board.example()) page.example(Message.of("plan.example"));
  }

  @Configuration(proxyBeanMethods = false)
  static class Nav {
    @Bean
    NavEntry planEntry() {
      return new NavEntry(SECTION, 10, "nav.plan", "/plan");
    }
  }

  /** True for officers who speak for a party. */
  static boolean speaks(Caller caller) {
    return caller.speaksFor(Capacity.SECRETARIAT) != null;
  }
}
