package org.lanmei.plan;

import static java.time.ZoneOffset.UTC;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lanmei.log.CanonicalJson;
import org.lanmei.log.Log;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Plans and the versions of their commitments. */
@Component
class RegisterStore {

  private final JdbcClient db;
  private final Log log;
  private final Clock clock;
  private final JsonMapper json;

  RegisterStore(JdbcClient db, Log log, Clock clock, JsonMapper json) {
    this.db = db;
    this.log = log;
    this.clock = clock;
    this.json = json;
  }

  /** The newest head of each plan, by key. */
  Map<String, PlanHead> heads() {
    var heads = new LinkedHashMap<String, PlanHead>();
    db.sql("select distinct on (key) key, head from plan.plan order by key, version desc")
        .query(
            row -> {
              heads.put(
                  row.getString("key"), json.readValue(row.getString("head"), PlanHead.class));
            });
    return heads;
  }

  /**
   * All versions of all commitments of a plan, in document order; those not yet in the order last.
   */
  List<Commitment> commitments(PlanHead head) {
    var period = json.valueToTree(head.planPeriod());
    return db.sql(
            """
            select c.id, c.version, c.content, e.seq
              from plan.commitment c
              join log.pub_entry e on e.pending = c.ticket
             where c.plan = ?
             order by first_value(c.position) over (partition by c.id order by c.version desc),
                      c.id, c.version
            """)
        .param(head.plan())
        .query(
            (row, n) -> {
              var content = (ObjectNode) json.readTree(row.getString("content"));
              content.put("plan", head.plan());
              content.set("period", period);
              content.put("version", row.getInt("version"));
              content.put("since", row.getLong("seq"));
              return json.treeToValue(content, Commitment.class);
            })
        .list();
  }

  /** Changes whenever a plan or commitment gains a version. */
  long revision() {
    return db.sql(
            """
            select (select count(*) from plan.plan)
                 + (select count(*) from plan.commitment c join log.pub_entry e on e.pending = c.ticket)
            """)
        .query(Long.class)
        .single();
  }

  /** Adds a version of the head when it differs from the newest. */
  void putHead(PlanHead head) {
    String content = json.writeValueAsString(head);
    db.sql(
            """
            insert into plan.plan (key, version, head, parent_plan, parent_commitment, at)
            select :key, coalesce(max(version), 0) + 1, cast(:head as jsonb), :parentPlan,
                   :parentCommitment, :at
              from plan.plan where key = :key
            having coalesce((select p.head from plan.plan p where p.key = :key
                              order by version desc limit 1), 'null') <> cast(:head as jsonb)
            """)
        .param("key", head.plan())
        .param("head", content)
        .param("parentPlan", head.parent() == null ? null : head.parent().plan())
        .param(
            "parentCommitment",
            head.parent() == null ? null : head.parent().commitment().toString())
        .param("at", clock.instant().atOffset(UTC))
        .update();
  }

  /**
   * Adds a version of a commitment when its content differs from the newest one.
   *
   * @param content the commitment without plan, version and since
   * @return true when a version was added
   */
  boolean putCommitment(String plan, CommitmentId id, int position, JsonNode content) {
    var newest =
        db.sql(
                """
                select version, content = cast(:content as jsonb) as same from plan.commitment
                 where plan = :plan and id = :id order by version desc limit 1
                """)
            .param("plan", plan)
            .param("id", id.toString())
            .param("content", json.writeValueAsString(content))
            .query((row, n) -> new Newest(row.getInt("version"), row.getBoolean("same")))
            .optional();
    if (newest.isPresent() && newest.get().same()) return false;
    int version = newest.map(n -> n.version() + 1).orElse(1);
    var ticket =
        log.record(
            "plan.commitment", plan + " " + id + " " + version, CanonicalJson.bytes(content));
    db.sql(
            """
            insert into plan.commitment (plan, id, version, position, content, ticket)
            values (:plan, :id, :version, :position, cast(:content as jsonb), :ticket)
            """)
        .param("plan", plan)
        .param("id", id.toString())
        .param("version", version)
        .param("position", position)
        .param("content", json.writeValueAsString(content))
        .param("ticket", ticket.id())
        .update();
    return true;
  }

  private record Newest(int version, boolean same) {}
}
