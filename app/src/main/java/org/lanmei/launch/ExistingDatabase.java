package org.lanmei.launch;

import static org.lanmei.launch.LaunchFailure.Exit.NOT_ALLOWED;
import static org.lanmei.launch.LaunchFailure.Exit.UNAVAILABLE;
import static org.lanmei.launch.LaunchFailure.Exit.USAGE;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lanmei.launch.Database.Login;

/**
 * A PostgreSQL that somebody else runs, named by {@code LANMEI_DB_URL}, {@code LANMEI_DB_USER} and
 * {@code LANMEI_DB_PASSWORD}; the user owns the database.
 *
 * @param url {@code jdbc:postgresql://…}, without user and password
 * @param appPassword of the application's role, {@code LANMEI_DB_APP_PASSWORD}; null = one of our
 *     own, kept in the data folder
 */
record ExistingDatabase(String url, Login owner, @Nullable String appPassword) {
  private static final int OLDEST = 15;

  /** The one that the environment names; empty if it names none. */
  static Optional<ExistingDatabase> in(Map<String, String> environment) {
    String given = environment.getOrDefault("LANMEI_DB_URL", "").strip();
    if (given.isEmpty()) return Optional.empty();
    String url = given.startsWith("jdbc:") ? given.substring("jdbc:".length()) : given;
    if (!url.startsWith("postgresql://")) throw new LaunchFailure(USAGE, "launch.url.unknown");
    URI uri;
    try {
      uri = URI.create(url);
    } catch (IllegalArgumentException e) {
      throw new LaunchFailure(e, USAGE, "launch.url.unknown");
    }
    String[] login = Objects.requireNonNullElse(uri.getRawUserInfo(), "").split(":", 2);
    String user = environment.getOrDefault("LANMEI_DB_USER", decode(login[0]));
    String password =
        environment.getOrDefault("LANMEI_DB_PASSWORD", login.length > 1 ? decode(login[1]) : "");
    if (user.isEmpty()) throw new LaunchFailure(USAGE, "launch.url.user");
    if (user.equals(Roles.APP)) throw new LaunchFailure(USAGE, "launch.url.app", Roles.APP);
    String bare = "jdbc:" + url.replaceFirst("//[^/@]*@", "//");
    return Optional.of(
        new ExistingDatabase(
            bare, new Login(user, password), environment.get("LANMEI_DB_APP_PASSWORD")));
  }

  private static String decode(String part) {
    return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** Checks that we can work there, and makes the application's role if there is none. */
  Database prepare(DataFolder folder) {
    try (var connection = new Database(url, owner, owner).asOwner().getConnection()) {
      int version = connection.getMetaData().getDatabaseMajorVersion();
      if (version < OLDEST) {
        throw new LaunchFailure(
            UNAVAILABLE, "launch.url.old", Integer.toString(version), Integer.toString(OLDEST));
      }
      return new Database(url, owner, appRole(connection, folder));
    } catch (SQLException e) {
      throw new LaunchFailure(e, UNAVAILABLE, "launch.url.unreachable", url, message(e));
    }
  }

  private Login appRole(Connection connection, DataFolder folder) throws SQLException {
    // Before the role is made: a password that we could not keep would lock us out.
    boolean known = appPassword != null || folder.hasSecret(Roles.APP);
    boolean exists =
        Roles.exists(connection, "select 1 from pg_roles where rolname = ?", Roles.APP);
    if (exists && !known)
      throw new LaunchFailure(NOT_ALLOWED, "launch.url.app-password", Roles.APP);
    String password = appPassword == null ? folder.secret(Roles.APP) : appPassword;
    var app = new Login(Roles.APP, password);
    if (!exists) {
      try {
        Roles.create(connection, app);
      } catch (SQLException e) {
        throw new LaunchFailure(e, NOT_ALLOWED, "launch.url.no-role", Roles.APP, owner.user());
      }
    }
    if (Roles.exists(
        connection,
        "select 1 from pg_roles where rolname = ? and (rolsuper or rolbypassrls)",
        Roles.APP)) {
      throw new LaunchFailure(NOT_ALLOWED, "launch.url.app-too-strong", Roles.APP);
    }
    try (var asApp = new Database(url, owner, app).asApp().getConnection()) {
      asApp.isValid(5);
    } catch (SQLException e) {
      throw new LaunchFailure(
          e, NOT_ALLOWED, "launch.url.app-cannot-connect", Roles.APP, message(e));
    }
    return app;
  }

  private static String message(SQLException e) {
    return Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
  }
}
