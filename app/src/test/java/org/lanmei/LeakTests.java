package org.lanmei;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.lanmei.kernel.Party;
import org.lanmei.kernel.SeriesKey;
import org.lanmei.log.Log;
import org.lanmei.parties.Officers;
import org.lanmei.water.Reading;
import org.lanmei.water.Readings;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.env.Environment;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * With and without secrets in the database, every GET of the application answers outsiders byte for
 * byte the same: a reader who is not signed in, and an officer of Thailand, whom nothing of it
 * concerns. Only what tells that something was recorded somewhere is left aside: the number of the
 * last entry, and the size and hashes of the node's own log.
 */
@PlanTest
class LeakTests {

  /** Queries that bring out what a page keeps back; each route gets all of them. */
  private static final List<String> QUERIES =
      List.of(
          "",
          "?asOf=2026-12-31&on=2026-12-31",
          "?knownAt=2026-11-25",
          "?from=2026-01-01T00:00:00Z&to=2027-01-01T00:00:00Z",
          "?stations=013901,014501&variable=water-level&format=csv",
          "?q=secret&party=LA&by=party&state=ON_RECORD");

  /** By a regular expression of their routes, what brings out more there. */
  private static final Map<String, List<String>> MORE =
      Map.of(
          ".*/proof/inclusion", List.of("?index=0"),
          ".*/proof/consistency", List.of("?from=1"),
          ".*/(commitments|evidence|coverage)(\\.csv|\\.xlsx)?",
              List.of(
                  "?state=DECLARED_ONLY",
                  "?state=NONE_ON_RECORD",
                  "?state=CONTESTED",
                  "?by=kind",
                  "?year=2026",
                  "?subject=commitment:4.3.5%231"));

  private static final Map<String, String> VARIABLES =
      Map.ofEntries(
          Map.entry("key", "lmc-2023-2027"),
          Map.entry("code", "013901"),
          Map.entry("station", "013901"),
          Map.entry("variable", "water-level"),
          Map.entry("year", "2026"));

  private static final String NOTHING = "00000000-0000-4000-8000-000000000000";

  @Autowired List<Secret> secrets;
  @Autowired Officers officers;
  @Autowired Api api;
  @Autowired Log log;
  @Autowired Readings readings;
  @Autowired Environment environment;

  @Autowired
  @Qualifier("requestMappingHandlerMapping")
  RequestMappingHandlerMapping mapping;

  @Test
  void secrets_change_nothing_for_outsiders() {
    assertThat(secrets).hasSizeGreaterThanOrEqualTo(3);
    assertThat(leaks()).isEmpty();
  }

  /** The test is not blind: it finds a path that forgets to ask who is calling. */
  @Test
  void an_unprotected_path_is_found() throws NoSuchMethodException {
    var route = RequestMappingInfo.paths("/api/v1/leaky").methods(RequestMethod.GET).build();
    Method method = Leaky.class.getDeclaredMethod("last");
    mapping.registerMapping(route, new Leaky(readings, officers), method);
    try {
      assertThat(leaks()).anyMatch(leak -> leak.contains("/api/v1/leaky"));
    } finally {
      mapping.unregisterMapping(route);
    }
  }

  /** Reads with its own eyes, not with the caller's. */
  public record Leaky(Readings readings, Officers officers) {
    public ResponseEntity<String> last() {
      var owner = officers.hydrologist(Party.LA);
      var all =
          readings.between(
              owner,
              new SeriesKey("013901", "water-level"),
              Instant.parse("2026-01-01T00:00:00Z"),
              Instant.parse("2027-01-01T00:00:00Z"),
              null);
      return ResponseEntity.ok(all.stream().map(Reading::value).toList().toString());
    }
  }

  private List<String> leaks() {
    var browser =
        Browser.at(environment.getRequiredProperty("local.server.port", Integer.class))
            .signIn(officers.login(Party.TH), officers.password());
    String token = officers.token(Party.TH);
    api.get("/api/v1/me", token); // that it was used is told to its owner
    secrets.forEach(Secret::prepare);
    log.settle();

    var paths = paths(Map.of());
    var before = answers(paths, token, browser);
    assertThat(before.values().stream().filter(a -> a.startsWith("200 ")).count())
        .as("answers with content")
        .isGreaterThan(150);
    var addresses = secrets.stream().flatMap(secret -> secret.hide().stream()).toList();
    log.settle();
    var after = answers(paths, token, browser);

    var leaks = new ArrayList<String>();
    before.forEach((what, was) -> difference(what, was, after.get(what)).ifPresent(leaks::add));
    for (Secret.Address address : addresses) {
      var hidden = answers(paths(Map.of(address, address.hidden())), token, browser);
      var nothing = answers(paths(Map.of(address, address.nothing())), token, browser);
      assertThat(nothing.values())
          .as("of nothing there is no page")
          .noneMatch(a -> a.startsWith("2"));
      assertThat(hidden).as("routes like " + address.pattern()).isNotEmpty();
      hidden.forEach(
          (what, said) -> {
            String of = what.replace(address.hidden(), address.nothing());
            difference(what, nothing.get(of), said.replace(address.hidden(), address.nothing()))
                .ifPresent(leaks::add);
          });
    }
    return leaks;
  }

  private static java.util.Optional<String> difference(String what, String before, String after) {
    if (before.equals(after)) return java.util.Optional.empty();
    int at = 0;
    int end = Math.min(before.length(), after.length());
    while (at < end && before.charAt(at) == after.charAt(at)) at++;
    int from = Math.max(0, at - 80);
    return java.util.Optional.of(
        "%s from character %d: “%s” became “%s”"
            .formatted(
                what,
                at,
                before.substring(from, Math.min(before.length(), at + 80)),
                after.substring(from, Math.min(after.length(), at + 80))));
  }

  /**
   * Every GET with every query.
   *
   * @param of when not empty, only the routes that the address speaks of, with its value
   */
  private List<String> paths(Map<Secret.Address, String> of) {
    var patterns = new TreeSet<String>();
    mapping
        .getHandlerMethods()
        .keySet()
        .forEach(
            info -> {
              var methods = info.getMethodsCondition().getMethods();
              if (methods.isEmpty() || methods.contains(RequestMethod.GET)) {
                patterns.addAll(info.getPatternValues());
              }
            });
    var paths = new ArrayList<String>();
    for (String pattern : patterns) {
      if (isLive(pattern)) continue;
      String path = pattern;
      if (!of.isEmpty()) {
        var address = of.keySet().iterator().next();
        String variable = "\\{" + address.variable() + "(:[^}]*)?}";
        if (!pattern.matches(address.pattern()) || !pattern.matches(".*" + variable + ".*"))
          continue;
        path = path.replaceAll(variable, of.get(address));
      }
      // A clause that is released to the public, and one that is not.
      for (String commitment : List.of("4.3.5/1", "4.3.7/2")) {
        String filled = filled(path, commitment);
        for (String query : QUERIES) paths.add(filled + query);
        MORE.forEach(
            (routes, queries) -> {
              if (pattern.matches(routes)) queries.forEach(query -> paths.add(filled + query));
            });
      }
    }
    return paths.stream().distinct().toList();
  }

  /** A stream does not end; who may see what in it is tested with it. */
  private static boolean isLive(String pattern) {
    return pattern.endsWith("/live");
  }

  private static String filled(String pattern, String commitment) {
    String[] parts = commitment.split("/");
    String path =
        pattern
            .replace("commitments/{id}", "commitments/" + parts[0] + "%23" + parts[1])
            .replaceAll("\\{address(:[^}]*)?}", parts[0])
            .replaceAll("\\{sentence(:[^}]*)?}", parts[1]);
    for (var variable : VARIABLES.entrySet()) {
      path = path.replaceAll("\\{" + variable.getKey() + "(:[^}]*)?}", variable.getValue());
    }
    return path.replaceAll("\\{log(:[^}]*)?}", "no-such-terms")
        .replaceAll("\\{(seq|version)(:[^}]*)?}", "987654321")
        .replaceAll("\\{[^}]*}", NOTHING)
        .replace("/**", "/0/000");
  }

  private Map<String, String> answers(List<String> paths, String token, Browser browser) {
    var answers = new LinkedHashMap<String, String>();
    for (String path : paths) {
      var anonymous = api.get(path, null);
      answers.put("anonymous " + path, said(anonymous.status(), anonymous.bytes(), path));
      if (path.startsWith("/api/")) {
        var party = api.get(path, token);
        answers.put("TH " + path, said(party.status(), party.bytes(), path));
      } else if (!path.contains(".xlsx")) {
        var party = browser.get(path);
        answers.put(
            "TH " + path,
            said(party.statusCode(), party.body().getBytes(StandardCharsets.UTF_8), path));
      }
    }
    return answers;
  }

  private static String said(int status, byte[] body, String path) {
    if (path.contains(".xlsx") && status == 200) return status + " " + sheet(body);
    String text = status + " " + new String(body, StandardCharsets.UTF_8);
    text =
        text.replaceAll("name=\"_csrf\" value=\"[^\"]+\"", "name=\"_csrf\"")
            .replaceAll("data-csrf=\"[^\"]+\"", "data-csrf")
            .replaceAll("\"known\":\\d+", "\"known\"")
            .replaceAll("known to entry [\\d,]+", "known to entry");
    return ofNodeLog(path)
        ? text.replaceAll("\"root\":\"[^\"]+\"", "root").replaceAll("[\\d,]+", "n")
        : text;
  }

  /** The size, root and times of the node's own log. */
  private static boolean ofNodeLog(String path) {
    return path.matches("/log(\\?.*)?|/api/v1/log(\\?.*)?");
  }

  /** A workbook's own archive carries the time it was made. */
  private static String sheet(byte[] body) {
    try (var book = new XSSFWorkbook(new ByteArrayInputStream(body))) {
      var cells = new StringBuilder();
      book.getSheetAt(0).forEach(row -> row.forEach(cell -> cells.append(cell).append('\t')));
      return cells.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
