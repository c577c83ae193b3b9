package org.lanmei.plan;

import static java.time.ZoneOffset.UTC;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.lanmei.kernel.Lang;
import org.lanmei.texts.Texts;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The document's own words for each sentence, attached by an accepted import. */
@Component
public class OfficialTexts {

  private final JdbcClient db;
  private final Texts texts;
  private final Clock clock;

  OfficialTexts(JdbcClient db, Texts texts, Clock clock) {
    this.db = db;
    this.texts = texts;
    this.clock = clock;
  }

  /**
   * @param state official for the language of record, draft for other languages until checked
   */
  public record Official(Lang lang, String body, Texts.State state, UUID from) {}

  void attach(
      String plan, CommitmentId id, Lang lang, String body, UUID imported, int line, UUID by) {
    UUID text = texts.write(lang, body, Texts.State.OFFICIAL, by);
    db.sql(
            """
            insert into plan.sentence (plan, id, lang, import, text, line, at)
            values (?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            plan, id.toString(), lang.tag(), imported, text, line, clock.instant().atOffset(UTC))
        .update();
  }

  /** The newest text of each language; empty when no document has been accepted. */
  List<Official> of(String plan, CommitmentId id) {
    return all(plan, id.toString()).getOrDefault(id, List.of());
  }

  /** For every sentence of a plan. */
  Map<CommitmentId, List<Official>> all(String plan) {
    return all(plan, null);
  }

  private Map<CommitmentId, List<Official>> all(
      String plan, @org.jspecify.annotations.Nullable String id) {
    record Row(CommitmentId id, Lang lang, UUID imported, UUID text) {}
    var rows =
        db.sql(
                """
                select distinct on (id, lang) id, lang, import, text from plan.sentence
                 where plan = :plan and (cast(:id as text) is null or id = :id)
                 order by id, lang, at desc
                """)
            .param("plan", plan)
            .param("id", id)
            .query(
                (row, n) ->
                    new Row(
                        CommitmentId.of(row.getString("id")),
                        Lang.of(row.getString("lang")).orElseThrow(),
                        row.getObject("import", UUID.class),
                        row.getObject("text", UUID.class)))
            .list();
    var bodies = texts.readAll(rows.stream().map(Row::text).toList());
    var official = new HashMap<CommitmentId, List<Official>>();
    for (Row row : rows) {
      var version = java.util.Objects.requireNonNull(bodies.get(row.text())).in(row.lang());
      official
          .computeIfAbsent(row.id(), i -> new java.util.ArrayList<>())
          .add(new Official(row.lang(), version.body(), version.state(), row.imported()));
    }
    return official;
  }
}
