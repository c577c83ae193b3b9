package org.lanmei.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.lanmei.Api;
import org.lanmei.PlanTest;
import org.lanmei.kernel.Caller;
import org.lanmei.kernel.Capacity;
import org.lanmei.kernel.Lang;
import org.lanmei.kernel.Party;
import org.lanmei.merkle.ConsistencyProof;
import org.lanmei.merkle.EntryBundle;
import org.lanmei.merkle.Envelope;
import org.lanmei.merkle.Hash;
import org.lanmei.merkle.HashTile;
import org.lanmei.merkle.InclusionProof;
import org.lanmei.merkle.LogPolicy;
import org.lanmei.merkle.TileNodes;
import org.lanmei.merkle.TilePath;
import org.lanmei.merkle.TreeHead;
import org.lanmei.merkle.VerifierKey;
import org.lanmei.parties.Officers;
import org.lanmei.plan.Evidence;
import org.lanmei.plan.NewEvidence;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** The logs over HTTP, as an outsider follows them: nothing is believed that is not proved. */
@PlanTest
class LogHttpTests {

  @Autowired Api api;
  @Autowired Log log;
  @Autowired Officers officers;
  @Autowired Evidence evidence;
  @Autowired TransactionTemplate transaction;
  @Autowired JdbcClient db;
  @Autowired TreeStore store;

  private byte[] get(String path, String token) {
    var reply = api.get(path, token);
    assertThat(reply.status()).as(path + " " + reply.text()).isEqualTo(200);
    return reply.bytes();
  }

  private Set<VerifierKey> keys() {
    var keys = api.get("/api/v1/log", null).json().path("keys");
    return keys.valueStream()
        .map(key -> VerifierKey.parse(key.path("key").asString()))
        .collect(Collectors.toSet());
  }

  private TreeHead signed(String path) {
    var logs = api.get("/api/v1/log", null).json().path("logs");
    String origin = logs.get(0).path("origin").asString();
    assertThat(origin).endsWith("/node");
    var opened =
        new LogPolicy(origin, keys(), Set.of(), 0).open(get("/log/" + path + "/checkpoint", null));
    assertThat(opened).isInstanceOf(LogPolicy.Opened.Trusted.class);
    return ((LogPolicy.Opened.Trusted) opened).checkpoint().head();
  }

  private static List<Hash> path(JsonNode proof) {
    var path = new ArrayList<Hash>();
    proof.path("path").forEach(hash -> path.add(Hash.parse(hash.asString())));
    return path;
  }

  private void say(String... refs) {
    transaction.executeWithoutResult(
        _ -> {
          for (String ref : refs) {
            log.record("test.http", ref, ref.getBytes(StandardCharsets.UTF_8));
          }
        });
    log.settle();
  }

  @Test
  void an_outsider_follows_the_nodes_own_log_by_its_tiles_alone() {
    say("a", "b", "c");
    var head = signed("node");
    var nodes = new TileNodes(head.size(), tile -> get("/log/node/" + tile.path(), null));
    assertThat(nodes.head()).isEqualTo(head);

    var index = head.size() - 2;
    var inclusion = api.get("/api/v1/log/node/proof/inclusion?index=" + index, null).json();
    assertThat(inclusion.path("size").asLong()).isGreaterThanOrEqualTo(head.size());
    var sized =
        api.get("/api/v1/log/node/proof/inclusion?index=" + index + "&size=" + head.size(), null)
            .json();
    assertThat(
            new InclusionProof(index, path(sized))
                .verify(Hash.parse(sized.path("leaf").asString()), head)
                .holds())
        .isTrue();

    say("d", "e");
    var later = signed("node");
    var consistency =
        api.get(
                "/api/v1/log/node/proof/consistency?from=" + head.size() + "&to=" + later.size(),
                null)
            .json();
    assertThat(new ConsistencyProof(path(consistency)).verify(head, later).holds()).isTrue();
  }

  @Test
  void entries_are_for_those_who_speak_for_a_party() {
    say("x");
    var head = signed("node");
    var bundle = new EntryBundle(0, (int) Math.min(head.size(), TilePath.WIDTH));
    String token = officers.token(Party.VN);
    String address = "/log/node/" + bundle.path();
    assertThat(api.get(address, null).status()).isEqualTo(404);

    var officer = new Caller(null, "", Party.VN, Set.of(Capacity.SECRETARIAT), "password", false);
    var files = new LogFiles(new Trees(store), new Readership(List.of()));
    var request = new org.springframework.mock.web.MockHttpServletRequest("GET", address);
    byte[] bytes = files.tile(officer, "node", request).getBody();
    var entries = bundle.decode(bytes);
    var tile = HashTile.at(0, 0, head.size());
    var hashes = tile.decode(get("/log/node/" + tile.path(), null));
    for (int i = 0; i < entries.size(); i++) {
      assertThat(Envelope.parse(entries.get(i)).leaf()).isEqualTo(hashes.get(i));
    }
    var reader = new Caller(UUID.randomUUID(), "", null, Set.of(), "password", false);
    assertThatThrownBy(() -> files.tile(reader, "node", request))
        .isInstanceOf(LogProblem.UnknownLog.class);

    long seq = log.latest().value();
    assertThat(api.get("/api/v1/log/node/proof/inclusion?seq=" + seq, token).status())
        .isEqualTo(200);
    assertThat(api.get("/api/v1/log/node/proof/inclusion?seq=" + seq, null).status())
        .isEqualTo(404);
  }

  @Test
  void an_agreements_log_answers_others_as_if_it_were_not_there() {
    transaction.executeWithoutResult(
        _ ->
            log.record(
                "test.http",
                "shared",
                "VN",
                List.of(new Log.Leaf("hidden-one", 3, new byte[32])),
                new byte[0]));
    log.settle();
    assertThat(store.tree("hidden-one")).isPresent();
    String token = officers.token(Party.LA);
    for (String path :
        List.of(
            "/log/%s/checkpoint",
            "/log/%s/tile/0/000.p/1",
            "/log/%s/tile/entries/000.p/1",
            "/api/v1/log/%s/proof/inclusion?index=0",
            "/api/v1/log/%s/proof/inclusion?seq=1",
            "/api/v1/log/%s/proof/inclusion?index=7&size=9",
            "/api/v1/log/%s/proof/inclusion",
            "/api/v1/log/%s/proof/consistency?from=0",
            "/api/v1/log/%s/proof/consistency?from=5&to=9")) {
      for (String as : new String[] {null, token}) {
        var there = api.get(path.formatted("hidden-one"), as);
        var not = api.get(path.formatted("nosuch-one"), as);
        assertThat(there.status()).as(path).isEqualTo(404);
        assertThat(there.text().replace("hidden-one", "nosuch-one")).as(path).isEqualTo(not.text());
        assertThat(there.headers().map().keySet()).isEqualTo(not.headers().map().keySet());
      }
    }
    for (String path : List.of("/api/v1/log", "/log")) {
      assertThat(api.get(path, token).text()).as(path).doesNotContain("hidden-one");
    }

    LogReaders laos = (name, caller) -> name.equals("hidden-one") && caller.party() == Party.LA;
    var files = new LogFiles(new Trees(store), new Readership(List.of(laos)));
    var lao = new Caller(null, "", Party.LA, Set.of(Capacity.HYDROLOGIST), "token", false);
    assertThat(new String(files.checkpoint(lao, "hidden-one").getBody(), StandardCharsets.UTF_8))
        .contains("/hidden-one\n1\n");
    assertThatThrownBy(() -> files.checkpoint(Caller.ANONYMOUS, "hidden-one"))
        .isInstanceOf(LogProblem.UnknownLog.class);
    var view = new LogView(new Trees(store), store, new Readership(List.of(laos)));
    assertThat(view.logs(lao)).extracting(LogView.Entry::log).contains("node", "hidden-one");
    assertThat(view.logs(Caller.ANONYMOUS)).extracting(LogView.Entry::log).containsExactly("node");
  }

  @Test
  void evidence_can_be_taken_away_with_its_proof_by_those_who_see_it() {
    UUID id =
        evidence.record(
            officers.of(Party.VN),
            new NewEvidence(
                List.of("commitment:4.2.13#10"),
                NewEvidence.What.EVENT,
                false,
                LocalDate.of(2026, 10, 5),
                null,
                "A workshop to be proved",
                Lang.EN,
                "What was done.",
                null,
                null,
                false,
                null,
                null,
                false),
            null);
    long seq =
        db.sql("select max(seq) from log.entry where kind = 'plan.evidence' and ref = ?")
            .param(id.toString())
            .query(Long.class)
            .single();
    String path = "/api/v1/log/records/" + seq;
    byte[] file = get(path, officers.token(Party.VN));
    var proved = (Verification.Proved) Verification.of(file, keys().iterator().next(), null);
    var record = ((Verification.Shown.Records) proved.shown()).records().getFirst();
    assertThat(new String(record.content(), StandardCharsets.UTF_8))
        .contains(id.toString())
        .contains("A workshop to be proved");
    assertThat(record.envelope().kind()).isEqualTo("plan.evidence");

    assertThat(api.get(path, officers.token(Party.TH)).status()).isEqualTo(404);
    assertThat(api.get(path, null).text().replace(Long.toString(seq), "999999999"))
        .isEqualTo(api.get("/api/v1/log/records/999999999", null).text());
  }

  @Test
  void what_cannot_be_answered_says_why() {
    say("z");
    for (String path :
        List.of(
            "/api/v1/log/node/proof/inclusion?index=99999999",
            "/api/v1/log/node/proof/inclusion?index=0&size=99999999",
            "/api/v1/log/node/proof/inclusion?index=-1",
            "/api/v1/log/node/proof/inclusion?index=0&seq=1",
            "/api/v1/log/node/proof/inclusion",
            "/api/v1/log/node/proof/consistency?from=5&to=2",
            "/api/v1/log/node/proof/consistency?from=-5",
            "/api/v1/log/node/proof/consistency",
            "/api/v1/log/node/proof/consistency?from=x")) {
      var reply = api.get(path, null);
      assertThat(reply.status()).as(path).isEqualTo(400);
      assertThat(reply.json().path("detail").asString()).as(path).isNotBlank();
    }
    for (String path :
        List.of(
            "/log/node/tile/0/x001/000",
            "/log/node/tile/0/../x",
            "/log/node/tile/99/000",
            "/log/node/tile/",
            "/log/node/nothing",
            "/log/node~9/checkpoint")) {
      assertThat(api.get(path, null).status()).as(path).isIn(400, 404);
    }
  }

  @Test
  void the_page_says_how_to_check_in_every_language() {
    for (Lang lang : Lang.values()) {
      var page = api.get("/log?lang=" + lang.tag(), null).text();
      assertThat(page).contains("./lanmei verify").contains("/log/node/checkpoint");
      assertThat(page).doesNotContain("log.verify.").doesNotContain("log.keys");
    }
  }
}
