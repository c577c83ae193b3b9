package org.lanmei.parties;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Capacity;
import org.lanmei.kernel.Lang;
import org.lanmei.kernel.Party;
import org.lanmei.kernel.Problem.FieldError;
import org.lanmei.parties.accounts.Account;
import org.lanmei.parties.accounts.AccountsForm;
import org.lanmei.parties.accounts.Choice;
import org.lanmei.parties.accounts.Invitation;
import org.lanmei.site.Page;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Everybody's accounts, for the administrator. */
@Controller
class AccountsPages {

  private final Accounts accounts;
  private final Mandates mandates;

  AccountsPages(Accounts accounts, Mandates mandates) {
    this.accounts = accounts;
    this.mandates = mandates;
  }

  @GetMapping("/accounts")
  ResponseEntity<?> list(Page page) {
    if (!page.caller().signedIn()) return SignInPages.seeOther(page.signIn());
    return show(200, page, "", AccountsForm.EMPTY, null, List.of());
  }

  @PostMapping("/accounts/invite")
  ResponseEntity<String> invite(Page page, @ModelAttribute AccountsForm typed) {
    try {
      var link =
          accounts.invite(
              page.caller(),
              new Accounts.Invite(
                  text(typed.name()),
                  text(typed.organisation()),
                  typed.party(),
                  typed.basis() == null ? Capacity.READER : typed.basis(),
                  typed.lang()));
      return show(200, page, "", AccountsForm.EMPTY, link, List.of());
    } catch (PartiesProblem.BadFields bad) {
      return show(400, page, "invite", typed, null, bad.fields());
    }
  }

  @PostMapping("/accounts/first-grantor")
  ResponseEntity<String> firstGrantor(Page page, @ModelAttribute AccountsForm typed) {
    try {
      if (typed.party() == null) {
        throw new PartiesProblem.BadFields("party", "parties.field.needed");
      }
      var link =
          accounts.registerFirstGrantor(
              page.caller(),
              new Accounts.FirstGrantor(
                  typed.person(),
                  text(typed.name()),
                  text(typed.organisation()),
                  typed.party(),
                  typed.lang(),
                  text(typed.source()),
                  typed.sourceDay(),
                  typed.firstDay(),
                  typed.lastDay()));
      return show(200, page, "", AccountsForm.EMPTY, link, List.of());
    } catch (PartiesProblem.BadFields bad) {
      return show(400, page, "grantor", typed, null, bad.fields());
    }
  }

  /** Where a form was sent to and shown again: a change of language asks for it. */
  @GetMapping({"/accounts/invite", "/accounts/first-grantor"})
  ResponseEntity<Void> back() {
    return SignInPages.seeOther("/accounts");
  }

  @PostMapping("/accounts/{id}/disable")
  ResponseEntity<Void> disable(Page page, @PathVariable UUID id) {
    accounts.disable(page.caller(), id);
    return SignInPages.seeOther("/accounts");
  }

  @PostMapping("/accounts/{id}/enable")
  ResponseEntity<Void> enable(Page page, @PathVariable UUID id) {
    accounts.enable(page.caller(), id);
    return SignInPages.seeOther("/accounts");
  }

  /**
   * @param form which of the two was wrong, {@code invite} or {@code grantor}; empty = neither
   * @param made the link just made, to be shown once
   */
  private ResponseEntity<String> show(
      int status,
      Page page,
      String form,
      AccountsForm typed,
      Invitation.@Nullable Link made,
      List<FieldError> errors) {
    var model = new HashMap<String, Object>();
    var all = accounts.list(page.caller());
    model.put("accounts", all);
    model.put("parties", parties(page));
    model.put(
        "bases",
        Accounts.BASES.stream()
            .sorted(Comparator.reverseOrder())
            .map(b -> new Choice(b.name(), page.t(b.key())))
            .toList());
    model.put(
        "languages", Stream.of(Lang.values()).map(l -> new Choice(l.tag(), l.ownName())).toList());
    model.put("people", people(page, all));
    model.put("waiting", accounts.waiting(page.caller()));
    model.put("grantors", grantors());
    model.put("form", form);
    model.put("typed", typed);
    if (made != null) model.put("made", made);
    model.put("errors", errors);
    return page.title(page.t("parties.accounts.title")).html(status, "parties/accounts.jte", model);
  }

  private static List<Choice> parties(Page page) {
    return Stream.concat(
            Stream.of(new Choice("", page.t("parties.no-party"))),
            Stream.of(Party.values()).map(p -> new Choice(p.name(), page.t(p.key()))))
        .toList();
  }

  /** Whom a note can name who has an account already. */
  private static List<Choice> people(Page page, List<Account> accounts) {
    return Stream.concat(
            Stream.of(new Choice("", page.t("parties.first-grantor.new"))),
            accounts.stream()
                .filter(a -> a.party() != null && a.disabledAt() == null)
                .map(a -> new Choice(a.id().toString(), a.name() + " (" + a.party() + ")")))
        .toList();
  }

  private Map<Party, Boolean> grantors() {
    var grantors = new EnumMap<Party, Boolean>(Party.class);
    for (Party party : Party.values()) grantors.put(party, mandates.hasGrantor(party));
    return grantors;
  }

  private static String text(@Nullable String typed) {
    return typed == null ? "" : typed;
  }
}
