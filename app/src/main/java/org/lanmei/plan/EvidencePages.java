package org.lanmei.plan;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Lang;
import org.lanmei.kernel.Message;
import org.lanmei.kernel.Problem;
import org.lanmei.site.Page;
import org.lanmei.texts.Texts;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** Recording evidence, reading a piece of it, and what may be said about it. */
@Controller
public class EvidencePages {

  private final Evidence evidence;
  private final Boards boards;
  private final Texts texts;
  private final Attachments attachments;
  private final ShippedHistory history;
  private final EvidenceRecords records;

  EvidencePages(
      Evidence evidence,
      Boards boards,
      Texts texts,
      Attachments attachments,
      ShippedHistory history,
      EvidenceRecords records) {
    this.evidence = evidence;
    this.boards = boards;
    this.texts = texts;
    this.attachments = attachments;
    this.history = history;
    this.records = records;
  }

  /** The form as it was sent, so that nothing typed is lost when a field cannot be taken. */
  public record Sent(
      @Nullable List<String> subject,
      NewEvidence.@Nullable What what,
      boolean ofTheSix,
      @Nullable String from,
      @Nullable String to,
      @Nullable String title,
      @Nullable String language,
      @Nullable String statement,
      @Nullable String link,
      @Nullable String edition,
      boolean special,
      Fact.@Nullable StageName stage,
      @Nullable String effect,
      boolean emergency) {

    public String subjects() {
      return subject == null ? "" : String.join(" ", subject);
    }

    /**
     * @param errors gets what is no day or no year
     */
    NewEvidence evidence(Page page, List<Problem.FieldError> errors) {
      var subjects = new ArrayList<String>();
      if (subject != null) {
        for (String line : subject) subjects.addAll(List.of(line.strip().split("[\\s,]+")));
      }
      Lang lang = language == null ? page.lang() : Lang.of(language).orElse(page.lang());
      return new NewEvidence(
          subjects,
          what,
          ofTheSix,
          day("from", from, errors),
          day("to", to, errors),
          title,
          lang,
          statement,
          link,
          year("edition", edition, errors),
          special,
          stage,
          day("effect", effect, errors),
          emergency);
    }

    private static @Nullable LocalDate day(
        String field, @Nullable String text, List<Problem.FieldError> errors) {
      if (text == null || text.isBlank()) return null;
      try {
        return LocalDate.parse(text.strip());
      } catch (DateTimeParseException e) {
        errors.add(new Problem.FieldError(field, Message.of("plan.field.date", text.strip())));
        return null;
      }
    }

    private static @Nullable Integer year(
        String field, @Nullable String text, List<Problem.FieldError> errors) {
      if (text == null || text.isBlank()) return null;
      try {
        return Integer.valueOf(text.strip());
      } catch (NumberFormatException e) {
        errors.add(
            new Problem.FieldError(field, Message.of("plan.field.unknown", field, text.strip())));
        return null;
      }
    }
  }

  @GetMapping("/plan/record")
  ResponseEntity<String> form(Page page, Sent sent) {
    Evidence.partyOf(page.caller());
    return form(page, sent, List.of(), 200);
  }

  private ResponseEntity<String> form(
      Page page, Sent sent, List<Problem.FieldError> errors, int status) {
    var board = boards.main(page.caller(), Boards.Question.NOW);
    page.section(PlanPages.SECTION).title(page.t("plan.record.title"));
    var byField = new HashMap<String, String>();
    for (var error : errors) byField.putIfAbsent(error.field(), page.t(error.message()));
    return page.html(
        status,
        "plan/record.jte",
        Map.of(
            "sent", sent,
            "board", board,
            "party", Evidence.partyOf(page.caller()),
            "errors", errors,
            "byField", byField));
  }

  @PostMapping("/plan/record")
  ResponseEntity<String> record(
      Page page, Sent sent, @RequestParam(required = false) @Nullable MultipartFile file)
      throws IOException {
    try (var content = file == null || file.isEmpty() ? null : file.getInputStream()) {
      var upload =
          content == null
              ? null
              : new Evidence.Upload(
                  Objects.requireNonNullElse(
                      Objects.requireNonNull(file).getOriginalFilename(), "file"),
                  content);
      var unread = new ArrayList<Problem.FieldError>();
      var given = sent.evidence(page, unread);
      UUID id = evidence.record(page.caller(), given, upload, unread);
      return seeOther("/plan/evidence/" + id);
    } catch (PlanProblem.BadFields e) {
      return form(page, sent, e.fields(), 400);
    }
  }

  @GetMapping("/plan/evidence/{id}")
  ResponseEntity<String> read(Page page, @PathVariable UUID id) {
    return read(page, id, null, 200);
  }

  private ResponseEntity<String> read(Page page, UUID id, @Nullable String error, int status) {
    var standing = evidence.standing(page.caller(), id);
    var asserted = standing.asserted();
    page.section(PlanPages.SECTION)
        .title(page.pick(asserted.title()).text())
        .form("JSON", "/api/v1/evidence/" + id);
    if (asserted.example()) page.example(Message.of("plan.example"));
    var model = new HashMap<String, Object>();
    model.put("provable", records.content(page.caller(), asserted.seq()).isPresent());
    model.put("standing", standing);
    model.put("words", texts.readAll(standing.words()));
    model.put("event", history.event(id).orElse(null));
    model.put("sources", history.event(id).map(history::sources).orElse(List.of()));
    model.put("attachment", evidence.attachment(page.caller(), id).orElse(null));
    model.put("party", page.caller().speaksFor(org.lanmei.kernel.Capacity.SECRETARIAT));
    model.put("error", error);
    var board = boards.main(page.caller(), Boards.Question.NOW);
    model.put("board", board);
    model.put("about", about(asserted, board));
    return page.html(status, "plan/evidence.jte", model);
  }

  /** Commitments whose expectations the evidence speaks of. */
  private static List<Boards.Row> about(Entry.Asserted asserted, Boards.Board board) {
    return board.rows().stream().filter(row -> speaksOf(asserted, row.commitment())).toList();
  }

  private static boolean speaksOf(Entry.Asserted asserted, Commitment c) {
    for (SubjectRef subject : asserted.subjects()) {
      if (subject.equals(SubjectRef.commitment(c.id()))) return true;
      for (Expectation x : c.expects()) {
        if (x.subjects().contains(subject)
            || subject.equals(SubjectRef.expectation(c.id(), x.key()))) {
          return true;
        }
      }
    }
    return false;
  }

  @GetMapping("/plan/evidence/{id}/file")
  void file(Page page, @PathVariable UUID id, HttpServletResponse response) throws IOException {
    attachments.send(page.caller(), id, response);
  }

  /** What an officer says about a piece of evidence. */
  private interface Step {
    void with(Lang lang, String reason);
  }

  private ResponseEntity<String> say(Page page, UUID id, @Nullable String reason, Step step) {
    try {
      step.with(page.lang(), reason == null ? "" : reason);
      return seeOther("/plan/evidence/" + id);
    } catch (PlanProblem.BadFields e) {
      return read(page, id, page.t(e.fields().getFirst().message()), 400);
    }
  }

  @PostMapping("/plan/evidence/{id}/contest")
  ResponseEntity<String> contest(
      Page page, @PathVariable UUID id, @RequestParam(required = false) @Nullable String reason) {
    return say(page, id, reason, (lang, why) -> evidence.contest(page.caller(), id, lang, why));
  }

  @PostMapping("/plan/evidence/{id}/settle")
  ResponseEntity<String> settle(
      Page page, @PathVariable UUID id, @RequestParam(required = false) @Nullable String reason) {
    return say(page, id, reason, (lang, why) -> evidence.settle(page.caller(), id, lang, why));
  }

  @PostMapping("/plan/evidence/{id}/withdraw")
  ResponseEntity<String> withdraw(
      Page page, @PathVariable UUID id, @RequestParam(required = false) @Nullable String reason) {
    return say(page, id, reason, (lang, why) -> evidence.withdraw(page.caller(), id, lang, why));
  }

  static ResponseEntity<String> seeOther(String address) {
    return ResponseEntity.status(303).header(HttpHeaders.LOCATION, address).build();
  }
}
