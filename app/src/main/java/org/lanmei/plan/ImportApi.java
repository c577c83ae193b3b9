package org.lanmei.plan;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Caller;
import org.lanmei.kernel.Lang;
import org.lanmei.plan.document.Difference;
import org.lanmei.plan.document.Draft;
import org.lanmei.plan.document.Format;
import org.lanmei.plan.document.Script;
import org.lanmei.site.Messages;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Reading plan documents in, for machines. */
@RestController
@RequestMapping("/api/v1/plans/imports")
@Tag(name = "Plan imports")
class ImportApi {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Imports imports;
  private final Messages messages;

  ImportApi(Imports imports, Messages messages) {
    this.imports = imports;
    this.messages = messages;
  }

  /**
   * @param detail the difference itself, by type @param text the same for readers
   */
  record Told(Difference detail, String text) {}

  /**
   * @param matched commitments of the register that were found; null for a draft
   * @param commitments of the register, or proposed
   * @param problem why it cannot be read, for readers
   */
  record Result(
      UUID id,
      String fileName,
      Imports.State state,
      @Nullable String plan,
      boolean isCopyOfRegister,
      @Nullable Format format,
      @Nullable String charset,
      @Nullable Script script,
      @Nullable Integer clauses,
      @Nullable Integer sentences,
      @Nullable Integer matched,
      @Nullable Integer commitments,
      List<Told> differences,
      List<String> notes,
      @Nullable String problem,
      Instant at,
      String href,
      String page) {}

  @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  @Operation(
      summary =
          "Read a plan document: matched with the register, or proposed as a draft; 422 when"
              + " unreadable")
  ResponseEntity<Result> start(
      Caller caller,
      Lang lang,
      @RequestParam("file") MultipartFile file,
      @Parameter(description = "Key of the plan or sub-plan it is; found out when missing")
          @RequestParam(required = false)
          @Nullable String plan)
      throws IOException {
    UUID id =
        imports.start(
            caller,
            Objects.requireNonNullElse(file.getOriginalFilename(), "document"),
            file.getBytes(),
            plan == null || plan.isBlank() ? null : plan);
    var imported = imports.await(caller, id, PATIENCE);
    if (imported.problem() != null) throw new PlanProblem.Unreadable(imported.problem());
    boolean ready = imported.state() != Imports.State.READING;
    return ResponseEntity.status(ready ? HttpStatus.CREATED : HttpStatus.ACCEPTED)
        .location(java.net.URI.create("/api/v1/plans/imports/" + id))
        .body(result(imported, lang));
  }

  @GetMapping
  @Operation(summary = "The last hundred imports")
  List<Result> list(Caller caller, Lang lang) {
    return imports.list(caller).stream().map(i -> result(i, lang)).toList();
  }

  @GetMapping("/{id}")
  @Operation(summary = "One import and what was understood")
  Result read(Caller caller, Lang lang, @PathVariable UUID id) {
    return result(imports.find(caller, id), lang);
  }

  @GetMapping("/{id}/proposals")
  @Operation(summary = "For a draft: each sentence with the proposed kind and cadence and why")
  List<Draft.Proposal> proposals(Caller caller, @PathVariable UUID id) {
    var imported = imports.find(caller, id);
    if (imported.matched() || imported.understood() == null) return List.of();
    return Draft.propose(imports.document(imported)).proposals();
  }

  /**
   * @param kinds by sentence id, where they differ from the proposal; NONE = no commitment
   */
  record Acceptance(
      @Nullable String key, @Nullable String title, @Nullable Map<String, String> kinds) {}

  @PostMapping("/{id}/accept")
  @Operation(summary = "Attach the official text to the register, or make the draft a register")
  Result accept(
      Caller caller,
      Lang lang,
      @PathVariable UUID id,
      @RequestBody(required = false) @Nullable Acceptance body) {
    var confirmed =
        body == null
            ? Imports.Confirmed.AS_PROPOSED
            : new Imports.Confirmed(
                body.key(), body.title(), body.kinds() == null ? Map.of() : body.kinds());
    return result(imports.accept(caller, id, confirmed), lang);
  }

  @PostMapping("/{id}/discard")
  @Operation(summary = "Reject what was understood")
  Result discard(Caller caller, Lang lang, @PathVariable UUID id) {
    return result(imports.discard(caller, id), lang);
  }

  private Result result(Imports.Import i, Lang lang) {
    var u = i.understood();
    return new Result(
        i.id(),
        i.fileName(),
        i.state(),
        i.plan(),
        i.matched(),
        u == null ? null : u.format(),
        u == null ? null : u.charset(),
        u == null ? null : u.script(),
        u == null ? null : u.clauses(),
        u == null ? null : u.sentences(),
        u == null ? null : u.matched(),
        u == null ? null : u.commitments(),
        u == null
            ? List.of()
            : u.differences().stream()
                .map(d -> new Told(d, messages.text(lang, d.message())))
                .toList(),
        u == null ? List.of() : u.notes().stream().map(n -> messages.text(lang, n)).toList(),
        i.problem() == null ? null : messages.text(lang, i.problem()),
        i.at(),
        "/api/v1/plans/imports/" + i.id(),
        "/plan/imports/" + i.id());
  }
}
