package org.lanmei.sharing;

import static java.time.ZoneOffset.UTC;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Caller;
import org.lanmei.kernel.Party;
import org.lanmei.kernel.Seq;
import org.lanmei.kernel.SeriesKey;
import org.lanmei.log.CanonicalJson;
import org.lanmei.log.Log;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Agreements in the database: texts and steps are only ever added. */
@Component
class AgreementStore {

  private final JdbcClient db;
  private final Log log;
  private final Clock clock;
  private final JsonMapper json;

  AgreementStore(JdbcClient db, Log log, Clock clock, JsonMapper json) {
    this.db = db;
    this.log = log;
    this.clock = clock;
    this.json = json;
  }

  /** One at a time changes an agreement; held to the end of the transaction. */
  void lock(String agreement) {
    db.sql("select pg_advisory_xact_lock(hashtextextended('sharing.' || ?, 0))")
        .param(agreement)
        .query(row -> {});
  }

  boolean exists(String id) {
    return db.sql("select exists (select from sharing.agreement where id = ?)")
        .param(id)
        .query(Boolean.class)
        .single();
  }

  boolean holdsReal() {
    return db.sql("select exists (select from sharing.agreement where not example)")
        .query(Boolean.class)
        .single();
  }

  void insert(String id, Party provider, boolean example, UUID by) {
    db.sql(
            """
            insert into sharing.agreement (id, provider, example, created_by, at)
            values (?, ?, ?, ?, ?)
            """)
        .params(id, provider.name(), example, by, clock.instant().atOffset(UTC))
        .update();
  }

  /**
   * Writes the draft, over an earlier state of it.
   *
   * @param opened when the state was saved that the writer saw; null = there was none
   * @return false when another state has been saved since
   */
  boolean save(String id, int number, Terms terms, UUID by, @Nullable Instant opened) {
    String content = json.writeValueAsString(terms);
    var now = clock.instant().atOffset(UTC);
    if (opened == null) {
      return db.sql(
                  """
                  insert into sharing.draft (agreement, version, terms, by_person, at)
                  values (?, ?, cast(? as jsonb), ?, ?) on conflict do nothing
                  """)
              .params(id, number, content, by, now)
              .update()
          == 1;
    }
    return db.sql(
                """
                update sharing.draft set terms = cast(? as jsonb), by_person = ?, at = ?
                 where agreement = ? and at = ?
                """)
            .params(content, by, now, id, opened.atOffset(UTC))
            .update()
        == 1;
  }

  void dropDraft(String id) {
    db.sql("delete from sharing.draft where agreement = ?").param(id).update();
  }

  byte[] canonical(Terms terms) {
    return CanonicalJson.bytes(json.valueToTree(terms));
  }

  void freeze(String id, int number, Terms terms) {
    db.sql(
            """
            insert into sharing.version (agreement, version, terms, digest)
            values (?, ?, cast(? as jsonb), ?)
            """)
        .params(id, number, json.writeValueAsString(terms), sha256(canonical(terms)))
        .update();
    for (Terms.Line line : terms.lines()) {
      if (line.windows().isEmpty()) continue;
      for (SeriesKey key : line.series()) {
        db.sql(
                "insert into sharing.scheduled (station, variable) values (?, ?) on conflict do"
                    + " nothing")
            .params(key.station(), key.variable())
            .update();
      }
    }
  }

  /** What is added to an agreement besides who did it and when. */
  record NewStep(
      int version,
      Agreement.Kind kind,
      Party party,
      @Nullable String organisation,
      @Nullable UUID person,
      @Nullable LocalDate lastDay,
      @Nullable String words) {

    static NewStep of(int version, Agreement.Kind kind, Party party, @Nullable String words) {
      return new NewStep(version, kind, party, null, null, null, words);
    }
  }

  Log.Ticket add(String id, NewStep step, Caller caller, UUID act, byte[] content) {
    var ticket = log.record("sharing.step", id, content);
    db.sql(
            """
            insert into sharing.step (agreement, version, kind, party, organisation, person,
                                      last_day, words, by_person, by_name, act, ticket, at)
            values (:agreement, :version, :kind, :party, :organisation, :person, :lastDay, :words,
                    :by, :byName, :act, :ticket, :at)
            """)
        .param("agreement", id)
        .param("version", step.version())
        .param("kind", step.kind().slug())
        .param("party", step.party().name())
        .param("organisation", step.organisation())
        .param("person", step.person())
        .param("lastDay", step.lastDay())
        .param("words", step.words())
        .param("by", caller.person())
        .param("byName", caller.name())
        .param("act", act)
        .param("ticket", ticket.id())
        .param("at", clock.instant().atOffset(UTC))
        .update();
    return ticket;
  }

  Optional<Agreement> find(String id) {
    return load("where a.id = ?", id).stream().findFirst();
  }

  List<Agreement> all() {
    return load("", null);
  }

  private record Head(String id, Party provider, boolean example, Instant at) {}

  private List<Agreement> load(String where, @Nullable String id) {
    var heads =
        query(
            "select a.id, a.provider, a.example, a.at from sharing.agreement a "
                + where
                + " order by a.id",
            id,
            AgreementStore::head);
    var drafts =
        query(
                "select a.agreement, a.version, a.terms, a.at from sharing.draft a "
                    + where.replace("a.id", "a.agreement"),
                id,
                this::draft)
            .stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    var texts =
        grouped(
            query(
                "select a.agreement, a.version, a.terms, a.digest from sharing.version a "
                    + where.replace("a.id", "a.agreement")
                    + " order by a.version",
                id,
                this::text));
    var steps =
        grouped(
            query(
                "select a.*, e.seq from sharing.step a left join log.pub_entry e on e.pending ="
                    + " a.ticket "
                    + where.replace("a.id", "a.agreement")
                    + " order by a.id",
                id,
                AgreementStore::step));
    return heads.stream()
        .map(
            h ->
                new Agreement(
                    h.id(),
                    h.provider(),
                    h.example(),
                    h.at(),
                    drafts.get(h.id()),
                    texts.getOrDefault(h.id(), List.of()),
                    steps.getOrDefault(h.id(), List.of())))
        .toList();
  }

  private <T> List<T> query(
      String sql, @Nullable String id, org.springframework.jdbc.core.RowMapper<T> mapper) {
    var statement = db.sql(sql);
    if (id != null) statement = statement.param(id);
    return statement.query(mapper).list();
  }

  private static <T> Map<String, List<T>> grouped(List<Map.Entry<String, T>> entries) {
    return entries.stream()
        .collect(
            Collectors.groupingBy(
                Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
  }

  private static Head head(ResultSet row, int n) throws SQLException {
    return new Head(
        row.getString("id"),
        Party.valueOf(row.getString("provider")),
        row.getBoolean("example"),
        instant(row, "at"));
  }

  private Map.Entry<String, Agreement.Draft> draft(ResultSet row, int n) throws SQLException {
    return Map.entry(
        row.getString("agreement"),
        new Agreement.Draft(
            row.getInt("version"),
            json.readValue(row.getString("terms"), Terms.class),
            instant(row, "at")));
  }

  private Map.Entry<String, Agreement.Text> text(ResultSet row, int n) throws SQLException {
    return Map.entry(
        row.getString("agreement"),
        new Agreement.Text(
            row.getInt("version"),
            json.readValue(row.getString("terms"), Terms.class),
            HexFormat.of().formatHex(row.getBytes("digest"))));
  }

  private static Map.Entry<String, Agreement.Step> step(ResultSet row, int n) throws SQLException {
    long seq = row.getLong("seq");
    boolean placed = !row.wasNull();
    return Map.entry(
        row.getString("agreement"),
        new Agreement.Step(
            row.getInt("version"),
            Agreement.Kind.of(row.getString("kind")),
            Party.valueOf(row.getString("party")),
            row.getString("organisation"),
            row.getObject("person", UUID.class),
            row.getObject("last_day", LocalDate.class),
            row.getString("words"),
            row.getString("by_name"),
            row.getObject("act", UUID.class),
            instant(row, "at"),
            placed ? new Seq(seq) : null));
  }

  /** The agreements in which the account was named as an organisation's reader at any time. */
  List<String> whereReader(UUID person) {
    return db.sql("select distinct agreement from sharing.step where person = ?")
        .param(person)
        .query((row, n) -> row.getString("agreement"))
        .list();
  }

  static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  static @Nullable Instant maybe(ResultSet row, String column) throws SQLException {
    var at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }

  static byte[] sha256(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
