package org.lanmei.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.lanmei.Api;
import org.lanmei.PlanTest;
import org.lanmei.kernel.Party;
import org.lanmei.kernel.SeriesKey;
import org.lanmei.log.Log;
import org.lanmei.parties.Officers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * With and without an agreement of two other parties in the database, its receipts and notices
 * included, every GET of this module answers outsiders byte for byte the same. Only the number of
 * the last log entry is left aside.
 */
@PlanTest
class SharingLeakTests {

  private static final String ID = "cn-leak";

  @Autowired Agreements agreements;
  @Autowired Arrivals arrivals;
  @Autowired Notices notices;
  @Autowired Measurements measurements;
  @Autowired HeartbeatStore heartbeats;
  @Autowired Officers officers;
  @Autowired Api api;
  @Autowired Log log;
  @Autowired TransactionTemplate transaction;

  @Autowired
  @Qualifier("requestMappingHandlerMapping")
  RequestMappingHandlerMapping mapping;

  private List<String> paths() {
    var paths = new TreeSet<String>(List.of("/"));
    mapping
        .getHandlerMethods()
        .keySet()
        .forEach(
            info -> {
              if (!info.getMethodsCondition().getMethods().contains(RequestMethod.GET)) return;
              for (String path : info.getPatternValues()) {
                if (!path.startsWith("/sharing") && !path.startsWith("/api/v1/sharing")) continue;
                paths.add(
                    path.replace("{id}", ID)
                        .replace("{station}", "leak-a")
                        .replace("{day}", "2026-07-01")
                        .replace("{time}", "0900")
                        .replace("{seq}", "999999999"));
              }
            });
    var all = new java.util.ArrayList<>(paths);
    for (String path : paths) {
      all.add(path + "?version=1&year=2025&period=2026-06-01");
      all.add(path + "?version=2&series=leak-a/water-level&knownAt=2026-11-24");
    }
    return all;
  }

  private Map<String, String> answers(List<String> paths, String token) {
    var answers = new LinkedHashMap<String, String>();
    for (String path : paths) {
      var reply = api.get(path, token, "Accept", "*/*");
      answers.put(
          path,
          reply.status()
              + " "
              + reply.text().replaceAll("known to entry [0-9,]+", "known to entry"));
    }
    return answers;
  }

  @Test
  void a_hidden_agreement_changes_nothing_for_outsiders() {
    var paths = paths();
    assertThat(paths).hasSizeGreaterThan(55);
    var outsiders = new LinkedHashMap<String, String>();
    outsiders.put("nobody", null);
    outsiders.put("another party", officers.token(Party.VN));
    outsiders.put("the administrator", officers.token(officers.administrator()));
    outsiders.put("a reader", officers.token(officers.reader()));
    var before = new LinkedHashMap<String, Map<String, String>>();
    outsiders.forEach((who, token) -> before.put(who, answers(paths, token)));

    hide();
    outsiders.forEach(
        (who, token) ->
            answers(paths, token)
                .forEach(
                    (path, answer) ->
                        assertThat(answer)
                            .as(who + " " + path)
                            .isEqualTo(before.get(who).get(path))));
    assertThat(answers(paths, officers.token(Party.LA)).values())
        .as("the test is not blind: a receiver sees it")
        .filteredOn(a -> a.startsWith("200") && a.contains(ID))
        .hasSizeGreaterThan(10);
  }

  private void hide() {
    var china = officers.of(Party.CN);
    agreements.begin(china, "leak", SomeTerms.floodSeason("LA MRC", "leak-a"));
    agreements.table(china, ID);
    agreements.adopt(china, ID, 1);
    agreements.adopt(officers.of(Party.LA), ID, 1);
    agreements.confirm(china, ID, 1, "MRC", "7/2026");
    heartbeats.add(Instant.parse("2026-06-20T00:00:00Z"), Instant.parse("2026-07-20T00:00:00Z"));
    Instant observed = Instant.parse("2026-07-01T00:00:00Z");
    transaction.executeWithoutResult(
        s -> arrivals.arrived("leak", observed.plusSeconds(60), Map.of(key(), List.of(observed))));
    notices.give(
        china,
        ID,
        new Notices.NoticeForm(
            List.of("leak-a"), "2027-06-10T09:30", "2027-06-14T08:30", "a secret"));
    agreements.save(china, ID, SomeTerms.floodSeason("LA MRC TH", "leak-a"), null);
    log.settle();
    measurements.measure();
    log.settle();
  }

  private static SeriesKey key() {
    return new SeriesKey("leak-a", "water-level");
  }
}
