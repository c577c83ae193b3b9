package org.lanmei.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.lanmei.Api;
import org.lanmei.Api.Part;
import org.lanmei.PlanTest;
import org.lanmei.kernel.Party;
import org.lanmei.parties.Officers;
import org.springframework.beans.factory.annotation.Autowired;

/** Recording and contesting over HTTP. Clause 4.2.9 is this class's own. */
@PlanTest
class EvidenceApiTests {

  @Autowired Api api;
  @Autowired Officers officers;

  private static final String EVENT =
      """
      {"subjects": ["4.2.9#1"], "what": "event", "ofTheSix": true, "from": "2026-04-01",
       "title": "A workshop of the six"}
      """;

  @Test
  void a_record_is_made_read_contested_lifted_and_withdrawn() {
    String laos = officers.token(Party.LA);
    String china = officers.token(Party.CN);
    var made = api.post("/api/v1/evidence", laos, EVENT);
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    UUID id = UUID.fromString(made.json().path("evidence").path("id").asString());
    String path = "/api/v1/evidence/" + id;
    assertThat(made.json().path("evidence").path("href").asString()).isEqualTo(path);

    var contested = api.post(path + "/contest", china, "{\"reason\": \"Not of the six.\"}");
    assertThat(contested.status()).isEqualTo(200);
    assertThat(contested.json().path("contestedBy").toString()).isEqualTo("[\"CN\"]");
    assertThat(api.post(path + "/contest", china, "{\"reason\": \"Again.\"}").status())
        .isEqualTo(409);
    assertThat(api.post(path + "/settle", laos, "{\"reason\": \"Ours.\"}").status()).isEqualTo(409);
    assertThat(api.post(path + "/settle", china, "{}").status()).isEqualTo(400);
    assertThat(
            api.post(path + "/settle", china, "{\"reason\": \"It was.\"}")
                .json()
                .path("contestedBy")
                .size())
        .isZero();
    assertThat(api.post(path + "/withdraw", china, "{\"reason\": \"Not ours.\"}").status())
        .isEqualTo(403);
    var withdrawn = api.post(path + "/withdraw", laos, "{\"reason\": \"Twice on record.\"}");
    assertThat(withdrawn.json().path("withdrawn").asBoolean()).isTrue();
    assertThat(
            StreamSupport.stream(withdrawn.json().path("entries").spliterator(), false)
                .map(e -> e.path("entry").asString()))
        .containsExactly("asserted", "contested", "settled", "retracted");
    assertThat(
            StreamSupport.stream(withdrawn.json().path("words").spliterator(), false)
                .map(w -> w.path("text").asString()))
        .containsExactlyInAnyOrder("Not of the six.", "It was.", "Twice on record.");
  }

  @Test
  void a_record_with_a_file() {
    String evidence =
        """
        {"subjects": ["4.2.9#1"], "what": "document", "from": "2026-05-01", "title": "A report"}
        """;
    var file = Part.file("file", "报告.txt", "一份报告。".getBytes(StandardCharsets.UTF_8));
    var made =
        api.upload(
            "/api/v1/evidence",
            officers.token(Party.LA),
            List.of(Part.json("evidence", evidence), file));
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    assertThat(made.json().path("evidence").path("fact").path("file").asString()).hasSize(64);
    var filed = made.json().path("file");
    assertThat(filed.path("name").asString()).isEqualTo("报告.txt");
    assertThat(api.get(filed.path("href").asString(), officers.token(Party.LA)).text())
        .isEqualTo("一份报告。");
    assertThat(api.get(filed.path("href").asString(), officers.token(Party.CN)).status())
        .as("not on the other’s board yet")
        .isEqualTo(404);
    var without = api.post("/api/v1/evidence", officers.token(Party.LA), evidence);
    assertThat(without.status()).isEqualTo(400);
    assertThat(without.json().path("errors").path(0).path("field").asString()).isEqualTo("file");
  }

  @Test
  void every_wrong_field_is_told_in_the_language_asked_for() {
    for (String lang : List.of("en", "zh")) {
      var refused =
          api.post(
              "/api/v1/evidence",
              officers.token(Party.LA),
              "{\"subjects\": [\"9.9#1\"], \"what\": \"declaration\"}",
              "Accept-Language",
              lang);
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.type()).startsWith("application/problem+json");
      var errors = refused.json().path("errors");
      assertThat(
              StreamSupport.stream(errors.spliterator(), false)
                  .map(e -> e.path("field").asString()))
          .containsExactlyInAnyOrder("subjects", "from", "title", "statement");
      for (var error : errors) {
        boolean chinese = error.path("detail").asString().matches(".*\\p{IsHan}.*");
        assertThat(chinese).as(error.toString()).isEqualTo(lang.equals("zh"));
      }
    }
  }

  @Test
  void who_may_not_is_told_so() {
    assertThat(api.post("/api/v1/evidence", null, EVENT).status()).isEqualTo(401);
    assertThat(api.post("/api/v1/evidence", officers.token(officers.reader()), EVENT).status())
        .isEqualTo(403);
    assertThat(
            api.post("/api/v1/evidence", officers.token(officers.administrator()), EVENT).status())
        .isEqualTo(403);
  }
}
