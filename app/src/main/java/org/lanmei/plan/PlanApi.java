package org.lanmei.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URLEncoder;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Caller;
import org.lanmei.kernel.Lang;
import org.lanmei.kernel.LocalizedText;
import org.lanmei.kernel.Message;
import org.lanmei.kernel.Party;
import org.lanmei.kernel.Seq;
import org.lanmei.plan.assessment.Assessment;
import org.lanmei.plan.assessment.Rules;
import org.lanmei.plan.assessment.State;
import org.lanmei.site.Messages;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The register and its states, for machines. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Plan")
class PlanApi {

  private final Boards boards;
  private final Registers registers;
  private final OfficialTexts texts;
  private final Messages messages;

  PlanApi(Boards boards, Registers registers, OfficialTexts texts, Messages messages) {
    this.boards = boards;
    this.registers = registers;
    this.texts = texts;
    this.messages = messages;
  }

  /** A sentence for readers with what it was made of, for programs. */
  record Said(String key, List<Object> args, String text) {}

  /**
   * @param state null = not released to the public by the six
   * @param days of a state that counts them: overdue by, late by
   * @param next null = no date
   */
  record Item(
      String id,
      String clause,
      int sentence,
      int version,
      Kind kind,
      List<Kind> also,
      @Nullable String cadence,
      LocalizedText title,
      @Nullable String lead,
      @Nullable String pillar,
      @Nullable String area,
      List<String> tags,
      @Nullable State state,
      @Nullable Integer days,
      @Nullable Said headline,
      @Nullable Said reason,
      @Nullable LocalDate next,
      @Nullable Map<Party, Integer> byParty,
      String href) {}

  record Items(
      String plan,
      LocalDate asOf,
      Instant knownAt,
      Seq known,
      String rules,
      boolean example,
      int total,
      List<Item> items) {}

  /**
   * @param outcomes one for each expectation
   * @param evidence what was used, newest first
   */
  record Detail(
      String plan,
      LocalDate asOf,
      Instant knownAt,
      Seq known,
      Rules rules,
      Item commitment,
      List<Outcome> outcomes,
      List<Piece> evidence,
      List<Piece> contested,
      List<NotCounted> notCounted,
      List<OfficialTexts.Official> texts,
      List<Expectation> expects,
      List<Item> versions) {}

  record Outcome(
      String expectation,
      State state,
      Said headline,
      Said reason,
      @Nullable LocalDate next,
      List<Assessment.Period> periods,
      List<Reading> readings) {}

  record Reading(
      Rules.Reading reading,
      boolean working,
      State state,
      Said headline,
      @Nullable LocalDate next,
      List<Assessment.Period> periods) {}

  record Piece(
      UUID id,
      Seq seq,
      Instant knownAt,
      LocalDate from,
      LocalDate to,
      List<Party> by,
      LocalizedText title,
      Fact fact,
      Entry.Origin origin,
      boolean example,
      String href) {}

  record NotCounted(Piece evidence, Said why) {}

  @GetMapping("/commitments")
  @Operation(summary = "Every commitment with its state at a date, as known at a moment")
  Items commitments(
      Caller caller,
      Lang lang,
      @Parameter(description = "The day asked about, ISO 8601; today when missing")
          @RequestParam(required = false)
          @Nullable LocalDate asOf,
      @Parameter(description = "Only what was known then: a moment or a day, ISO 8601")
          @RequestParam(required = false)
          @Nullable String knownAt,
      @RequestParam(required = false) @Nullable String plan,
      @RequestParam(required = false) @Nullable String q,
      @RequestParam(required = false) @Nullable String clause,
      @RequestParam(required = false) @Nullable String kind,
      @RequestParam(required = false) @Nullable String state,
      @RequestParam(required = false) @Nullable String body,
      @RequestParam(required = false) @Nullable String party,
      @RequestParam(required = false) @Nullable String tag,
      @RequestParam(required = false) @Nullable String year) {
    var board = boards.of(register(plan), caller, Moments.question(asOf, knownAt));
    var rows = CommitmentFilter.of(q, clause, kind, state, body, party, tag, year).in(board);
    return new Items(
        board.register().head().plan(),
        board.asOf().on(),
        board.knownAt(),
        board.asOf().known(),
        board.asOf().rules().version(),
        board.example(),
        rows.size(),
        rows.stream().map(row -> item(row, lang)).toList());
  }

  @GetMapping("/commitments/{id}")
  @Operation(summary = "One commitment: its state, why, its periods, and the evidence used")
  Detail commitment(
      Caller caller,
      Lang lang,
      @Parameter(description = "Clause and sentence, such as 4.1.1#2 (encode # as %23)")
          @PathVariable
          String id,
      @RequestParam(required = false) @Nullable LocalDate asOf,
      @RequestParam(required = false) @Nullable String knownAt,
      @RequestParam(required = false) @Nullable String plan) {
    var board = boards.of(register(plan), caller, Moments.question(asOf, knownAt));
    var row = board.find(id(id)).orElseThrow(() -> new PlanProblem.UnknownCommitment(id));
    var assessment = row.assessment();
    return new Detail(
        board.register().head().plan(),
        board.asOf().on(),
        board.knownAt(),
        board.asOf().known(),
        board.asOf().rules(),
        item(row, lang),
        assessment
            .map(a -> a.outcomes().stream().map(o -> outcome(o, board, lang)).toList())
            .orElse(List.of()),
        assessment.map(a -> pieces(a.evidence(), board)).orElse(List.of()),
        assessment.map(a -> pieces(a.contested(), board)).orElse(List.of()),
        assessment.map(a -> notCounted(a, board, lang)).orElse(List.of()),
        texts.of(board.register().head().plan(), row.commitment().id()),
        row.commitment().expects(),
        board.register().history(row.commitment().id()).stream()
            .map(c -> item(new Boards.Row(c, java.util.Optional.empty()), lang))
            .toList());
  }

  record PlanSummary(
      String key,
      LocalizedText title,
      PlanHead.@Nullable Period period,
      PlanHead.@Nullable Parent parent,
      int commitments) {}

  @GetMapping("/plans")
  @Operation(summary = "The plan and the sub-plans that report to it")
  List<PlanSummary> plans() {
    return registers.all().stream()
        .map(
            r ->
                new PlanSummary(
                    r.head().plan(),
                    r.head().title(),
                    r.head().period(),
                    r.head().parent(),
                    r.size()))
        .toList();
  }

  @GetMapping("/plans/{key}")
  @Operation(summary = "Clauses, pillars, priority areas and bodies of a plan")
  PlanHead plan(@PathVariable String key) {
    return register(key).head();
  }

  private Register register(@Nullable String plan) {
    String key = plan == null || plan.isBlank() ? Registers.MAIN : plan;
    return registers.find(key).orElseThrow(() -> new PlanProblem.UnknownPlan(key));
  }

  static CommitmentId id(String text) {
    try {
      return CommitmentId.of(text);
    } catch (IllegalArgumentException e) {
      throw new PlanProblem.UnknownCommitment(text);
    }
  }

  private Item item(Boards.Row row, Lang lang) {
    Commitment c = row.commitment();
    @Nullable Assessment a = row.assessment().orElse(null);
    return new Item(
        c.id().toString(),
        c.id().clause(),
        c.id().sentence(),
        c.version(),
        c.kind(),
        c.also().stream().sorted().toList(),
        c.cadence(),
        c.title(),
        c.lead(),
        c.pillar(),
        c.area(),
        c.tags(),
        a == null ? null : a.state(),
        a == null ? null : days(a),
        a == null ? null : said(a.headline(), lang),
        a == null ? null : said(a.reason(), lang),
        a == null ? null : a.next(),
        a == null ? null : a.byParty(),
        "/api/v1/commitments/" + URLEncoder.encode(c.id().toString(), UTF_8));
  }

  /** Days past due, of the newest period that is in the commitment's state. */
  private static @Nullable Integer days(Assessment a) {
    if (a.state() != State.OVERDUE && a.state() != State.LATE) return null;
    return a.outcomes().stream()
        .flatMap(o -> o.periods().stream())
        .filter(p -> p.state() == a.state() && p.days() != null)
        .reduce((first, last) -> last)
        .map(Assessment.Period::days)
        .orElse(null);
  }

  private Outcome outcome(Assessment.Outcome o, Boards.Board board, Lang lang) {
    return new Outcome(
        o.expectation(),
        o.state(),
        said(o.headline(), lang),
        said(o.reason(), lang),
        o.next(),
        o.periods(),
        o.readings().stream()
            .map(
                r ->
                    new Reading(
                        r.reading(),
                        r.reading() == board.asOf().rules().reading(),
                        r.state(),
                        said(r.headline(), lang),
                        r.next(),
                        r.periods()))
            .toList());
  }

  private static List<Piece> pieces(List<UUID> ids, Boards.Board board) {
    return ids.stream()
        .map(board.evidence()::get)
        .filter(java.util.Objects::nonNull)
        .map(PlanApi::piece)
        .toList();
  }

  static Piece piece(Entry.Asserted e) {
    return new Piece(
        e.id(),
        e.seq(),
        e.knownAt(),
        e.when().from(),
        e.when().to(),
        e.by().stream().sorted().toList(),
        e.title(),
        e.fact(),
        e.origin(),
        e.example(),
        "/api/v1/evidence/" + e.id());
  }

  private List<NotCounted> notCounted(Assessment a, Boards.Board board, Lang lang) {
    return a.notCounted().stream()
        .filter(n -> board.evidence().containsKey(n.evidence()))
        .map(
            n ->
                new NotCounted(
                    piece(java.util.Objects.requireNonNull(board.evidence().get(n.evidence()))),
                    said(n.why(), lang)))
        .toList();
  }

  private Said said(Message message, Lang lang) {
    return new Said(message.key(), message.args(), messages.text(lang, message));
  }
}
