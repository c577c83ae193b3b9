package org.lanmei.parties;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Message;
import org.lanmei.kernel.Problem.FieldError;
import org.lanmei.parties.accounts.Token;
import org.lanmei.site.Page;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;

/** One's own account: mandates, passkeys, password, tokens. */
@Controller
class AccountPages {

  private final Accounts accounts;
  private final Mandates mandates;
  private final Tokens tokens;
  private final Passkeys passkeys;
  private final Sessions sessions;
  private final Address address;

  AccountPages(
      Accounts accounts,
      Mandates mandates,
      Tokens tokens,
      Passkeys passkeys,
      Sessions sessions,
      Address address) {
    this.accounts = accounts;
    this.mandates = mandates;
    this.tokens = tokens;
    this.passkeys = passkeys;
    this.sessions = sessions;
    this.address = address;
  }

  @GetMapping("/account")
  ResponseEntity<?> account(Page page, HttpServletRequest request) {
    if (!page.caller().signedIn()) return SignInPages.seeOther(page.signIn());
    return show(200, page, request, null, "", List.of());
  }

  @PostMapping("/account/tokens")
  ResponseEntity<String> makeToken(
      Page page,
      HttpServletRequest request,
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "90") int days) {
    try {
      return show(200, page, request, tokens.make(page.caller(), name, days), "", List.of());
    } catch (PartiesProblem.BadFields bad) {
      return show(400, page, request, null, name, bad.fields());
    }
  }

  /** Where a form was sent to and shown again: a change of language asks for it. */
  @GetMapping({"/account/tokens", "/account/password"})
  ResponseEntity<Void> back() {
    return SignInPages.seeOther("/account");
  }

  @PostMapping("/account/tokens/{id}/revoke")
  ResponseEntity<Void> revokeToken(Page page, @PathVariable String id) {
    tokens.revoke(page.caller(), id);
    return SignInPages.seeOther("/account#tokens");
  }

  @PostMapping("/account/password")
  ResponseEntity<?> changePassword(
      Page page,
      HttpServletRequest request,
      @RequestParam(defaultValue = "") String old,
      @RequestParam(defaultValue = "") String password) {
    try {
      var session = request.getSession(false);
      accounts.changePassword(
          page.caller(), old, password, session == null ? null : session.getId());
      return SignInPages.seeOther("/account");
    } catch (PartiesProblem.BadFields bad) {
      return show(400, page, request, null, "", bad.fields());
    }
  }

  @PostMapping(value = "/account/passkeys/options", produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<String> passkeyOptions(Page page, HttpServletRequest request) {
    var ceremony = passkeys.beginAdding(page.caller());
    sessions.challenge(request, ceremony.challenge());
    return ResponseEntity.ok(ceremony.options());
  }

  @PostMapping(value = "/account/passkeys", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Void> addPasskey(
      Page page,
      HttpServletRequest request,
      @RequestParam(defaultValue = "") String label,
      @RequestBody String answer) {
    String challenge =
        sessions.takeChallenge(request).orElseThrow(PartiesProblem.PasskeyRefused::new);
    passkeys.add(page.caller(), challenge, label, answer);
    return ResponseEntity.noContent().build();
  }

  @PostMapping("/account/passkeys/{id}/remove")
  ResponseEntity<Void> removePasskey(Page page, @PathVariable String id) {
    passkeys.remove(page.caller(), id);
    return SignInPages.seeOther("/account#passkeys");
  }

  /**
   * @param made the token just made, to be shown once
   */
  private ResponseEntity<String> show(
      int status,
      Page page,
      HttpServletRequest request,
      Token.@Nullable Made made,
      String tokenName,
      List<FieldError> errors) {
    var account = accounts.mine(page.caller());
    var model = new HashMap<String, Object>();
    model.put("account", account);
    model.put("mandates", mandates.inForce(account.id()));
    model.put("tokens", tokens.mine(page.caller()));
    model.put("passkeys", passkeys.mine(page.caller()));
    model.put("elsewhere", address.isWhere(request) ? "" : address.of("/account"));
    if (made != null) model.put("made", made);
    model.put("tokenName", tokenName);
    model.put("errors", errors);
    page.title(page.t("parties.account.title"));
    if (account.example()) page.example(Message.of("parties.example"));
    return page.html(status, "parties/account.jte", model);
  }
}
