package org.lanmei.launch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.lanmei.launch.LaunchFailure.Exit.DATA;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.core.ApplicationModuleIdentifier;
import org.springframework.modulith.core.ApplicationModuleIdentifiers;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.core.util.ApplicationModulesExporter;
import org.springframework.modulith.runtime.flyway.SpringModulithFlywayMigrationStrategy;
import tools.jackson.databind.json.JsonMapper;

/**
 * Brings a database to this program's level. When the application starts, Spring does it; restore
 * and the tests do it here, in the same way.
 */
final class Migrations {
  /** Where the histories are kept, one for each module; a schema of the owner's alone. */
  static final String SCHEMA = "migrations";

  private static final String FOLDER = "classpath:db/migration";
  private static final String HISTORY = "flyway_schema_history";

  private final DataSource owner;
  private final ApplicationModuleIdentifiers modules;

  /**
   * @param modules in the order of dependence
   */
  Migrations(DataSource owner, ApplicationModuleIdentifiers modules) {
    this.owner = owner;
    this.modules = modules;
  }

  /** Those of a program, run as the owner of a database. */
  static Migrations of(Class<?> application, Database database) {
    return new Migrations(database.asOwner(), modules(application));
  }

  /** From the list that the build makes, as Spring has it; without one, from the classes. */
  private static ApplicationModuleIdentifiers modules(Class<?> application) {
    String list = "/" + ApplicationModulesExporter.DEFAULT_LOCATION;
    try (var json = application.getResourceAsStream(list)) {
      if (json == null) return ApplicationModuleIdentifiers.of(ApplicationModules.of(application));
      return ApplicationModuleIdentifiers.of(
          JsonMapper.shared().readTree(json).propertyNames().stream()
              .map(ApplicationModuleIdentifier::of)
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is the same in service, in a restore and in tests. */
  static void configure(FluentConfiguration flyway) {
    flyway
        .locations(FOLDER)
        .schemas(SCHEMA)
        .createSchemas(true)
        .failOnMissingLocations(false)
        .validateMigrationNaming(true);
  }

  /**
   * One versioned migration that has run.
   *
   * @param history the table that says so, which names the module
   * @param checksum of the migration's text; null if it has none
   */
  record Level(String history, String version, @Nullable Integer checksum) {}

  /** Runs what is missing. */
  void run() {
    var flyway = Flyway.configure(Migrations.class.getClassLoader()).dataSource(owner);
    configure(flyway);
    run(flyway.load());
  }

  /**
   * Runs what is missing, with the settings of {@code flyway}. A database on which exactly these
   * migrations have run says so itself: then no history is read, which a start would wait for.
   */
  void run(Flyway flyway) {
    String level = Fingerprint.of(modules);
    if (level.equals(noted())) return;
    forget();
    new SpringModulithFlywayMigrationStrategy(modules).migrate(flyway);
    JdbcClient.create(owner).sql("comment on schema %s is '%s'".formatted(SCHEMA, level)).update();
  }

  private @Nullable String noted() {
    return JdbcClient.create(owner)
        .sql("select obj_description(to_regnamespace(:schema), 'pg_namespace')")
        .param("schema", SCHEMA)
        .query(String.class)
        .optional()
        .orElse(null);
  }

  private void forget() {
    if (noted() == null) return;
    JdbcClient.create(owner).sql("comment on schema %s is null".formatted(SCHEMA)).update();
  }

  /** What has run; nothing on a new database. */
  static List<Level> levels(JdbcClient sql) {
    var histories =
        sql.sql(
                """
                select tablename from pg_tables where schemaname = :schema and tablename like :history order by 1
                """)
            .param("schema", SCHEMA)
            .param("history", HISTORY + "%")
            .query(String.class)
            .list();
    var levels = new ArrayList<Level>();
    for (String history : histories) {
      levels.addAll(
          sql.sql(
                  """
                  select version, checksum from %s
                   where success and version is not null and type not in ('SCHEMA', 'BASELINE')
                   order by installed_rank
                  """
                      .formatted(CopySession.quoted(SCHEMA, history)))
              .query(
                  (row, _) -> new Level(history, row.getString(1), row.getObject(2, Integer.class)))
              .list());
    }
    return levels;
  }

  /** Fails if one of these is not among the migrations of this program, letter by letter. */
  void requireKnown(List<Level> levels) {
    var known = new HashMap<String, Map<MigrationVersion, @Nullable Integer>>();
    for (var module : (Iterable<Module>) modulesWithRoot()::iterator) {
      var versions = new HashMap<MigrationVersion, @Nullable Integer>();
      for (MigrationInfo info : module.flyway(owner).load().info().all()) {
        if (info.getVersion() != null) versions.put(info.getVersion(), info.getChecksum());
      }
      known.put(module.history(), versions);
    }
    for (Level level : levels) {
      var versions = known.getOrDefault(level.history(), Map.of());
      var version = MigrationVersion.fromVersion(level.version());
      if (!versions.containsKey(version)
          || !Objects.equals(versions.get(version), level.checksum())) {
        throw new LaunchFailure(
            DATA,
            "launch.restore.level",
            level.history().replace(HISTORY + "_", ""),
            level.version());
      }
    }
  }

  /** Runs these and no others on a new database. */
  void runTo(List<Level> levels) {
    var targets = new HashMap<String, MigrationVersion>();
    for (Level level : levels) {
      targets.merge(
          level.history(),
          MigrationVersion.fromVersion(level.version()),
          (a, b) -> a.compareTo(b) >= 0 ? a : b);
    }
    forget();
    modulesWithRoot()
        .filter(module -> targets.containsKey(module.history()))
        .forEach(
            module ->
                module
                    .flyway(owner)
                    .target(Objects.requireNonNull(targets.get(module.history())))
                    // Repeatable ones are written for the newest level: they run with the rest.
                    .repeatableSqlMigrationPrefix("none")
                    .validateMigrationNaming(false)
                    .load()
                    .migrate());
  }

  /** What these migrations are, letter by letter and in their order. */
  private static final class Fingerprint {
    private Fingerprint() {}

    static String of(ApplicationModuleIdentifiers modules) {
      try {
        var digest = MessageDigest.getInstance("SHA-256");
        modules.stream().forEach(module -> add(digest, module.toString().getBytes(UTF_8)));
        var scripts =
            new PathMatchingResourcePatternResolver(Migrations.class.getClassLoader())
                .getResources(FOLDER.replace("classpath:", "classpath*:") + "/**/*.sql");
        Arrays.sort(scripts, Comparator.comparing(Fingerprint::name));
        for (Resource script : scripts) {
          add(digest, name(script).getBytes(UTF_8));
          add(digest, script.getContentAsByteArray());
        }
        return HexFormat.of().formatHex(digest.digest());
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void add(MessageDigest digest, byte[] part) {
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).flip());
      digest.update(part);
    }

    private static String name(Resource script) {
      try {
        String url = script.getURL().toString();
        return url.substring(url.lastIndexOf("/db/migration/"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private Stream<Module> modulesWithRoot() {
    return Stream.concat(
        Stream.of(new Module(HISTORY, FOLDER + "/__root")),
        modules.stream()
            .map(ApplicationModuleIdentifier::toString)
            .map(id -> new Module(HISTORY + "_" + id, FOLDER + "/" + id.replace('.', '/'))));
  }

  /** A module's folder and history, named as Modulith's strategy names them. */
  private record Module(String history, String folder) {
    FluentConfiguration flyway(DataSource owner) {
      var flyway = Flyway.configure(Migrations.class.getClassLoader()).dataSource(owner);
      configure(flyway);
      return flyway.locations(folder).table(history).baselineVersion("0").baselineOnMigrate(true);
    }
  }
}
