package org.lanmei.water.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanmei.Api;
import org.lanmei.SiteTest;
import org.lanmei.kernel.Caller;
import org.lanmei.kernel.SeriesKey;
import org.lanmei.parties.Cast;
import org.lanmei.parties.People;
import org.lanmei.site.Messages;
import org.lanmei.water.Intake;
import org.lanmei.water.Reading;
import org.lanmei.water.Readings;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/**
 * Files on their way in, over HTTP and into the store. Each test takes years of its own, before
 * those of the worked example.
 */
@SiteTest
@Import(Api.class)
class IntakeJobTests {

  private static final String LA = "hydrologist.la";

  @Autowired Api api;
  @Autowired Cast cast;
  @Autowired People people;
  @Autowired Readings readings;
  @Autowired Intake intake;
  @Autowired JobStore store;
  @Autowired FileIntake files;
  @Autowired org.lanmei.files.Files kept;
  @Autowired TransactionTemplate transaction;
  @Autowired JdbcClient db;
  @Autowired Messages messages;
  @Autowired Clock clock;

  private Caller caller(String login) {
    return people.acting(cast.person(login)).orElseThrow();
  }

  private JsonNode send(String login, String source, String text, int status) {
    var reply =
        api.call(
            "POST",
            "/api/v1/intake/files?source=" + source + "&name=" + source + ".csv",
            cast.token(login),
            "text/csv",
            text.getBytes(StandardCharsets.UTF_8));
    assertThat(reply.status()).as(reply.text()).isEqualTo(status);
    return reply.json();
  }

  private JsonNode post(String login, JsonNode job, String step, String body, int status) {
    var reply = api.post(job.path("href").asString() + "/" + step, cast.token(login), body);
    assertThat(reply.status()).as(reply.text()).isEqualTo(status);
    return reply.json();
  }

  private JsonNode finished(String login, JsonNode job) {
    String token = cast.token(login);
    return Awaitility.await()
        .atMost(Duration.ofSeconds(40))
        .until(
            () -> api.get(job.path("href").asString(), token).json(),
            j -> !List.of("WAITING", "LOADING").contains(j.path("state").asString()));
  }

  /** Of these years, so that neither the worked example nor another test is in the way. */
  private List<Reading> stored(String login, String series, int from, int to) {
    return readings.between(
        caller(login),
        SeriesKey.parse(series).orElseThrow(),
        Instant.parse(from - 1 + "-12-31T00:00:00Z"),
        Instant.parse(to + 1 + "-01-01T00:00:00Z"),
        null);
  }

  private static String daily(String station, String from, int days, String unit) {
    var text = new StringBuilder("station,time,rainfall (" + unit + ")\n");
    var day = LocalDate.parse(from);
    for (int n = 0; n < days; n++) {
      text.append("%s,%sT00:00Z,%d.5%n".formatted(station, day.plusDays(n), n % 40));
    }
    return text.toString();
  }

  @Test
  void nothing_is_loaded_before_a_person_has_decided_and_then_the_source_is_known() {
    String text = daily("010402", "1994-01-01", 40, "mm").replace("Z,", ",").replace("T", " ");
    var job = send(LA, "test-xieng-kok", text, 409);
    assertThat(job.path("proposal").path("open").toString()).isEqualTo("[\"zone\"]");
    assertThat(job.path("proposal").path("ready").asInt()).isEqualTo(40);
    var undecided = post(LA, job, "confirm", "{}", 409);
    assertThat(undecided.path("type").asString()).endsWith("water.intake.undecided");
    assertThat(stored(LA, "010402/rainfall", 1994, 1994)).isEmpty();

    var looked = post(LA, job, "look", "{\"choices\":{\"zone\":\"+07:00\"}}", 200);
    assertThat(looked.path("proposal").path("open")).isEmpty();
    assertThat(stored(LA, "010402/rainfall", 1994, 1994)).isEmpty();
    post(LA, job, "confirm", "{\"choices\":{\"zone\":\"+07:00\"}}", 202);
    var done = finished(LA, job);
    assertThat(done.path("state").asString()).isEqualTo("DONE");
    assertThat(done.path("taken").asInt()).isEqualTo(40);
    var values = stored(LA, "010402/rainfall", 1994, 1994);
    assertThat(values).hasSize(40);
    assertThat(values.getFirst().at()).isEqualTo("1993-12-31T17:00:00Z");
    post(LA, job, "confirm", "{}", 409);

    // The next file of the source is loaded without asking, and the same one changes nothing.
    var next =
        finished(
            LA,
            send(
                LA,
                "test-xieng-kok",
                daily("010402", "1994-02-10", 10, "mm").replace("Z,", ",").replace("T", " "),
                202));
    assertThat(next.path("taken").asInt()).isEqualTo(10);
    assertThat(next.path("profile").asInt()).isEqualTo(1);
    var again = finished(LA, send(LA, "test-xieng-kok", text, 202));
    assertThat(again.path("taken").asInt()).isZero();
    assertThat(again.path("same").asInt()).isEqualTo(40);

    // One that no longer fits is stopped and explained; a person may confirm a second version.
    var other = send(LA, "test-xieng-kok", daily("010402", "1994-03-01", 10, "cm"), 422);
    assertThat(other.path("stopped").toString()).contains("rainfall (mm)", "rainfall (cm)");
    var anew = post(LA, other, "propose", "{}", 200);
    assertThat(anew.path("proposal").path("open")).isEmpty();
    post(LA, other, "confirm", "{}", 202);
    var second = finished(LA, other);
    assertThat(second.path("state").asString()).isEqualTo("DONE");
    assertThat(second.path("profile").asInt()).isEqualTo(2);
    var profiles = api.get("/api/v1/intake/sources/test-xieng-kok/profiles", cast.token(LA)).json();
    assertThat(profiles.size()).isEqualTo(2);
    assertThat(profiles.path(0).path("person").asString()).isEqualTo(cast.person(LA).toString());
  }

  @Test
  void three_bad_rows_of_thirty_thousand_are_listed_and_the_rest_is_in() {
    var text = new StringBuilder("station,time,rainfall (mm)\n");
    var at = Instant.parse("1992-01-01T00:00:00Z");
    for (int n = 0; n < 30_000; n++) {
      String stamp =
          n == 7_000 ? "1992-02-30T00:00Z" : at.plus(Duration.ofMinutes(15L * n)).toString();
      String value = n == 14_000 ? "wet" : n % 50 + ".5";
      text.append(n == 21_000 ? "01O703," : "010703,")
          .append(stamp)
          .append(',')
          .append(value)
          .append('\n');
    }
    text.insert(0, "Time zone: UTC\n");
    var job =
        send(
            LA,
            "test-ban-pakhoung",
            text.toString().replace("010703", "010901").replace("01O703", "01O901"),
            409);
    assertThat(job.path("proposal").path("badRows").asInt()).isEqualTo(3);
    post(LA, job, "confirm", "{}", 202);
    var done = finished(LA, job);
    assertThat(done.path("state").asString()).as(done.toString()).isEqualTo("DONE");
    assertThat(done.path("read").asInt()).isEqualTo(30_000);
    assertThat(done.path("taken").asInt()).isEqualTo(29_997);
    assertThat(done.path("bad").asInt()).isEqualTo(3);
    assertThat(stored(LA, "010901/rainfall", 1992, 1993)).hasSize(29_997);
    var bad = api.get(job.path("href").asString() + "/bad", cast.token(LA)).json();
    assertThat(bad.valueStream().map(row -> row.path("line").asInt()).toList())
        .containsExactly(7_003, 14_003, 21_003);
    assertThat(bad.path(1).path("how").asString()).isNotBlank();
    var csv =
        cast.signedIn(LA)
            .get("/water/intake/jobs/" + job.path("id").asString() + "/bad.csv")
            .body();
    assertThat(csv).contains("7003", "1992-02-30T00:00Z", "wet", "01O901");
  }

  @Test
  void a_file_that_corrects_values_goes_on_once_it_says_why() {
    String text =
        "station,time,water level (m)\n"
            + "010402,1991-05-01T00:00Z,4.20\n"
            + "010402,1991-05-02T00:00Z,4.30\n";
    var job = send(LA, "test-corrected", text, 409);
    post(LA, job, "confirm", "{}", 202);
    assertThat(finished(LA, job).path("state").asString()).isEqualTo("DONE");

    var other = send(LA, "test-corrected", text.replace("4.30", "4.50"), 202);
    var stopped = finished(LA, other);
    assertThat(stopped.path("state").asString()).isEqualTo("STOPPED");
    assertThat(stopped.path("stopped")).isNotEmpty();
    assertThat(stored(LA, "010402/water-level", 1991, 1991).getLast().value()).isEqualTo(4.30);

    post(LA, other, "resume", "{\"reason\":\"gauge plate read wrongly\"}", 200);
    var done = finished(LA, other);
    assertThat(done.path("state").asString()).as(done.toString()).isEqualTo("DONE");
    assertThat(done.path("corrected").asInt()).isEqualTo(1);
    assertThat(stored(LA, "010402/water-level", 1991, 1991).getLast().value()).isEqualTo(4.50);
  }

  @Test
  void others_neither_see_nor_touch_a_partys_files() {
    var job = send(LA, "test-own", daily("010402", "2019-01-01", 3, "mm"), 409);
    String href = job.path("href").asString();
    for (String other : List.of("hydrologist.th", "hydrologist.kh")) {
      assertThat(api.get(href, cast.token(other)).status()).isEqualTo(404);
      assertThat(api.get(href + "/bad", cast.token(other)).status()).isEqualTo(404);
      assertThat(api.post(href + "/confirm", cast.token(other), "{}").status()).isEqualTo(404);
      assertThat(api.get("/api/v1/intake/sources/test-own/profiles", cast.token(other)).status())
          .isEqualTo(404);
      // A name is taken once for all: a watched folder's name must be one service's.
      send(other, "test-own", daily("010402", "2019-01-01", 3, "mm"), 400);
    }
    for (String other : List.of("secretariat.la", "hydrologist.mrc", "reader", "administrator")) {
      assertThat(api.get(href, cast.token(other)).status()).as(other).isEqualTo(403);
      send(other, "test-x", daily("010402", "2019-01-01", 3, "mm"), 403);
    }
    assertThat(api.get(href, null).status()).isEqualTo(401);
    // Another's series is not to choose: of the station of Thailand nothing can be loaded.
    var foreign = send(LA, "test-foreign", daily("010501", "2019-01-01", 3, "mm"), 409);
    assertThat(foreign.path("proposal").path("questions").toString()).doesNotContain("010501/");
    post(LA, job, "cancel", "{}", 200);
    post(LA, job, "confirm", "{}", 409);
  }

  @Test
  void on_the_page_without_javascript() {
    var browser = cast.signedIn(LA);
    var list = browser.get("/water/intake").body();
    assertThat(list).contains("enctype=\"multipart/form-data\"");
    assertThat(browser.get("/water/intake/jobs/" + UUID.randomUUID()).statusCode()).isEqualTo(404);

    var job =
        send(
            LA,
            "test-page",
            daily("010402", "2018-01-01", 5, "mm").replace("Z,", ",").replace("T", " "),
            409);
    String page = job.path("page").asString();
    assertThat(browser.get(page).body())
        .contains("choice:zone", "2018-01-01 00:00", "010402/rainfall");
    assertThat(browser.post(page + "/confirm", Map.of()).statusCode()).isEqualTo(409);
    assertThat(browser.post(page + "/look", Map.of("choice:zone", "moon")).statusCode())
        .isEqualTo(400);
    assertThat(browser.post(page + "/look", Map.of("choice:zone", "+07:00")).statusCode())
        .isEqualTo(303);
    assertThat(browser.get(page).body()).contains("2017-12-31 17:00");
    assertThat(browser.post(page + "/confirm", Map.of("choice:zone", "+07:00")).statusCode())
        .isEqualTo(303);
    assertThat(finished(LA, job).path("taken").asInt()).isEqualTo(5);
    assertThat(browser.get(page).body()).contains("m-ok");
  }

  /** Publishes, and then the power fails. */
  private final class Crashing implements Intake {
    final List<String> keys = new ArrayList<>();
    int left;

    Crashing(int pieces) {
      left = pieces;
    }

    @Override
    public Receipt publish(Caller caller, String key, List<Arriving> rows, String reason) {
      keys.add(key);
      var receipt = intake.publish(caller, key, rows, reason);
      if (--left == 0) throw new PowerFails();
      return receipt;
    }
  }

  private static final class PowerFails extends Error {}

  private JobRunner runner(Intake through) {
    var beans = new StaticListableBeanFactory();
    beans.addBean("intake", through);
    return new JobRunner(
        store,
        kept,
        beans.getBeanProvider(Intake.class),
        people,
        transaction,
        new IntakeSettings(null, 100, Duration.ofSeconds(30)));
  }

  @Test
  void after_a_crash_between_publishing_and_counting_nothing_is_there_twice() {
    String text = daily("011201", "2015-01-01", 730, "mm");
    var first =
        send(LA, "test-crash", text.lines().limit(3).reduce("", (a, b) -> a + b + "\n"), 409);
    post(LA, first, "confirm", "{}", 202);
    finished(LA, first);

    var crashing = new Crashing(3);
    var runner = runner(crashing);
    UUID id = UUID.randomUUID();
    transaction.executeWithoutResult(
        status -> {
          try {
            var file =
                kept.store(
                    new java.io.ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                    "text/csv",
                    1 << 20);
            store.insert(
                id,
                store.source("test-crash").orElseThrow(),
                file.sha256(),
                "crash.csv",
                null,
                Job.State.LOADING,
                1,
                List.of(),
                730L,
                null,
                cast.person(LA));
          } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
          // Held by the one that is going to fail, before anybody else sees it.
          db.sql(
                  "update water.intake_job set lease_by = ?, lease_until = now() + interval '1"
                      + " hour' where id = ?")
              .params(runner.me(), id)
              .update();
        });
    assertThatThrownBy(() -> runner.load(store.find(id).orElseThrow()))
        .isInstanceOf(PowerFails.class);
    var left = store.find(id).orElseThrow();
    assertThat(left.state()).isEqualTo(Job.State.LOADING);
    assertThat(left.read()).as("two pieces were counted, the third only published").isEqualTo(200);
    assertThat(stored(LA, "011201/rainfall", 2015, 2016)).hasSize(300);

    // Its lease runs out; somebody goes on with the same pieces.
    var second = new Crashing(1_000);
    var next = runner(second);
    db.sql("update water.intake_job set lease_by = ? where id = ?").params(next.me(), id).update();
    next.load(store.find(id).orElseThrow());
    assertThat(second.keys.getFirst()).isEqualTo(crashing.keys.getLast());
    var done = store.find(id).orElseThrow();
    assertThat(done.state()).isEqualTo(Job.State.DONE);
    assertThat(done.read()).isEqualTo(730);
    assertThat(done.taken() + done.same()).isEqualTo(730);
    assertThat(done.same()).isEqualTo(2);
    assertThat(stored(LA, "011201/rainfall", 2015, 2016)).hasSize(730);
    assertThat(
            readings.versions(
                caller(LA),
                new SeriesKey("011201", "rainfall"),
                Instant.parse("2015-10-01T00:00:00Z")))
        .hasSize(1);

    // Whoever has lost a job to another does not count on.
    var late = runner(new Crashing(1_000));
    late.load(left);
    assertThat(store.find(id).orElseThrow().read()).isEqualTo(730);
  }

  @Test
  void a_job_whose_worker_is_gone_is_taken_up_by_the_running_program() {
    var first = send(LA, "test-left", daily("011201", "2010-01-01", 20, "mm"), 409);
    post(LA, first, "confirm", "{}", 202);
    finished(LA, first);
    UUID id = UUID.fromString(first.path("id").asString());
    db.sql(
            """
            update water.intake_job set state = 'loading', rows_read = 5, finished_at = null,
                   lease_by = ?, lease_until = now() - interval '1 second' where id = ?
            """)
        .params(UUID.randomUUID(), id)
        .update();
    var done = finished(LA, first);
    assertThat(done.path("state").asString()).isEqualTo("DONE");
    assertThat(done.path("read").asInt()).isEqualTo(20);
  }

  @Test
  void the_watched_folder_takes_what_fits_and_says_what_does_not(@TempDir Path folder)
      throws Exception {
    var inbox = new Inbox(folder, files, store, people, messages, clock);
    var first = send(LA, "test-inbox", daily("011201", "2005-01-01", 20, "mm"), 409);
    post(LA, first, "confirm", "{}", 202);
    finished(LA, first);

    Path home = Files.createDirectories(folder.resolve("test-inbox"));
    Path stranger = Files.createDirectories(folder.resolve("test-nobodys"));
    Path good = home.resolve("good.csv");
    Path bad = home.resolve("bad.csv");
    Path unknown = stranger.resolve("x.csv");
    Files.writeString(
        good, daily("011201", "2006-01-01", 30, "mm") + "011201,2006-13-01T00:00Z,1\n");
    Files.writeString(bad, daily("011201", "2006-01-01", 30, "cm"));
    Files.writeString(unknown, daily("011201", "2006-01-01", 30, "mm"));
    inbox.look();
    assertThat(good).as("still growing, for all we know").exists();
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(
            () -> {
              inbox.look();
              assertThat(good).doesNotExist();
              assertThat(bad).doesNotExist();
              assertThat(unknown).doesNotExist();
            });
    assertThat(stored(LA, "011201/rainfall", 2006, 2006)).hasSize(30);
    assertThat(told(home.resolve("done"), "good.csv"))
        .contains("31 rows read", "2006-13-01", "已读 31 行");
    assertThat(told(home.resolve("refused"), "bad.csv")).contains("rainfall (cm)", "缺少列");
    assertThat(told(stranger.resolve("refused"), "x.csv")).contains("test-nobodys", "尚无人确认");
  }

  private static String told(Path folder, String file) throws Exception {
    try (var all = Files.list(folder)) {
      var files = all.map(p -> p.getFileName().toString()).sorted().toList();
      assertThat(files).hasSize(2);
      assertThat(files.get(0)).endsWith(file);
      assertThat(files.get(1)).endsWith(file + ".txt");
      return Files.readString(folder.resolve(files.get(1)));
    }
  }
}
