package org.lanmei.plan;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Caller;
import org.lanmei.kernel.Lang;
import org.lanmei.kernel.Party;
import org.lanmei.texts.Texts;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Evidence, boards and releases, for machines. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Evidence")
class EvidenceApi {

  private static final int MOST = 1_000;

  private final Evidence evidence;
  private final Boards boards;
  private final BoardRelease release;
  private final Attachments attachments;
  private final Texts texts;

  EvidenceApi(
      Evidence evidence,
      Boards boards,
      BoardRelease release,
      Attachments attachments,
      Texts texts) {
    this.evidence = evidence;
    this.boards = boards;
    this.release = release;
    this.attachments = attachments;
    this.texts = texts;
  }

  /**
   * @param contestedBy parties whose contest stands
   * @param entries everything said about it, in commit order
   * @param words statements and reasons that the entries name, in the language of the request where
   *     there is a version in it
   * @param file what was filed with it; null = nothing
   */
  record Record(
      PlanApi.Piece evidence,
      Set<SubjectRef> subjects,
      Set<Party> contestedBy,
      boolean withdrawn,
      List<Entry> entries,
      Map<UUID, Words> words,
      @Nullable FiledFile file) {}

  record Words(Lang lang, String text) {}

  /**
   * @param href where it can be had
   */
  record FiledFile(String name, String href) {}

  record Records(int total, List<PlanApi.Piece> items) {}

  @GetMapping("/evidence")
  @Operation(summary = "Evidence on record that the caller may see, newest entry first")
  Records list(
      Caller caller,
      @Parameter(description = "A subject, such as series:leaders or commitment:4.1.1#6")
          @RequestParam(required = false)
          @Nullable String subject,
      @RequestParam(required = false) @Nullable Party party,
      @RequestParam(required = false) @Nullable LocalDate from,
      @RequestParam(required = false) @Nullable LocalDate to,
      @RequestParam(defaultValue = "100") int limit) {
    var found =
        boards.main(caller, Boards.Question.NOW).evidence().values().stream()
            .filter(
                e ->
                    subject == null
                        || e.subjects().stream().anyMatch(s -> s.value().equals(subject)))
            .filter(e -> party == null || e.by().contains(party))
            .filter(e -> from == null || !e.when().to().isBefore(from))
            .filter(e -> to == null || !e.when().from().isAfter(to))
            .sorted(Comparator.comparing(Entry.Asserted::seq).reversed())
            .toList();
    return new Records(
        found.size(),
        found.stream().limit(Math.clamp(limit, 1, MOST)).map(PlanApi::piece).toList());
  }

  @GetMapping("/evidence/{id}")
  @Operation(summary = "One piece of evidence and everything said about it")
  Record read(Caller caller, Lang lang, @PathVariable UUID id) {
    var standing = evidence.standing(caller, id);
    return new Record(
        PlanApi.piece(standing.asserted()),
        standing.asserted().subjects(),
        standing.contestedBy(),
        standing.withdrawn(),
        standing.entries(),
        words(standing, lang),
        evidence
            .attachment(caller, id)
            .map(a -> new FiledFile(a.name(), "/api/v1/evidence/" + id + "/file"))
            .orElse(null));
  }

  private Map<UUID, Words> words(Evidence.Standing standing, Lang lang) {
    var words = new LinkedHashMap<UUID, Words>();
    texts
        .readAll(standing.words())
        .forEach((id, text) -> words.put(id, new Words(text.langFor(lang), text.in(lang).body())));
    return words;
  }

  @GetMapping("/evidence/{id}/file")
  @Operation(summary = "The file that was put on record with it")
  void file(Caller caller, @PathVariable UUID id, HttpServletResponse response) throws IOException {
    attachments.send(caller, id, response);
  }

  @PostMapping(path = "/evidence", consumes = MediaType.APPLICATION_JSON_VALUE)
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(summary = "Put evidence on record for the caller’s party; permanent")
  Record record(Caller caller, Lang lang, @RequestBody NewEvidence body) {
    return read(caller, lang, evidence.record(caller, body, null));
  }

  @PostMapping(path = "/evidence", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(summary = "Put evidence on record with a file: part evidence as JSON, part file")
  Record recordWithFile(
      Caller caller,
      Lang lang,
      @RequestPart("evidence") NewEvidence body,
      @RequestPart("file") MultipartFile file)
      throws IOException {
    try (var content = file.getInputStream()) {
      var upload =
          new Evidence.Upload(
              Objects.requireNonNullElse(file.getOriginalFilename(), "file"), content);
      return read(caller, lang, evidence.record(caller, body, upload));
    }
  }

  /**
   * @param reason in the language of the request
   */
  record Reason(@Nullable String reason) {}

  @PostMapping("/evidence/{id}/contest")
  @Operation(
      summary = "Say that the caller’s party does not accept it; it then counts for neither side")
  Record contest(Caller caller, Lang lang, @PathVariable UUID id, @RequestBody Reason body) {
    evidence.contest(caller, id, lang, text(body));
    return read(caller, lang, id);
  }

  @PostMapping("/evidence/{id}/settle")
  @Operation(summary = "Lift the contest of the caller’s party")
  Record settle(Caller caller, Lang lang, @PathVariable UUID id, @RequestBody Reason body) {
    evidence.settle(caller, id, lang, text(body));
    return read(caller, lang, id);
  }

  @PostMapping("/evidence/{id}/withdraw")
  @Operation(
      summary = "Withdraw what the caller’s party recorded, with a reason; it stays readable")
  Record withdraw(Caller caller, Lang lang, @PathVariable UUID id, @RequestBody Reason body) {
    evidence.withdraw(caller, id, lang, text(body));
    return read(caller, lang, id);
  }

  private static String text(Reason body) {
    return body.reason() == null ? "" : body.reason();
  }

  @GetMapping("/coverage")
  @Operation(summary = "Commitments with evidence on record, by clause and year, party or kind")
  Coverage coverage(Caller caller, @RequestParam(defaultValue = "year") String by) {
    return Coverage.of(boards.main(caller, Boards.Question.NOW), by);
  }

  @GetMapping("/boards")
  @Operation(
      summary = "The boards of the caller’s party by year, and from when the others see them")
  List<BoardRelease.OwnBoard> boards(Caller caller) {
    return release.own(caller);
  }

  @PostMapping("/boards/{year}/reply")
  @Operation(summary = "Reply to the own board of a year; the others see it from then on")
  List<BoardRelease.OwnBoard> reply(
      Caller caller, Lang lang, @PathVariable int year, @RequestBody Reason body) {
    release.reply(caller, year, lang, text(body));
    return release.own(caller);
  }

  @GetMapping("/releases")
  @Operation(
      summary =
          "What the six have released to the public; for a party also who has consented so far")
  Map<String, Set<Party>> releases(Caller caller) {
    return release.consents(caller);
  }

  /**
   * @param scope a clause number, or * for the whole register
   */
  record Consent(@Nullable String scope) {}

  @PostMapping("/releases")
  @Operation(summary = "Consent for the caller’s party to a release; the sixth consent releases")
  Map<String, Set<Party>> consent(Caller caller, @RequestBody Consent body) {
    release.consent(caller, body.scope() == null ? "" : body.scope());
    return release.consents(caller);
  }
}
