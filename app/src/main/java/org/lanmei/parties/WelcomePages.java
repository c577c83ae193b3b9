package org.lanmei.parties;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lanmei.kernel.Problem.FieldError;
import org.lanmei.parties.accounts.Invitation;
import org.lanmei.site.Page;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What one-time links lead to: setting up the first administrator, and taking up an invitation. */
@Controller
class WelcomePages {

  private final Accounts accounts;
  private final Sessions sessions;

  WelcomePages(Accounts accounts, Sessions sessions) {
    this.accounts = accounts;
    this.sessions = sessions;
  }

  @GetMapping("/setup/{secret}")
  ResponseEntity<String> setUp(Page page, @PathVariable String secret) {
    accounts.openSetUp(secret);
    return showSetUp(200, page, "", "", List.of());
  }

  @PostMapping("/setup/{secret}")
  ResponseEntity<?> setUp(
      Page page,
      HttpServletRequest request,
      HttpServletResponse response,
      @PathVariable String secret,
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String login,
      @RequestParam(defaultValue = "") String password) {
    try {
      var person = accounts.setUp(secret, name, login, password, page.lang());
      sessions.begin(person, "password", request, response);
      return SignInPages.seeOther("/account#passkeys");
    } catch (PartiesProblem.BadFields bad) {
      return showSetUp(400, page, name, login, bad.fields());
    }
  }

  @GetMapping("/invitation/{secret}")
  ResponseEntity<String> invitation(Page page, @PathVariable String secret) {
    return showInvitation(200, page, accounts.open(secret), "", List.of());
  }

  @PostMapping("/invitation/{secret}")
  ResponseEntity<?> accept(
      Page page,
      HttpServletRequest request,
      HttpServletResponse response,
      @PathVariable String secret,
      @RequestParam(defaultValue = "") String login,
      @RequestParam(defaultValue = "") String password) {
    var invitation = accounts.open(secret);
    if (invitation.person() != null) {
      accounts.accept(page.caller(), secret);
      return SignInPages.seeOther("/account");
    }
    try {
      var person = accounts.accept(secret, login, password);
      sessions.begin(person, "password", request, response);
      return SignInPages.seeOther("/account#passkeys");
    } catch (PartiesProblem.BadFields bad) {
      return showInvitation(400, page, invitation, login, bad.fields());
    }
  }

  private static ResponseEntity<String> showSetUp(
      int status, Page page, String name, String login, List<FieldError> errors) {
    return page.title(page.t("parties.setup.title"))
        .html(status, "parties/setup.jte", Map.of("name", name, "login", login, "errors", errors));
  }

  private static ResponseEntity<String> showInvitation(
      int status, Page page, Invitation invitation, String login, List<FieldError> errors) {
    var model = new HashMap<String, Object>();
    model.put("invitation", invitation);
    model.put("login", login);
    model.put("errors", errors);
    return page.title(page.t("parties.invitation.title", invitation.name()))
        .html(status, "parties/invitation.jte", model);
  }
}
