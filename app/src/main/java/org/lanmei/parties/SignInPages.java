package org.lanmei.parties;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Message;
import org.lanmei.kernel.Problem.FieldError;
import org.lanmei.site.Page;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;

/** Signing in and out. */
@Controller
class SignInPages {

  private final SignIn signIn;
  private final Passkeys passkeys;
  private final Sessions sessions;
  private final Address address;

  SignInPages(SignIn signIn, Passkeys passkeys, Sessions sessions, Address address) {
    this.signIn = signIn;
    this.passkeys = passkeys;
    this.sessions = sessions;
    this.address = address;
  }

  /**
   * @param next path on this site to go on to; anything else is taken for the overview
   */
  @GetMapping("/sign-in")
  ResponseEntity<?> form(
      Page page, HttpServletRequest request, @RequestParam(defaultValue = "/") String next) {
    if (page.caller().signedIn()) return seeOther(local(next));
    return show(200, page, request, local(next), "", List.of());
  }

  @PostMapping("/sign-in")
  ResponseEntity<?> signIn(
      Page page,
      HttpServletRequest request,
      HttpServletResponse response,
      @RequestParam(defaultValue = "") String login,
      @RequestParam(defaultValue = "") String password,
      @RequestParam(defaultValue = "/") String next) {
    try {
      var person = signIn.withPassword(login, password, request.getRemoteAddr());
      if (person.isPresent()) {
        sessions.begin(person.get(), "password", request, response);
        return seeOther(local(next));
      }
    } catch (PartiesProblem.TooManyAttempts tooMany) {
      response.setHeader(
          HttpHeaders.RETRY_AFTER, Long.toString(tooMany.retryAfter().toSeconds() + 1));
      throw tooMany;
    }
    var wrong = new FieldError("login", Message.of("parties.sign-in.wrong"));
    return show(400, page, request, local(next), login, List.of(wrong));
  }

  @PostMapping("/sign-out")
  ResponseEntity<Void> signOut(HttpServletRequest request, HttpServletResponse response) {
    sessions.end(request, response);
    return seeOther("/");
  }

  @PostMapping(value = "/sign-in/passkey/options", produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<String> passkeyOptions(HttpServletRequest request) {
    var ceremony = passkeys.beginSignIn();
    sessions.challenge(request, ceremony.challenge());
    return ResponseEntity.ok(ceremony.options());
  }

  @PostMapping(value = "/sign-in/passkey", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Void> passkey(
      HttpServletRequest request, HttpServletResponse response, @RequestBody String answer) {
    String challenge =
        sessions.takeChallenge(request).orElseThrow(PartiesProblem.PasskeyRefused::new);
    sessions.begin(passkeys.signIn(challenge, answer), "passkey", request, response);
    return ResponseEntity.noContent().build();
  }

  private ResponseEntity<String> show(
      int status,
      Page page,
      HttpServletRequest request,
      String next,
      String login,
      List<FieldError> errors) {
    return page.title(page.t("parties.sign-in.title"))
        .html(
            status,
            "parties/sign-in.jte",
            Map.of(
                "next", next,
                "login", login,
                "errors", errors,
                "elsewhere", address.isWhere(request) ? "" : address.of("/sign-in")));
  }

  /** Only a path of this site: no other host, and not back to the form itself. */
  static String local(@Nullable String next) {
    if (next == null || !next.startsWith("/") || next.startsWith("//") || next.contains("\\")) {
      return "/";
    }
    for (int i = 0; i < next.length(); i++) {
      if (Character.isISOControl(next.charAt(i))) return "/";
    }
    return next.startsWith("/sign-") ? "/" : next;
  }

  static ResponseEntity<Void> seeOther(String path) {
    return ResponseEntity.status(303).location(uri(path)).build();
  }

  private static URI uri(String path) {
    try {
      return URI.create(path);
    } catch (IllegalArgumentException e) {
      return URI.create("/");
    }
  }
}
