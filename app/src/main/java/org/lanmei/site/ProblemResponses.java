package org.lanmei.site;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lanmei.kernel.Lang;
import org.lanmei.kernel.Message;
import org.lanmei.kernel.Problem;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Problem documents (RFC 9457): JSON for the API and for whoever asks for it, a page for browsers;
 * the same words in both.
 */
@Component
public final class ProblemResponses {

  private final Messages messages;
  private final Pages pages;
  private final JsonMapper json;

  ProblemResponses(Messages messages, Pages pages, JsonMapper json) {
    this.messages = messages;
    this.pages = pages;
    this.json = json;
  }

  ResponseEntity<?> of(Problem problem, HttpServletRequest request) {
    return of(
        problem.kind().status(),
        problem.slug(),
        problem.title(),
        problem.detail(),
        problem.fields(),
        request);
  }

  /**
   * @param slug its keys are {@code problem.<slug>.title} and {@code .detail}
   */
  ResponseEntity<?> of(int status, String slug, List<Object> args, HttpServletRequest request) {
    return of(
        status,
        slug,
        new Message("problem." + slug + ".title", args),
        new Message("problem." + slug + ".detail", args),
        List.of(),
        request);
  }

  /** For filters, which stand before any handler. */
  public void write(
      int status,
      String slug,
      List<Object> args,
      HttpServletRequest request,
      HttpServletResponse out)
      throws IOException {
    var response = of(status, slug, args, request);
    out.setStatus(status);
    out.setContentType(String.valueOf(response.getHeaders().getContentType()));
    Object body = response.getBody();
    byte[] bytes =
        body instanceof String html
            ? html.getBytes(StandardCharsets.UTF_8)
            : json.writeValueAsBytes(body);
    out.getOutputStream().write(bytes);
  }

  private ResponseEntity<?> of(
      int status,
      String slug,
      Message title,
      Message detail,
      List<Problem.FieldError> fields,
      HttpServletRequest request) {
    Lang lang = Languages.of(request);
    String titleText = messages.text(lang, title);
    String detailText = messages.text(lang, detail);
    if (!wantsJson(request)) {
      var page = pages.begin(request).title(titleText);
      return page.html(
          status,
          "site/problem.jte",
          Map.of(
              "status",
              status,
              "title",
              titleText,
              "detail",
              detailText,
              "fields",
              fields,
              "slug",
              slug));
    }
    var body = new LinkedHashMap<String, Object>();
    body.put("type", "/problems/" + slug);
    body.put("title", titleText);
    body.put("status", status);
    body.put("detail", detailText);
    body.put("instance", request.getRequestURI());
    if (!fields.isEmpty()) {
      body.put(
          "errors",
          fields.stream()
              .map(f -> Map.of("field", f.field(), "detail", messages.text(lang, f.message())))
              .toList());
    }
    return ResponseEntity.status(status)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .header("Content-Language", lang.tag())
        .body(body);
  }

  static boolean wantsJson(HttpServletRequest request) {
    String path = request.getRequestURI();
    String accept = request.getHeader("Accept");
    return path.startsWith("/api/")
        || path.endsWith(".json")
        || (accept != null && accept.contains("json") && !accept.contains("text/html"));
  }
}
