package org.lanmei.site;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Optional;
import java.util.stream.Stream;
import org.lanmei.kernel.Lang;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Which of the seven languages a request is answered in: {@code ?lang=}, else the cookie, else what
 * the browser prefers, else English.
 */
@Component
final class Languages implements HandlerInterceptor {

  private static final String NAME = "lang";
  private static final int YEAR_S = 365 * 24 * 3600;

  static Lang of(HttpServletRequest request) {
    return asked(request).or(() -> kept(request)).or(() -> preferred(request)).orElse(Lang.EN);
  }

  /** Keeps a choice made in the address. */
  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    response.setHeader(HttpHeaders.CONTENT_LANGUAGE, of(request).tag());
    response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
    asked(request)
        .ifPresent(
            lang -> {
              var cookie = new Cookie(NAME, lang.tag());
              cookie.setPath("/");
              cookie.setHttpOnly(true);
              cookie.setAttribute("SameSite", "Lax");
              cookie.setMaxAge(YEAR_S);
              response.addCookie(cookie);
            });
    return true;
  }

  /**
   * From the address alone: asking for a parameter would read the body, which may be the trouble.
   */
  private static Optional<Lang> asked(HttpServletRequest request) {
    String query = request.getQueryString();
    if (query == null) return Optional.empty();
    return Stream.of(query.split("&"))
        .filter(pair -> pair.startsWith(NAME + "="))
        .findFirst()
        .flatMap(pair -> Lang.of(pair.substring(NAME.length() + 1)));
  }

  private static Optional<Lang> kept(HttpServletRequest request) {
    if (request.getCookies() == null) return Optional.empty();
    for (Cookie cookie : request.getCookies()) {
      if (cookie.getName().equals(NAME)) return Lang.of(cookie.getValue());
    }
    return Optional.empty();
  }

  private static Optional<Lang> preferred(HttpServletRequest request) {
    String header = request.getHeader(HttpHeaders.ACCEPT_LANGUAGE);
    if (header == null) return Optional.empty();
    try {
      return LanguageRange.parse(header).stream()
          .filter(range -> range.getWeight() > 0)
          .map(LanguageRange::getRange)
          .flatMap(range -> Lang.of(range.toLowerCase(Locale.ROOT)).stream())
          .findFirst();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
