package org.lanmei.parties;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.lanmei.kernel.Caller;
import org.lanmei.site.ProblemResponses;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Recognises who asks: by a token where the API is called with one, otherwise by the session. Use
 * cases get the {@link Caller}; for Spring Security it is a {@link SignedIn}.
 */
final class CallerFilter extends OncePerRequestFilter {

  private static final String BEARER = "Bearer ";

  private final Callers callers;
  private final Sessions sessions;
  private final ProblemResponses problems;

  CallerFilter(Callers callers, Sessions sessions, ProblemResponses problems) {
    this.callers = callers;
    this.sessions = sessions;
    this.problems = problems;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return request.getRequestURI().startsWith("/assets/");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    boolean token =
        request.getRequestURI().startsWith("/api/")
            && header != null
            && header.regionMatches(true, 0, BEARER, 0, BEARER.length());
    var caller =
        token && header != null
            ? callers.byToken(header.substring(BEARER.length()).strip())
            : sessions.caller(request);
    request.setAttribute(Caller.class.getName(), caller.orElse(Caller.ANONYMOUS));
    if (token && caller.isEmpty()) {
      response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
      problems.write(401, "parties.token-refused", List.of(), request, response);
      return;
    }
    caller.ifPresent(
        c -> {
          var context = SecurityContextHolder.createEmptyContext();
          context.setAuthentication(new SignedIn(c));
          SecurityContextHolder.setContext(context);
        });
    chain.doFilter(request, response);
  }
}
