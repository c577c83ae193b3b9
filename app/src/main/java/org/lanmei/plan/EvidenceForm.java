package org.lanmei.plan;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Lang;
import org.lanmei.kernel.Message;
import org.lanmei.kernel.Problem.FieldError;
import org.springframework.stereotype.Component;

/** Checks what an officer wants to put on record, all fields at once, and turns it into a fact. */
@Component
class EvidenceForm {

  private static final int TITLE_MAX = 200;
  private static final int STATEMENT_MAX = 20_000;
  private static final int LINK_MAX = 2_000;
  private static final LocalDate EARLIEST = LocalDate.of(2010, 1, 1);
  private static final LocalDate LATEST = LocalDate.of(2100, 1, 1);

  private final Registers registers;

  EvidenceForm(Registers registers) {
    this.registers = registers;
  }

  record Checked(
      Set<SubjectRef> subjects, Span when, Lang lang, String title, @Nullable String link) {}

  /**
   * @throws PlanProblem.BadFields naming every field that cannot be taken
   */
  Checked check(NewEvidence e, LocalDate today, boolean hasFile, List<FieldError> unread) {
    var errors = new ArrayList<FieldError>(unread);
    var subjects = subjects(e.subjects(), errors);
    var when = when(e, today, errors);
    String title = title(e.title(), errors);
    String link = link(e.link(), errors);
    if (e.what() == null) errors.add(error("what", "plan.field.what"));
    else content(e, e.what(), hasFile || link != null, errors);
    if (!errors.isEmpty() || when == null) throw new PlanProblem.BadFields(errors);
    return new Checked(subjects, when, e.lang() == null ? Lang.EN : e.lang(), title, link);
  }

  void checkReason(@Nullable String reason) {
    if (reason == null || reason.isBlank()) {
      throw PlanProblem.BadFields.of("reason", "plan.field.reason");
    }
    if (reason.length() > STATEMENT_MAX) {
      throw PlanProblem.BadFields.of("reason", "plan.field.too-long", STATEMENT_MAX);
    }
    if (!isText(reason)) throw PlanProblem.BadFields.of("reason", "plan.field.characters");
  }

  private void content(
      NewEvidence e, NewEvidence.What what, boolean hasSource, List<FieldError> errors) {
    String statement = e.statement();
    if (what.needsStatement() && (statement == null || statement.isBlank())) {
      errors.add(error("statement", "plan.field.statement"));
    }
    if (statement != null && statement.length() > STATEMENT_MAX) {
      errors.add(error("statement", "plan.field.too-long", STATEMENT_MAX));
    }
    if (statement != null && !isText(statement)) {
      errors.add(error("statement", "plan.field.characters"));
    }
    if (what == NewEvidence.What.DOCUMENT && !hasSource) {
      errors.add(error("file", "plan.field.file-or-link"));
    }
    if (what == NewEvidence.What.STAGE && e.stage() == null) {
      errors.add(error("stage", "plan.field.stage"));
    }
    if (what == NewEvidence.What.STAGE && isDecision(e.stage()) && !hasSource) {
      errors.add(error("link", "plan.field.decision"));
    }
    if (what == NewEvidence.What.NOTICE
        && e.effect() == null
        && errors.stream().noneMatch(x -> x.field().equals("effect"))) {
      errors.add(error("effect", "plan.field.effect"));
    }
    if (e.effect() != null && !isInRange(e.effect())) {
      errors.add(error("effect", "plan.field.range", EARLIEST, LATEST));
    }
    if (e.edition() != null && !isInRange(e.edition())) {
      errors.add(error("edition", "plan.field.unknown", "edition", e.edition().toString()));
    }
  }

  private static boolean isInRange(LocalDate day) {
    return !day.isBefore(EARLIEST) && !day.isAfter(LATEST);
  }

  private static boolean isInRange(int year) {
    return year >= EARLIEST.getYear() && year <= LATEST.getYear();
  }

  /**
   * What can be kept and shown: whole characters, and of the control characters only white space.
   */
  static boolean isText(String text) {
    return text.codePoints()
        .allMatch(
            c ->
                c == '\n'
                    || c == '\r'
                    || c == '\t'
                    || (!Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE));
  }

  private static boolean isDecision(Fact.@Nullable StageName stage) {
    return stage == Fact.StageName.ADOPTED || stage == Fact.StageName.SET_ASIDE;
  }

  private Set<SubjectRef> subjects(@Nullable List<String> given, List<FieldError> errors) {
    var subjects = new LinkedHashSet<SubjectRef>();
    if (given == null || given.stream().allMatch(String::isBlank)) {
      errors.add(error("subjects", "plan.field.subjects"));
      return subjects;
    }
    for (String text : given) {
      if (text.isBlank()) continue;
      var subject = subject(text.strip());
      if (subject == null) errors.add(error("subjects", "plan.field.subject", text.strip()));
      else subjects.add(subject);
    }
    return subjects;
  }

  /** Null when there is no such commitment, expectation or series. */
  private @Nullable SubjectRef subject(String text) {
    var register = registers.main();
    if (text.startsWith("series:")) {
      return series(register).stream().filter(s -> s.value().equals(text)).findFirst().orElse(null);
    }
    String bare = text.startsWith("commitment:") ? text.substring("commitment:".length()) : text;
    String[] parts = bare.split("/", 2);
    CommitmentId id;
    try {
      id = CommitmentId.of(parts[0]);
    } catch (IllegalArgumentException e) {
      return null;
    }
    var history = register.history(id);
    if (history.isEmpty()) return null;
    if (parts.length == 1) return SubjectRef.commitment(id);
    boolean expected = history.getLast().expects().stream().anyMatch(x -> x.key().equals(parts[1]));
    return expected ? SubjectRef.expectation(id, parts[1]) : null;
  }

  private static Set<SubjectRef> series(Register register) {
    var series = new HashSet<SubjectRef>();
    for (Commitment c : register.commitments(org.lanmei.kernel.Seq.NONE)) {
      c.expects().forEach(x -> series.addAll(x.subjects()));
    }
    return series;
  }

  private @Nullable Span when(NewEvidence e, LocalDate today, List<FieldError> errors) {
    LocalDate from = e.from();
    if (from == null) {
      if (errors.stream().anyMatch(x -> x.field().equals("from"))) return null;
      errors.add(error("from", "plan.field.from"));
      return null;
    }
    LocalDate to = e.to() == null ? from : e.to();
    if (to.isBefore(from)) {
      errors.add(error("to", "plan.field.to", to, from));
      return null;
    }
    if (!isInRange(from) || !isInRange(to)) {
      errors.add(error("from", "plan.field.range", EARLIEST, LATEST));
      return null;
    }
    if (e.what() != null && e.what().isPast() && from.isAfter(today)) {
      errors.add(error("from", "plan.field.future", from));
    }
    return new Span(from, to);
  }

  private static String title(@Nullable String title, List<FieldError> errors) {
    if (title == null || title.isBlank()) {
      errors.add(error("title", "plan.field.title"));
      return "";
    }
    if (title.strip().length() > TITLE_MAX) {
      errors.add(error("title", "plan.field.too-long", TITLE_MAX));
    }
    if (!isText(title)) errors.add(error("title", "plan.field.characters"));
    return title.strip();
  }

  private static @Nullable String link(@Nullable String link, List<FieldError> errors) {
    if (link == null || link.isBlank()) return null;
    try {
      var uri = new URI(link.strip());
      boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
      if (web && uri.getHost() != null && link.length() <= LINK_MAX) return uri.toString();
    } catch (URISyntaxException e) {
      // told below
    }
    errors.add(error("link", "plan.field.link", link.strip()));
    return null;
  }

  Fact fact(NewEvidence e, @Nullable UUID statement, @Nullable String file) {
    return switch (java.util.Objects.requireNonNull(e.what())) {
      case EVENT -> new Fact.Occurred(!e.special());
      case DOCUMENT -> new Fact.Delivered(e.edition(), file);
      case DECLARATION -> new Fact.Declared(java.util.Objects.requireNonNull(statement));
      case PLANNED -> new Fact.Planned();
      case NOT_FORESEEN -> new Fact.NotForeseen(java.util.Objects.requireNonNull(statement));
      case NOT_HELD -> new Fact.NotHeld(java.util.Objects.requireNonNull(statement));
      case STAGE -> new Fact.Stage(java.util.Objects.requireNonNull(e.stage()));
      case NOTICE -> new Fact.Notified(java.util.Objects.requireNonNull(e.effect()), e.emergency());
    };
  }

  private static FieldError error(String field, String key, Object... args) {
    return new FieldError(field, Message.of(key, args));
  }
}
