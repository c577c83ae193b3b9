package org.lanmei.launch;

import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.lanmei.launch.BackupManifest.Sequence;
import org.lanmei.launch.BackupManifest.Table;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** One transaction of the owner in which tables are written out or read in. */
final class CopySession implements AutoCloseable {
  /** Ends the names of schemas that a restore gives up, until the new ones are complete. */
  static final String ASIDE = "__replaced";

  /**
   * Ours: what the owner owns, but for the histories of migrations, which each system has its own.
   */
  static final String OURS =
      """
      select oid, nspname from pg_namespace
       where nspowner = current_user::regrole and nspname not in ('public', '%s')
         and right(nspname, %d) <> '%s'
      """
          .formatted(Migrations.SCHEMA, ASIDE.length(), ASIDE);

  private final Connection connection;
  private final JdbcClient sql;

  private CopySession(Connection connection) {
    this.connection = connection;
    this.sql = JdbcClient.create(new SingleConnectionDataSource(connection, true));
  }

  /** Sees the database as it is at this moment, whatever others do meanwhile. */
  static CopySession reading(Database database) throws SQLException {
    return begin(database, "set transaction isolation level repeatable read, read only");
  }

  /** Changes all or nothing. */
  static CopySession writing(Database database) throws SQLException {
    return begin(database, "set transaction isolation level read committed");
  }

  private static CopySession begin(Database database, String transaction) throws SQLException {
    var connection = database.asOwner().getConnection();
    connection.setAutoCommit(false);
    try (var statement = connection.createStatement()) {
      statement.execute(transaction);
      // The same bytes on every machine, in the order of storage; rather an error than rows hidden.
      for (String setting :
          List.of(
              "timezone = 'UTC'",
              "datestyle = 'ISO, YMD'",
              "intervalstyle = 'iso_8601'",
              "extra_float_digits = 1",
              "bytea_output = 'hex'",
              "synchronize_seqscans = off",
              "row_security = off",
              "statement_timeout = 0",
              "idle_in_transaction_session_timeout = 0")) {
        statement.execute("set local " + setting);
      }
    }
    return new CopySession(connection);
  }

  JdbcClient sql() {
    return sql;
  }

  /** A table as the database has it now. */
  record Shape(String schema, String name, List<String> columns) {}

  /** Every table of ours; a partitioned one counts once, as a whole. */
  List<Shape> tables() {
    return sql.sql(
            """
            select s.nspname, c.relname,
                   coalesce(array_agg(a.attname::text order by a.attnum)
                     filter (where a.attnum > 0 and not a.attisdropped and a.attgenerated = ''), '{}') as columns
              from pg_class c join (%s) s on s.oid = c.relnamespace
              left join pg_attribute a on a.attrelid = c.oid
             where c.relkind in ('r', 'p') and not c.relispartition
             group by 1, 2 order by 1, 2
            """
                .formatted(OURS))
        .query(
            (row, _) ->
                new Shape(
                    row.getString(1),
                    row.getString(2),
                    Arrays.asList((String[]) row.getArray(3).getArray())))
        .list();
  }

  List<Sequence> sequences() {
    return sql
        .sql(
            """
            select s.nspname, c.relname
              from pg_class c join (%s) s on s.oid = c.relnamespace
             where c.relkind = 'S' order by 1, 2
            """
                .formatted(OURS))
        .query((row, _) -> new String[] {row.getString(1), row.getString(2)})
        .list()
        .stream()
        .map(
            name ->
                sql.sql("select last_value, is_called from " + quoted(name[0], name[1]))
                    .query(
                        (row, _) ->
                            new Sequence(name[0], name[1], row.getLong(1), row.getBoolean(2)))
                    .single())
        .toList();
  }

  /** What was written out of a table. */
  record Written(long rows, String sha256) {}

  /** Writes the rows of a table; does not close the stream. */
  Written copyOut(Shape table, OutputStream out) throws SQLException, IOException {
    var digest = sha256();
    var target = new DigestOutputStream(out, digest);
    // A query, because a partitioned table cannot be copied by its name.
    String copy =
        "copy (select %s from %s) to stdout"
            .formatted(columns(table.columns()), quoted(table.schema(), table.name()));
    long rows = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(copy, target);
    target.flush();
    return new Written(rows, HexFormat.of().formatHex(digest.digest()));
  }

  /** Reads rows into a table. */
  void copyIn(Table table, java.io.InputStream in) throws SQLException, IOException {
    String copy =
        "copy %s (%s) from stdin"
            .formatted(quoted(table.schema(), table.name()), columns(table.columns()));
    connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copy, in, 1 << 16);
  }

  /** Runs a statement of our own making, in which every name is quoted. */
  void run(String statement) throws SQLException {
    try (var run = connection.createStatement()) {
      run.execute(statement);
    }
  }

  void commit() throws SQLException {
    connection.commit();
  }

  /** What is not committed is undone. */
  @Override
  public void close() throws SQLException {
    try (connection) {
      connection.rollback();
    }
  }

  static String quoted(String schema, String name) {
    return quoted(schema) + "." + quoted(name);
  }

  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  private static String columns(List<String> names) {
    return names.stream().map(CopySession::quoted).collect(Collectors.joining(", "));
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
