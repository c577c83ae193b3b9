package org.lanmei.parties;

import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Capacity;
import org.lanmei.kernel.Party;
import org.lanmei.kernel.Problem.FieldError;
import org.lanmei.parties.accounts.Choice;
import org.lanmei.parties.accounts.MandateForm;
import org.lanmei.site.Page;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who speaks for which party; a grantor gives and ends here. */
@Controller
class MandatesPages {

  /** What can be granted, in the order of the form. */
  private static final List<Capacity> GRANTED =
      List.of(
          Capacity.SECRETARIAT,
          Capacity.MANDATE_GRANTOR,
          Capacity.PROJECT_HOLDER,
          Capacity.EVALUATOR,
          Capacity.HYDROLOGIST,
          Capacity.DUTY_OFFICER,
          Capacity.CUSTOMS_OFFICER);

  private final Mandates mandates;
  private final People people;

  MandatesPages(Mandates mandates, People people) {
    this.mandates = mandates;
    this.people = people;
  }

  /**
   * @param party null = all six
   */
  @GetMapping("/mandates")
  ResponseEntity<?> list(Page page, @RequestParam(required = false) @Nullable Party party) {
    if (!page.caller().signedIn()) return SignInPages.seeOther(page.signIn());
    return show(200, page, party, MandateForm.EMPTY, List.of());
  }

  @PostMapping("/mandates")
  ResponseEntity<?> grant(Page page, @ModelAttribute MandateForm typed) {
    try {
      mandates.grant(page.caller(), typed);
      return SignInPages.seeOther("/mandates");
    } catch (PartiesProblem.BadFields bad) {
      return show(400, page, null, typed, bad.fields());
    }
  }

  @PostMapping("/mandates/{id}/end")
  ResponseEntity<Void> end(Page page, @PathVariable UUID id) {
    mandates.end(page.caller(), new MandateId(id));
    return SignInPages.seeOther("/mandates");
  }

  private ResponseEntity<String> show(
      int status, Page page, @Nullable Party party, MandateForm typed, List<FieldError> errors) {
    Party own = page.caller().speaksFor(Capacity.MANDATE_GRANTOR);
    var model = new HashMap<String, Object>();
    model.put("mandates", mandates.list(page.caller(), party));
    if (party != null) model.put("party", party);
    if (own != null) model.put("own", own);
    model.put(
        "people",
        own == null
            ? List.of()
            : people.ofParty(own).stream()
                .map(p -> new Choice(p.id().toString(), p.name()))
                .toList());
    model.put(
        "capacities", GRANTED.stream().map(c -> new Choice(c.name(), page.t(c.key()))).toList());
    model.put("typed", typed);
    model.put("errors", errors);
    return page.title(page.t("parties.mandates.title")).html(status, "parties/mandates.jte", model);
  }
}
