package org.lanmei.launch;

import static org.lanmei.launch.LaunchFailure.Exit.UNAVAILABLE;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.lanmei.launch.Database.Login;
import org.postgresql.PGConnection;

/** The two roles of an installation and the database between them. */
final class Roles {
  /** Owns the database and its schemas; runs migrations. */
  static final String OWNER = "lanmei_owner";

  /** The running application: owns nothing, has what migrations grant, is bound by row security. */
  static final String APP = "lanmei_app";

  private final DataSource superuser;

  Roles(DataSource superuser) {
    this.superuser = superuser;
  }

  /** Makes what is missing: roles, database, and who may connect to it. Harmless to repeat. */
  void prepare(Database database) {
    try (var connection = superuser.getConnection()) {
      create(connection, database.owner());
      create(connection, database.app());
      if (!exists(connection, "select 1 from pg_database where datname = ?", "lanmei")) {
        createDatabase(connection, "lanmei", "template0", database);
      }
    } catch (SQLException e) {
      throw new LaunchFailure(e, UNAVAILABLE, "launch.database.roles", e.toString());
    }
  }

  /** A database of the owner's, to which only the two roles can connect. */
  static void createDatabase(Connection connection, String name, String template, Database roles)
      throws SQLException {
    String owner = roles.owner().user();
    run(connection, "create database %I template %I owner %I", name, template, owner);
    run(connection, "revoke all on database %I from public", name);
    run(connection, "grant connect on database %I to %I", name, roles.app().user());
  }

  static void create(Connection connection, Login login) throws SQLException {
    if (exists(connection, "select 1 from pg_roles where rolname = ?", login.user())) return;
    run(
        connection,
        "create role %I login nosuperuser nocreatedb nocreaterole nobypassrls noreplication",
        login.user());
    // Sends the SCRAM verifier: the password itself reaches no server log.
    connection
        .unwrap(PGConnection.class)
        .alterUserPassword(login.user(), login.password().toCharArray(), "scram-sha-256");
  }

  static boolean exists(Connection connection, String question, String name) throws SQLException {
    try (var statement = connection.prepareStatement(question)) {
      statement.setString(1, name);
      try (var rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  /** Runs a statement that cannot take parameters; {@code %I} is a name, quoted by the server. */
  static void run(Connection connection, String template, String... names) throws SQLException {
    String sql;
    try (var format = connection.prepareStatement("select format(?, variadic ?)")) {
      format.setString(1, template);
      format.setArray(2, connection.createArrayOf("text", names));
      try (var rows = format.executeQuery()) {
        rows.next();
        sql = rows.getString(1);
      }
    }
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
