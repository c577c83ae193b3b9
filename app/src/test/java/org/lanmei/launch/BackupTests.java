package org.lanmei.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.core.ApplicationModuleIdentifier;
import org.springframework.modulith.core.ApplicationModuleIdentifiers;

/**
 * There and back, with a module of its own, {@code db/migration/backuptest}, that has the kinds of
 * tables that are hard to carry.
 */
class BackupTests {
  private static final ApplicationModuleIdentifiers MODULES =
      ApplicationModuleIdentifiers.of(
          List.of(
              ApplicationModuleIdentifier.of("launch"),
              ApplicationModuleIdentifier.of("backuptest")));

  @TempDir Path dir;
  private final List<TestServer.Place> places = new ArrayList<>();
  private Database from;
  private JdbcClient there;
  private Path file;

  @BeforeEach
  void fill() {
    from = empty();
    new Migrations(from.asOwner(), MODULES).run();
    there = JdbcClient.create(from.asOwner());
    file = dir.resolve("b.lanmei");
    there
        .sql(
            """
            insert into backuptest.kind (b, name) values (null, 'egg');
            insert into backuptest.hen (a, name) values (1, 'hen');
            update backuptest.kind set b = 1 where a = 1;
            insert into backuptest.value (doc, raw, label, words, at, x, "Odd ""name", valid)
            values ('{"zh": "澜湄", "n": [1, null]}', '\\x00ff0a5c', null, '{a,NULL,"b c"}', '2026-07-01T16:30:00.123456+07',
                    0.1::float8 + 0.2::float8, E'tab\\tline\\nback\\\\slash', '[2026-01-01,2027-01-01)'),
                   ('null', '', '', '{}', 'infinity', 'NaN', '\\N', 'empty');
            insert into backuptest.reading select n % 3, n from generate_series(1, 1000) n;
            delete from backuptest.value where id = 1;
            insert into backuptest.value (doc, raw, label) values ('1', '\\x01', 'third');
            alter sequence backuptest.ticket restart with 41;
            refresh materialized view backuptest.total;
            """)
        .update();
  }

  @AfterEach
  void drop() {
    places.forEach(TestServer.get()::drop);
  }

  private Database empty() {
    var place = TestServer.get().empty();
    places.add(place);
    return place.database();
  }

  private BackupManifest backup() {
    return new BackupWriter(from, "test").write(file);
  }

  private static void restore(Path file, Database to, boolean replace) {
    try (var backup = BackupFile.open(file)) {
      new Restoration(to, new Migrations(to.asOwner(), MODULES)).run(backup, replace);
    }
  }

  /** Every row of every table of ours, as text that distinguishes null, empty and the rest. */
  private static Map<String, List<String>> rows(Database database) {
    var sql = JdbcClient.create(database.asOwner());
    var all = new java.util.TreeMap<String, List<String>>();
    for (String table : List.of("hen", "kind", "value", "reading", "audit", "seeded", "total")) {
      all.put(
          table,
          sql.sql("select to_jsonb(t)::text from backuptest.\"%s\" t order by 1".formatted(table))
              .query(String.class)
              .list());
    }
    return all;
  }

  @Test
  void everything_comes_back() throws Exception {
    there.sql("delete from backuptest.seeded where name = 'from a migration'").update();
    backup();
    var to = empty();
    restore(file, to, false);
    assertThat(rows(to)).isEqualTo(rows(from));
    assertThat(rows(to).get("reading")).hasSize(1000);
    assertThat(rows(to).get("seeded")).isEmpty();
    assertThat(rows(to).get("audit")).as("written by a trigger, once").hasSize(1);

    var here = JdbcClient.create(to.asOwner());
    assertThat(here.sql("select nextval('backuptest.ticket')").query(Long.class).single())
        .isEqualTo(41);
    assertThat(
            here.sql(
                    "insert into backuptest.value (doc, raw, label) values ('1', '', '') returning"
                        + " id")
                .query(Long.class)
                .single())
        .as("the identity goes on")
        .isEqualTo(4);
    assertThat(here.sql("select count(*) from launch.restore").query(Integer.class).single())
        .isEqualTo(1);
    assertThatThrownBy(
            () -> here.sql("insert into backuptest.kind (b, name) values (99, '')").update())
        .as("foreign keys hold again")
        .hasMessageContaining("foreign key");
    here.sql("insert into backuptest.seeded values ('x')").update();
    assertThat(here.sql("select count(*) from backuptest.audit").query(Integer.class).single())
        .as("triggers work again")
        .isEqualTo(2);
    here.sql("delete from backuptest.audit").update();
    JdbcClient.create(to.asApp()).sql("select * from backuptest.value").query().listOfRows();
  }

  @Test
  void the_file_is_nobody_elses_and_says_what_it_is() throws Exception {
    var manifest = backup();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(manifest.tables())
        .extracting(BackupManifest.Table::name)
        .contains("value", "reading");
    assertThat(manifest.levels())
        .extracting(Migrations.Level::history)
        .contains("flyway_schema_history_backuptest");
    try (var files = Files.list(dir)) {
      assertThat(files).containsExactly(file);
    }
    assertThatThrownBy(this::backup)
        .isInstanceOfSatisfying(
            LaunchFailure.class, e -> assertThat(e.key).isEqualTo("launch.backup.exists"));
  }

  @Test
  void it_is_of_one_moment_whatever_is_written_meanwhile() throws Exception {
    var stop = new java.util.concurrent.atomic.AtomicBoolean();
    var writer =
        Thread.ofVirtual()
            .start(
                () -> {
                  // Both rows or neither: a backup that has one without the other is torn.
                  while (!stop.get()) {
                    there
                        .sql(
                            "with a as (insert into backuptest.hen (name) values ('x')) insert into"
                                + " backuptest.seeded values ('x')")
                        .update();
                  }
                });
    for (int i = 0; i < 5; i++) {
      Files.deleteIfExists(file);
      var manifest = backup();
      assertThat(count(manifest, "hen")).isEqualTo(count(manifest, "seeded"));
    }
    stop.set(true);
    writer.join();
  }

  private static long count(BackupManifest manifest, String table) {
    return manifest.tables().stream()
        .filter(t -> t.name().equals(table))
        .findFirst()
        .orElseThrow()
        .rows();
  }

  @Test
  void a_system_with_data_is_left_alone_unless_told() {
    backup();
    there.sql("insert into backuptest.seeded values ('later')").update();
    var before = rows(from);
    assertThatThrownBy(() -> restore(file, from, false))
        .isInstanceOfSatisfying(
            LaunchFailure.class, e -> assertThat(e.key).isEqualTo("launch.restore.not-empty"));
    assertThat(rows(from)).isEqualTo(before);

    restore(file, from, true);
    assertThat(rows(from).get("seeded")).hasSize(1);
    assertThat(
            there
                .sql("select count(*) from pg_namespace where nspname like '%replaced%'")
                .query(Integer.class)
                .single())
        .isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a byte", "a row less", "a table less", "no manifest", "half", "no zip"})
  void a_damaged_one_is_refused_before_anything_is_written(String damage) throws Exception {
    backup();
    Path broken = dir.resolve("broken");
    switch (damage) {
      case "half" -> {
        byte[] all = Files.readAllBytes(file);
        Files.write(broken, java.util.Arrays.copyOf(all, all.length / 2));
      }
      case "no zip" -> Files.writeString(broken, "hello");
      default -> copy(broken, damage);
    }
    var to = empty();
    assertThatThrownBy(() -> restore(broken, to, true))
        .isInstanceOfSatisfying(
            LaunchFailure.class, e -> assertThat(e.key).isEqualTo("launch.restore.damaged"));
    assertThat(
            JdbcClient.create(to.asOwner())
                .sql(
                    "select count(*) from pg_namespace where nspowner = current_user::regrole and"
                        + " nspname <> 'public'")
                .query(Integer.class)
                .single())
        .isZero();
  }

  private void copy(Path broken, String damage) throws IOException {
    String reading = "tables/backuptest.reading";
    try (var in = new ZipFile(file.toFile());
        var out = new ZipOutputStream(Files.newOutputStream(broken))) {
      for (ZipEntry entry : (Iterable<ZipEntry>) in.stream().map(ZipEntry.class::cast)::iterator) {
        boolean here = entry.getName().equals(reading);
        if (here && damage.equals("a table less")) continue;
        if (entry.getName().equals("manifest.json") && damage.equals("no manifest")) continue;
        byte[] bytes = in.getInputStream(entry).readAllBytes();
        if (here && damage.equals("a byte")) bytes[100] ^= 1;
        if (here && damage.equals("a row less")) {
          String text = new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
          bytes =
              text.substring(text.indexOf('\n') + 1)
                  .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        }
        out.putNextEntry(new ZipEntry(entry.getName()));
        out.write(bytes);
      }
    }
  }

  @Test
  void one_from_a_newer_program_is_refused() {
    there
        .sql(
            """
            insert into migrations.flyway_schema_history_backuptest
            values (99, '99', 'later', 'SQL', 'V99__later.sql', 1, 'x', now(), 1, true)
            """)
        .update();
    backup();
    assertThatThrownBy(() -> restore(file, empty(), false))
        .isInstanceOfSatisfying(
            LaunchFailure.class, e -> assertThat(e.key).isEqualTo("launch.restore.level"));
  }

  @Test
  void one_from_an_older_program_is_migrated_with_its_data() {
    // As it was before V2, which moves what it finds: it must find the restored rows.
    var old = empty();
    new Migrations(old.asOwner(), MODULES)
        .runTo(
            Migrations.levels(there).stream()
                .filter(l -> !l.history().endsWith("backuptest") || l.version().equals("1"))
                .toList());
    JdbcClient.create(old.asOwner())
        .sql("insert into backuptest.hen (name) values ('old hen')")
        .update();
    new BackupWriter(old, "older").write(file);
    var to = empty();
    restore(file, to, false);
    assertThat(
            JdbcClient.create(to.asOwner())
                .sql("select loud from backuptest.hen")
                .query(String.class)
                .single())
        .isEqualTo("OLD HEN");
  }

  @Test
  void a_restore_that_fails_leaves_all_as_it_was() {
    backup();
    there.sql("alter table backuptest.hen add check (name <> 'hen') not valid").update();
    var before = rows(from);
    // The file is whole, yet does not fit: a part that breaks a rule of the tables.
    there.sql("create table backuptest.stranger (x int)").update();
    Path odd = dir.resolve("odd");
    new BackupWriter(from, "test").write(odd);
    assertThatThrownBy(() -> restore(odd, from, true))
        .isInstanceOfSatisfying(
            LaunchFailure.class, e -> assertThat(e.key).isEqualTo("launch.restore.shape"));
    assertThat(rows(from)).isEqualTo(before);
    assertThat(there.sql("select count(*) from backuptest.stranger").query(Integer.class).single())
        .isZero();
  }

  @Test
  void a_restore_that_was_killed_is_undone_at_the_next_start() {
    var before = rows(from);
    there
        .sql(
            """
            alter schema backuptest rename to backuptest__replaced;
            alter schema migrations rename to migrations__replaced;
            create schema backuptest; create table backuptest.half (x int);
            """)
        .update();
    Restoration.undoInterrupted(from);
    assertThat(rows(from)).isEqualTo(before);
  }
}
