package org.lanmei.water.intake;

import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Message;
import org.lanmei.kernel.Party;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sources, profiles and jobs. */
@Component
class JobStore {

  private final JdbcClient db;
  private final Clock clock;
  private final JsonMapper json;

  JobStore(JdbcClient db, Clock clock, JsonMapper json) {
    this.db = db;
    this.clock = clock;
    this.json = json;
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(UTC);
  }

  // sources and profiles

  private static final String SOURCES =
      """
      select s.name, s.party, p.version, p.by_person, p.at
        from water.intake_source s
        left join lateral (select version, by_person, at from water.intake_profile
                            where source = s.name order by version desc limit 1) p on true
      """;

  Optional<Source> source(String name) {
    return db.sql(SOURCES + " where s.name = ?").param(name).query(JobStore::source).optional();
  }

  List<Source> sources(Party party) {
    return db.sql(SOURCES + " where s.party = ? order by s.name")
        .param(party.name())
        .query(JobStore::source)
        .list();
  }

  private static Source source(ResultSet row, int n) throws SQLException {
    int version = row.getInt("version");
    boolean none = row.wasNull();
    return new Source(
        row.getString("name"),
        Party.valueOf(row.getString("party")),
        none ? null : version,
        row.getObject("by_person", UUID.class),
        instant(row, "at"));
  }

  /** Does nothing when the name is taken. */
  void insertSource(String name, Party party, UUID person) {
    db.sql(
            """
            insert into water.intake_source (name, party, by_person, at) values (?, ?, ?, ?)
            on conflict do nothing
            """)
        .params(name, party.name(), person, now())
        .update();
  }

  /**
   * Keeps the next version of a source's profile.
   *
   * @param act with which it was confirmed
   * @return its version
   */
  int insertProfile(Job job, Profile profile, Map<String, String> answers, UUID person, UUID act) {
    return db.sql(
            """
            insert into water.intake_profile
                   (source, version, content, answers, file, file_name, by_person, act, at)
            select :source, coalesce(max(version), 0) + 1, cast(:content as jsonb),
                   cast(:answers as jsonb), :file, :name, :person, :act, :at
              from water.intake_profile where source = :source
            returning version
            """)
        .param("source", job.source())
        .param("content", json.writeValueAsString(profile))
        .param("answers", json.writeValueAsString(answers))
        .param("file", job.file())
        .param("name", job.fileName())
        .param("person", person)
        .param("act", act)
        .param("at", now())
        .query(Integer.class)
        .single();
  }

  Optional<Profile> profile(String source, int version) {
    return db.sql("select content from water.intake_profile where source = ? and version = ?")
        .params(source, version)
        .query(String.class)
        .optional()
        .map(content -> json.readValue(content, Profile.class));
  }

  /**
   * A version of a profile and who answers for it.
   *
   * @param fileName of the file from which it was proposed
   */
  record Confirmed(
      int version,
      Profile profile,
      Map<String, String> answers,
      String fileName,
      UUID person,
      Instant at) {}

  /** The newest first. */
  List<Confirmed> profiles(String source) {
    return db.sql(
            """
            select version, content, answers, file_name, by_person, at from water.intake_profile
             where source = ? order by version desc
            """)
        .param(source)
        .query(
            (row, n) ->
                new Confirmed(
                    row.getInt("version"),
                    json.readValue(row.getString("content"), Profile.class),
                    answers(row),
                    row.getString("file_name"),
                    row.getObject("by_person", UUID.class),
                    row.getObject("at", OffsetDateTime.class).toInstant()))
        .list();
  }

  // jobs

  void insert(
      UUID id,
      Source source,
      String file,
      String fileName,
      @Nullable String reason,
      Job.State state,
      @Nullable Integer version,
      List<Message> stopped,
      @Nullable Long rows,
      @Nullable String inbox,
      UUID person) {
    db.sql(
            """
            insert into water.intake_job (id, source, party, file, file_name, reason, state, version,
                                          stopped, rows_all, inbox, by_person, at)
            values (:id, :source, :party, :file, :name, :reason, :state, :version,
                    cast(:stopped as jsonb), :rows, :inbox, :person, :at)
            """)
        .param("id", id)
        .param("source", source.name())
        .param("party", source.party().name())
        .param("file", file)
        .param("name", fileName)
        .param("reason", reason)
        .param("state", state.code())
        .param("version", version)
        .param("stopped", json.writeValueAsString(stopped))
        .param("rows", rows)
        .param("inbox", inbox)
        .param("person", person)
        .param("at", now())
        .update();
  }

  Optional<Job> find(UUID id) {
    return db.sql("select * from water.intake_job where id = ?")
        .param(id)
        .query((row, n) -> job(row))
        .optional();
  }

  List<Job> jobs(Party party) {
    return db.sql("select * from water.intake_job where party = ? order by at desc, id limit 100")
        .param(party.name())
        .query((row, n) -> job(row))
        .list();
  }

  /** Whether a file of a watched folder is being dealt with. */
  boolean isTaken(String inbox) {
    return db.sql("select exists (select from water.intake_job where inbox = ? and not moved)")
        .param(inbox)
        .query(Boolean.class)
        .single();
  }

  /** Jobs of watched folders that are finished and whose file has not been put away. */
  List<Job> toPutAway() {
    return db.sql(
            """
            select * from water.intake_job
             where inbox is not null and not moved and state in ('done', 'stopped', 'cancelled')
             order by at
            """)
        .query((row, n) -> job(row))
        .list();
  }

  void putAway(UUID id) {
    db.sql("update water.intake_job set moved = true where id = ?").param(id).update();
  }

  void answers(UUID id, Map<String, String> answers) {
    db.sql(
            """
            update water.intake_job set answers = cast(? as jsonb) where id = ? and state = 'proposed'
            """)
        .params(json.writeValueAsString(answers), id)
        .update();
  }

  /**
   * Takes a job from one state to another.
   *
   * @return false when the job is no longer in one of these states
   */
  boolean move(UUID id, List<Job.State> from, Job.State to) {
    boolean ends = to == Job.State.DONE || to == Job.State.CANCELLED || to == Job.State.STOPPED;
    return db.sql(
                """
                update water.intake_job
                   set state = :to, lease_by = null, lease_until = null,
                       stopped = case when :to = 'stopped' then stopped else '[]' end,
                       finished_at = cast(:finished as timestamptz)
                 where id = :id and state in (:from)
                """)
            .param("to", to.code())
            .param("finished", ends ? now() : null)
            .param("id", id)
            .param("from", from.stream().map(Job.State::code).toList())
            .update()
        == 1;
  }

  boolean confirm(UUID id, int version, long rows) {
    return db.sql(
                """
                update water.intake_job set state = 'waiting', version = ?, rows_all = ?
                 where id = ? and state = 'proposed'
                """)
            .params(version, rows, id)
            .update()
        == 1;
  }

  void reason(UUID id, String reason) {
    db.sql("update water.intake_job set reason = ? where id = ?").params(reason, id).update();
  }

  // work

  /** The next job that nobody works on; its lease is the worker's for a while. */
  Optional<Job> claim(UUID worker, Duration lease) {
    return db.sql(
            """
            update water.intake_job set state = 'loading', lease_by = :worker,
                   lease_until = now() + make_interval(secs => :secs)
             where id = (select id from water.intake_job
                          where state in ('waiting', 'loading')
                            and (lease_until is null or lease_until < now())
                          order by at for update skip locked limit 1)
            returning *
            """)
        .param("worker", worker)
        .param("secs", (double) lease.toSeconds())
        .query((row, n) -> job(row))
        .optional();
  }

  /** What one piece of the work came to. */
  record Piece(long read, long taken, long same, long corrected, long empty, long bad) {}

  /**
   * Moves the cursor on.
   *
   * @param all rows of the whole file
   * @return false when the worker has lost the job: it was cancelled, or the lease has run out
   */
  boolean advance(UUID id, UUID worker, Duration lease, long all, Piece piece) {
    return db.sql(
                """
                update water.intake_job
                   set rows_read = rows_read + :read, taken = taken + :taken, same = same + :same,
                       corrected = corrected + :corrected, empty = empty + :empty, bad = bad + :bad,
                       rows_all = :all, lease_until = now() + make_interval(secs => :secs)
                 where id = :id and lease_by = :worker and state = 'loading'
                """)
            .param("read", piece.read)
            .param("taken", piece.taken)
            .param("same", piece.same)
            .param("corrected", piece.corrected)
            .param("empty", piece.empty)
            .param("bad", piece.bad)
            .param("all", all)
            .param("secs", (double) lease.toSeconds())
            .param("id", id)
            .param("worker", worker)
            .update()
        == 1;
  }

  void finish(UUID id, UUID worker) {
    db.sql(
            """
            update water.intake_job set state = 'done', finished_at = ?, lease_by = null, lease_until = null
             where id = ? and lease_by = ? and state = 'loading'
            """)
        .params(now(), id, worker)
        .update();
  }

  void stop(UUID id, UUID worker, List<Message> why) {
    db.sql(
            """
            update water.intake_job set state = 'stopped', stopped = cast(? as jsonb), finished_at = ?,
                   lease_by = null, lease_until = null
             where id = ? and lease_by = ? and state = 'loading'
            """)
        .params(json.writeValueAsString(why), now(), id, worker)
        .update();
  }

  /** So that another one can go on at once. */
  void release(UUID worker) {
    db.sql(
            """
            update water.intake_job set state = 'waiting', lease_by = null, lease_until = null
             where lease_by = ? and state = 'loading'
            """)
        .param(worker)
        .update();
  }

  void bad(UUID id, BadRow row) {
    db.sql(
            """
            insert into water.intake_bad (job, line, cells, what, how)
            values (?, ?, ?, cast(? as jsonb), cast(? as jsonb)) on conflict do nothing
            """)
        .params(
            id,
            row.line(),
            row.cells().replace("\u0000", "\ufffd"),
            json.writeValueAsString(row.what()).replace("\\u0000", "\ufffd"),
            json.writeValueAsString(row.how()))
        .update();
  }

  List<BadRow> bad(UUID id, int most) {
    return db.sql(
            "select line, cells, what, how from water.intake_bad where job = ? order by line limit"
                + " ?")
        .params(id, most)
        .query(
            (row, n) ->
                new BadRow(
                    row.getLong("line"),
                    row.getString("cells"),
                    message(json.readTree(row.getString("what"))),
                    message(json.readTree(row.getString("how")))))
        .list();
  }

  private Job job(ResultSet row) throws SQLException {
    int version = row.getInt("version");
    boolean noVersion = row.wasNull();
    long all = row.getLong("rows_all");
    boolean notCounted = row.wasNull();
    return new Job(
        row.getObject("id", UUID.class),
        row.getString("source"),
        Party.valueOf(row.getString("party")),
        row.getString("file"),
        row.getString("file_name"),
        noVersion ? null : version,
        answers(row),
        row.getString("reason"),
        Job.State.valueOf(row.getString("state").toUpperCase(java.util.Locale.ROOT)),
        json.readTree(row.getString("stopped")).valueStream().map(JobStore::message).toList(),
        notCounted ? null : all,
        row.getLong("rows_read"),
        row.getLong("taken"),
        row.getLong("same"),
        row.getLong("corrected"),
        row.getLong("empty"),
        row.getLong("bad"),
        row.getString("inbox"),
        row.getObject("by_person", UUID.class),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        instant(row, "finished_at"));
  }

  private Map<String, String> answers(ResultSet row) throws SQLException {
    return json.readValue(row.getString("answers"), new TypeReference<Map<String, String>>() {});
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    var at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }

  /** A message may speak of another one. */
  private static Message message(JsonNode node) {
    return new Message(
        node.path("key").asString(),
        node.path("args").valueStream().<Object>map(JobStore::argument).toList());
  }

  private static Object argument(JsonNode arg) {
    if (arg.isObject()) return message(arg);
    if (arg.isIntegralNumber()) return arg.asLong();
    if (arg.isNumber()) return arg.asDouble();
    return arg.asString();
  }
}
