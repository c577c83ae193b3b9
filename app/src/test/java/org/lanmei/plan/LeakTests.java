package org.lanmei.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.lanmei.Api;
import org.lanmei.Browser;
import org.lanmei.PlanTest;
import org.lanmei.kernel.Lang;
import org.lanmei.kernel.Party;
import org.lanmei.log.Log;
import org.lanmei.parties.Officers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.env.Environment;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * With and without another party's hidden evidence in the database, every GET of the plan, the
 * overview and the description of the API answers outsiders byte for byte the same. Only the number
 * of the last log entry, which tells that something was recorded somewhere, is left aside. Clauses
 * 4.3.5 (released to the public) and 4.3.7 (not released) are this class's own.
 */
@PlanTest
class LeakTests {

  private static final List<String> QUERIES =
      List.of(
          "",
          "?asOf=2026-12-31&on=2026-12-31",
          "?party=LA",
          "?year=2026",
          "?state=ON_RECORD",
          "?state=DECLARED_ONLY",
          "?state=NONE_ON_RECORD",
          "?state=CONTESTED",
          "?q=secret",
          "?by=party",
          "?by=kind",
          "?subject=commitment:4.3.5%231",
          "?knownAt=2026-11-25");

  private static final List<String> MOMENTS =
      List.of("", "?asOf=2026-12-31&on=2026-12-31", "?knownAt=2026-11-25");

  @Autowired Evidence evidence;
  @Autowired BoardRelease release;
  @Autowired Officers officers;
  @Autowired Api api;
  @Autowired Log log;
  @Autowired Environment environment;

  @Autowired
  @Qualifier("requestMappingHandlerMapping")
  RequestMappingHandlerMapping mapping;

  @Test
  void hidden_evidence_changes_nothing_for_outsiders() {
    for (Party party : Party.values()) release.consent(officers.of(party), "4.3.5");
    UUID id = UUID.randomUUID(); // of nothing, as the hidden ones look to outsiders
    var paths = paths(id);
    assertThat(paths).hasSizeGreaterThan(100);
    var browser =
        Browser.at(environment.getRequiredProperty("local.server.port", Integer.class))
            .signIn(officers.login(Party.TH), officers.password());
    String token = officers.token(Party.TH);

    log.settle();
    var before = answers(paths, token, browser);
    var hidden = hide();
    var after = answers(paths, token, browser);

    assertThat(before.values().stream().filter(a -> a.startsWith("200 ")).count())
        .as("answers with content")
        .isGreaterThan(120);
    for (String key : before.keySet()) same(key, before.get(key), after.get(key));
    for (UUID one : hidden) {
      for (String path : paths(one)) {
        if (!path.contains(one.toString())) continue;
        String ofNothing = path.replace(one.toString(), id.toString());
        assertThat(answer(path, token, browser).values())
            .as(path)
            .noneMatch(a -> a.startsWith("2"))
            .map(a -> a.replace(one.toString(), id.toString()))
            .containsExactlyElementsOf(answer(ofNothing, token, browser).values());
      }
    }
  }

  private static void same(String what, String before, String after) {
    if (before.equals(after)) return;
    int at = 0;
    while (at < Math.min(before.length(), after.length())
        && before.charAt(at) == after.charAt(at)) {
      at++;
    }
    int from = Math.max(0, at - 80);
    assertThat(after.substring(from, Math.min(after.length(), at + 120)))
        .as(what + " from character " + at)
        .isEqualTo(before.substring(from, Math.min(before.length(), at + 120)));
  }

  /** The same requests see the record when its own party asks: the test is not blind. */
  @Test
  void its_own_party_sees_the_difference() {
    String token = officers.token(Party.LA);
    String path = "/api/v1/evidence?subject=commitment:4.3.5%232";
    var before = api.get(path, token).json().path("total").asInt();
    record("4.3.5#2", NewEvidence.What.EVENT, null);
    assertThat(api.get(path, token).json().path("total").asInt()).isEqualTo(before + 1);
  }

  private List<UUID> hide() {
    var laos = officers.of(Party.LA);
    var hidden = new ArrayList<UUID>();
    hidden.add(record("4.3.5#1", NewEvidence.What.EVENT, null));
    hidden.add(record("4.3.5#3", NewEvidence.What.DECLARATION, null));
    hidden.add(
        record("4.3.7#2", NewEvidence.What.DOCUMENT, "A secret.".getBytes(StandardCharsets.UTF_8)));
    hidden.add(record("4.3.7#3", NewEvidence.What.EVENT, null));
    evidence.contest(laos, hidden.get(0), Lang.EN, "A secret doubt.");
    evidence.withdraw(laos, hidden.get(3), Lang.EN, "A secret mistake.");
    return hidden;
  }

  private UUID record(String subject, NewEvidence.What what, byte[] file) {
    return evidence.record(
        officers.of(Party.LA),
        new NewEvidence(
            List.of(subject),
            what,
            false,
            LocalDate.of(2026, 10, 5),
            null,
            "A secret record",
            Lang.EN,
            "A secret statement.",
            null,
            null,
            false,
            null,
            null,
            false),
        file == null
            ? null
            : new Evidence.Upload("secret.txt", new java.io.ByteArrayInputStream(file)));
  }

  /** Every GET of the plan with every query, and the pages that show of it. */
  private List<String> paths(UUID evidenceId) {
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
      boolean plans =
          pattern.startsWith("/plan")
              || pattern.matches("/api/v1/(commitments|evidence|coverage|boards|releases|plans).*")
              || pattern.equals("/")
              || pattern.equals("/api/openapi.json");
      if (!plans) continue;
      for (CommitmentId id : List.of(CommitmentId.of("4.3.5#1"), CommitmentId.of("4.3.7#2"))) {
        String path = filled(pattern, id, evidenceId);
        for (String query : isTable(pattern) ? QUERIES : MOMENTS) {
          if (!paths.contains(path + query)) paths.add(path + query);
        }
      }
    }
    return paths;
  }

  private static String filled(String pattern, CommitmentId id, UUID evidenceId) {
    String path =
        pattern
            .replaceAll("\\{address[^}]*}", id.clause())
            .replaceAll("\\{sentence[^}]*}", Integer.toString(id.sentence()))
            .replace("commitments/{id}", "commitments/" + id.clause() + "%23" + id.sentence())
            .replace("{id}", evidenceId.toString())
            .replace("{key}", Registers.MAIN);
    assertThat(path).doesNotContain("{");
    return path;
  }

  private static boolean isTable(String pattern) {
    return pattern.matches(".*/(commitments|evidence|coverage)(\\.csv|\\.xlsx)?");
  }

  private Map<String, String> answers(List<String> paths, String token, Browser browser) {
    var answers = new LinkedHashMap<String, String>();
    for (String path : paths) answers.putAll(answer(path, token, browser));
    return answers;
  }

  private Map<String, String> answer(String path, String token, Browser browser) {
    var answers = new LinkedHashMap<String, String>();
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
    return answers;
  }

  /** Without the last entry's number and the form's value, which is another each time. */
  private String said(int status, byte[] body, String path) {
    if (path.contains(".xlsx") && status == 200) return status + " " + sheet(body);
    return (status + " " + new String(body, StandardCharsets.UTF_8))
        .replaceAll("name=\"_csrf\" value=\"[^\"]+\"", "name=\"_csrf\"")
        .replaceAll("\"known\":\\d+", "\"known\"")
        .replaceAll("known to entry [\\d,]+", "known to entry");
  }

  /** A workbook's own archive carries the time it was made. */
  private static String sheet(byte[] body) {
    try (var book =
        new org.apache.poi.xssf.usermodel.XSSFWorkbook(new java.io.ByteArrayInputStream(body))) {
      var cells = new StringBuilder();
      book.getSheetAt(0).forEach(row -> row.forEach(cell -> cells.append(cell).append('\t')));
      return cells.toString();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
