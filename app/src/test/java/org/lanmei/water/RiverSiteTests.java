package org.lanmei.water;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lanmei.Browser;
import org.lanmei.SiteTest;
import org.lanmei.parties.Cast;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The river for readers, over HTTP, on the worked example. */
@SiteTest
class RiverSiteTests {

  @Autowired Cast cast;

  private static JsonNode json(Browser browser, String path) {
    return JsonMapper.shared().readTree(browser.get(path, "Accept", "application/json").body());
  }

  private static JsonNode stands(Browser browser, String code) {
    for (JsonNode s : json(browser, "/api/v1/river").path("stations")) {
      if (s.path("station").asString().equals(code)) return s;
    }
    throw new AssertionError("no " + code);
  }

  @Test
  void the_public_sees_31_stations_and_of_jinghong_only_that_nothing_is_public() {
    var river = json(cast.anonymous(), "/api/v1/river");
    assertThat(river.path("stations")).hasSize(31);
    assertThat(river.path("notShared").asInt()).isEqualTo(1);
    var jinghong = stands(cast.anonymous(), "092600");
    assertThat(jinghong.path("shared").asBoolean()).isFalse();
    assertThat(jinghong.path("state").isNull() || jinghong.path("state").isMissingNode()).isTrue();
    assertThat(jinghong.path("level").isNull() || jinghong.path("level").isMissingNode()).isTrue();
    String page = cast.anonymous().get("/water?lang=en").body();
    assertThat(page).contains("No public reading");
    String station = cast.anonymous().get("/water/stations/092600?lang=en").body();
    assertThat(station).contains("China has released no reading of this station to the public.");
    assertThat(station).doesNotContain("class=\"obs\"");
  }

  @Test
  void a_party_of_the_agreement_sees_jinghong_and_no_limit_is_no_normal() {
    var jinghong = stands(cast.signedIn("hydrologist.la"), "092600");
    assertThat(jinghong.path("shared").asBoolean()).isTrue();
    assertThat(jinghong.path("state").asString()).isEqualTo("NO_THRESHOLD");
    assertThat(jinghong.path("level").asDouble()).isBetween(530.0, 545.0);
    assertThat(jinghong.path("datum").asString()).isEqualTo("msl");
  }

  @Test
  void the_example_has_a_stale_a_silent_and_a_suspect_station() {
    var nobody = cast.anonymous();
    assertThat(stands(nobody, "013806").path("state").asString()).isEqualTo("STALE");
    assertThat(stands(nobody, "010402").path("state").asString()).isEqualTo("NO_DATA");
    assertThat(stands(nobody, "013501").path("state").asString()).isEqualTo("SUSPECT");
  }

  @Test
  void a_past_moment_is_judged_by_what_was_then() {
    var river = json(cast.anonymous(), "/api/v1/river?at=2025-12-01T00:00:00Z");
    assertThat(river.path("at").asString()).isEqualTo("2025-12-01T00:00:00Z");
    for (JsonNode s : river.path("stations")) {
      assertThat(s.path("state").asString()).isNotEqualTo("FLOOD");
    }
    assertThat(cast.anonymous().get("/api/v1/river?at=yesterday").statusCode()).isEqualTo(400);
  }

  @Test
  void before_anything_was_known_nothing_is_there() {
    var river = json(cast.anonymous(), "/api/v1/river?knownAt=2020-01-01T00:00:00Z");
    for (JsonNode s : river.path("stations")) {
      assertThat(s.path("level").isNull() || s.path("level").isMissingNode()).isTrue();
    }
  }

  @Test
  void a_station_page_draws_its_levels_without_a_script_and_says_why() {
    var answer = cast.anonymous().get("/water/stations/013901?lang=en");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .contains("class=\"obs\"")
        .contains("class=\"band90\"")
        .contains("lv-alarm")
        .contains("below alarm level")
        .contains("EXAMPLE: staff gauge misread");
    assertThat(cast.anonymous().get("/water/stations/999999").statusCode()).isEqualTo(404);
    assertThat(cast.anonymous().get("/water/stations/013901?season=2025").statusCode())
        .isEqualTo(200);
    assertThat(cast.anonymous().get("/water/stations/013901?days=0").statusCode()).isEqualTo(400);
    assertThat(cast.anonymous().get("/water/stations/013901?from=x").statusCode()).isEqualTo(400);
  }

  @Test
  void timeliness_is_told_to_those_who_may_see_the_agreement_and_nobody_else() {
    String china = cast.signedIn("hydrologist.cn").get("/water/stations/092600?lang=en").body();
    assertThat(china)
        .contains("class=\"fraction\"")
        .contains("class=\"slots\"")
        .containsPattern("/sharing/cn-[a-z0-9-]+/scoreboard\\?period=[0-9-]+&amp;station=092600");
    for (var other : java.util.List.of(cast.anonymous(), cast.signedIn("reader"))) {
      assertThat(other.get("/water/stations/092600?lang=en").body())
          .doesNotContain("class=\"fraction\"")
          .doesNotContain("class=\"slots\"")
          .doesNotContain("/sharing/cn-");
    }
  }

  @Test
  void the_chart_is_a_file_that_stands_alone_and_shows_no_more_than_the_page() {
    var answer = cast.anonymous().get("/water/stations/013901/level.svg?season=2026&lang=my");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("image/svg+xml");
    assertThat(answer.body())
        .startsWith("<svg ")
        .contains("xmlns=\"http://www.w3.org/2000/svg\"")
        .contains("stroke=\"#0a6170\"")
        .doesNotContain("class=");
    String hidden = cast.anonymous().get("/water/stations/092600/level.svg?season=2026").body();
    assertThat(hidden).contains("stroke=\"#0a6170\"").contains(" d=\"\"");
  }

  @Test
  void the_rules_say_that_nobody_has_adopted_them_yet() {
    assertThat(cast.anonymous().get("/water/rules?lang=en").body())
        .contains("2026-1")
        .contains("working-1")
        .contains("not yet adopted by the six");
    var rules = json(cast.anonymous(), "/api/v1/water/rules");
    assertThat(rules.path("states").get(0).path("adoptedBy").isNull()).isTrue();
    assertThat(rules.path("checks").get(0).path("version").asString()).isEqualTo("working-1");
    assertThat(rules.path("checks").get(0).path("seq").asLong()).isPositive();
    assertThat(cast.anonymous().get("/water/stations/013901?lang=en").body())
        .contains("Judged by rules 2026-1");
  }

  @Test
  void only_the_owners_hydrologist_is_offered_to_confirm_a_reading() {
    var owner = cast.signedIn("hydrologist.la");
    String page = owner.get("/water/stations/013901?lang=en").body();
    assertThat(page).contains("action=\"/water/stations/013901/confirm");
    assertThat(cast.signedIn("hydrologist.th").get("/water/stations/013901?lang=en").body())
        .doesNotContain("/confirm");
    var refused =
        owner.post(
            "/water/stations/013901/confirm?lang=en", Map.of("reading", "x", "note", "kept"));
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("Choose one of the readings listed", "value=\"kept\"");
    assertThat(
            cast.signedIn("hydrologist.th")
                .post("/water/stations/013901/confirm", Map.of("reading", "x"))
                .statusCode())
        .isEqualTo(403);
  }

  @Test
  void the_map_is_there_without_a_script_and_knows_no_borders() {
    String page = cast.anonymous().get("/water/map?lang=en").body();
    assertThat(page).contains("class=\"basin\"").contains("data-code=\"985203\"");
    var layers = json(cast.anonymous(), "/water/layers.geojson");
    for (JsonNode feature : layers.path("features")) {
      assertThat(feature.path("properties").path("kind").asString()).isIn("basin", "river", "lake");
    }
  }

  @Test
  void the_register_comes_as_a_page_and_as_geojson() {
    assertThat(cast.anonymous().get("/water/stations?lang=zh").body()).contains("曼安");
    var points = json(cast.anonymous(), "/api/v1/stations.geojson");
    assertThat(points.path("features").size()).isGreaterThanOrEqualTo(33);
    assertThat(cast.anonymous().get("/water/stations.csv").body()).contains("允景洪");
  }

  private static Map<String, String> limit(String level, String from) {
    return new HashMap<>(
        Map.of(
            "what",
            "alarm",
            "level",
            level,
            "datum",
            "gauge",
            "from",
            from,
            "authority",
            "Test office",
            "reference",
            "T/1"));
  }

  @Test
  void the_owner_s_hydrologist_puts_a_limit_on_record_and_history_keeps_its_own() {
    var laos = cast.signedIn("hydrologist.la");
    assertThat(laos.post("/water/stations/013905/limits", limit("7.5", "2020-01-01")).statusCode())
        .isEqualTo(303);
    assertThat(laos.post("/water/stations/013905/limits", limit("8.25", "2040-01-01")).statusCode())
        .isEqualTo(303);
    var station = json(cast.anonymous(), "/api/v1/stations/013905");
    assertThat(station.path("thresholds")).hasSize(2);
    assertThat(station.path("station").path("alarm").asDouble()).isEqualTo(7.5);
    var then = json(cast.anonymous(), "/api/v1/stations/013905?at=2041-01-01T00:00:00Z");
    assertThat(then.path("station").path("alarm").asDouble()).isEqualTo(8.25);
    assertThat(laos.get("/water/stations/013905/limits?lang=en").body()).contains("Test office");
  }

  @Test
  void nobody_else_does() {
    var form = limit("9", "2020-01-01");
    assertThat(
            cast.signedIn("hydrologist.th")
                .post("/water/stations/013903/limits", form)
                .statusCode())
        .isEqualTo(403);
    assertThat(
            cast.signedIn("secretariat.la")
                .post("/water/stations/013903/limits", form)
                .statusCode())
        .isEqualTo(403);
    assertThat(json(cast.anonymous(), "/api/v1/stations/013903").path("thresholds")).hasSize(2);
  }

  @Test
  void what_cannot_be_taken_is_named_and_kept() {
    var laos = cast.signedIn("hydrologist.la");
    var form = limit("eleven", "someday");
    form.put("authority", "");
    var answer = laos.post("/water/stations/013903/limits", form);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .contains("error-summary")
        .contains("value=\"eleven\"")
        .contains("id=\"authority-error\"");
    assertThat(json(cast.anonymous(), "/api/v1/stations/013903").path("thresholds")).hasSize(2);
  }
}
