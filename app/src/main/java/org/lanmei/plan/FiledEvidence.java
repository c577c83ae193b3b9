package org.lanmei.plan;

import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Party;
import org.lanmei.kernel.Seq;
import org.lanmei.log.CanonicalJson;
import org.lanmei.log.Log;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The evidence that people put on record here, and the history that ships: the plan's own source
 * beside those of other modules. Append-only.
 */
@Component
public class FiledEvidence implements EvidenceSource {

  private final JdbcClient db;
  private final Log log;
  private final Clock clock;
  private final JsonMapper json;

  FiledEvidence(JdbcClient db, Log log, Clock clock, JsonMapper json) {
    this.db = db;
    this.log = log;
    this.clock = clock;
    this.json = json;
  }

  @Override
  public String name() {
    return "plan";
  }

  /**
   * Who files, and with what.
   *
   * @param person null = shipped with the program
   * @param act the party's act; null for what ships
   * @param file content address of an upload; null when there is none
   * @param naturalKey of what is loaded once only; null for what a person files
   */
  record Filing(
      @Nullable UUID person,
      @Nullable Party party,
      @Nullable UUID act,
      @Nullable String file,
      @Nullable String fileName,
      boolean example,
      @Nullable String naturalKey) {

    static Filing shipped(String naturalKey) {
      return new Filing(null, null, null, null, null, false, naturalKey);
    }
  }

  /**
   * Puts an entry on record in the running transaction; its seq and knownAt are given later and
   * ignored here.
   *
   * @return the ticket of its place; empty when the natural key is on record already
   */
  Optional<Log.Ticket> file(Entry entry, Filing filing) {
    if (filing.naturalKey() != null && isOnRecord(filing.naturalKey())) return Optional.empty();
    var content = content(entry);
    UUID evidence = evidenceOf(entry);
    var ticket = log.record("plan.evidence", evidence.toString(), CanonicalJson.bytes(content));
    db.sql(
            """
            insert into plan.filed (entry, evidence, ticket, content, file, file_name, by_person,
                                    party, act, example, natural_key, at)
            values (:entry, :evidence, :ticket, cast(:content as jsonb), :file, :fileName, :person,
                    :party, :act, :example, :naturalKey, :at)
            """)
        .param("entry", content.path("entry").asString())
        .param("evidence", evidence)
        .param("ticket", ticket.id())
        .param("content", json.writeValueAsString(content))
        .param("file", filing.file())
        .param("fileName", filing.fileName())
        .param("person", filing.person())
        .param("party", filing.party() == null ? null : filing.party().name())
        .param("act", filing.act())
        .param("example", filing.example())
        .param("naturalKey", filing.naturalKey())
        .param("at", clock.instant().atOffset(UTC))
        .update();
    return Optional.of(ticket);
  }

  private ObjectNode content(Entry entry) {
    var content = (ObjectNode) json.valueToTree(entry);
    content.remove(List.of("seq", "knownAt"));
    return content;
  }

  /** What an act over the entry signs. */
  byte[] canonical(Entry entry) {
    return CanonicalJson.bytes(content(entry));
  }

  static UUID evidenceOf(Entry entry) {
    return switch (entry) {
      case Entry.Asserted a -> a.id();
      case Entry.Retracted r -> r.target();
      case Entry.Contested c -> c.target();
      case Entry.Settled s -> s.target();
    };
  }

  private boolean isOnRecord(String naturalKey) {
    return db.sql("select exists (select from plan.filed where natural_key = ?)")
        .param(naturalKey)
        .query(Boolean.class)
        .single();
  }

  /** True when anything was filed by a person and is not an example. */
  boolean holdsRealRecords() {
    return db.sql(
            "select exists (select from plan.filed where not example and by_person is not null)")
        .query(Boolean.class)
        .single();
  }

  @Override
  public List<Entry> after(Seq cursor, int limit) {
    return db.sql(
            """
            select f.content, e.seq, e.known_at
              from plan.filed f join log.pub_entry e on e.pending = f.ticket
             where e.seq > ? order by e.seq limit ?
            """)
        .params(cursor.value(), limit)
        .query((row, n) -> entry(row))
        .list();
  }

  /** What was said at a place in the order, and of which evidence; empty when nothing was. */
  Optional<Said> saidAt(Seq place) {
    return db.sql(
            """
            select f.evidence, f.content
              from plan.filed f join log.pub_entry e on e.pending = f.ticket
             where e.seq = ?
            """)
        .param(place.value())
        .query(
            (row, n) ->
                new Said(
                    row.getObject("evidence", UUID.class),
                    CanonicalJson.bytes(json.readTree(row.getString("content")))))
        .optional();
  }

  /**
   * @param content as it was recorded
   */
  record Said(UUID evidence, byte[] content) {}

  private Entry entry(ResultSet row) throws SQLException {
    var content = (ObjectNode) json.readTree(row.getString("content"));
    content.put("seq", row.getLong("seq"));
    content.put("knownAt", row.getObject("known_at", OffsetDateTime.class).toInstant().toString());
    return json.treeToValue(content, Entry.class);
  }

  /** The upload filed with a piece of evidence. */
  Optional<Attachment> attachment(UUID evidence) {
    return db.sql(
            """
            select file, file_name from plan.filed
             where evidence = ? and entry = 'asserted' and file is not null
            """)
        .param(evidence)
        .query((row, n) -> new Attachment(row.getString("file"), row.getString("file_name")))
        .optional();
  }

  /**
   * @param file content address in {@code files}
   */
  public record Attachment(String file, String name) {}
}
