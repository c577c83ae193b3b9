package org.lanmei.sharing;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Caller;
import org.lanmei.kernel.Capacity;
import org.lanmei.kernel.Message;
import org.lanmei.kernel.Party;
import org.lanmei.kernel.Problem.FieldError;
import org.lanmei.site.NavEntry;
import org.lanmei.site.Page;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The agreements: list, one of them with what may be done, and the form in which it is written. */
@Controller
public class SharingPages {

  static final String SECTION = "sharing";

  private final Agreements agreements;
  private final Scoreboard scoreboard;
  private final Rehearsals rehearsals;
  private final Clock clock;

  SharingPages(Agreements agreements, Scoreboard scoreboard, Rehearsals rehearsals, Clock clock) {
    this.agreements = agreements;
    this.scoreboard = scoreboard;
    this.rehearsals = rehearsals;
    this.clock = clock;
  }

  @Configuration(proxyBeanMethods = false)
  static class Nav {
    @Bean
    NavEntry sharingEntry() {
      return new NavEntry(SECTION, 30, "nav.sharing", "/sharing");
    }
  }

  /**
   * An agreement in the list.
   *
   * @param period the last one that has begun; null = none, or nothing is to be delivered by a time
   */
  public record Row(
      Agreement agreement,
      Terms terms,
      Agreement.State state,
      Scoreboard.@Nullable Period period,
      @Nullable Score score) {}

  private Row row(Agreement agreement, Scoreboard.AsOf asOf) {
    var now = clock.instant();
    var draft = agreement.draft();
    var terms =
        agreement
            .main(now)
            .map(Agreement.Text::terms)
            .orElseGet(() -> java.util.Objects.requireNonNull(draft).terms());
    var period = scoreboard.period(agreement, null, now).orElse(null);
    return new Row(
        agreement,
        terms,
        agreement.state(now),
        period,
        period == null ? null : Score.of(scoreboard.slots(agreement, period, asOf)));
  }

  @GetMapping("/sharing")
  ResponseEntity<String> list(Page page) {
    var asOf = scoreboard.now();
    var rows = agreements.list(page.caller()).stream().map(a -> row(a, asOf)).toList();
    page.section(SECTION).title(page.t("sharing.title")).form("JSON", "/api/v1/sharing/agreements");
    if (rows.stream().anyMatch(r -> r.agreement().example())) example(page);
    return page.html(
        "sharing/list.jte",
        Map.of("rows", rows, "view", view(page), "writes", writes(page.caller())));
  }

  static void example(Page page) {
    page.example(Message.of("sharing.example"));
  }

  private SharingView view(Page page) {
    return new SharingView(page, rehearsals::holding);
  }

  private static boolean writes(Caller caller) {
    return Agreements.writesFor(caller) != null;
  }

  /**
   * What the caller may do with an agreement.
   *
   * @param party for which the caller acts; null = nothing may be done
   * @param adopt the number of the text that waits for the party; 0 = none
   * @param confirm organisations that the text that waits has not been confirmed for
   * @param withdraw the number of the text that the provider may take back; 0 = none
   */
  public record May(
      @Nullable Party party,
      boolean write,
      boolean table,
      int adopt,
      List<String> confirm,
      int withdraw,
      boolean end,
      List<String> readers) {}

  private May may(Caller caller, Agreement a) {
    var now = clock.instant();
    Party party = caller.speaksFor(Capacity.SECRETARIAT);
    boolean provider = party == a.provider();
    var waiting =
        a.tabled().stream()
            .filter(t -> a.state(t.number(), now) == Agreement.State.TABLED)
            .findFirst();
    int adopt =
        party == null
            ? 0
            : waiting
                .filter(t -> a.needed(t.number()).contains(party))
                .filter(t -> !a.adoptedBy(t.number()).contains(party))
                .map(Agreement.Text::number)
                .orElse(0);
    var confirm = new ArrayList<String>();
    if (provider && waiting.isPresent()) {
      confirm.addAll(waiting.get().terms().organisations());
      confirm.removeAll(a.confirmed(waiting.get().number()));
    }
    boolean end =
        party != null
            && a.endOf(party) == null
            && a.inForce(now).filter(t -> t.terms().parties().contains(party)).isPresent();
    var readers =
        provider
            ? a.tabled().stream()
                .flatMap(t -> t.terms().organisations().stream())
                .distinct()
                .toList()
            : List.<String>of();
    return new May(
        party,
        Agreements.writesFor(caller) == a.provider(),
        provider && a.draft() != null && waiting.isEmpty(),
        adopt,
        confirm,
        provider ? waiting.map(Agreement.Text::number).orElse(0) : 0,
        end,
        readers);
  }

  /** One period with its score. */
  public record Scored(Scoreboard.Period period, Score score) {}

  @GetMapping("/sharing/{id}")
  ResponseEntity<String> read(
      Page page,
      @PathVariable String id,
      @RequestParam(required = false) @Nullable Integer version) {
    return read(page, id, version, List.of(), Map.of(), 200);
  }

  private ResponseEntity<String> read(
      Page page,
      String id,
      @Nullable Integer version,
      List<FieldError> errors,
      Map<String, String> typed,
      int status) {
    var agreement = agreements.find(page.caller(), id);
    var now = clock.instant();
    var draft = agreement.draft();
    Terms terms;
    int number;
    if (version == null || agreement.text(version).isEmpty()) {
      if (version != null && (draft == null || draft.number() != version)) {
        throw new SharingProblem.UnknownVersion(id, version);
      }
      var main = version == null ? agreement.main(now) : java.util.Optional.<Agreement.Text>empty();
      number = main.map(Agreement.Text::number).orElseGet(() -> draft == null ? 1 : draft.number());
      terms =
          main.map(Agreement.Text::terms)
              .orElseGet(() -> java.util.Objects.requireNonNull(draft).terms());
    } else {
      number = version;
      terms = agreement.text(version).orElseThrow().terms();
    }
    frame(page, agreement)
        .title(page.pick(terms.title()).text())
        .form("JSON", "/api/v1/sharing/agreements/" + id);
    var asOf = scoreboard.now();
    var scored =
        scoreboard.periods(agreement, now).stream()
            .limit(6)
            .map(p -> new Scored(p, Score.of(scoreboard.slots(agreement, p, asOf))))
            .toList();
    var model = new HashMap<String, Object>();
    model.put("agreement", agreement);
    model.put("terms", terms);
    model.put("number", number);
    model.put("state", agreement.state(number, now));
    model.put("view", view(page));
    model.put("may", may(page.caller(), agreement));
    model.put("scored", scored);
    model.put("errors", errors);
    model.put("typed", typed);
    model.put("announces", Notices.mayGive(page.caller(), agreement));
    return page.html(status, "sharing/agreement.jte", model);
  }

  static Page frame(Page page, Agreement agreement) {
    page.section(SECTION);
    if (agreement.example()) example(page);
    return page;
  }

  // writing

  private ResponseEntity<String> form(
      Page page,
      @Nullable Agreement agreement,
      String slug,
      TermsForm typed,
      @Nullable Instant opened,
      List<FieldError> errors,
      int status) {
    page.section(SECTION).title(page.t("sharing.form.title"));
    Party party = Agreements.writesFor(page.caller());
    if (party == null) {
      if (!page.caller().signedIn()) throw new SharingProblem.NotSignedIn();
      throw new SharingProblem.NotForThisParty();
    }
    if (agreement != null) frame(page, agreement);
    var byField = new HashMap<String, String>();
    for (var error : errors) byField.putIfAbsent(error.field(), page.t(error.message()));
    var model = new HashMap<String, Object>();
    model.put("agreement", agreement);
    model.put("slug", slug);
    model.put("typed", typed);
    model.put("opened", opened == null ? "" : opened.toString());
    model.put("errors", errors);
    model.put("byField", byField);
    model.put("party", party);
    model.put("known", rehearsals.ofParty(party));
    model.put("view", view(page));
    return page.html(status, "sharing/form.jte", model);
  }

  @GetMapping("/sharing/new")
  ResponseEntity<String> begin(Page page) {
    return form(page, null, "", TermsForm.EMPTY, null, List.of(), 200);
  }

  @PostMapping("/sharing/new")
  ResponseEntity<String> begin(
      Page page,
      HttpServletRequest request,
      @RequestParam(defaultValue = "") String slug,
      @RequestParam(name = "do", defaultValue = "save") String what) {
    var typed = TermsForm.read(request.getParameterMap());
    if (!what.equals("save")) {
      return form(page, null, slug, changed(typed, what), null, List.of(), 200);
    }
    try {
      return seeOther("/sharing/" + agreements.begin(page.caller(), slug, typed));
    } catch (SharingProblem.BadFields e) {
      return form(page, null, slug, typed, null, e.fields(), 400);
    }
  }

  /** Lines are added and taken away without a script; nothing typed is lost by it. */
  private static TermsForm changed(TermsForm typed, String what) {
    if (what.equals("add")) return typed.withLine();
    try {
      return what.startsWith("remove.")
          ? typed.withoutLine(Integer.parseInt(what.substring(7)))
          : typed;
    } catch (NumberFormatException e) {
      return typed;
    }
  }

  @GetMapping("/sharing/{id}/edit")
  ResponseEntity<String> edit(Page page, @PathVariable String id) {
    var agreement = own(page, id);
    var draft = agreement.draft();
    if (draft != null) {
      return form(page, agreement, "", TermsForm.of(draft.terms()), draft.at(), List.of(), 200);
    }
    var main = agreement.main(clock.instant()).orElseThrow();
    return form(page, agreement, "", TermsForm.of(main.terms()), null, List.of(), 200);
  }

  private Agreement own(Page page, String id) {
    if (!page.caller().signedIn()) throw new SharingProblem.NotSignedIn();
    var agreement = agreements.find(page.caller(), id);
    if (page.caller().party() != agreement.provider()) throw new SharingProblem.ProviderOnly();
    return agreement;
  }

  @PostMapping("/sharing/{id}/edit")
  ResponseEntity<String> save(
      Page page,
      HttpServletRequest request,
      @PathVariable String id,
      @RequestParam(defaultValue = "") String opened,
      @RequestParam(name = "do", defaultValue = "save") String what) {
    var agreement = own(page, id);
    var typed = TermsForm.read(request.getParameterMap());
    Instant since = opened.isBlank() ? null : SharingApi.moment("opened", opened);
    if (!what.equals("save")) {
      return form(page, agreement, "", changed(typed, what), since, List.of(), 200);
    }
    try {
      agreements.save(page.caller(), id, typed, since);
      return seeOther("/sharing/" + id + "/edit/saved");
    } catch (SharingProblem.BadFields e) {
      return form(page, agreement, "", typed, since, e.fields(), 400);
    } catch (SharingProblem.DraftChanged e) {
      var now = agreements.find(page.caller(), id).draft();
      var error = new FieldError("opened", e.detail());
      return form(page, agreement, "", typed, now == null ? null : now.at(), List.of(error), 409);
    }
  }

  /** To the draft as it now stands among the versions. */
  @GetMapping("/sharing/{id}/edit/saved")
  ResponseEntity<String> saved(Page page, @PathVariable String id) {
    var draft = own(page, id).draft();
    return seeOther("/sharing/" + id + (draft == null ? "" : "?version=" + draft.number()));
  }

  // acts

  private interface Step {
    void take();
  }

  private ResponseEntity<String> act(Page page, String id, Map<String, String> typed, Step step) {
    try {
      step.take();
      return seeOther("/sharing/" + id);
    } catch (SharingProblem.BadFields e) {
      return read(page, id, null, e.fields(), typed, 400);
    }
  }

  @PostMapping("/sharing/{id}/discard")
  ResponseEntity<String> discard(Page page, @PathVariable String id) {
    var agreement = own(page, id);
    agreements.discard(page.caller(), id);
    return seeOther(agreement.tabled().isEmpty() ? "/sharing" : "/sharing/" + id);
  }

  @PostMapping("/sharing/{id}/table")
  ResponseEntity<String> table(Page page, @PathVariable String id) {
    return act(page, id, Map.of(), () -> agreements.table(page.caller(), id));
  }

  @PostMapping("/sharing/{id}/adopt")
  ResponseEntity<String> adopt(
      Page page, @PathVariable String id, @RequestParam(defaultValue = "0") int version) {
    return act(page, id, Map.of(), () -> agreements.adopt(page.caller(), id, version));
  }

  @PostMapping("/sharing/{id}/decline")
  ResponseEntity<String> decline(
      Page page,
      @PathVariable String id,
      @RequestParam(defaultValue = "0") int version,
      @RequestParam(defaultValue = "") String reason) {
    return act(
        page,
        id,
        Map.of("reason", reason),
        () -> agreements.decline(page.caller(), id, version, reason));
  }

  @PostMapping("/sharing/{id}/withdraw")
  ResponseEntity<String> withdraw(
      Page page,
      @PathVariable String id,
      @RequestParam(defaultValue = "0") int version,
      @RequestParam(defaultValue = "") String reason) {
    return act(
        page,
        id,
        Map.of("reason", reason),
        () -> agreements.withdraw(page.caller(), id, version, reason));
  }

  @PostMapping("/sharing/{id}/confirm")
  ResponseEntity<String> confirm(
      Page page,
      @PathVariable String id,
      @RequestParam(defaultValue = "0") int version,
      @RequestParam(defaultValue = "") String organisation,
      @RequestParam(defaultValue = "") String reference) {
    return act(
        page,
        id,
        Map.of("reference", reference),
        () -> agreements.confirm(page.caller(), id, version, organisation, reference));
  }

  @PostMapping("/sharing/{id}/end")
  ResponseEntity<String> end(
      Page page,
      @PathVariable String id,
      @RequestParam(required = false) @Nullable LocalDate lastDay,
      @RequestParam(defaultValue = "") String reason) {
    return act(
        page,
        id,
        Map.of("reason", reason, "lastDay", lastDay == null ? "" : lastDay.toString()),
        () -> agreements.end(page.caller(), id, lastDay, reason));
  }

  @PostMapping("/sharing/{id}/readers")
  ResponseEntity<String> name(
      Page page,
      @PathVariable String id,
      @RequestParam(defaultValue = "") String organisation,
      @RequestParam(defaultValue = "") String person,
      @RequestParam(defaultValue = "") String reference) {
    return act(
        page,
        id,
        Map.of("person", person, "reference", reference),
        () -> agreements.nameReader(page.caller(), id, organisation, account(person), reference));
  }

  private static UUID account(String typed) {
    try {
      return UUID.fromString(typed.strip());
    } catch (IllegalArgumentException e) {
      throw SharingProblem.BadFields.of("person", "sharing.field.reader");
    }
  }

  static ResponseEntity<String> seeOther(String address) {
    return ResponseEntity.status(303).header(HttpHeaders.LOCATION, address).build();
  }
}
