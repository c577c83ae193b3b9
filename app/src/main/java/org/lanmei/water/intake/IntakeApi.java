package org.lanmei.water.intake;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Caller;
import org.lanmei.kernel.Lang;
import org.lanmei.kernel.Message;
import org.lanmei.site.Messages;
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

/** Files of readings, for machines. */
@RestController
@RequestMapping("/api/v1/intake")
@Tag(name = "Intake of files")
class IntakeApi {

  private final FileIntake intake;
  private final Messages messages;

  IntakeApi(FileIntake intake, Messages messages) {
    this.intake = intake;
    this.messages = messages;
  }

  /**
   * @param profile version of the source's profile; null = none is confirmed for it yet
   * @param rows in the file; null = not counted yet
   * @param read rows that were dealt with
   * @param taken values that were new or corrected
   * @param stopped why it does not go on, for readers
   * @param proposal what a person has to confirm; null when nothing waits for that
   */
  record Told(
      UUID id,
      String source,
      String fileName,
      Job.State state,
      @Nullable Integer profile,
      @Nullable Long rows,
      long read,
      long taken,
      long same,
      long corrected,
      long empty,
      long bad,
      @Nullable String reason,
      List<String> stopped,
      Instant at,
      @Nullable Instant finishedAt,
      String href,
      String page,
      @Nullable Proposal proposal) {}

  /**
   * @param ready values that would be taken with the choices made, or else the likeliest
   * @param open questions that nobody has answered; nothing is loaded before
   */
  record Proposal(
      long rows,
      long ready,
      long empty,
      long badRows,
      List<Bad> firstBad,
      List<Finding> findings,
      List<Question> questions,
      List<String> open,
      List<ProfileProposal.Shown> preview,
      @Nullable Profile profile) {}

  record Finding(
      ProfileProposal.Setting setting,
      boolean warning,
      String text,
      List<ProfileProposal.Evidence> evidence) {}

  /**
   * @param recommended by the evidence; null = the evidence does not say
   * @param chosen by a person; null = not yet
   */
  record Question(
      String id,
      String text,
      ProfileProposal.@Nullable Evidence evidence,
      List<Option> options,
      @Nullable String recommended,
      boolean must,
      @Nullable String chosen) {}

  record Option(String value, String text, @Nullable String reading) {}

  record Bad(long line, String what, String how, String row) {}

  record SourceTold(
      String name, @Nullable Integer profile, @Nullable Instant confirmedAt, String href) {}

  @PostMapping(path = "/files", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  @Operation(
      summary =
          "Send a file of readings: 202 when its source's profile fits and it is being loaded, 409"
              + " with the proposal that a person has to confirm, 422 when it no longer fits or"
              + " cannot be read")
  ResponseEntity<Told> upload(
      Caller caller,
      Lang lang,
      @RequestParam(name = "file", required = false) @Nullable MultipartFile file,
      @Parameter(description = "The source's name; a new one is made")
          @RequestParam(required = false)
          @Nullable String source,
      @Parameter(description = "Why values differ from earlier ones")
          @RequestParam(required = false)
          @Nullable String reason)
      throws IOException {
    try (var bytes = file == null ? InputStream.nullInputStream() : file.getInputStream()) {
      String name = file == null ? null : file.getOriginalFilename();
      return answer(
          caller,
          lang,
          intake.start(
              caller,
              source,
              Objects.requireNonNullElse(name, "readings.csv"),
              bytes,
              reason,
              null));
    }
  }

  @PostMapping(
      path = "/files",
      consumes = {
        "text/csv",
        "text/plain",
        "text/tab-separated-values",
        "application/octet-stream"
      })
  @Operation(summary = "The same with the file as the body")
  ResponseEntity<Told> send(
      Caller caller,
      Lang lang,
      @RequestParam(required = false) @Nullable String source,
      @Parameter(description = "The file's name") @RequestParam(required = false)
          @Nullable String name,
      @RequestParam(required = false) @Nullable String reason,
      @RequestBody(required = false) org.springframework.core.io.@Nullable InputStreamResource body)
      throws IOException {
    try (var bytes = body == null ? InputStream.nullInputStream() : body.getInputStream()) {
      return answer(
          caller,
          lang,
          intake.start(
              caller,
              source,
              Objects.requireNonNullElse(name, "readings.csv"),
              bytes,
              reason,
              null));
    }
  }

  private ResponseEntity<Told> answer(Caller caller, Lang lang, Job job) {
    int status =
        switch (job.state()) {
          case PROPOSED -> 409;
          case STOPPED -> 422;
          case WAITING, LOADING, DONE, CANCELLED -> 202;
        };
    return ResponseEntity.status(status)
        .location(URI.create("/api/v1/intake/jobs/" + job.id()))
        .body(told(caller, job, lang, job.state() == Job.State.PROPOSED));
  }

  @GetMapping("/jobs")
  @Operation(summary = "The last hundred files of the own service")
  List<Told> list(Caller caller, Lang lang) {
    return intake.jobs(caller).stream().map(job -> told(caller, job, lang, false)).toList();
  }

  @GetMapping("/jobs/{id}")
  @Operation(summary = "One file, how far it is, and what waits to be confirmed")
  Told read(Caller caller, Lang lang, @PathVariable UUID id) {
    var job = intake.find(caller, id);
    return told(caller, job, lang, job.state() == Job.State.PROPOSED);
  }

  @GetMapping("/jobs/{id}/bad")
  @Operation(summary = "The rows that were left out: line, what is wrong, how to mend it")
  List<Bad> bad(Caller caller, Lang lang, @PathVariable UUID id) {
    return intake.bad(caller, id).stream().map(row -> bad(row, lang)).toList();
  }

  /**
   * @param choices by the question's id
   */
  record Choices(@Nullable Map<String, String> choices) {
    Map<String, String> given() {
      return choices == null ? Map.of() : choices;
    }
  }

  @PostMapping("/jobs/{id}/look")
  @Operation(summary = "Make choices and see what the file means with them; nothing is loaded")
  Told look(
      Caller caller,
      Lang lang,
      @PathVariable UUID id,
      @RequestBody(required = false) @Nullable Choices body) {
    intake.choose(caller, id, body == null ? Map.of() : body.given());
    return told(caller, intake.find(caller, id), lang, true);
  }

  @PostMapping("/jobs/{id}/confirm")
  @Operation(
      summary =
          "Confirm how the files of this source are read, and load this one; 409 while a question"
              + " is open")
  ResponseEntity<Told> confirm(
      Caller caller,
      Lang lang,
      @PathVariable UUID id,
      @RequestBody(required = false) @Nullable Choices body) {
    var job = intake.confirm(caller, id, body == null ? Map.of() : body.given());
    return ResponseEntity.accepted().body(told(caller, job, lang, false));
  }

  @PostMapping("/jobs/{id}/cancel")
  @Operation(summary = "Load nothing more of it; what was loaded stays")
  Told cancel(Caller caller, Lang lang, @PathVariable UUID id) {
    return told(caller, intake.cancel(caller, id), lang, false);
  }

  /**
   * @param reason why values differ from earlier ones; null = as before
   */
  record Resumption(@Nullable String reason) {}

  @PostMapping("/jobs/{id}/resume")
  @Operation(summary = "Go on with a stopped file from where it was")
  Told resume(
      Caller caller,
      Lang lang,
      @PathVariable UUID id,
      @RequestBody(required = false) @Nullable Resumption body) {
    return told(
        caller, intake.resume(caller, id, body == null ? null : body.reason()), lang, false);
  }

  @PostMapping("/jobs/{id}/propose")
  @Operation(summary = "Understand a stopped file anew, for another version of the profile")
  Told propose(Caller caller, Lang lang, @PathVariable UUID id) {
    return told(caller, intake.proposeAnew(caller, id), lang, true);
  }

  @GetMapping("/sources")
  @Operation(summary = "The sources of the own service")
  List<SourceTold> sources(Caller caller) {
    return intake.sources(caller).stream()
        .map(
            s ->
                new SourceTold(
                    s.name(),
                    s.version(),
                    s.confirmedAt(),
                    "/api/v1/intake/sources/" + s.name() + "/profiles"))
        .toList();
  }

  @GetMapping("/sources/{name}/profiles")
  @Operation(summary = "How the files of a source are read, in all its versions, the newest first")
  List<JobStore.Confirmed> profiles(Caller caller, @PathVariable String name) {
    return intake.profiles(caller, name);
  }

  private Told told(Caller caller, Job job, Lang lang, boolean withProposal) {
    return new Told(
        job.id(),
        job.source(),
        job.fileName(),
        job.state(),
        job.version(),
        job.all(),
        job.read(),
        job.taken(),
        job.same(),
        job.corrected(),
        job.empty(),
        job.bad(),
        job.reason(),
        job.stopped().stream().map(m -> messages.text(lang, m)).toList(),
        job.at(),
        job.finishedAt(),
        "/api/v1/intake/jobs/" + job.id(),
        "/water/intake/jobs/" + job.id(),
        withProposal ? proposal(intake.proposal(caller, job.id()), lang) : null);
  }

  private Proposal proposal(ProfileProposal p, Lang lang) {
    return new Proposal(
        p.rows(),
        p.ready(),
        p.none(),
        p.badRows(),
        p.firstBad().stream().map(row -> bad(row, lang)).toList(),
        p.findings().stream()
            .map(f -> new Finding(f.setting(), f.warning(), text(lang, f.says()), f.evidence()))
            .toList(),
        p.questions().stream()
            .map(
                q ->
                    new Question(
                        q.id(),
                        text(lang, q.asks()),
                        q.evidence(),
                        q.options().stream()
                            .map(o -> new Option(o.value(), text(lang, o.label()), o.reading()))
                            .toList(),
                        q.recommended(),
                        q.must(),
                        q.chosen()))
            .toList(),
        p.open().stream().map(ProfileProposal.Question::id).toList(),
        p.preview(),
        p.likely());
  }

  private Bad bad(BadRow row, Lang lang) {
    return new Bad(row.line(), text(lang, row.what()), text(lang, row.how()), row.cells());
  }

  private String text(Lang lang, Message message) {
    return messages.text(lang, message);
  }
}
