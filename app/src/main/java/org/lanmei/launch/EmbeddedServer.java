package org.lanmei.launch;

import static org.lanmei.launch.LaunchFailure.Exit.DATA;
import static org.lanmei.launch.LaunchFailure.Exit.IN_USE;
import static org.lanmei.launch.LaunchFailure.Exit.UNAVAILABLE;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.NoSuchElementException;
import org.lanmei.launch.Database.Login;
import org.springframework.util.FileSystemUtils;

/**
 * The PostgreSQL of a one-machine installation: its files are in the data folder, it listens on
 * this machine only and lets nobody in without a password.
 */
final class EmbeddedServer implements AutoCloseable {
  static final String SUPERUSER = "postgres";

  /** What is set for every server, beside {@link Purpose}. */
  private static final Map<String, String> ALWAYS =
      Map.of(
          "listen_addresses", "127.0.0.1",
          "unix_socket_directories", "",
          "password_encryption", "scram-sha-256",
          "jit", "off",
          "random_page_cost", "1.1",
          "timezone", "UTC");

  /** What a server is for. */
  enum Purpose {
    /** Nothing acknowledged is lost, on one shared machine. */
    SERVICE(
        Map.ofEntries(
            Map.entry("fsync", "on"),
            Map.entry("synchronous_commit", "on"),
            Map.entry("full_page_writes", "on"),
            Map.entry("max_connections", "60"),
            Map.entry("shared_buffers", "192MB"),
            Map.entry("effective_cache_size", "1GB"),
            Map.entry("maintenance_work_mem", "64MB"),
            Map.entry("max_wal_size", "1GB"),
            // One file for each day of the week, written over a week later: bounded without care.
            Map.entry("logging_collector", "on"),
            Map.entry("log_filename", "%a.log"),
            Map.entry("log_truncate_on_rotation", "on"),
            Map.entry("log_rotation_age", "1d"),
            Map.entry("log_rotation_size", "0"))),
    /** As fast as can be; gone with the process. */
    TEST(
        Map.of(
            "fsync", "off",
            "synchronous_commit", "off",
            "full_page_writes", "off",
            "autovacuum", "off",
            "max_connections", "200",
            "shared_buffers", "128MB"));

    private final Map<String, String> settings;

    Purpose(Map<String, String> settings) {
      this.settings = settings;
    }
  }

  private final EmbeddedPostgres server;
  private final DataFolder folder;
  private final Database database;

  private EmbeddedServer(EmbeddedPostgres server, DataFolder folder, Database database) {
    this.server = server;
    this.folder = folder;
    this.database = database;
  }

  /**
   * Starts the server of this folder, with its two roles and its database; on a new folder makes
   * them. A server that a killed process left running is stopped first.
   */
  static EmbeddedServer start(DataFolder folder, Purpose purpose) {
    if (!folder.lock()) throw new LaunchFailure(IN_USE, "launch.data.in-use", folder.path());
    dropHalfUnpacked(folder.programs());
    new LeftOver(folder.cluster()).stop();
    boolean made = Files.exists(folder.cluster()) && !Files.exists(folder.unfinished());
    if (made && !folder.hasSecret(SUPERUSER)) {
      throw new LaunchFailure(DATA, "launch.secret.missing", folder.secretFile(SUPERUSER));
    }
    String password = folder.secret(SUPERUSER);
    int port = choosePort(folder);
    EmbeddedPostgres server;
    try {
      if (!made) beginMaking(folder);
      server = boot(folder, purpose, port, password);
    } catch (IOException | RuntimeException e) {
      throw new LaunchFailure(e, UNAVAILABLE, "launch.database.no-start", folder.startLog());
    }
    try {
      folder.rememberPort(port);
      var database = database(folder);
      new Roles(server.getPostgresDatabase()).prepare(database);
      Files.deleteIfExists(folder.unfinished());
      return new EmbeddedServer(server, folder, database);
    } catch (IOException e) {
      stop(server);
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      stop(server);
      throw e;
    }
  }

  private static Database database(DataFolder folder) {
    return new Database(
        "jdbc:postgresql://127.0.0.1:%d/lanmei".formatted(folder.port().orElseThrow()),
        new Login(Roles.OWNER, folder.secret(Roles.OWNER)),
        new Login(Roles.APP, folder.secret(Roles.APP)));
  }

  /** The database of a folder that another process has just taken; waits until it lets us in. */
  static Database running(DataFolder folder) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (true) {
      try {
        var database = database(folder);
        database.asOwner().getConnection().close();
        return database;
      } catch (SQLException | NoSuchElementException e) {
        if (System.nanoTime() > end) {
          throw new LaunchFailure(e, UNAVAILABLE, "launch.database.not-answering", folder.path());
        }
        LeftOver.pause();
      }
    }
  }

  Database database() {
    return database;
  }

  /** Connections of the one role that may do everything; only for making databases. */
  Login superuser() {
    return new Login(SUPERUSER, folder.readSecret(SUPERUSER));
  }

  private static void beginMaking(DataFolder folder) throws IOException {
    if (!Files.exists(folder.unfinished())) Files.createFile(folder.unfinished());
    FileSystemUtils.deleteRecursively(folder.cluster());
  }

  private static EmbeddedPostgres boot(
      DataFolder folder, Purpose purpose, int port, String password) throws IOException {
    var log = ProcessBuilder.Redirect.appendTo(folder.startLog().toFile());
    Files.deleteIfExists(folder.startLog());
    var builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(folder.cluster())
            .setOverrideWorkingDirectory(folder.programs().toFile())
            .setCleanDataDirectory(false)
            // Spring stops first, then we do: see Launcher.
            .setRegisterShutdownHook(false)
            .setPGStartupWait(Duration.ofSeconds(60))
            .setPort(port)
            .setConnectConfig("password", password)
            .setOutputRedirector(log)
            .setErrorRedirector(log)
            // Options of initdb: a password from the first moment on, the same order everywhere.
            .setLocaleConfig("pwfile", folder.secretFile(SUPERUSER).toString())
            .setLocaleConfig("auth-host", "scram-sha-256")
            .setLocaleConfig("auth-local", "scram-sha-256")
            .setLocaleConfig("locale", "C.UTF-8")
            .setLocaleConfig("locale-provider", "builtin")
            .setLocaleConfig("builtin-locale", "C.UTF-8");
    ALWAYS.forEach(builder::setServerConfig);
    purpose.settings.forEach(builder::setServerConfig);
    return builder.start();
  }

  /** The last port if it is free: so that tools find the database where it was. */
  private static int choosePort(DataFolder folder) {
    var last = folder.port();
    if (last.isPresent() && isFree(last.getAsInt())) return last.getAsInt();
    try (var any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return any.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isFree(int port) {
    try (var probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return probe.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  /** A process killed while it unpacked leaves files that the next one would stumble over. */
  private static void dropHalfUnpacked(Path programs) {
    if (!Files.isDirectory(programs)) return;
    try (var versions = Files.newDirectoryStream(programs, "PG-*")) {
      for (Path version : versions) {
        if (Files.exists(version.resolve(".exists"))) continue;
        try (var file = new RandomAccessFile(version.resolve("epg-lock").toFile(), "rw");
            var lock = file.getChannel().tryLock()) {
          if (lock != null) FileSystemUtils.deleteRecursively(version);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void stop(EmbeddedPostgres server) {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stops the server; what was committed is on disk. */
  @Override
  public void close() {
    stop(server);
    folder.close();
  }
}
