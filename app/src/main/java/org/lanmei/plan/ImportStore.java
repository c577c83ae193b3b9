package org.lanmei.plan;

import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Message;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Imports and how far they have come. */
@Component
class ImportStore {

  private final JdbcClient db;
  private final Clock clock;
  private final JsonMapper json;

  ImportStore(JdbcClient db, Clock clock, JsonMapper json) {
    this.db = db;
    this.clock = clock;
    this.json = json;
  }

  void insert(UUID id, String file, String fileName, @Nullable String plan, UUID person) {
    db.sql(
            """
            insert into plan.import (id, file, file_name, plan, matched, state, by_person, at)
            values (:id, :file, :name, :plan, false, 'reading', :person, :at)
            """)
        .param("id", id)
        .param("file", file)
        .param("name", fileName)
        .param("plan", plan)
        .param("person", person)
        .param("at", clock.instant().atOffset(UTC))
        .update();
  }

  void progress(UUID id, int done, int total) {
    db.sql("update plan.import set done = ?, total = ? where id = ?")
        .params(done, total, id)
        .update();
  }

  void understood(UUID id, @Nullable String plan, boolean matched, Imports.Understood understood) {
    db.sql(
            """
            update plan.import set state = 'understood', done = total, plan = :plan,
                   matched = :matched, result = cast(:result as jsonb)
             where id = :id and state = 'reading'
            """)
        .param("id", id)
        .param("plan", plan)
        .param("matched", matched)
        .param("result", json.writeValueAsString(understood))
        .update();
  }

  void unreadable(UUID id, Message problem) {
    db.sql(
            """
            update plan.import set state = 'unreadable', problem = cast(? as jsonb)
             where id = ? and state = 'reading'
            """)
        .params(json.writeValueAsString(problem), id)
        .update();
  }

  /**
   * @return false when it was closed already
   */
  boolean close(UUID id, Imports.State state, UUID person) {
    return db.sql(
                """
                update plan.import set state = ?, closed_by = ?, closed_at = ?
                 where id = ? and state not in ('accepted', 'discarded')
                """)
            .params(
                state.name().toLowerCase(Locale.ROOT), person, clock.instant().atOffset(UTC), id)
            .update()
        == 1;
  }

  Optional<Imports.Import> find(UUID id) {
    return db.sql("select * from plan.import where id = ?")
        .param(id)
        .query((row, n) -> read(row))
        .optional();
  }

  List<Imports.Import> list() {
    return db.sql("select * from plan.import order by at desc, id limit 100")
        .query((row, n) -> read(row))
        .list();
  }

  /** Those that a stopped program had not finished reading. */
  List<UUID> unread() {
    return db.sql("select id from plan.import where state = 'reading' order by at")
        .query((row, n) -> row.getObject("id", UUID.class))
        .list();
  }

  private Imports.Import read(ResultSet row) throws SQLException {
    String result = row.getString("result");
    String problem = row.getString("problem");
    return new Imports.Import(
        row.getObject("id", UUID.class),
        row.getString("file_name"),
        row.getString("file"),
        row.getString("plan"),
        row.getBoolean("matched"),
        Imports.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        row.getInt("done"),
        row.getInt("total"),
        result == null ? null : json.readValue(result, Imports.Understood.class),
        problem == null ? null : json.readValue(problem, Message.class),
        row.getObject("at", OffsetDateTime.class).toInstant());
  }
}
