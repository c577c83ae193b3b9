package org.lanmei.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.lanmei.Application;
import org.lanmei.launch.Database.Login;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.util.FileSystemUtils;

/**
 * The PostgreSQL of this test run: started once, thrown away at the end; or the one that {@code
 * LANMEI_DB_URL} names, on which databases are made and dropped. Tests use {@link
 * org.lanmei.TestDatabase}.
 */
public final class TestServer {
  private static final String PREFIX = "lanmei-test-";
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static @Nullable TestServer only;

  private final Database main;
  private final Login maker;
  private final String prefix = "lanmei_test_" + ProcessHandle.current().pid() + "_";
  private final boolean foreign;
  private final List<String> made = new ArrayList<>();
  private @Nullable String template;

  private TestServer(Database main, Login maker, boolean foreign) {
    this.main = main;
    this.maker = maker;
    this.foreign = foreign;
  }

  /** The server, started at the first call. */
  public static synchronized TestServer get() {
    if (only == null) only = System.getenv("LANMEI_DB_URL") == null ? ownServer() : givenServer();
    return only;
  }

  private static TestServer ownServer() {
    try {
      dropAbandoned();
      Path dir = Files.createTempDirectory(PREFIX);
      Files.createSymbolicLink(dir.resolve("pg-bin"), programs());
      var server = EmbeddedServer.start(DataFolder.at(dir), EmbeddedServer.Purpose.TEST);
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    server.close();
                    delete(dir);
                  }));
      return new TestServer(server.database(), server.superuser(), false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The application's role may be in use there with a password of its own: we become it. */
  private static TestServer givenServer() {
    var given = ExistingDatabase.in(System.getenv()).orElseThrow();
    var main = new Database(given.url(), given.owner(), new Login(Roles.APP, ""));
    try (var connection = main.asOwner().getConnection()) {
      if (!Roles.exists(connection, "select 1 from pg_roles where rolname = ?", Roles.APP)) {
        Roles.run(connection, "create role %I login", Roles.APP);
      }
      if (!Roles.exists(
          connection, "select 1 where pg_has_role(current_user, ?, 'set')", Roles.APP)) {
        Roles.run(connection, "grant %I to %I with set true", Roles.APP, given.owner().user());
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    var server = new TestServer(main, given.owner(), true);
    Runtime.getRuntime().addShutdownHook(new Thread(server::dropAll));
    return server;
  }

  private synchronized void dropAll() {
    // The template last: nothing depends on it, but a failing test must not hide it.
    new ArrayList<>(made).forEach(this::drop);
  }

  /** The database's programs: unpacked once, beside what else the build makes. */
  static Path programs() throws IOException {
    return Files.createDirectories(Path.of("target", "postgres").toAbsolutePath());
  }

  /** Those of test runs that were killed: their servers would run on for ever. */
  private static void dropAbandoned() throws IOException {
    Instant longAgo = Instant.now().minus(Duration.ofMinutes(10));
    try (var places =
        Files.newDirectoryStream(Path.of(System.getProperty("java.io.tmpdir")), PREFIX + "*")) {
      for (Path place : places) {
        Path lock = place.resolve("lock");
        if (!Files.isWritable(lock)) continue;
        if (Files.getLastModifiedTime(lock).toInstant().isAfter(longAgo)) continue;
        // The programs of a checkout that is gone are not needed to stop a server.
        if (Files.notExists(place.resolve("pg-bin"))) Files.deleteIfExists(place.resolve("pg-bin"));
        try (var folder = DataFolder.at(place)) {
          if (!folder.lock()) continue;
          new LeftOver(folder.cluster()).stop();
        }
        delete(place);
      }
    }
  }

  private static void delete(Path dir) {
    try {
      Files.deleteIfExists(dir.resolve("pg-bin"));
      FileSystemUtils.deleteRecursively(dir);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Where a new database is and how to sign in.
   *
   * @param url as the owner
   * @param appUrl as the application
   */
  public record Place(String name, String url, Login ownerLogin, String appUrl, Login appLogin) {
    public String owner() {
      return ownerLogin.user();
    }

    public String ownerPassword() {
      return ownerLogin.password();
    }

    public String app() {
      return appLogin.user();
    }

    public String appPassword() {
      return appLogin.password();
    }

    /** For tests of this module. */
    Database database() {
      return new Database(url, ownerLogin, appLogin);
    }
  }

  /** A new database with everything migrated and nothing in it. */
  public synchronized Place migrated() {
    if (template == null) {
      var place = make("template0");
      Migrations.of(Application.class, database(place.name())).run();
      template = place.name();
    }
    return make(template);
  }

  /** A new database without any schema of ours. */
  public synchronized Place empty() {
    return make("template0");
  }

  private Place make(String from) {
    String name = prefix + COUNT.incrementAndGet();
    try (var connection = asMaker()) {
      Roles.createDatabase(connection, name, from, main);
      made.add(name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    var database = database(name);
    String asApp = database.url() + (database.url().contains("?") ? "&" : "?");
    return foreign
        ? new Place(
            name,
            database.url(),
            database.owner(),
            asApp + "options=-c%20role=" + Roles.APP,
            database.owner())
        : new Place(name, database.url(), database.owner(), database.url(), database.app());
  }

  /** Drops it, whoever is connected. */
  public void drop(Place place) {
    drop(place.name());
  }

  private synchronized void drop(String name) {
    try (var connection = asMaker()) {
      Roles.run(connection, "drop database if exists %I with (force)", name);
      made.remove(name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private Database database(String name) {
    return new Database(
        main.url().replaceFirst("/[^/?]+(\\?|$)", "/" + name + "$1"), main.owner(), main.app());
  }

  private Connection asMaker() throws SQLException {
    var source = new PGSimpleDataSource();
    source.setUrl(main.url());
    source.setUser(maker.user());
    source.setPassword(maker.password());
    return source.getConnection();
  }
}
