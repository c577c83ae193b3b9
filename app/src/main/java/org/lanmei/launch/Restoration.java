package org.lanmei.launch;

import static org.lanmei.launch.CopySession.ASIDE;
import static org.lanmei.launch.CopySession.OURS;
import static org.lanmei.launch.LaunchFailure.Exit.DATA;
import static org.lanmei.launch.LaunchFailure.Exit.IN_USE;
import static org.lanmei.launch.LaunchFailure.Exit.NOT_ALLOWED;
import static org.lanmei.launch.LaunchFailure.Exit.UNAVAILABLE;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.lanmei.launch.BackupManifest.Table;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Fills a database from a backup: migrates it to the level the backup was made at, loads the rows,
 * checks them, and only then migrates on, so that later migrations find the data they were written
 * for.
 *
 * <p>The owner may not switch foreign keys off, but may drop and make them: they are made again
 * after the load, which checks every row, goes faster, and needs no order of tables, so that tables
 * may refer to each other in circles.
 */
final class Restoration {
  private final Database database;
  private final Migrations migrations;
  private final JdbcClient owner;

  Restoration(Database database, Migrations migrations) {
    this.database = database;
    this.migrations = migrations;
    this.owner = JdbcClient.create(database.asOwner());
  }

  /** Does it; on failure the database is as it was before. */
  void run(BackupFile backup, boolean replace) {
    var manifest = backup.manifest();
    migrations.requireKnown(manifest.levels());
    requireIdle();
    undoInterrupted(database);
    List<String> there = schemas(database);
    if (!there.isEmpty() && !replace)
      throw new LaunchFailure(NOT_ALLOWED, "launch.restore.not-empty");
    try {
      moveAside(there);
      try {
        migrations.runTo(manifest.levels());
        load(backup);
        migrations.run();
        record(manifest);
      } catch (SQLException | IOException | RuntimeException e) {
        undo(database);
        throw e;
      }
      drop(there.stream().map(name -> name + ASIDE).toList());
    } catch (SQLException | IOException e) {
      throw new LaunchFailure(e, UNAVAILABLE, "launch.restore.fails", e.toString());
    }
  }

  /**
   * Puts back what a restore had moved aside when its process was killed.
   *
   * @return whether there was such a one
   */
  static boolean undoInterrupted(Database database) {
    if (schemas(database).stream().noneMatch(name -> name.endsWith(ASIDE))) return false;
    try {
      undo(database);
      return true;
    } catch (SQLException e) {
      throw new LaunchFailure(e, UNAVAILABLE, "launch.restore.fails", e.toString());
    }
  }

  /** In one transaction: what was loaded goes, what was moved aside comes back. */
  private static void undo(Database database) throws SQLException {
    List<String> now = schemas(database);
    try (var session = CopySession.writing(database)) {
      drop(session, now.stream().filter(name -> !name.endsWith(ASIDE)).toList());
      for (String name : now) {
        if (name.endsWith(ASIDE)) {
          rename(session, name, name.substring(0, name.length() - ASIDE.length()));
        }
      }
      session.commit();
    }
  }

  /** The running application would write into what is being replaced. */
  private void requireIdle() {
    int others =
        owner
            .sql(
                """
                select count(*) from pg_stat_activity
                 where datname = current_database() and usename = :app and pid <> pg_backend_pid()
                """)
            .param("app", database.app().user())
            .query(Integer.class)
            .single();
    if (others > 0) throw new LaunchFailure(IN_USE, "launch.restore.running");
  }

  private static List<String> schemas(Database database) {
    return JdbcClient.create(database.asOwner())
        .sql(
            """
            select nspname::text from pg_namespace
             where nspowner = current_user::regrole and nspname <> 'public' order by 1
            """)
        .query((row, _) -> row.getString(1))
        .list();
  }

  private void moveAside(List<String> schemas) throws SQLException {
    try (var session = CopySession.writing(database)) {
      for (String name : schemas) rename(session, name, name + ASIDE);
      session.commit();
    }
  }

  private void drop(List<String> schemas) throws SQLException {
    try (var session = CopySession.writing(database)) {
      drop(session, schemas);
      session.commit();
    }
  }

  private static void rename(CopySession session, String from, String to) throws SQLException {
    session.run(
        "alter schema %s rename to %s".formatted(CopySession.quoted(from), CopySession.quoted(to)));
  }

  private static void drop(CopySession session, List<String> schemas) throws SQLException {
    if (schemas.isEmpty()) return;
    session.run(
        schemas.stream()
            .map(CopySession::quoted)
            .collect(Collectors.joining(", ", "drop schema ", " cascade")));
  }

  private void load(BackupFile backup) throws SQLException, IOException {
    var manifest = backup.manifest();
    try (var session = CopySession.writing(database)) {
      requireSameShape(session, manifest.tables());
      var again = new ArrayList<String>();
      again.addAll(dropForeignKeys(session));
      again.addAll(disableTriggers(session));
      // Migrations may have brought rows of their own; the backup has them, as they became.
      if (!manifest.tables().isEmpty()) {
        session.run(
            manifest.tables().stream()
                .map(t -> CopySession.quoted(t.schema(), t.name()))
                .collect(Collectors.joining(", ", "truncate ", "")));
      }
      for (Table table : manifest.tables()) {
        try (var rows = backup.rows(table)) {
          session.copyIn(table, rows);
        }
        verify(session, table);
      }
      for (var sequence : manifest.sequences()) {
        session
            .sql()
            .sql("select setval(cast(:name as regclass), :last, :called)")
            .param("name", CopySession.quoted(sequence.schema(), sequence.name()))
            .param("last", sequence.last())
            .param("called", sequence.called())
            .query(Long.class)
            .single();
      }
      for (String statement : again) session.run(statement);
      for (String view : materializedViews(session))
        session.run("refresh materialized view " + view);
      session.commit();
    }
  }

  /** A table that the backup does not fill, or cannot, is a difference that nobody planned. */
  private static void requireSameShape(CopySession session, List<Table> tables) {
    var here =
        session.tables().stream()
            .map(
                t ->
                    CopySession.quoted(t.schema(), t.name())
                        + t.columns().stream().sorted().toList())
            .collect(Collectors.toSet());
    var there =
        tables.stream()
            .map(
                t ->
                    CopySession.quoted(t.schema(), t.name())
                        + t.columns().stream().sorted().toList())
            .collect(Collectors.toSet());
    if (here.equals(there)) return;
    var odd = new java.util.TreeSet<>(here);
    odd.addAll(there);
    odd.removeIf(table -> here.contains(table) && there.contains(table));
    throw new LaunchFailure(DATA, "launch.restore.shape", odd.first());
  }

  private static void verify(CopySession session, Table table) throws SQLException, IOException {
    var shape = new CopySession.Shape(table.schema(), table.name(), table.columns());
    var written = session.copyOut(shape, OutputStream.nullOutputStream());
    if (written.rows() != table.rows() || !written.sha256().equals(table.sha256())) {
      throw new LaunchFailure(DATA, "launch.restore.differs", table.part());
    }
  }

  /**
   * @return the statements that make them again
   */
  private static List<String> dropForeignKeys(CopySession session) throws SQLException {
    record Key(String drop, String make) {}
    var keys =
        session
            .sql()
            .sql(
                """
                select format('alter table %I.%I drop constraint %I', n.nspname, t.relname, c.conname),
                       format('alter table %I.%I add constraint %I %s', n.nspname, t.relname, c.conname,
                              pg_get_constraintdef(c.oid))
                  from pg_constraint c
                  join pg_class t on t.oid = c.conrelid
                  join (OURS) n on n.oid = t.relnamespace
                 where c.contype = 'f' and c.conparentid = 0
                """
                    .replace("OURS", OURS))
            .query((row, _) -> new Key(row.getString(1), row.getString(2)))
            .list();
    for (Key key : keys) session.run(key.drop());
    return keys.stream().map(Key::make).toList();
  }

  /**
   * What they did to these rows they did before the backup.
   *
   * @return the statements that enable them again
   */
  private static List<String> disableTriggers(CopySession session) throws SQLException {
    record Trigger(String disable, String enable) {}
    var triggers =
        session
            .sql()
            .sql(
                """
                select format('alter table %I.%I disable trigger %I', n.nspname, t.relname, g.tgname),
                       format('alter table %I.%I enable trigger %I', n.nspname, t.relname, g.tgname)
                  from pg_trigger g
                  join pg_class t on t.oid = g.tgrelid
                  join (OURS) n on n.oid = t.relnamespace
                 where not g.tgisinternal and g.tgenabled = 'O' and g.tgparentid = 0
                   and t.relkind in ('r', 'p')
                """
                    .replace("OURS", OURS))
            .query((row, _) -> new Trigger(row.getString(1), row.getString(2)))
            .list();
    for (Trigger trigger : triggers) session.run(trigger.disable());
    return triggers.stream().map(Trigger::enable).toList();
  }

  private static List<String> materializedViews(CopySession session) {
    return session
        .sql()
        .sql(
            """
            select format('%I.%I', n.nspname, c.relname)
              from pg_class c join (OURS) n on n.oid = c.relnamespace
             where c.relkind = 'm'
             order by c.oid
            """
                .replace("OURS", OURS))
        .query((row, _) -> row.getString(1))
        .list();
  }

  private void record(BackupManifest manifest) {
    owner
        .sql("insert into launch.restore (backup_made_at, log_last_seq) values (:made, :seq)")
        .param("made", Timestamp.from(manifest.madeAt()))
        .param("seq", manifest.logLastSeq())
        .update();
  }
}
