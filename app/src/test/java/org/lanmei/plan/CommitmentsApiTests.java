package org.lanmei.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanmei.Api;
import org.lanmei.Browser;
import org.lanmei.MovableClock;
import org.lanmei.PlanTest;
import org.lanmei.kernel.Lang;
import org.lanmei.kernel.Party;
import org.lanmei.parties.Officers;
import org.lanmei.plan.assessment.State;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

/** The register and its states over HTTP, on the shipped history (rules.md, section 1). */
@PlanTest
class CommitmentsApiTests {

  @Autowired Api api;
  @Autowired Officers officers;
  @Autowired Evidence evidence;
  @Autowired MovableClock clock;
  @Autowired Environment environment;

  private String token;

  @BeforeEach
  void signIn() {
    token = officers.token(Party.TH);
  }

  private JsonNode ok(String path) {
    var reply = api.get(path, token);
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.type()).startsWith("application/json");
    return reply.json();
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  @Test
  void the_register_with_the_state_of_each_commitment() {
    var all = ok("/api/v1/commitments?asOf=2026-11-24");
    assertThat(all.path("total").asInt()).isEqualTo(268);
    assertThat(all.path("items").size()).isEqualTo(268);
    assertThat(all.path("asOf").asString()).isEqualTo("2026-11-24");
    assertThat(all.path("plan").asString()).isEqualTo("lmc-2023-2027");
    assertThat(all.path("rules").asString()).isEqualTo("2026-1");
    assertThat(all.path("example").asBoolean()).isFalse();
    for (JsonNode item : all.path("items")) {
      String id = item.path("id").asString();
      assertThat(id).matches("[^#]+#\\d+");
      assertThat(item.path("kind").asString()).as(id).isNotEmpty();
      State.valueOf(item.path("state").asString());
      assertThat(item.path("reason").path("text").asString()).as(id).isNotBlank();
      assertThat(item.path("reason").path("text").asString())
          .as(id)
          .isNotEqualTo(item.path("reason").path("key").asString());
      assertThat(item.has("next")).as(id).isTrue();
    }
  }

  @Test
  void each_item_leads_to_its_own_page_of_the_api() {
    for (String id : List.of("三#9", "4.1.1#2", "5.5#5")) {
      var item =
          stream(
                  ok("/api/v1/commitments?q=" + id.replace("#", "%23").replace("三", "%E4%B8%89"))
                      .path("items"))
              .filter(i -> i.path("id").asString().equals(id))
              .findFirst()
              .orElseThrow();
      assertThat(item.path("href").asString()).matches("[\\x21-\\x7e]+");
      assertThat(ok(item.path("href").asString()).path("commitment").path("id").asString())
          .isEqualTo(id);
    }
  }

  @Test
  void the_leaders_meeting_under_its_three_readings() {
    var detail = ok("/api/v1/commitments/4.1.1%232?asOf=2026-11-24");
    var commitment = detail.path("commitment");
    assertThat(commitment.path("state").asString()).isEqualTo("OVERDUE");
    assertThat(commitment.path("days").asInt()).isEqualTo(328);
    assertThat(commitment.path("next").asString()).isEqualTo("2025-12-31");
    var outcome = detail.path("outcomes").path(0);
    assertThat(periods(outcome.path("periods")))
        .containsExactly(
            "2018-12-31 KEPT null",
            "2020-12-31 KEPT null",
            "2022-12-31 LATE 359",
            "2025-12-31 OVERDUE 328");
    var readings = new LinkedHashMap<String, JsonNode>();
    outcome.path("readings").forEach(r -> readings.put(r.path("reading").asString(), r));
    assertThat(readings.keySet()).containsExactly("A", "B", "C");
    assertThat(readings.get("A").path("working").asBoolean()).isTrue();
    assertThat(readings.get("A").path("periods")).isEqualTo(outcome.path("periods"));
    assertThat(readings.get("B").path("working").asBoolean()).isFalse();
    assertThat(periods(readings.get("B").path("periods")).stream().map(p -> p.split(" ")[1]))
        .startsWith("KEPT", "KEPT", "KEPT", "KEPT", "MISSED")
        .hasSize(6);
    assertThat(periods(readings.get("C").path("periods")))
        .containsExactly(
            "2018-03-23 KEPT 72",
            "2020-01-10 LATE 227",
            "2022-08-24 LATE 488",
            "2025-12-25 OVERDUE 334");
    assertThat(stream(detail.path("evidence")).map(e -> e.path("from").asString()))
        .containsExactly("2023-12-25", "2020-08-24", "2018-01-10", "2016-03-23");
    assertThat(stream(detail.path("evidence")))
        .allMatch(e -> e.path("origin").path("link").asString().startsWith("http"));
  }

  private static List<String> periods(JsonNode periods) {
    return stream(periods)
        .map(
            p ->
                p.path("due").asString()
                    + " "
                    + p.path("state").asString()
                    + " "
                    + (p.path("days").isNull() ? "null" : p.path("days").asInt()))
        .toList();
  }

  @Test
  void on_an_earlier_day_what_came_later_had_not_happened() {
    var detail = ok("/api/v1/commitments/4.1.1%232?asOf=2019-06-30");
    assertThat(detail.path("commitment").path("state").asString()).isEqualTo("NOT_DUE");
    assertThat(detail.path("commitment").path("next").asString()).isEqualTo("2020-12-31");
    assertThat(stream(detail.path("evidence")).map(e -> e.path("from").asString()))
        .containsExactly("2018-01-10", "2016-03-23");
    assertThat(
            ok("/api/v1/commitments/4.1.1%232?asOf=2025-12-31")
                .path("commitment")
                .path("state")
                .asString())
        .as("the last day in time")
        .isEqualTo("DUE");
    assertThat(
            ok("/api/v1/commitments/4.1.1%232?asOf=2026-01-01")
                .path("commitment")
                .path("days")
                .asInt())
        .isEqualTo(1);
  }

  @Test
  void before_the_history_was_loaded_nothing_was_on_record() {
    String then = "&knownAt=" + MovableClock.START.minusSeconds(60);
    var all = ok("/api/v1/commitments?asOf=2026-11-24" + then);
    assertThat(all.path("total").asInt()).isEqualTo(268);
    assertThat(all.path("known").asInt()).isZero();
    for (JsonNode item : all.path("items")) {
      assertThat(item.path("state").asString())
          .as(item.path("id").asString())
          .isNotIn("KEPT", "ON_RECORD", "HELD", "LATE", "DECLARED_ONLY", "MEASURED", "ACTIVE");
    }
    var detail = ok("/api/v1/commitments/4.2.12%233?asOf=2026-11-24" + then);
    assertThat(detail.path("commitment").path("state").asString()).isEqualTo("NONE_ON_RECORD");
    assertThat(ok("/api/v1/commitments/4.1.1%232?asOf=2026-11-24" + then).path("evidence").size())
        .isZero();
  }

  static Stream<Arguments> filters() {
    return Stream.of(
        filter("kind=recurring", i -> i.path("kind").asString().equals("recurring"), 23),
        filter("kind=EXPLORATORY", i -> i.path("kind").asString().equals("exploratory"), 17),
        filter("state=OVERDUE", i -> i.path("state").asString().equals("OVERDUE"), -1),
        filter(
            "state=none-on-record", i -> i.path("state").asString().equals("NONE_ON_RECORD"), -1),
        filter("clause=4.2.12", i -> i.path("clause").asString().equals("4.2.12"), 18),
        filter("clause=4.1.3", i -> i.path("clause").asString().startsWith("4.1.3."), 25),
        filter(
            "clause=%E4%B8%89,5.5",
            i -> List.of("三", "5.5").contains(i.path("clause").asString()), 15),
        filter("clause=3", i -> i.path("clause").asString().equals("三"), 10),
        filter("body=jwg-water", i -> i.path("lead").asString("").equals("jwg-water"), -1),
        filter("tag=SDG6", i -> i.path("tags").toString().contains("\"SDG6\""), -1),
        filter("q=WATER", i -> i.path("title").toString().toLowerCase().contains("water"), -1),
        filter("q=%E6%B0%B4%E6%96%87", i -> i.path("title").toString().contains("水文"), -1),
        filter("q=4.1.1%232", i -> i.path("id").asString().equals("4.1.1#2"), 1),
        filter("q=no+such+words", i -> false, 0),
        filter("tag=&kind=&state=", i -> true, 268),
        filter(
            "clause=4.2&kind=deliverable&tag=SDG9",
            i ->
                i.path("clause").asString().startsWith("4.2.")
                    && i.path("kind").asString().equals("deliverable")
                    && i.path("tags").toString().contains("\"SDG9\""),
            -1));
  }

  private static Arguments filter(String query, Predicate<JsonNode> passes, int count) {
    return Arguments.of(query, passes, count);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("filters")
  void each_filter_lets_through_what_it_names_and_all_of_it(
      String query, Predicate<JsonNode> passes, int count) {
    var all = ok("/api/v1/commitments?asOf=2026-11-24").path("items");
    var expected = stream(all).filter(passes).map(i -> i.path("id").asString()).toList();
    var filtered = ok("/api/v1/commitments?asOf=2026-11-24&" + query);
    assertThat(stream(filtered.path("items")).map(i -> i.path("id").asString()))
        .containsExactlyElementsOf(expected);
    assertThat(filtered.path("total").asInt()).isEqualTo(expected.size());
    if (count >= 0) assertThat(expected).hasSize(count);
    else assertThat(expected).isNotEmpty();
  }

  @Test
  void by_party_and_by_year_of_the_evidence() {
    var byParty = ok("/api/v1/commitments?asOf=2026-11-24&party=VN").path("items");
    for (JsonNode item : byParty) assertThat(item.path("byParty").path("VN").asInt()).isPositive();
    var all = ok("/api/v1/commitments?asOf=2026-11-24").path("items");
    assertThat(byParty.size())
        .isEqualTo((int) stream(all).filter(i -> i.path("byParty").path("VN").asInt() > 0).count());
    assertThat(
            stream(ok("/api/v1/commitments?asOf=2026-11-24&year=2016").path("items"))
                .map(i -> i.path("id").asString()))
        .contains("4.1.1#2");
    assertThat(
            stream(ok("/api/v1/commitments?asOf=2026-11-24&year=2017").path("items"))
                .map(i -> i.path("id").asString()))
        .doesNotContain("4.1.1#2");
  }

  // ---- tables out

  private static final String FILTER = "kind=recurring&clause=4.1";

  private List<String> filteredIds() {
    return stream(ok("/api/v1/commitments?asOf=2026-11-24&" + FILTER).path("items"))
        .map(i -> i.path("id").asString())
        .toList();
  }

  @Test
  void csv_carries_the_filter() throws IOException {
    var reply = api.get("/plan/commitments.csv?on=2026-11-24&lang=en&" + FILTER, null);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.type()).isEqualTo("text/csv;charset=UTF-8");
    assertThat(reply.headers().firstValue("Content-Disposition").orElse(""))
        .contains("attachment")
        .contains("commitments.csv");
    assertThat(reply.bytes()).startsWith(0xEF, 0xBB, 0xBF);
    String text = new String(reply.bytes(), 3, reply.bytes().length - 3, StandardCharsets.UTF_8);
    try (var table = CSVParser.parse(text, CSVFormat.RFC4180)) {
      var rows = table.getRecords();
      assertThat(rows.stream().skip(1).map(r -> r.get(0))).containsExactlyElementsOf(filteredIds());
      assertThat(rows).allMatch(r -> r.size() == rows.getFirst().size());
    }
  }

  @Test
  void xlsx_carries_the_filter_and_has_dates_as_dates() throws IOException {
    var browser =
        Browser.at(environment.getRequiredProperty("local.server.port", Integer.class))
            .signIn(officers.login(Party.TH), officers.password());
    var page = browser.get("/plan/commitments?on=2026-11-24&" + FILTER);
    assertThat(page.body())
        .as("the page links its own table")
        .containsPattern("href=\"/plan/commitments\\.xlsx\\?[^\"]*kind=recurring");
    var reply = api.get("/plan/commitments.xlsx?on=2026-11-24&" + FILTER, null);
    assertThat(reply.type()).contains("spreadsheetml.sheet");
    try (var book = new XSSFWorkbook(new ByteArrayInputStream(reply.bytes()))) {
      var sheet = book.getSheetAt(0);
      var ids = new ArrayList<String>();
      for (int r = 1; r <= sheet.getLastRowNum(); r++) {
        ids.add(sheet.getRow(r).getCell(0).getStringCellValue());
      }
      assertThat(ids).containsExactlyElementsOf(filteredIds());
      assertThat(sheet.getRow(0).getCell(0).getStringCellValue()).isNotBlank();
    }
  }

  @Test
  void a_wrong_value_of_a_filter_is_refused_by_every_form() {
    for (String path :
        List.of("/plan/commitments", "/plan/commitments.csv", "/plan/commitments.xlsx")) {
      assertThat(api.get(path + "?state=FINE", null).status()).as(path).isEqualTo(400);
      assertThat(api.get(path + "?on=yesterday", null).status()).as(path).isEqualTo(400);
    }
  }

  // ---- days and moments at the edges

  @ParameterizedTest
  @ValueSource(
      strings = {
        "asOf=0001-01-01",
        "asOf=1899-12-31",
        "asOf=9999-12-31",
        "asOf=-0500-01-01",
        "asOf=%2B999999999-12-31",
        "asOf=2026-11-24&knownAt=%2B999999999-12-31T23:59:59Z",
        "asOf=2026-11-24&knownAt=-999999999-01-01T00:00:00Z",
        "asOf=2026-11-24&knownAt=9999-12-31",
        "asOf=2026-11-24&year=0000"
      })
  void a_day_far_away_is_answered_or_refused_but_quickly(String query) {
    long begin = System.nanoTime();
    var reply = api.get("/api/v1/commitments?" + query, token);
    assertThat(reply.status()).as(reply.text()).isIn(200, 400);
    assertThat(System.nanoTime() - begin).as("ns").isLessThan(10_000_000_000L);
    var page = api.get("/plan/4.1.1/2?" + query.replace("asOf=", "on="), null);
    assertThat(page.status()).isIn(200, 400);
    assertThat(page.bytes().length).isLessThan(1_000_000);
  }

  @Test
  void learned_later_is_known_later_over_http_too() {
    var before = clock.instant();
    clock.tick();
    var id =
        evidence.record(
            officers.of(Party.TH),
            new NewEvidence(
                List.of("4.3.3#5"),
                NewEvidence.What.EVENT,
                false,
                java.time.LocalDate.of(2026, 3, 3),
                null,
                "A fair",
                Lang.EN,
                null,
                null,
                null,
                false,
                null,
                null,
                false),
            null);
    String path = "/api/v1/commitments/4.3.3%235?asOf=2026-11-24";
    assertThat(stream(ok(path).path("evidence")).map(e -> e.path("id").asString()))
        .contains(id.toString());
    for (String known : List.of(before.toString(), "2026-11-24T15:00:00%2B07:00", "2026-11-23")) {
      var then = ok(path + "&knownAt=" + known);
      assertThat(stream(then.path("evidence")).map(e -> e.path("id").asString()))
          .as(known)
          .doesNotContain(id.toString());
    }
    assertThat(ok(path + "&knownAt=2026-11-24").path("evidence").size())
        .as("the end of the day")
        .isEqualTo(ok(path).path("evidence").size());
  }

  @Test
  void evidence_and_coverage_over_http() {
    var leaders = ok("/api/v1/evidence?subject=series:leaders");
    assertThat(leaders.path("total").asInt()).isGreaterThanOrEqualTo(4);
    assertThat(
            ok("/api/v1/evidence?subject=series:leaders&from=2018-01-01&to=2018-12-31&limit=1")
                .path("items")
                .path(0)
                .path("from")
                .asString())
        .isEqualTo("2018-01-10");
    assertThat(ok("/api/v1/evidence?limit=0").path("items").size()).isEqualTo(1);
    var id = leaders.path("items").path(0).path("id").asString();
    var record = ok("/api/v1/evidence/" + id);
    assertThat(record.path("withdrawn").asBoolean()).isFalse();
    assertThat(stream(record.path("subjects")).map(JsonNode::asString)).contains("series:leaders");
    for (String by : List.of("year", "party", "kind")) {
      var coverage = ok("/api/v1/coverage?by=" + by);
      int commitments =
          stream(coverage.path("lines")).mapToInt(l -> l.path("commitments").asInt()).sum();
      assertThat(commitments).as(by).isEqualTo(268);
    }
    Map<String, Integer> plans = new LinkedHashMap<>();
    ok("/api/v1/plans")
        .forEach(p -> plans.put(p.path("key").asString(), p.path("commitments").asInt()));
    assertThat(plans).containsEntry("lmc-2023-2027", 268);
    assertThat(plans.keySet()).startsWith("lmc-2023-2027");
    assertThat(ok("/api/v1/plans/lmc-2023-2027").path("clauses").size()).isGreaterThan(30);
  }
}
