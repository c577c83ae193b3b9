package org.lanmei;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.lanmei.launch.TestServer;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/**
 * A database of one test's own: real PostgreSQL, roles and migrations as in service, no data. Made
 * in about 0.1 s by copying a template that is migrated once in a test run.
 *
 * <ul>
 *   <li>A store test without Spring: {@link DatabaseTest}.
 *   <li>A test of the application: {@code @SpringBootTest} with {@link WithDatabase}.
 * </ul>
 */
public final class TestDatabase implements AutoCloseable {
  /** Where each database has a folder for its secrets; gone with the test run. */
  private static final Path FOLDERS = folders();

  private final TestServer.Place place;
  private final HikariDataSource app;
  private final HikariDataSource owner;
  private final Path folder = folder();

  private TestDatabase(TestServer.Place place) {
    this.place = place;
    this.app = pool(place.appUrl(), place.app(), place.appPassword());
    this.owner = pool(place.url(), place.owner(), place.ownerPassword());
  }

  /** A new database with every migration run. */
  public static TestDatabase migrated() {
    return new TestDatabase(TestServer.get().migrated());
  }

  /** A new database without any of our schemas. */
  public static TestDatabase empty() {
    return new TestDatabase(TestServer.get().empty());
  }

  /** As the running application: only what migrations granted. */
  public DataSource app() {
    return app;
  }

  /** As the owner: everything; for setting a stage or looking behind it. */
  public DataSource owner() {
    return owner;
  }

  /** SQL as the running application. */
  public JdbcClient sql() {
    return JdbcClient.create(app);
  }

  /** {@code jdbc:postgresql://…}, without user and password. */
  public String url() {
    return place.url();
  }

  /**
   * What Spring Boot needs to use this database: the application's role, the owner for Flyway, and
   * a folder for its secrets.
   */
  public Map<String, Object> springProperties() {
    return Map.of(
        "lanmei.data-dir", folder.toString(),
        "spring.datasource.url", place.appUrl(),
        "spring.datasource.username", place.app(),
        "spring.datasource.password", place.appPassword(),
        "spring.flyway.url", place.url(),
        "spring.flyway.user", place.owner(),
        "spring.flyway.password", place.ownerPassword());
  }

  @Override
  public void close() {
    app.close();
    owner.close();
    TestServer.get().drop(place);
  }

  private static Path folders() {
    try {
      Path folders = Files.createTempDirectory("lanmei-data");
      Runtime.getRuntime()
          .addShutdownHook(new Thread(() -> FileSystemUtils.deleteRecursively(folders.toFile())));
      return folders;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory(FOLDERS, "data");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static HikariDataSource pool(String url, String user, String password) {
    var pool = new HikariDataSource();
    pool.setJdbcUrl(url);
    pool.setUsername(user);
    pool.setPassword(password);
    pool.setMinimumIdle(0);
    pool.setMaximumPoolSize(8);
    return pool;
  }

  /** Puts a Spring context on a database of its own; see {@link WithDatabase}. */
  static final class ForSpring
      implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
      var environment = context.getEnvironment();
      var properties = new HashMap<>(migrated().springProperties());
      // A test that looks into the folder names one of its own.
      if (environment.containsProperty("lanmei.data-dir")) properties.remove("lanmei.data-dir");
      environment.getPropertySources().addFirst(new MapPropertySource("test database", properties));
    }
  }
}
