package org.lanmei.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.lanmei.Browser;
import org.lanmei.SiteTest;
import org.lanmei.kernel.SeriesKey;
import org.lanmei.log.Log;
import org.lanmei.parties.Cast;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The worked example over HTTP: who sees which agreement, the season's fraction, the forms. */
@SiteTest
class SharingSiteTests {

  @Autowired Cast cast;
  @Autowired Arrivals arrivals;
  @Autowired Measurements measurements;
  @Autowired Log log;
  @Autowired JdbcClient db;
  @Autowired TransactionTemplate transaction;
  @Autowired java.time.Clock clock;

  private Browser as(String login) {
    return cast.signedIn(login);
  }

  /** As the river's example does, unless it did. */
  private int deliver() {
    int year = ExampleDeliveries.season(clock);
    boolean there =
        db.sql("select exists (select from sharing.arrival where station = ?)")
            .param(ExampleDeliveries.JINGHONG)
            .query(Boolean.class)
            .single();
    if (there) return year;
    for (String station : List.of(ExampleDeliveries.JINGHONG, ExampleDeliveries.MANAN)) {
      var series = new SeriesKey(station, "water-level");
      var batches = new TreeMap<Instant, List<Instant>>();
      Instant at = LocalDate.of(year, 5, 31).atStartOfDay(ExampleDeliveries.ZONE).toInstant();
      Instant end = LocalDate.of(year, 11, 1).atStartOfDay(ExampleDeliveries.ZONE).toInstant();
      for (; at.isBefore(end); at = at.plus(Duration.ofHours(1))) {
        Instant observed = at;
        ExampleDeliveries.receivedAt(series, observed)
            .ifPresent(r -> batches.computeIfAbsent(r, k -> new ArrayList<>()).add(observed));
      }
      transaction.executeWithoutResult(
          s ->
              batches.forEach(
                  (received, observed) ->
                      arrivals.arrived(
                          station + "-" + received, received, Map.of(series, observed))));
    }
    log.settle();
    return year;
  }

  @Test
  void the_seasons_fraction_is_570_of_612_less_8_less_4_with_a_link_to_each_late_slot() {
    int year = deliver();
    var page =
        as("hydrologist.mrc").get("/sharing/cn-flood-season/scoreboard?period=" + year + "-06-01");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .contains("570 on time ÷ (612 due − 8 excused − 4 undetermined) = 95.0 %")
        .contains("/sharing/cn-flood-season/slots/092600/" + year + "-09-03/0900");
    var slot =
        as("hydrologist.mrc").get("/sharing/cn-flood-season/slots/092600/" + year + "-09-03/0900");
    assertThat(slot.body()).contains(year + "-09-03 09:14:00").contains("14 min after it was due");
    var api =
        as("secretariat.cn")
            .get("/api/v1/sharing/agreements/cn-flood-season/scoreboard?verdict=LATE&limit=5")
            .body();
    assertThat(api).contains("\"permille\":950", "\"counted\":600", "\"total\":18");
    var csv = as("secretariat.cn").get("/sharing/cn-flood-season/scoreboard.csv?verdict=missing");
    assertThat(csv.body().lines()).hasSize(7);
    measurements.measure();
    log.settle();
    assertThat(measurements.after(org.lanmei.kernel.Seq.NONE, 100))
        .anySatisfy(
            m -> {
              assertThat(m.agreement()).isEqualTo("cn-flood-season");
              assertThat(m.kept()).isEqualTo(570);
              assertThat(m.due()).isEqualTo(600);
              assertThat(m.example()).isTrue();
            });
  }

  @Test
  void an_agreement_that_one_may_not_know_of_answers_as_one_that_is_not_there() {
    for (var who : List.of("secretariat.th", "administrator", "reader", "hydrologist.center")) {
      for (String below :
          List.of("", "/scoreboard", "/notices", "/rehearsal", "/scoreboard.csv", "/edit")) {
        var there = as(who).get("/sharing/cn-flood-season" + below);
        var not = as(who).get("/sharing/cn-flood-nothing" + below);
        assertThat(there.statusCode()).as(who + below).isEqualTo(404);
        assertThat(there.body().replace("cn-flood-season", "X"))
            .as(who + below)
            .isEqualTo(not.body().replace("cn-flood-nothing", "X"));
      }
      assertThat(as(who).get("/sharing").body()).doesNotContain("cn-flood-season");
    }
    assertThat(as("secretariat.th").get("/sharing/cn-year-round").statusCode()).isEqualTo(200);
    assertThat(cast.anonymous().get("/sharing").body())
        .doesNotContain("cn-year-round", "cn-flood-season");
    for (String list : List.of("agreements", "grants")) {
      assertThat(cast.anonymous().get("/api/v1/sharing/" + list).body())
          .doesNotContain("cn-year-round", "cn-flood-season", "la-mainstream");
    }
  }

  @Test
  void a_party_sees_who_has_adopted_and_adopts_in_its_own_name() {
    var before = as("secretariat.kh").get("/sharing/la-mainstream");
    assertThat(before.body()).contains("Adopt version 1 as Cambodia");
    assertThat(as("hydrologist.kh").get("/sharing/la-mainstream").body())
        .doesNotContain("Adopt version 1");
    assertThat(
            as("hydrologist.kh")
                .post("/sharing/la-mainstream/adopt", Map.of("version", "1"))
                .statusCode())
        .isEqualTo(403);
    var adopted = as("secretariat.kh").post("/sharing/la-mainstream/adopt", Map.of("version", "1"));
    assertThat(adopted.statusCode()).isEqualTo(303);
    assertThat(as("secretariat.kh").get("/sharing/la-mainstream").body())
        .contains("3 of 4 parties have adopted it");
  }

  @Test
  void nothing_typed_is_lost_when_a_field_cannot_be_taken() {
    var typed = new HashMap<String, String>();
    typed.put("slug", "typed-" + System.nanoTime());
    typed.put("title.en", "A title with <b>marks</b>");
    typed.put("receivers", "LA, TH");
    typed.put("lines.0.stations", "s-one s-two");
    typed.put("lines.0.variables", "water-level");
    typed.put("lines.0.windows.0.before", "09:00");
    typed.put("lines.0.windows.0.fromDay", "-1");
    typed.put("lines.0.windows.0.from", "21:00");
    typed.put("lines.0.windows.0.to", "08:00");
    typed.put("lines.0.coarsening", "rounded");
    typed.put("lines.0.roundTo", "much");
    typed.put("purpose", "Forecasts");
    typed.put("onwardSharing", "no");
    typed.put("classification", "parties");
    typed.put("approver", "Somebody");
    typed.put("document", "7/2026");
    typed.put("from", "2027-01-01");
    typed.put("do", "save");
    var refused = as("hydrologist.vn").post("/sharing/new", typed);
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body())
        .contains("href=\"#lines.0.roundTo\"")
        .contains("value=\"A title with &lt;b>marks&lt;/b>\"")
        .contains("value=\"s-one s-two\"", "value=\"LA TH\"", "value=\"much\"", "value=\"21:00\"");

    typed.put("do", "add");
    var more = as("hydrologist.vn").post("/sharing/new", typed);
    assertThat(more.statusCode()).isEqualTo(200);
    assertThat(more.body()).contains("name=\"lines.1.stations\"", "value=\"s-one s-two\"");

    typed.put("do", "save");
    typed.put("lines.0.roundTo", "0.1");
    var saved = as("hydrologist.vn").post("/sharing/new", typed);
    assertThat(saved.statusCode()).isEqualTo(303);
    String id = "vn-" + typed.get("slug");
    assertThat(as("secretariat.vn").get("/sharing/" + id).body())
        .contains(
            "before 09:00: observations from 21:00 of the day before to 08:00", "Table version 1");
    assertThat(as("secretariat.la").get("/sharing/" + id).statusCode()).isEqualTo(404);
    assertThat(as("hydrologist.vn").post("/sharing/" + id + "/table", Map.of()).statusCode())
        .as("a hydrologist writes, the secretariat tables")
        .isEqualTo(403);
    assertThat(as("secretariat.vn").post("/sharing/" + id + "/table", Map.of()).statusCode())
        .isEqualTo(303);
    assertThat(as("secretariat.la").get("/sharing/" + id).statusCode()).isEqualTo(200);
    assertThat(as("secretariat.la").get("/sharing/" + id + "/rehearsal").statusCode())
        .isEqualTo(200);
    assertThat(as("secretariat.la").get("/sharing/" + id + "/edit").statusCode()).isEqualTo(403);
  }

  @Test
  void every_page_can_be_had_in_chinese_and_names_every_verdict() {
    deliver();
    for (String path :
        List.of(
            "/sharing",
            "/sharing/cn-flood-season",
            "/sharing/cn-flood-season/scoreboard?verdict=all",
            "/sharing/cn-flood-season/notices",
            "/sharing/cn-flood-season/rehearsal",
            "/sharing/cn-flood-season/edit")) {
      var page = as("secretariat.cn").get(path + (path.contains("?") ? "&" : "?") + "lang=zh");
      assertThat(page.statusCode()).as(path).isEqualTo(200);
      assertThat(page.body()).as(path).doesNotContain("sharing.", "{0}");
    }
  }
}
