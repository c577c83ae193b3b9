package org.lanmei.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/** The database of a one-machine installation, with {@code fsync} on, as it is in service. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class EmbeddedServerTests {
  private Path dir;
  private DataFolder folder;

  @BeforeEach
  void makeFolder() throws IOException {
    dir = Files.createTempDirectory("lanmei data");
    Files.createSymbolicLink(dir.resolve("pg-bin"), TestServer.programs());
    folder = DataFolder.at(dir);
  }

  @AfterEach
  void deleteFolder() throws IOException {
    new LeftOver(folder.cluster()).stop();
    Files.delete(folder.programs());
    FileSystemUtils.deleteRecursively(dir);
  }

  private EmbeddedServer start() {
    return EmbeddedServer.start(folder, EmbeddedServer.Purpose.SERVICE);
  }

  @Test
  void keeps_its_secrets_and_asks_for_them() throws Exception {
    try (var server = start()) {
      assertThat(
              PosixFilePermissions.toString(Files.getPosixFilePermissions(dir.resolve("secrets"))))
          .isEqualTo("rwx------");
      try (var secrets = Files.list(dir.resolve("secrets"))) {
        List<Path> files = secrets.toList();
        assertThat(files)
            .extracting(file -> file.getFileName().toString())
            .containsExactlyInAnyOrder("postgres", Roles.OWNER, Roles.APP);
        for (Path file : files) {
          assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
              .isEqualTo("rw-------");
        }
        assertThat(files.stream().map(EmbeddedServerTests::read).distinct()).hasSize(3);
      }
      String url = server.database().url();
      for (String user : List.of(EmbeddedServer.SUPERUSER, Roles.OWNER, Roles.APP)) {
        for (String password : List.of("", "postgres", "wrong")) {
          assertThatThrownBy(() -> DriverManager.getConnection(url, user, password))
              .as("%s with '%s'", user, password)
              .hasMessageContaining("password");
        }
      }
      var superuser =
          JdbcClient.create(new Database(url, server.superuser(), server.superuser()).asOwner());
      assertThat(
              superuser
                  .sql("select distinct auth_method from pg_hba_file_rules")
                  .query(String.class)
                  .list())
          .containsExactly("scram-sha-256");
      for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
        assertThat(superuser.sql("show " + setting).query(String.class).single()).isEqualTo("on");
      }
      assertThat(superuser.sql("show listen_addresses").query(String.class).single())
          .isEqualTo("127.0.0.1");
      assertThat(superuser.sql("show unix_socket_directories").query(String.class).single())
          .isEmpty();
      assertThat(toString(server.database())).doesNotContain(server.database().app().password());
    }
  }

  private static String toString(Database database) {
    return database + " " + database.owner() + " " + database.app();
  }

  @Test
  void starts_again_on_the_same_port_with_the_same_data() throws Exception {
    String url;
    try (var server = start()) {
      url = server.database().url();
      JdbcClient.create(server.database().asOwner()).sql("create schema kept").update();
    }
    folder = DataFolder.at(dir);
    try (var server = start()) {
      assertThat(server.database().url()).isEqualTo(url);
      assertThat(
              JdbcClient.create(server.database().asOwner())
                  .sql("select count(*) from pg_namespace where nspname = 'kept'")
                  .query(Integer.class)
                  .single())
          .isEqualTo(1);
    }
  }

  @Test
  void a_second_one_on_the_same_folder_is_refused() {
    try (var server = start()) {
      assertThatThrownBy(
              () -> EmbeddedServer.start(DataFolder.at(dir), EmbeddedServer.Purpose.SERVICE))
          .isInstanceOfSatisfying(
              LaunchFailure.class, e -> assertThat(e.key).isEqualTo("launch.data.in-use"));
      assertThat(server.database().url()).isNotEmpty();
    }
  }

  @Test
  void a_lost_password_is_said_and_nothing_is_made_anew() throws Exception {
    start().close();
    Files.delete(folder.secretFile(EmbeddedServer.SUPERUSER));
    folder = DataFolder.at(dir);
    assertThatThrownBy(this::start)
        .isInstanceOfSatisfying(
            LaunchFailure.class, e -> assertThat(e.key).isEqualTo("launch.secret.missing"));
    assertThat(folder.cluster().resolve("PG_VERSION")).exists();
  }

  @Test
  void what_an_interrupted_first_start_left_is_made_again() throws Exception {
    Files.createFile(folder.unfinished());
    Files.createDirectories(folder.cluster());
    Files.writeString(folder.cluster().resolve("postgresql.conf"), "half");
    try (var server = start()) {
      assertThat(folder.unfinished()).doesNotExist();
      assertThat(server.database().url()).isNotEmpty();
    }
  }

  @Test
  void a_pid_file_that_names_somebody_else_does_not_stop_us() throws Exception {
    start().close();
    Files.writeString(
        folder.cluster().resolve("postmaster.pid"),
        ProcessHandle.current().pid() + "\n" + folder.cluster() + "\n1\n5432\n\n127.0.0.1\n");
    folder = DataFolder.at(dir);
    try (var server = start()) {
      assertThat(server.database().url()).isNotEmpty();
    }
  }

  /**
   * Four times: rows are written, the process is killed with -9, sometimes its database as well.
   * What was acknowledged is there afterwards, and each start works.
   */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void nothing_acknowledged_is_lost_by_kill_9(boolean databaseToo) throws Exception {
    var acknowledged = new ArrayList<Long>();
    for (int round = 0; round < 2; round++) {
      Process writer = program();
      try (var out = writer.inputReader(StandardCharsets.UTF_8)) {
        assertThat(out.readLine()).isEqualTo("ready");
        writer.outputWriter(StandardCharsets.UTF_8).append("go\n").flush();
        long enough = acknowledged.size() + 300L;
        String line = out.readLine();
        while (line != null) {
          acknowledged.add(Long.parseLong(line));
          if (acknowledged.size() == enough) {
            // By its handle: Process itself would close what we still have to read.
            writer.toHandle().destroyForcibly();
            if (databaseToo) killDatabase();
          }
          line = wholeLine(out);
        }
      }
      assertThat(writer.waitFor()).isEqualTo(137);
    }
    assertThat(acknowledged.size()).isGreaterThanOrEqualTo(600);
    Process reader = program("list");
    Set<Long> found = new HashSet<>();
    try (var out = reader.inputReader(StandardCharsets.UTF_8)) {
      out.lines().map(Long::parseLong).forEach(found::add);
    }
    assertThat(reader.waitFor()).isZero();
    assertThat(found).containsAll(acknowledged);
  }

  /** The last line may have been cut by the kill. */
  private static String wholeLine(BufferedReader out) throws IOException {
    var line = new StringBuilder();
    for (int c = out.read(); c >= 0; c = out.read()) {
      if (c == '\n') return line.toString();
      line.append((char) c);
    }
    return null;
  }

  private void killDatabase() throws IOException {
    String pid = Files.readAllLines(folder.cluster().resolve("postmaster.pid")).getFirst();
    assertThat(ProcessHandle.of(Long.parseLong(pid)).orElseThrow().destroyForcibly()).isTrue();
  }

  private Process program(String... more) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                CrashMain.class.getName(),
                dir.toString()));
    command.addAll(List.of(more));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
