package org.lanmei.plan;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Lang;
import org.lanmei.kernel.LocalizedText;
import org.lanmei.plan.document.Clause;
import org.lanmei.plan.document.Draft;
import org.lanmei.plan.document.PlanDocument;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Turns a document and the kinds that a person confirmed into a register of its own. */
final class DraftRegister {

  private static final int TITLE_CHARACTERS = 90;
  private static final Pattern YEARS = Pattern.compile("(20\\d\\d)\\s*[-–—~至]+\\s*(20\\d\\d)");

  private final PlanDocument document;
  private final Draft draft;
  private final Imports.Confirmed confirmed;
  private final Lang lang;
  private final PlanHead.@Nullable Period period;
  private final int firstYear;
  private final JsonMapper json = JsonMapper.builder().build();

  DraftRegister(PlanDocument document, Draft draft, Imports.Confirmed confirmed, LocalDate today) {
    this.document = document;
    this.draft = draft;
    this.confirmed = confirmed;
    this.lang = Imports.language(document);
    this.period = period(confirmed.title() + " " + document.title());
    this.firstYear = period == null ? today.getYear() : period.from().getYear();
  }

  /** The years that a title names, such as 2018-2022; null when it names none. */
  private static PlanHead.@Nullable Period period(String title) {
    var years = YEARS.matcher(title);
    if (!years.find()) return null;
    int from = Integer.parseInt(years.group(1));
    int to = Integer.parseInt(years.group(2));
    return to < from
        ? null
        : new PlanHead.Period(LocalDate.of(from, 1, 1), LocalDate.of(to, 12, 31));
  }

  void save(Imports.Import imported, RegisterStore store, OfficialTexts texts, UUID person) {
    PlanHead known = imported.plan() == null ? null : store.heads().get(imported.plan());
    String key = key(imported, store);
    store.putHead(head(key, known));
    int position = 0;
    for (Draft.Proposal p : draft.proposals()) {
      Kind kind = kind(p);
      texts.attach(key, p.id(), lang, p.text(), imported.id(), p.line(), person);
      if (kind == null) continue;
      store.putCommitment(key, p.id(), position++, commitment(p, kind));
    }
  }

  private String key(Imports.Import imported, RegisterStore store) {
    if (imported.plan() != null) return imported.plan();
    String key = confirmed.key();
    if (key == null || !key.matches("[a-z0-9-]{1,60}") || store.heads().containsKey(key)) {
      throw PlanProblem.BadFields.of("key", "plan.field.key");
    }
    return key;
  }

  private PlanHead head(String key, @Nullable PlanHead known) {
    String given = confirmed.title();
    LocalizedText title =
        known != null
            ? known.title()
            : LocalizedText.of(
                lang, given != null && !given.isBlank() ? given.strip() : documentTitle(key));
    return new PlanHead(
        key,
        title,
        known == null || known.period() == null ? period : known.period(),
        known == null ? null : known.adopted(),
        lang.tag(),
        known == null ? null : known.parent(),
        List.of(),
        List.of(),
        document.clauses().stream().map(this::clause).toList(),
        List.of(),
        List.of());
  }

  private String documentTitle(String key) {
    return document.title().isBlank() ? key : document.title();
  }

  private PlanHead.Clause clause(Clause c) {
    String title = c.title().isBlank() ? c.address() : c.title();
    return new PlanHead.Clause(
        c.address(), c.address(), LocalizedText.of(lang, title), null, null, null, false);
  }

  /** As confirmed, else as proposed; null = no commitment. */
  private @Nullable Kind kind(Draft.Proposal p) {
    String said = confirmed.kinds().get(p.id().toString());
    if (said == null || said.isBlank()) return p.kind();
    if (said.equals("NONE")) return null;
    try {
      return Kind.valueOf(said.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw PlanProblem.BadFields.of("kinds", "plan.field.unknown", p.id().toString(), said);
    }
  }

  private ObjectNode commitment(Draft.Proposal p, Kind kind) {
    var title = LocalizedText.of(lang, shortened(p.text()));
    var content = json.createObjectNode();
    content.put("id", p.id().toString());
    content.set("kind", json.valueToTree(kind));
    content.set("also", json.valueToTree(p.also()));
    if (p.cadence() != null) content.put("cadence", p.cadence());
    content.set("title", json.valueToTree(title));
    content.set("tags", json.valueToTree(List.of()));
    content.putArray("expects").add(json.valueToTree(expectation(kind, p.cadence(), title)));
    return content;
  }

  private Expectation expectation(Kind kind, @Nullable String cadence, LocalizedText title) {
    Set<SubjectRef> none = Set.of();
    return switch (kind) {
      case RECURRING ->
          switch (cadence == null ? "" : cadence) {
            case "every-year" -> new Expectation.Every("main", title, none, 1, firstYear, null);
            case "every-two-years" ->
                new Expectation.Every("main", title, none, 2, firstYear, null);
            case "every-year-as-appropriate" ->
                new Expectation.AsAppropriate("main", title, none, true);
            case "regularly" -> new Expectation.Every("main", title, none, null, firstYear, null);
            default -> new Expectation.AsAppropriate("main", title, none, false);
          };
      case EVENT -> new Expectation.AsAppropriate("main", title, none, false);
      case DELIVERABLE ->
          new Expectation.ByDate("main", title, none, null, Expectation.ByDate.Counts.DELIVERED);
      case BODY ->
          new Expectation.ByDate("main", title, none, null, Expectation.ByDate.Counts.ADOPTED);
      case CONTINUING ->
          new Expectation.Standing("main", title, none, Expectation.Standing.By.PARTY, null);
      case EXPLORATORY -> new Expectation.Exploratory("main", title, none);
    };
  }

  private static String shortened(String text) {
    var whole = text.strip();
    int end =
        whole.offsetByCodePoints(
            0, Math.min(TITLE_CHARACTERS, whole.codePointCount(0, whole.length())));
    return end == whole.length() ? whole : whole.substring(0, end) + "…";
  }
}
