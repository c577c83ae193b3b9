package org.lanmei.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanmei.Api;
import org.lanmei.Api.Part;
import org.lanmei.Api.Reply;
import org.lanmei.PlanTest;
import org.lanmei.kernel.Lang;
import org.lanmei.kernel.Party;
import org.lanmei.parties.Officers;
import org.springframework.beans.factory.annotation.Autowired;

/** Every way a request goes wrong is a problem document (RFC 9457) in the reader's language. */
@PlanTest
class ProblemTests {

  private static final String NO_ID = "00000000-0000-4000-8000-000000000000";

  @Autowired Api api;
  @Autowired Officers officers;
  @Autowired Messages messages;

  /** Sends with a token and headers, the first and the rest of the texts. */
  private interface Request extends BiFunction<Api, String[], Reply> {}

  static Stream<Arguments> wrong() {
    String commitments = "/api/v1/commitments";
    String record = "/api/v1/evidence";
    String imports = "/api/v1/plans/imports";
    byte[] pdf = "%PDF-1.7".getBytes(StandardCharsets.UTF_8);
    return Stream.of(
        wrong("unknown commitment", 404, "plan.unknown-commitment", get(commitments + "/9.9%231")),
        wrong("no commitment's id", 404, "plan.unknown-commitment", get(commitments + "/nothing")),
        wrong("unknown plan", 404, "plan.unknown-plan", get("/api/v1/plans/nothing")),
        wrong("a list of one", 404, "plan.unknown-plan", get(commitments + "?plan=nothing")),
        wrong("unknown evidence", 404, "plan.unknown-evidence", get(record + "/" + NO_ID)),
        wrong("unknown import", 404, "plan.unknown-import", get(imports + "/" + NO_ID)),
        wrong("unknown address", 404, "site.not-found", get("/api/v1/nothing")),
        wrong("no id", 400, "site.mistyped", get(record + "/nothing")),
        wrong("bad date", 400, "site.mistyped", get(commitments + "?asOf=24.11.2026")),
        wrong("no such day", 400, "site.mistyped", get(commitments + "?asOf=2026-02-30")),
        wrong("bad moment", 400, "plan.bad-fields", get(commitments + "?knownAt=yesterday")),
        wrong("bad state", 400, "plan.bad-fields", get(commitments + "?state=FINE")),
        wrong("bad kind", 400, "plan.bad-fields", get(commitments + "?kind=promise")),
        wrong("bad party", 400, "plan.bad-fields", get(commitments + "?party=XX")),
        wrong("bad year", 400, "plan.bad-fields", get(commitments + "?year=26")),
        wrong("bad party of evidence", 400, "site.mistyped", get(record + "?party=XX")),
        wrong("bad coverage", 400, "plan.bad-fields", get("/api/v1/coverage?by=score")),
        wrong("wrong method", 405, "site.method", call("DELETE", commitments, null, null)),
        wrong("wrong type", 415, "site.media-type", call("POST", record, "text/plain", "x")),
        wrong("malformed JSON", 400, "site.unreadable", json(record, "{\"what\": ")),
        wrong("other JSON", 400, "site.unreadable", json(record, "{\"what\": \"promise\"}")),
        wrong("no body", 400, "site.missing", json(record, "")),
        wrong(
            "not acceptable",
            406,
            "site.not-acceptable",
            (api, a) -> api.get("/api/v1/plans", a[0], with(a, "Accept", "image/png"))),
        wrong("no file", 400, "site.missing", upload(imports, Part.text("plan", ""))),
        wrong("empty file", 400, "files.empty", upload(imports, file("a.txt", new byte[0]))),
        wrong("too large", 413, "files.too-large", upload(imports, file("a.txt", megabytes(21)))),
        wrong("far too large", 413, "site.too-large", upload(imports, file("a", megabytes(34)))),
        wrong("unreadable", 422, "plan.unreadable", upload(imports, file("a.pdf", pdf))));
  }

  private static Part file(String name, byte[] content) {
    return Part.file("file", name, content);
  }

  private static byte[] megabytes(int n) {
    byte[] bytes = new byte[n * 1024 * 1024];
    Arrays.fill(bytes, (byte) 'x');
    return bytes;
  }

  private static Arguments wrong(String what, int status, String slug, Request request) {
    return Arguments.of(what, status, slug, request);
  }

  private static Request get(String path) {
    return (api, a) -> api.get(path, a[0], with(a));
  }

  private static Request json(String path, String body) {
    return call("POST", path, "application/json", body);
  }

  private static Request call(String method, String path, String type, String body) {
    byte[] bytes = body == null ? null : body.getBytes(StandardCharsets.UTF_8);
    return (api, a) -> api.call(method, path, a[0], type, bytes, with(a));
  }

  private static Request upload(String path, Part... parts) {
    return (api, a) -> api.upload(path, a[0], List.of(parts), with(a));
  }

  private static String[] with(String[] a, String... more) {
    return Stream.concat(Stream.of(a).skip(1), Stream.of(more)).toArray(String[]::new);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("wrong")
  void it_is_told_as_a_problem_in_the_language_asked_for(
      String what, int status, String slug, Request request) {
    String token = officers.token(Party.TH);
    for (Lang lang : List.of(Lang.EN, Lang.ZH, Lang.KM)) {
      if (status == 413 && lang != Lang.ZH) continue; // large requests take their time
      var reply = request.apply(api, new String[] {token, "Accept-Language", lang.tag()});
      assertThat(reply.status()).as(what + " " + reply.text()).isEqualTo(status);
      assertThat(reply.type()).startsWith("application/problem+json");
      assertThat(reply.headers().firstValue("Content-Language")).contains(lang.tag());
      var problem = reply.json();
      assertThat(problem.path("type").asString()).isEqualTo("/problems/" + slug);
      assertThat(problem.path("status").asInt()).isEqualTo(status);
      assertThat(problem.path("title").asString())
          .isEqualTo(messages.text(lang, "problem." + slug + ".title"))
          .isNotEqualTo("problem." + slug + ".title");
      assertThat(problem.path("detail").asString())
          .as(what)
          .isNotBlank()
          .doesNotContain("org.lanmei", "java.", "Exception", "deserialize");
      if (lang == Lang.ZH) {
        assertThat(problem.path("detail").asString()).as(what).containsPattern("\\p{IsHan}");
      }
      assertThat(problem.path("instance").asString()).startsWith("/api/v1/");
    }
  }

  @Test
  void a_page_tells_the_same_in_words() {
    var reply = api.get("/plan/9.9.9/1", null, "Accept", "text/html", "Accept-Language", "zh");
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.type()).startsWith("text/html");
    assertThat(reply.text())
        .contains(messages.text(Lang.ZH, "problem.plan.unknown-clause.title"))
        .contains("lang=\"zh\"");
  }

  @Test
  void what_is_refused_before_any_handler_is_a_problem_too() {
    for (var refused :
        List.of(
            api.get("/api/v1/commitments", "lm_nobody_nothing", "Accept-Language", "zh"),
            api.post("/api/v1/evidence", null, "{}", "Accept-Language", "zh"))) {
      assertThat(refused.status()).isEqualTo(401);
      assertThat(refused.type()).startsWith("application/problem+json");
      assertThat(refused.json().path("title").asString()).containsPattern("\\p{IsHan}");
    }
  }

  @Test
  void json_that_is_not_understood_is_told_with_its_place() {
    String token = officers.token(Party.TH);
    var field = api.post("/api/v1/evidence", token, "{\"title\": \"t\", \"from\": \"tomorrow\"}");
    assertThat(field.json().path("detail").asString()).contains("from");
    var line = api.post("/api/v1/evidence", token, "{\"title\": \"t\",\n \"from\" 1}");
    assertThat(line.json().path("detail").asString()).contains("2:");
  }
}
