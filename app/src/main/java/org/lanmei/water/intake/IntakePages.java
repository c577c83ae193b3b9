package org.lanmei.water.intake;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Message;
import org.lanmei.kernel.Problem;
import org.lanmei.parties.People;
import org.lanmei.parties.Person;
import org.lanmei.site.Export;
import org.lanmei.site.Page;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** Sending files of readings, deciding how they are meant, and watching them being loaded. */
@Controller
class IntakePages {

  private static final String SECTION = "water";
  private static final String CHOICE = "choice:";
  private static final int BAD_SHOWN = 100;

  private final FileIntake intake;
  private final People people;

  IntakePages(FileIntake intake, People people) {
    this.intake = intake;
    this.people = people;
  }

  @GetMapping("/water/intake")
  ResponseEntity<String> list(Page page) {
    return list(page, null, null, 200);
  }

  private ResponseEntity<String> list(
      Page page, @Nullable String error, @Nullable String typed, int status) {
    var jobs = intake.jobs(page.caller());
    page.section(SECTION).title(page.t("water.intake.title")).form("JSON", "/api/v1/intake/jobs");
    var sources = intake.sources(page.caller());
    var model = new HashMap<String, Object>();
    model.put("sources", sources);
    model.put("jobs", jobs);
    model.put("names", names(sources, jobs));
    model.put("error", error);
    model.put("typed", typed == null ? "" : typed);
    return page.html(status, "water/intake.jte", model);
  }

  private Map<UUID, String> names(List<Source> sources, List<Job> jobs) {
    var ids = new java.util.HashSet<UUID>();
    sources.forEach(
        s -> {
          if (s.confirmedBy() != null) ids.add(s.confirmedBy());
        });
    jobs.forEach(job -> ids.add(job.person()));
    var names = new HashMap<UUID, String>();
    people.find(ids).forEach((id, person) -> names.put(id, person.name()));
    return names;
  }

  @PostMapping("/water/intake")
  ResponseEntity<String> start(
      Page page,
      @RequestParam(required = false) @Nullable MultipartFile file,
      @RequestParam(required = false) @Nullable String source,
      @RequestParam(required = false) @Nullable String name,
      @RequestParam(required = false) @Nullable String reason)
      throws IOException {
    String home = name != null && !name.isBlank() ? name : source;
    intake.sources(page.caller());
    if (file == null || file.isEmpty()) {
      return list(page, page.t("water.intake.choose-file"), home, 400);
    }
    try (var bytes = file.getInputStream()) {
      var job =
          intake.start(
              page.caller(),
              home,
              Objects.requireNonNullElse(file.getOriginalFilename(), "readings.csv"),
              bytes,
              reason,
              null);
      return seeOther("/water/intake/jobs/" + job.id());
    } catch (IntakeProblem e) {
      return list(page, page.t(said(e)), home, e.kind().status());
    }
  }

  /** What is wrong with a field says more than the whole. */
  private static Message said(Problem problem) {
    return problem.fields().isEmpty() ? problem.detail() : problem.fields().getFirst().message();
  }

  @GetMapping("/water/intake/jobs/{id}")
  ResponseEntity<String> read(Page page, @PathVariable UUID id) {
    return read(page, id, null, 200);
  }

  private ResponseEntity<String> read(Page page, UUID id, @Nullable Message error, int status) {
    var job = intake.find(page.caller(), id);
    page.section(SECTION).title(job.fileName()).form("JSON", "/api/v1/intake/jobs/" + id);
    if (job.running()) page.live();
    if (job.bad() > 0) page.form("CSV", "/water/intake/jobs/" + id + "/bad.csv");
    ProfileProposal proposal = null;
    Message unreadable = null;
    if (job.state() == Job.State.PROPOSED) {
      try {
        proposal = intake.proposal(page.caller(), id);
      } catch (IntakeProblem e) {
        unreadable = e.detail();
      }
    }
    var model = new HashMap<String, Object>();
    model.put("job", job);
    model.put("proposal", proposal);
    model.put("error", error == null ? unreadable : error);
    model.put(
        "bad",
        job.bad() == 0
            ? List.of()
            : intake.bad(page.caller(), id).stream().limit(BAD_SHOWN).toList());
    model.put("sender", people.find(job.person()).map(Person::name).orElse(""));
    return page.html(
        status, proposal == null ? "water/intake-job.jte" : "water/intake-proposal.jte", model);
  }

  @GetMapping("/water/intake/jobs/{id}/bad.csv")
  ResponseEntity<byte[]> bad(Page page, @PathVariable UUID id) {
    var rows = intake.bad(page.caller(), id);
    return Export.csv(
        "bad-rows-" + id.toString().substring(0, 8),
        List.of(
            new Export.Column<BadRow>(page.t("water.intake.col.line"), BadRow::line),
            new Export.Column<BadRow>(page.t("water.intake.col.what"), r -> page.t(r.what())),
            new Export.Column<BadRow>(page.t("water.intake.col.how"), r -> page.t(r.how())),
            new Export.Column<BadRow>(page.t("water.intake.col.row"), BadRow::cells)),
        rows);
  }

  private static Map<String, String> choices(HttpServletRequest request) {
    var choices = new TreeMap<String, String>();
    request
        .getParameterMap()
        .forEach(
            (name, values) -> {
              if (name.startsWith(CHOICE)) choices.put(name.substring(CHOICE.length()), values[0]);
            });
    return choices;
  }

  @PostMapping("/water/intake/jobs/{id}/look")
  ResponseEntity<String> look(Page page, @PathVariable UUID id, HttpServletRequest request) {
    try {
      intake.choose(page.caller(), id, choices(request));
      return seeOther("/water/intake/jobs/" + id + "#questions");
    } catch (IntakeProblem.UnknownChoice e) {
      return read(page, id, e.detail(), 400);
    }
  }

  @PostMapping("/water/intake/jobs/{id}/confirm")
  ResponseEntity<String> confirm(Page page, @PathVariable UUID id, HttpServletRequest request) {
    try {
      intake.confirm(page.caller(), id, choices(request));
      return seeOther("/water/intake/jobs/" + id);
    } catch (IntakeProblem.Undecided | IntakeProblem.UnknownChoice e) {
      return read(page, id, e.detail(), e.kind().status());
    }
  }

  @PostMapping("/water/intake/jobs/{id}/cancel")
  ResponseEntity<String> cancel(Page page, @PathVariable UUID id) {
    intake.cancel(page.caller(), id);
    return seeOther("/water/intake/jobs/" + id);
  }

  @PostMapping("/water/intake/jobs/{id}/resume")
  ResponseEntity<String> resume(
      Page page, @PathVariable UUID id, @RequestParam(required = false) @Nullable String reason) {
    intake.resume(page.caller(), id, reason);
    return seeOther("/water/intake/jobs/" + id);
  }

  @PostMapping("/water/intake/jobs/{id}/propose")
  ResponseEntity<String> propose(Page page, @PathVariable UUID id) {
    intake.proposeAnew(page.caller(), id);
    return seeOther("/water/intake/jobs/" + id);
  }

  private static ResponseEntity<String> seeOther(String address) {
    return ResponseEntity.status(303).header(HttpHeaders.LOCATION, address).build();
  }
}
