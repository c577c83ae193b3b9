package org.lanmei.plan;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.lanmei.plan.document.Clause;
import org.lanmei.plan.document.Draft;
import org.lanmei.plan.document.Matching;
import org.lanmei.plan.document.Sentence;
import org.lanmei.site.Page;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** Reading plan documents in: send, watch, see what was understood beside the text, accept. */
@Controller
public class ImportPages {

  private final Imports imports;
  private final Registers registers;

  ImportPages(Imports imports, Registers registers) {
    this.imports = imports;
    this.registers = registers;
  }

  @GetMapping("/plan/imports")
  ResponseEntity<String> list(Page page) {
    return list(page, null, 200);
  }

  private ResponseEntity<String> list(Page page, @Nullable String error, int status) {
    page.section(PlanPages.SECTION).title(page.t("plan.imports.title"));
    var model = new HashMap<String, Object>();
    model.put("imports", imports.list(page.caller()));
    model.put("plans", registers.all());
    model.put("error", error);
    return page.html(status, "plan/imports.jte", model);
  }

  @PostMapping("/plan/imports")
  ResponseEntity<String> start(
      Page page,
      @RequestParam(required = false) @Nullable MultipartFile file,
      @RequestParam(required = false) @Nullable String plan)
      throws IOException {
    if (file == null || file.isEmpty()) return list(page, page.t("plan.imports.choose-file"), 400);
    UUID id =
        imports.start(
            page.caller(),
            Objects.requireNonNullElse(file.getOriginalFilename(), "document"),
            file.getBytes(),
            plan == null || plan.isBlank() ? null : plan);
    return EvidencePages.seeOther("/plan/imports/" + id);
  }

  @GetMapping("/plan/imports/{id}")
  ResponseEntity<String> read(Page page, @PathVariable UUID id) {
    return read(page, id, null, 200);
  }

  private ResponseEntity<String> read(Page page, UUID id, @Nullable String error, int status) {
    var imported = imports.find(page.caller(), id);
    page.section(PlanPages.SECTION)
        .title(imported.fileName())
        .form("JSON", "/api/v1/plans/imports/" + id);
    if (imported.state() == Imports.State.READING) page.live();
    var model = new HashMap<String, Object>();
    model.put("imported", imported);
    model.put("lines", lines(imported));
    model.put("error", error);
    return page.html(status, "plan/import.jte", model);
  }

  /**
   * One sentence of the document beside what was understood of it.
   *
   * @param heading the clause, where the sentence is its first; null otherwise
   * @param commitment of the register; null when it is none or the document is a draft
   * @param proposal for a draft; null for a matched document
   */
  public record Line(
      @Nullable Clause heading,
      Sentence sentence,
      CommitmentId id,
      Matching.@Nullable Found found,
      @Nullable Commitment commitment,
      Draft.@Nullable Proposal proposal) {}

  private List<Line> lines(Imports.Import imported) {
    if (imported.understood() == null) return List.of();
    var document = imports.document(imported);
    var found = new HashMap<CommitmentId, Matching.Found>();
    var proposals = new HashMap<CommitmentId, Draft.Proposal>();
    if (imported.matched()) {
      imports.matching(document).found().forEach(f -> found.put(f.at(), f));
    } else {
      Draft.propose(document).proposals().forEach(p -> proposals.put(p.id(), p));
    }
    var register = registers.main();
    var lines = new ArrayList<Line>();
    for (Clause clause : document.clauses()) {
      boolean first = true;
      for (Sentence sentence : clause.sentences()) {
        var id = clause.id(sentence);
        var match = found.get(id);
        var versions = match == null ? List.<Commitment>of() : register.history(match.id());
        lines.add(
            new Line(
                first ? clause : null,
                sentence,
                id,
                match,
                versions.isEmpty() ? null : versions.getLast(),
                proposals.get(id)));
        first = false;
      }
    }
    return lines;
  }

  @PostMapping("/plan/imports/{id}/accept")
  ResponseEntity<String> accept(Page page, @PathVariable UUID id, HttpServletRequest request) {
    var kinds = new HashMap<String, String>();
    request
        .getParameterMap()
        .forEach(
            (name, values) -> {
              if (name.startsWith("kind:")) kinds.put(name.substring(5), values[0]);
            });
    try {
      imports.accept(
          page.caller(),
          id,
          new Imports.Confirmed(request.getParameter("key"), request.getParameter("title"), kinds));
      return EvidencePages.seeOther("/plan/imports/" + id);
    } catch (PlanProblem.BadFields e) {
      return read(page, id, page.t(e.fields().getFirst().message()), 400);
    }
  }

  @PostMapping("/plan/imports/{id}/discard")
  ResponseEntity<String> discard(Page page, @PathVariable UUID id) {
    imports.discard(page.caller(), id);
    return EvidencePages.seeOther("/plan/imports");
  }
}
