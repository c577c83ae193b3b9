package org.lanmei.water.readings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lanmei.Api;
import org.lanmei.Api.Reply;
import org.lanmei.SiteTest;
import org.lanmei.log.Log;
import org.lanmei.parties.Cast;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Over HTTP, with the worked example's people. Stations that begin with API are this class's own.
 */
@SiteTest
class ReadingsApiTests {

  private static final Instant START = Instant.parse("2023-06-01T00:00:00Z");
  private static int count;

  @Autowired Api api;
  @Autowired Log log;
  @Autowired Cast cast;
  @Autowired JdbcClient db;
  @Autowired TransactionTemplate transaction;
  @Autowired ReleaseCopy copy;

  private String laos;
  private String thailand;

  @BeforeEach
  void people() {
    laos = cast.token("hydrologist.la");
    thailand = cast.token("hydrologist.th");
  }

  private String station() {
    String code = "API" + count++;
    db.sql("insert into water.station (code, owner) values (?, 'LA')").param(code).update();
    db.sql(
            """
            insert into water.series (station, variable, owner, unit, cadence)
            values (?, 'water-level', 'LA', 'm', interval '1 hour')
            """)
        .param(code)
        .update();
    copy.onNewSeries(); // so that it is not looked at again, and what this test releases stays
    return code;
  }

  private static String hour(int n) {
    return START.plusSeconds(n * 3600L).toString();
  }

  private Reply csv(String token, String key, String body, String... more) {
    return send(token, key, "text/csv", body.getBytes(StandardCharsets.UTF_8), "", more);
  }

  private Reply send(
      String token, String key, String type, byte[] body, String query, String... more) {
    var headers = new ArrayList<String>(List.of(more));
    if (key != null) headers.addAll(List.of("Idempotency-Key", key));
    return api.call(
        "POST", "/api/v1/readings" + query, token, type, body, headers.toArray(String[]::new));
  }

  private String read(String token, String station, String query) {
    var reply =
        api.get("/api/v1/series/" + station + "/water-level/readings?format=csv" + query, token);
    assertThat(reply.status()).isEqualTo(200);
    return reply.text();
  }

  @Test
  void three_bad_rows_in_thirty_thousand_are_listed_and_the_others_are_in() {
    String station = station();
    var body = new StringBuilder("time,station,variable,value\r\n");
    for (int i = 0; i < 30_000; i++) {
      String time = Instant.parse("2019-01-01T00:00:00Z").plusSeconds(i * 900L).toString();
      String value = i % 7 == 0 ? "4.25" : "4.2";
      if (i == 99) value = "4,25";
      if (i == 12_345) time = "2019-05-09 14:15";
      if (i == 29_999) value = "n/a";
      body.append(time)
          .append(',')
          .append(station)
          .append(",water-level,")
          .append(value)
          .append("\r\n");
    }
    var reply = csv(laos, "thirty-thousand", body.toString(), "Accept-Language", "en");
    assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    var json = reply.json();
    assertThat(json.path("rows").asInt()).isEqualTo(30_000);
    assertThat(json.path("taken").asInt()).isEqualTo(29_997);
    assertThat(json.path("refused").asInt()).isEqualTo(3);
    var lines = new ArrayList<Integer>();
    json.path("refusals").forEach(r -> lines.add(r.path("line").asInt()));
    assertThat(lines).containsExactly(101, 12_347, 30_001);
    assertThat(json.path("refusals").get(1).path("detail").asString())
        .contains("2019-05-09 14:15", "zone", "+07:00");
    assertThat(read(laos, station, "").lines().count()).isEqualTo(29_998);
    var again = csv(laos, "thirty-thousand", body.toString());
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json().path("repeated").asBoolean()).isTrue();
    assertThat(again.json().path("batches")).isEqualTo(json.path("batches"));
  }

  @Test
  void what_goes_in_comes_out_the_same() {
    String station = station();
    var rows = new StringBuilder();
    for (int i = 0; i < 5_000; i++) {
      rows.append(hour(i)).append(',').append(4 + i % 100 / 100.0).append('\n');
    }
    String body =
        "series,time,value\n"
            + rows.toString()
                .lines()
                .map(r -> station + "/water-level," + r + "\n")
                .reduce("", String::concat);
    assertThat(csv(laos, "round-" + station, body).status()).isEqualTo(201);
    var out = read(laos, station, "");
    assertThat(out).startsWith("time,value,flags\n");
    var in = rows.toString().lines().toList();
    var back = out.lines().skip(1).toList();
    for (int i = 0; i < in.size(); i++) {
      String[] a = in.get(i).split(",");
      String[] b = back.get(i).split(",", -1);
      assertThat(b[0]).isEqualTo(a[0]);
      assertThat(Double.parseDouble(b[1])).isEqualTo(Double.parseDouble(a[1]));
    }
    assertThat(read(laos, station, "&from=" + hour(10) + "&to=" + hour(12)).lines().count())
        .isEqualTo(3);
    var json =
        api.get("/api/v1/series/" + station + "/water-level/readings?from=" + hour(4998), laos)
            .json();
    assertThat(json.path("readings").size()).isEqualTo(2);
    assertThat(json.path("unit").asString()).isEqualTo("m");
  }

  @Test
  void json_in_its_three_shapes_and_compressed() throws IOException {
    String station = station();
    String series = "\"series\":\"" + station + "/water-level\"";
    assertThat(
            post("one-" + station, "{%s,\"time\":\"%s\",\"value\":4.5}".formatted(series, hour(0)))
                .status())
        .isEqualTo(201);
    assertThat(
            post(
                    "col-" + station,
                    "[{%s,\"time\":[\"%s\",\"%s\"],\"value\":[4.5,4.6]}]"
                        .formatted(series, hour(1), hour(2)))
                .status())
        .isEqualTo(201);
    String rows =
        "[{\"station\":\"%s\",\"variable\":\"water-level\",\"components\":[\"result\",\"x\",\"phenomenonTime\"],\"dataArray\":[[4.7,{\"a\":[1]},\"%s\"],[\"bad\",0,\"%s\"]]}]"
            .formatted(station, hour(3), hour(4));
    var zipped = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(zipped)) {
      gzip.write(rows.getBytes(StandardCharsets.UTF_8));
    }
    var reply =
        send(
            laos,
            "rows-" + station,
            "application/json",
            zipped.toByteArray(),
            "",
            "Content-Encoding",
            "gzip");
    assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    assertThat(reply.json().path("refused").asInt()).isEqualTo(1);
    assertThat(reply.json().path("refusals").get(0).path("line").asInt()).isEqualTo(2);
    assertThat(read(laos, station, "").lines().skip(1).map(l -> l.split(",")[1]))
        .containsExactly("4.5", "4.5", "4.6", "4.7");
  }

  private Reply post(String key, String json) {
    return send(laos, key, "application/json", json.getBytes(StandardCharsets.UTF_8), "");
  }

  @Test
  void what_cannot_be_read_as_a_whole_says_why() {
    String station = station();
    for (String json :
        List.of("", "{", "[1]", "{\"time\":3}", "[{\"time\":[\"x\"],\"value\":[]}]", "{} {}")) {
      var reply = post("bad-json", json);
      assertThat(reply.status()).as(json).isIn(400, 422);
      assertThat(reply.json().path("type").asString())
          .as(json)
          .startsWith("/problems/water.readings.");
    }
    assertThat(csv(laos, "bad-csv", "").status()).isEqualTo(422);
    assertThat(csv(laos, "bad-csv", "a,b\n1,2\n").status()).isEqualTo(422);
    assertThat(csv(laos, "bad-csv", "series,time,value\n" + "x".repeat(100_000)).status())
        .isEqualTo(422);
    var none = csv(laos, "bad-csv", "series,time,value\nNO/SUCH," + hour(0) + ",1\n");
    assertThat(none.status()).isEqualTo(400);
    assertThat(none.json().path("errors").get(0).path("field").asString()).isEqualTo("line 2");
    assertThat(csv(laos, null, "series,time,value\n").status()).isEqualTo(400);
    assertThat(
            send(
                    laos,
                    "gz",
                    "text/csv",
                    "no gzip".getBytes(StandardCharsets.UTF_8),
                    "",
                    "Content-Encoding",
                    "gzip")
                .status())
        .isEqualTo(422);
    // Nothing of it used up the key.
    assertThat(
            csv(
                    laos,
                    "bad-csv",
                    "series,time,value\n" + station + "/water-level," + hour(0) + ",1\n")
                .status())
        .isEqualTo(201);
  }

  @Test
  void only_the_owner_publishes() {
    String station = station();
    String body = "series,time,value\n" + station + "/water-level," + hour(0) + ",4\n";
    assertThat(csv(null, "k", body).status()).isEqualTo(401);
    assertThat(csv(cast.token("reader"), "k", body).status()).isEqualTo(403);
    assertThat(csv(cast.token("administrator"), "k", body).status()).isEqualTo(403);
    assertThat(csv(cast.token("secretariat.la"), "k", body).status()).isEqualTo(403);
    assertThat(csv(cast.token("hydrologist.mrc"), "k", body).status()).isEqualTo(403);
    var other = csv(thailand, "k", body);
    assertThat(other.status()).isEqualTo(400);
    var unknown = csv(thailand, "k", body.replace(station, "NOSUCH"));
    assertThat(other.text().replace(station, "NOSUCH")).isEqualTo(unknown.text());
  }

  @Test
  void the_same_key_at_once_is_kept_once() throws Exception {
    String station = station();
    String body = "series,time,value\n" + station + "/water-level," + hour(0) + ",4\n";
    var replies = new ArrayList<Reply>();
    try (var workers = Executors.newFixedThreadPool(8)) {
      var tasks = new ArrayList<Callable<Reply>>();
      for (int i = 0; i < 8; i++) tasks.add(() -> csv(laos, "at-once-" + station, body));
      for (var reply : workers.invokeAll(tasks)) replies.add(reply.get());
    }
    assertThat(replies).extracting(Reply::status).containsOnlyOnce(201).contains(200);
    var batches = new HashSet<String>();
    replies.forEach(r -> batches.add(r.json().path("batches").toString()));
    assertThat(batches).hasSize(1);
    var other = csv(laos, "at-once-" + station, body.replace(",4\n", ",5\n"));
    assertThat(other.status()).isEqualTo(409);
    assertThat(read(laos, station, "").lines().count()).isEqualTo(2);
  }

  @Test
  void receivers_of_a_material_correction_are_told() {
    String station = station();
    String body =
        "series,time,value\n"
            + station
            + "/water-level,"
            + hour(0)
            + ",4.00\n"
            + station
            + "/water-level,"
            + hour(1)
            + ",4.10\n";
    csv(laos, "c1-" + station, body);
    release(station, "TH");
    String corrected = body.replace("4.00", "4.05").replace("4.10", "4.12");
    var refused = csv(laos, "c2-" + station, corrected);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().path("type").asString())
        .isEqualTo("/problems/water.readings.reason-needed");
    assertThat(refused.json().path("errors").size()).isEqualTo(1);
    var taken =
        send(
            laos,
            "c2-" + station,
            "text/csv",
            corrected.getBytes(StandardCharsets.UTF_8),
            "?reason=Staff%20read%20wrongly");
    assertThat(taken.json().path("corrected").asInt()).isEqualTo(2);
    for (String token : List.of(laos, thailand)) {
      var notices = api.get("/api/v1/corrections", token).text();
      assertThat(notices).contains(station, "Staff read wrongly", "\"most\":0.05", "\"values\":1");
    }
    assertThat(api.get("/api/v1/corrections", cast.token("hydrologist.vn")).text())
        .doesNotContain(station);
    assertThat(api.get("/api/v1/corrections", null).text()).doesNotContain(station);
    assertThat(cast.signedIn("hydrologist.th").get("/water/corrections").body())
        .contains("Staff read wrongly");
    var versions =
        api.get("/api/v1/series/" + station + "/water-level/versions?at=" + hour(0), thailand)
            .json();
    assertThat(versions.size()).isEqualTo(2);
    assertThat(versions.get(1).path("reason").asString()).isEqualTo("Staff read wrongly");
  }

  private void release(String station, String grantee) {
    db.sql(
            """
            insert into water.release (grantee, series, span, delay_s, agreement)
            select ?, id, int4range(0, null), 0, 'la-test' from water.series where station = ?
            """)
        .params(grantee, station)
        .update();
  }

  @Test
  void hidden_values_change_nothing_for_others() {
    String hidden = station();
    String open = station();
    csv(laos, "o-" + open, "series,time,value\n" + open + "/water-level," + hour(0) + ",4\n");
    release(open, "public");
    var paths =
        List.of(
            "/api/v1/series",
            "/api/v1/readings/latest",
            "/api/v1/readings/latest?stations=" + open + "," + hidden,
            "/api/v1/readings/latest?stations=" + open + "," + hidden + "&knownAt=2030-01-01",
            "/api/v1/series/" + hidden + "/water-level/readings",
            "/api/v1/series/" + hidden + "/water-level/readings?format=csv",
            "/api/v1/series/" + hidden + "/water-level/readings?format=csv&knownAt=2030-01-01",
            "/api/v1/series/" + hidden + "/water-level/versions?at=" + hour(0),
            "/api/v1/series/" + open + "/water-level/readings",
            "/api/v1/corrections");
    log.settle();
    var before = answers(paths);
    csv(laos, "h1-" + hidden, "series,time,value\n" + hidden + "/water-level," + hour(0) + ",4\n");
    send(
        laos,
        "h2-" + hidden,
        "text/csv",
        ("series,time,value\n" + hidden + "/water-level," + hour(0) + ",5\n")
            .getBytes(StandardCharsets.UTF_8),
        "?reason=secret");
    log.settle();
    assertThat(answers(paths)).isEqualTo(before);
    // As if there were no such station at all.
    for (String path : paths) {
      if (!path.startsWith("/api/v1/series/" + hidden)) continue;
      var here = api.get(path, thailand);
      var nowhere = api.get(path.replace(hidden, "NOSUCH"), thailand);
      assertThat(here.status()).isEqualTo(404);
      assertThat(here.text().replace(hidden, "NOSUCH")).isEqualTo(nowhere.text());
    }
    assertThat(read(laos, hidden, "").lines().count()).isEqualTo(2);
  }

  private List<String> answers(List<String> paths) {
    var answers = new ArrayList<String>();
    for (String path : paths) {
      for (String token : new String[] {null, thailand}) {
        var reply = api.get(path, token);
        answers.add(path + " " + reply.status() + " " + reply.text());
      }
    }
    return answers;
  }

  /** The second fence: no query of ours, however wrong, shows what the caller may not see. */
  @Test
  void the_database_itself_shows_nothing_to_others() {
    String station = station();
    csv(
        laos,
        "d1-" + station,
        "series,time,value\n" + station + "/water-level," + hour(0) + ",4\n");
    for (String table : List.of("slab", "head", "batch", "batch_leaf", "correction_notice")) {
      assertThat(rows(table, null)).as(table + " of nobody").isZero();
    }
    String mine = "series in (select id from water.series where station = '" + station + "')";
    assertThat(rows("slab where " + mine, "LA")).isEqualTo(1);
    assertThat(rows("slab where " + mine, "TH,public")).isZero();
    assertThat(rows("head where " + mine, "TH,public")).isZero();
    assertThat(rows("batch where key = 'd1-" + station + "'", "TH,public")).isZero();
    release(station, "TH");
    assertThat(rows("slab where " + mine, "TH,public")).isEqualTo(1);
    assertThat(rows("slab where " + mine, "VN,public")).isZero();
    assertThat(rows("batch where key = 'd1-" + station + "'", "TH,public")).isZero();
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () ->
                as(
                    "TH",
                    () ->
                        db.sql(
                                """
                                insert into water.slab (series, lo, hi, n, at, v, flag, batch)
                                select id, 1, 1, 1, '{1}', '{1}', '{0}', '{1}' from water.series where station = ?
                                """)
                            .param(station)
                            .update()))
        .hasStackTraceContaining("row-level security");
    assertThat(
            db.sql("select rolbypassrls or rolsuper from pg_roles where rolname = current_user")
                .query(Boolean.class)
                .single())
        .isFalse();
  }

  private long rows(String table, String party) {
    return as(
        party, () -> db.sql("select count(*) from water." + table).query(Long.class).single());
  }

  private <T> T as(String party, java.util.function.Supplier<T> work) {
    return transaction.execute(
        status -> {
          if (party != null) {
            db.sql(
                    "select set_config('lanmei.party', ?, true), set_config('lanmei.now',"
                        + " '2000000000', true)")
                .param(party)
                .query(row -> {});
          }
          return work.get();
        });
  }
}
