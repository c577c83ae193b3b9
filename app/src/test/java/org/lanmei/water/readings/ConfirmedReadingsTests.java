package org.lanmei.water.readings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lanmei.Api;
import org.lanmei.Api.Reply;
import org.lanmei.SiteTest;
import org.lanmei.log.Log;
import org.lanmei.parties.Cast;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Readings that their publisher stands by; stations that begin with CNF are this class's own. */
@SiteTest
class ConfirmedReadingsTests {

  private static final Instant START = Instant.parse("2023-07-01T00:00:00Z");
  private static int count;

  @Autowired Api api;
  @Autowired Log log;
  @Autowired Cast cast;
  @Autowired JdbcClient db;
  @Autowired ReleaseCopy copy;

  private String laos;
  private String station;

  @BeforeEach
  void people() {
    laos = cast.token("hydrologist.la");
    station = "CNF" + count++;
    db.sql("insert into water.station (code, owner) values (?, 'LA')").param(station).update();
    db.sql(
            """
            insert into water.series (station, variable, owner, unit, cadence)
            values (?, 'water-level', 'LA', 'm', interval '1 hour')
            """)
        .param(station)
        .update();
    copy.onNewSeries();
  }

  private static String hour(int n) {
    return START.plusSeconds(n * 3600L).toString();
  }

  private Reply send(String type, String key, String body) {
    return api.call(
        "POST",
        "/api/v1/readings",
        laos,
        type,
        body.getBytes(StandardCharsets.UTF_8),
        "Idempotency-Key",
        station + key,
        "Accept-Language",
        "en");
  }

  private JsonNode csv(String key, String rows) {
    var reply = send("text/csv", key, rows.replace("S,", station + "/water-level,"));
    assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    return reply.json();
  }

  private String read(String query) {
    return api.get("/api/v1/series/" + station + "/water-level/readings?format=csv" + query, laos)
        .text();
  }

  private Reply confirm(String token, int hour, double value) {
    return api.post(
        "/api/v1/series/" + station + "/water-level/confirmations",
        token,
        "{\"at\":\"%s\",\"value\":%s,\"note\":\"seen at the gauge\"}".formatted(hour(hour), value),
        "Accept-Language",
        "en");
  }

  private JsonNode versions(int hour) {
    return api.get("/api/v1/series/" + station + "/water-level/versions?at=" + hour(hour), laos)
        .json();
  }

  @Test
  void a_column_says_which_readings_are_confirmed_and_all_outputs_tell_it() {
    var receipt =
        csv(
            "a",
            "series,time,value,confirmed\n"
                + "S,%s,4.2,true\nS,%s,4.3,0\nS,%s,4.4,\nS,%s,4.5,maybe\nS,%s,,1\n"
                    .formatted(hour(0), hour(1), hour(2), hour(3), hour(4)));
    assertThat(receipt.path("taken").asInt()).isEqualTo(3);
    assertThat(receipt.path("refusals").get(0).path("detail").asString()).contains("maybe");
    assertThat(receipt.path("refusals").get(1).path("detail").asString()).contains("no value");
    assertThat(read("")).contains(hour(0) + ",4.2,CONFIRMED\n", hour(1) + ",4.3,\n");
    var latest = api.get("/api/v1/readings/latest?stations=" + station, laos).json().get(0);
    assertThat(latest.path("flags")).isEmpty();
  }

  @Test
  void json_says_it_of_one_of_all_and_of_each() {
    var reply =
        send(
            "application/json",
            "j",
            """
            [{"series":"S","time":"%s","value":4.1,"confirmed":true},
             {"series":"S","time":["%s","%s"],"value":[4.2,4.3],"confirmed":[false,true]},
             {"series":"S","components":["time","value","confirmed"],"dataArray":[["%s",4.4,true]]}]
            """
                .formatted(hour(0), hour(1), hour(2), hour(3))
                .replace("\"S\"", "\"" + station + "/water-level\""));
    assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    assertThat(read("").lines().filter(l -> l.endsWith(",CONFIRMED")).count()).isEqualTo(3);
    var latest = api.get("/api/v1/readings/latest?stations=" + station, laos).json().get(0);
    assertThat(latest.path("flags").get(0).asString()).isEqualTo("CONFIRMED");
    var wrong =
        send(
            "application/json",
            "w",
            "{\"series\":\"%s/water-level\",\"time\":\"%s\",\"value\":4,\"confirmed\":\"yes\"}"
                .formatted(station, hour(9)));
    assertThat(wrong.status()).isEqualTo(422);
  }

  @Test
  void the_same_value_sent_again_as_confirmed_is_a_version_and_a_repeat_is_none() {
    csv("1", "series,time,value\nS,%s,4.2\n".formatted(hour(0)));
    String rows = "series,time,value,confirmed\nS,%s,4.2,true\n".formatted(hour(0));
    assertThat(csv("2", rows).path("corrected").asInt()).isEqualTo(1);
    assertThat(csv("3", rows).path("same").asInt()).isEqualTo(1);
    assertThat(csv("4", "series,time,value\nS,%s,4.2\n".formatted(hour(0))).path("same").asInt())
        .isEqualTo(1);
    assertThat(versions(0)).hasSize(2);
    assertThat(read("")).contains(",4.2,CONFIRMED\n");
    csv("5", "series,time,value\nS,%s,4.22\n".formatted(hour(0)));
    assertThat(read("")).contains(",4.22,\n");
  }

  @Test
  void a_hydrologist_of_the_owner_confirms_afterwards_and_it_is_known_who_and_when() {
    csv("1", "series,time,value\nS,%s,4.2\nS,%s,4.3\n".formatted(hour(0), hour(1)));
    log.settle();
    String before = versions(1).get(0).path("learned").asString();
    assertThat(confirm(laos, 1, 4.31).status()).isEqualTo(400);
    assertThat(confirm(laos, 2, 4.3).status()).isEqualTo(400);
    assertThat(confirm(cast.token("hydrologist.th"), 1, 4.3).status()).isEqualTo(404);
    assertThat(confirm(cast.token("secretariat.la"), 1, 4.3).status()).isEqualTo(403);
    var done = confirm(laos, 1, 4.3);
    assertThat(done.status()).as(done.text()).isEqualTo(201);
    log.settle();
    assertThat(confirm(laos, 1, 4.3).status()).isEqualTo(200);
    var versions = versions(1);
    assertThat(versions).hasSize(2);
    assertThat(versions.get(0).path("reading").path("flags")).isEmpty();
    assertThat(versions.get(1).path("reading").path("flags").get(0).asString())
        .isEqualTo("CONFIRMED");
    assertThat(versions.get(1).path("reason").asString()).isEqualTo("seen at the gauge");
    assertThat(read("")).contains(hour(1) + ",4.3,CONFIRMED\n");
    assertThat(read("&knownAt=" + before)).contains(hour(1) + ",4.3,\n");
    var who = api.get("/api/v1/series/" + station + "/water-level/confirmations", laos).json();
    assertThat(who).hasSize(1);
    assertThat(who.get(0).path("value").asDouble()).isEqualTo(4.3);
    assertThat(
            api.get(
                    "/api/v1/series/" + station + "/water-level/confirmations",
                    cast.token("hydrologist.th"))
                .status())
        .isEqualTo(404);
    int acts =
        db.sql("select count(*) from parties.act where kind = 'water.confirmation' and ref = ?")
            .param(station + "/water-level " + hour(1))
            .query(Integer.class)
            .single();
    assertThat(acts).isEqualTo(1);
  }

  @Test
  void a_person_answers_a_finding_and_a_column_does_not() {
    csv("1", "series,time,value,confirmed\nS,%s,4.2,\nS,%s,8.9,true\n".formatted(hour(0), hour(1)));
    assertThat(read("")).contains(hour(1) + ",8.9,STEP CONFIRMED\n");
    assertThat(confirm(laos, 1, 8.9).status()).isEqualTo(201);
    assertThat(read("")).contains(hour(1) + ",8.9,CONFIRMED\n");
    assertThat(versions(1).get(0).path("reading").path("flags").get(0).asString())
        .isEqualTo("STEP");
    csv("2", "series,time,value\nS,%s,9.1\n".formatted(hour(2)));
    assertThat(read("")).as("what was confirmed is the measure").contains(hour(2) + ",9.1,\n");
  }
}
