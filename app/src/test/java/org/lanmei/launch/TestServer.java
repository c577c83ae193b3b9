package org.lanmei.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
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
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static @Nullable TestServer only;

  private final Database main;
  private final Login maker;
  private final String prefix = "lanmei_test_" + ProcessHandle.current().pid() + "_";
  private final boolean foreign;
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
      Path dir = Files.createTempDirectory("lanmei-test");
      // The programs are the same for all runs of this user: unpacked once.
      Path programs =
          Path.of(System.getProperty("java.io.tmpdir"))
              .resolve("lanmei-test-pg-" + System.getProperty("user.name"));
      Files.createDirectories(programs);
      Files.createSymbolicLink(dir.resolve("pg-bin"), programs);
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

  private static TestServer givenServer() {
    throw new UnsupportedOperationException();
  }

  private static void delete(Path dir) {
    try {
      Files.deleteIfExists(dir.resolve("pg-bin"));
      FileSystemUtils.deleteRecursively(dir);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where a new database is and how to sign in. */
  public record Place(
      String name,
      String url,
      String owner,
      String ownerPassword,
      String app,
      String appPassword) {}

  /** A new database with everything migrated and nothing in it. */
  public synchronized Place migrated() {
    if (template == null) {
      var place = make("template0");
      Migrations.run(database(place.name()).asOwner(), Application.class);
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
      Roles.createDatabase(connection, name, from);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    var database = database(name);
    return new Place(
        name,
        database.url(),
        database.owner().user(),
        database.owner().password(),
        database.app().user(),
        database.app().password());
  }

  public synchronized void drop(Place place) {
    try (var connection = asMaker()) {
      Roles.run(connection, "drop database if exists %I with (force)", place.name());
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
