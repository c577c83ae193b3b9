package org.lanmei;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.lanmei.parties.Cast;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.io.ClassPathResource;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Who may call what. Every route stands in {@code authorisation-matrix.csv} with the answer for
 * each kind of caller, and each is called. A route that is not listed fails, and so does a line
 * whose route is gone; the failure prints the line to add, with the answers that were seen: check
 * them before you add it.
 *
 * <p>An answer is a status (403), a class (2xx) or several ({@code 400|404}). Path variables are
 * filled by {@link #SAMPLES}, all others with an id that nothing has; bodies are empty. A line can
 * bring parameters of its own: {@code POST,/plan/release?scope=x}. So a caller who may do it sees
 * 400 or 404 where there is nothing to do it to, and one who may not sees 401 or 403.
 */
@SiteTest
class AuthorisationMatrixTests {

  private static final String HEADER = "method,path,anonymous,reader,secretariat,administrator";
  private static final List<String> CALLERS =
      List.of("anonymous", "reader", "secretariat.la", "administrator");
  private static final String NO_ID = "00000000-0000-4000-8000-000000000000";

  /** By name of the path variable. */
  private static final Map<String, String> SAMPLES =
      Map.of(
          "year", "2025",
          "address", "4.2.12",
          "sentence", "11",
          "version", "1",
          "day", "2025-07-01",
          "time", "0900",
          "seq", "999999999");

  @Autowired
  @Qualifier("requestMappingHandlerMapping")
  RequestMappingHandlerMapping mapping;

  @Autowired Cast cast;

  /** A method and a path pattern; ANY where a handler takes all methods. */
  record Route(String method, String path) {}

  /**
   * @param query with which it is called, {@code ?} included; empty = none
   * @param answers for each of {@link #CALLERS}
   */
  record Line(String query, List<String> answers) {}

  @Test
  void every_route_answers_every_kind_of_caller_as_listed() throws IOException {
    var listed = listed();
    var routes = routes();
    var signedIn = new LinkedHashMap<String, Browser>();
    for (String caller : CALLERS) signedIn.put(caller, browser(caller));

    var unlisted = new TreeSet<String>();
    for (Route route : routes) {
      if (!listed.containsKey(route)) unlisted.add(line(route, "", seen(route, "", signedIn)));
    }
    assertThat(unlisted).as("routes to add to authorisation-matrix.csv").isEmpty();
    assertThat(listed.keySet()).as("listed routes that exist").isSubsetOf(routes);

    var soft = new SoftAssertions();
    listed.forEach(
        (route, line) -> {
          var seen = seen(route, line.query, signedIn);
          for (int i = 0; i < CALLERS.size(); i++) {
            soft.assertThat(matches(line.answers.get(i), seen.get(i)))
                .as("as %s: %s", CALLERS.get(i), line(route, line.query, seen))
                .isTrue();
          }
        });
    soft.assertAll();
  }

  private static Map<Route, Line> listed() throws IOException {
    var listed = new LinkedHashMap<Route, Line>();
    var lines =
        new ClassPathResource("authorisation-matrix.csv")
            .getContentAsString(StandardCharsets.UTF_8)
            .lines()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .toList();
    assertThat(lines.getFirst()).isEqualTo(HEADER);
    for (String line : lines.subList(1, lines.size())) {
      var cells = List.of(line.split(",", -1));
      assertThat(cells).as(line).hasSize(6).doesNotContain("");
      String path = cells.get(1);
      int at = path.indexOf('?');
      String query = at < 0 ? "" : path.substring(at);
      var route = new Route(cells.get(0), at < 0 ? path : path.substring(0, at));
      assertThat(listed.put(route, new Line(query, cells.subList(2, 6))))
          .as("twice: " + line)
          .isNull();
    }
    return listed;
  }

  private TreeSet<Route> routes() {
    return mapping.getHandlerMethods().keySet().stream()
        .flatMap(AuthorisationMatrixTests::routes)
        .collect(
            Collectors.toCollection(
                () ->
                    new TreeSet<>(
                        java.util.Comparator.comparing(Route::path).thenComparing(Route::method))));
  }

  private static Stream<Route> routes(RequestMappingInfo info) {
    var methods = info.getMethodsCondition().getMethods();
    return info.getPatternValues().stream()
        .flatMap(
            path ->
                methods.isEmpty()
                    ? Stream.of(new Route("ANY", path))
                    : methods.stream().map(method -> new Route(method.name(), path)));
  }

  private Browser browser(String caller) {
    if (!caller.equals("anonymous")) return cast.signedIn(caller);
    var anonymous = cast.anonymous();
    anonymous.get("/sign-in"); // for a form's value
    return anonymous;
  }

  private List<Integer> seen(Route route, String query, Map<String, Browser> signedIn) {
    return CALLERS.stream()
        .map(
            caller ->
                call(
                    route,
                    query,
                    route.path.equals("/sign-out") ? browser(caller) : signedIn.get(caller)))
        .toList();
  }

  private static int call(Route route, String query, Browser browser) {
    String path = filled(route.path) + query;
    if (route.method.equals("GET") || route.method.equals("ANY")) {
      return browser
          .get(path, "Accept", path.startsWith("/api/") ? "*/*" : "text/html, */*")
          .statusCode();
    }
    boolean api = path.startsWith("/api/");
    if (!api && route.method.equals("POST")) return browser.post(path, Map.of()).statusCode();
    return browser.call(route.method, path, api ? "{}" : null).statusCode();
  }

  private static String filled(String path) {
    return Pattern.compile("\\{([a-zA-Z]+)(:[^/]*)?}")
        .matcher(path)
        .replaceAll(variable -> SAMPLES.getOrDefault(variable.group(1), NO_ID))
        .replace("/**", "/" + NO_ID);
  }

  private static boolean matches(String expected, int status) {
    return Stream.of(expected.split("\\|"))
        .anyMatch(e -> Integer.toString(status).matches(e.replace("x", "\\d")));
  }

  private static String line(Route route, String query, List<Integer> seen) {
    return route.method
        + ","
        + route.path
        + query
        + ","
        + seen.stream().map(String::valueOf).collect(Collectors.joining(","));
  }
}
