package org.lanmei.parties;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Caller;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.stereotype.Component;

/**
 * Who is signed in, kept in the database so that a restart and another node know it too. A session
 * holds the person's id and how the person signed in, as plain texts: never a name or a mandate,
 * which are looked up for each request.
 */
@Component
class Sessions {

  private static final String PERSON = "person";
  private static final String HOW = "how";
  private static final String CHALLENGE = "challenge";

  private final FindByIndexNameSessionRepository<? extends Session> stored;
  private final CsrfTokenRepository csrf;
  private final Callers callers;

  Sessions(
      FindByIndexNameSessionRepository<? extends Session> stored,
      CsrfTokenRepository csrf,
      Callers callers) {
    this.stored = stored;
    this.csrf = csrf;
    this.callers = callers;
  }

  /** Who this request's session belongs to; a session without an account that works is ended. */
  Optional<Caller> caller(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session == null) return Optional.empty();
    if (!(session.getAttribute(PERSON) instanceof String person)
        || !(session.getAttribute(HOW) instanceof String how)) {
      return Optional.empty();
    }
    var caller = callers.byPerson(UUID.fromString(person), how);
    if (caller.isEmpty()) session.invalidate();
    return caller;
  }

  /** Signs in, under a new session id and with new form tokens. */
  void begin(UUID person, String how, HttpServletRequest request, HttpServletResponse response) {
    if (request.getSession(false) == null) request.getSession(true);
    else request.changeSessionId();
    HttpSession session = request.getSession();
    session.setAttribute(PERSON, person.toString());
    session.setAttribute(HOW, how);
    session.setAttribute(
        FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME, person.toString());
    csrf.saveToken(null, request, response);
  }

  void end(HttpServletRequest request, HttpServletResponse response) {
    HttpSession session = request.getSession(false);
    if (session != null) session.invalidate();
    csrf.saveToken(null, request, response);
  }

  /** Signs a person out everywhere, but for {@code keep}, a session's id; null = keep none. */
  void endAll(UUID person, @Nullable String keep) {
    for (String id : stored.findByPrincipalName(person.toString()).keySet()) {
      if (!id.equals(keep)) stored.deleteById(id);
    }
  }

  /** Keeps what a passkey is to sign next. */
  void challenge(HttpServletRequest request, String challenge) {
    request.getSession(true).setAttribute(CHALLENGE, challenge);
  }

  /** The challenge, once. */
  Optional<String> takeChallenge(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session == null || !(session.getAttribute(CHALLENGE) instanceof String challenge)) {
      return Optional.empty();
    }
    session.removeAttribute(CHALLENGE);
    return Optional.of(challenge);
  }
}
