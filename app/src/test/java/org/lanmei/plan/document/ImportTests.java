package org.lanmei.plan.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.Transliterator;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanmei.Api;
import org.lanmei.Api.Part;
import org.lanmei.Api.Reply;
import org.lanmei.PlanTest;
import org.lanmei.kernel.Lang;
import org.lanmei.kernel.Party;
import org.lanmei.parties.Officers;
import org.lanmei.plan.document.PlanFiles.Headings;
import org.lanmei.site.Messages;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/**
 * Reading plans in over HTTP. Tests of the plan's own document are skipped where this machine does
 * not have it.
 */
@PlanTest
class ImportTests {

  private static final String IMPORTS = "/api/v1/plans/imports";

  @Autowired Api api;
  @Autowired Officers officers;
  @Autowired Messages messages;

  private Reply send(String name, byte[] document, String... headers) {
    return api.upload(
        IMPORTS, officers.token(Party.LA), List.of(Part.file("file", name, document)), headers);
  }

  private JsonNode understood(String name, byte[] document) {
    var reply = send(name, document);
    assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    assertThat(reply.headers().firstValue("Location"))
        .contains(IMPORTS + "/" + reply.json().path("id").asString());
    assertThat(reply.json().path("state").asString()).isEqualTo("UNDERSTOOD");
    return reply.json();
  }

  private JsonNode post(JsonNode imported, String step, String body, int status) {
    var reply =
        api.post(
            IMPORTS + "/" + imported.path("id").asString() + step, officers.token(Party.LA), body);
    assertThat(reply.status()).as(reply.text()).isEqualTo(status);
    return reply.json();
  }

  private JsonNode get(String path) {
    var reply = api.get(path, officers.token(Party.LA));
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return reply.json();
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  // ---- the plan's own document

  private void isWhole(JsonNode imported) {
    assertThat(imported.path("isCopyOfRegister").asBoolean()).isTrue();
    assertThat(imported.path("plan").asString()).isEqualTo("lmc-2023-2027");
    assertThat(imported.path("matched").asInt()).isEqualTo(268);
    assertThat(imported.path("commitments").asInt()).isEqualTo(268);
    assertThat(imported.path("differences").size())
        .as(imported.path("differences").toString())
        .isZero();
  }

  @Test
  void the_plan_is_matched_wholly_whatever_file_it_comes_in() {
    String plan = Shared.plan();
    isWhole(understood("plan.txt", utf8(plan)));
    var windows = plan.replace("\r\n", "\n").replace("\n", "\r\n");
    var gb = understood("plan-gb.txt", windows.getBytes(Charset.forName("GB18030")));
    isWhole(gb);
    assertThat(gb.path("charset").asString()).isEqualToIgnoringCase("GB18030");
    isWhole(understood("plan.docx", PlanFiles.docx(plan, Headings.STYLED)));
    var traditional = Transliterator.getInstance("Simplified-Traditional").transliterate(plan);
    isWhole(understood("plan-hant.txt", utf8(traditional)));
  }

  @Test
  void one_added_one_removed_and_two_swapped_are_three_differences() {
    String plan = Shared.plan();
    var doc = Samples.read(plan);
    String text = Samples.swapBlocks(plan, "4.2.4", "4.2.5");
    text = Samples.remove(text, sentence(doc, "4.1.2", 3));
    text = Samples.addAfter(text, sentence(Samples.read(text), "4.2.9", 1), "各国共同保护江豚。");
    var imported = understood("edited.txt", utf8(text));
    assertThat(imported.path("matched").asInt()).isEqualTo(267);
    assertThat(
            stream(imported.path("differences")).map(d -> d.path("detail").path("type").asString()))
        .as(imported.path("differences").toString())
        .containsExactlyInAnyOrder("sentence-added", "sentence-removed", "clauses-swapped");
    for (JsonNode difference : imported.path("differences")) {
      assertThat(difference.path("text").asString()).isNotBlank().doesNotContain("plan-document.");
    }
  }

  private static Sentence sentence(PlanDocument doc, String clause, int n) {
    return doc.clause(clause).orElseThrow().sentences().get(n - 1);
  }

  @Test
  void accepting_attaches_the_official_text_to_every_commitment_and_changes_no_state() {
    String plan = Shared.plan();
    var before = get("/api/v1/commitments?asOf=2026-11-24").path("items");
    var imported = understood("official.txt", utf8(plan));
    assertThat(post(imported, "/accept", "", 200).path("state").asString()).isEqualTo("ACCEPTED");

    for (String id : List.of("三#1", "4.1.1#2", "4.2.12#18", "5.5#5")) {
      var detail =
          get("/api/v1/commitments/" + java.net.URLEncoder.encode(id, StandardCharsets.UTF_8));
      var text = detail.path("texts").path(0);
      assertThat(text.path("lang").asString()).as(id).isEqualToIgnoringCase("zh");
      assertThat(text.path("state").asString()).isEqualTo("OFFICIAL");
      assertThat(text.path("from").asString()).isEqualTo(imported.path("id").asString());
      String[] place = id.split("#");
      assertThat(text.path("body").asString())
          .isEqualTo(
              sentence(Samples.read(plan), place[0], Integer.parseInt(place[1])).text().strip());
    }
    assertThat(get("/api/v1/commitments?asOf=2026-11-24").path("items")).isEqualTo(before);
    post(imported, "/accept", "", 409);
    post(imported, "/discard", "", 409);
  }

  // ---- any other plan, also where the plan's own document is not at hand

  @Test
  void a_copy_is_found_by_its_sentences_not_by_its_name() {
    var imported = understood("action-plan-2023-2027.txt", utf8(Samples.chinese()));
    assertThat(imported.path("isCopyOfRegister").asBoolean()).isFalse();
    assertThat(imported.path("matched").isNull()).isTrue();
    assertThat(imported.path("commitments").asInt()).isGreaterThan(15);
    assertThat(post(imported, "/discard", "", 200).path("state").asString()).isEqualTo("DISCARDED");
  }

  @Test
  void the_same_text_is_understood_the_same_in_every_file() {
    String text = Samples.chinese();
    var plain = understood("a.txt", utf8(text));
    for (var other :
        List.of(
            understood("b.txt", text.replace("\n", "\r\n").getBytes(Charset.forName("GB18030"))),
            understood("c.docx", PlanFiles.docx(text, Headings.STYLED)),
            understood(
                "d.html", utf8(PlanFiles.html(text, Headings.STYLED).replace("CHARSET", "UTF-8"))),
            understood(
                "e.txt",
                utf8(Transliterator.getInstance("Simplified-Traditional").transliterate(text))))) {
      for (String field : List.of("clauses", "sentences", "commitments")) {
        assertThat(other.path(field))
            .as(other.path("fileName") + " " + field)
            .isEqualTo(plain.path(field));
      }
    }
  }

  @Test
  void a_draft_becomes_a_register_of_its_own_with_its_own_evidence() {
    var imported = understood("river-union.txt", utf8(Samples.english()));
    assertThat(imported.path("script").asString()).isEqualToIgnoringCase("latin");
    var proposals = get(IMPORTS + "/" + imported.path("id").asString() + "/proposals");
    long proposed = stream(proposals).filter(p -> !p.path("kind").isNull()).count();
    assertThat(imported.path("commitments").asInt()).isEqualTo((int) proposed);

    // A person takes one proposal out and makes another a deliverable.
    String kinds = "{\"4.1.1#1\": \"NONE\", \"4.3#2\": \"deliverable\"}";
    var accepted =
        post(
            imported,
            "/accept",
            "{\"key\": \"test-plan\", \"title\": \"Plan of the rivers 2023-2027\", \"kinds\": "
                + kinds
                + "}",
            200);
    assertThat(accepted.path("state").asString()).isEqualTo("ACCEPTED");

    var register = get("/api/v1/commitments?plan=test-plan&asOf=2026-11-24");
    assertThat(register.path("plan").asString()).isEqualTo("test-plan");
    assertThat(register.path("total").asInt()).isEqualTo((int) proposed - 1);
    var ids = stream(register.path("items")).map(i -> i.path("id").asString()).toList();
    assertThat(ids).doesNotContain("4.1.1#1").contains("4.1.1#4", "4.1.2#1", "4.3#2");
    for (JsonNode item : register.path("items")) {
      if (item.path("id").asString().equals("4.3#2")) {
        assertThat(item.path("kind").asString()).isEqualTo("deliverable");
      }
      // The plan has evidence about sentences of the same numbers; none of it speaks of these.
      assertThat(item.path("byParty").propertyStream().mapToInt(p -> p.getValue().asInt()).sum())
          .as(item.path("id").asString())
          .isZero();
    }
    assertThat(stream(get("/api/v1/plans")).map(p -> p.path("key").asString()))
        .contains("test-plan");
    var detail = get("/api/v1/commitments/4.1.2%231?plan=test-plan");
    assertThat(detail.path("texts").path(0).path("body").asString())
        .startsWith("Compile a manual on the safety of water supply");
    assertThat(detail.path("evidence").size()).isZero();
    assertThat(get("/api/v1/commitments").path("total").asInt()).isEqualTo(268);

    // The key is taken: another draft cannot replace what is there.
    var again = understood("again.txt", utf8(Samples.english()));
    for (String key : List.of("test-plan", "lmc-2023-2027", "connectivity-plan", "Not a key", "")) {
      var refused = post(again, "/accept", "{\"key\": \"" + key + "\"}", 400);
      assertThat(refused.path("errors").path(0).path("field").asString()).as(key).isEqualTo("key");
    }
    post(
        again, "/accept", "{\"key\": \"test-plan-2\", \"kinds\": {\"4.1.1#1\": \"promise\"}}", 400);
    assertThat(get(IMPORTS + "/" + again.path("id").asString()).path("state").asString())
        .as("a refused acceptance changes nothing")
        .isEqualTo("UNDERSTOOD");
    assertThat(stream(get("/api/v1/plans")).map(p -> p.path("key").asString()))
        .doesNotContain("test-plan-2");
  }

  @Test
  void a_sub_plan_that_is_waited_for_keeps_its_parent() {
    var reply =
        api.upload(
            IMPORTS,
            officers.token(Party.LA),
            List.of(
                Part.file("file", "sub.txt", utf8(Samples.english())),
                Part.text("plan", "production-capacity-plan")));
    assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    post(reply.json(), "/accept", "", 200);
    assertThat(get("/api/v1/commitments?plan=production-capacity-plan").path("total").asInt())
        .isGreaterThan(15);
    var head = get("/api/v1/plans/production-capacity-plan");
    assertThat(head.path("parent").path("commitment").asString()).isEqualTo("4.2.2#1");
  }

  // ---- what cannot be read

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh", "km"})
  void what_cannot_be_read_is_told_in_the_readers_language(String tag) {
    var lang = Lang.of(tag).orElseThrow();
    var reply = send("plan.pdf", utf8("%PDF-1.7\n"), "Accept-Language", tag);
    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.type()).startsWith("application/problem+json");
    assertThat(reply.headers().firstValue("Content-Language")).contains(tag);
    var problem = reply.json();
    assertThat(problem.path("type").asString()).isEqualTo("/problems/plan.unreadable");
    assertThat(problem.path("title").asString())
        .isEqualTo(messages.text(lang, "problem.plan.unreadable.title"));
    assertThat(problem.path("detail").asString())
        .isEqualTo(messages.text(lang, "problem.plan-document.pdf.detail"));
  }

  @Test
  void it_stays_on_record_as_unreadable_and_cannot_be_accepted() {
    send("picture.txt", new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 26, '\n', 0, 0});
    // The clock stands still: the order of the list does not tell the last one.
    var last =
        stream(get(IMPORTS))
            .filter(i -> i.path("fileName").asString().equals("picture.txt"))
            .findFirst()
            .orElseThrow();
    assertThat(last.path("state").asString()).isEqualTo("UNREADABLE");
    assertThat(last.path("problem").asString()).isNotBlank();
    post(last, "/accept", "{\"key\": \"picture\"}", 409);
  }

  @Test
  void only_officers_and_the_administrator_read_documents_in() {
    var file = List.of(Part.file("file", "a.txt", utf8(Samples.english())));
    assertThat(api.upload(IMPORTS, null, file).status()).isEqualTo(401);
    assertThat(api.upload(IMPORTS, officers.token(officers.reader()), file).status())
        .isEqualTo(403);
    assertThat(api.upload(IMPORTS, officers.token(officers.administrator()), file).status())
        .isEqualTo(201);
    assertThat(api.get(IMPORTS, null).status()).isEqualTo(401);
    assertThat(
            api.upload(
                    IMPORTS,
                    officers.token(Party.LA),
                    List.of(file.getFirst(), Part.text("plan", "nothing")))
                .status())
        .isEqualTo(404);
  }
}
