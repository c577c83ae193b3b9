package org.lanmei.site;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Comparator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Caller;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/** Begins a {@link Page} for a request. */
@Component
public class Pages {

  private final Messages messages;
  private final Assets assets;
  private final Clock clock;
  private final ObjectProvider<NavEntry> nav;
  private final TemplateEngine templates = TemplateEngine.createPrecompiled(ContentType.Html);

  Pages(Messages messages, Assets assets, Clock clock, ObjectProvider<NavEntry> nav) {
    this.messages = messages;
    this.assets = assets;
    this.clock = clock;
    this.nav = nav;
  }

  public Page begin(HttpServletRequest request) {
    return new Page(
        messages,
        templates,
        assets,
        nav.stream().sorted(Comparator.comparingInt(NavEntry::order)).toList(),
        Languages.of(request),
        callerOf(request),
        clock.instant(),
        address(request),
        ProblemResponses.wantsJson(request),
        csrf(request));
  }

  /** The caller whom the sign-in filter recognised. */
  public static Caller callerOf(HttpServletRequest request) {
    return request.getAttribute(Caller.class.getName()) instanceof Caller c ? c : Caller.ANONYMOUS;
  }

  private static @Nullable Supplier<String> csrf(HttpServletRequest request) {
    return request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token
        ? token::getToken
        : null;
  }

  private static String address(HttpServletRequest request) {
    var uri = UriComponentsBuilder.fromPath(request.getRequestURI());
    if (request.getQueryString() != null) uri.query(request.getQueryString());
    return uri.replaceQueryParam("lang").build().toUriString();
  }
}
