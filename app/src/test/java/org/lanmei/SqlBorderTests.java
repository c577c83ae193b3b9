package org.lanmei;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * A module's tables are its own: no SQL names another module's schema, in sources or migrations,
 * except the views that the other publishes as {@code <module>.pub_*}.
 */
class SqlBorderTests {

  private static final Path SOURCES = Path.of("src/main/java/org/lanmei");
  private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");

  /** Text blocks before plain literals: a block begins with an empty one. */
  private static final Pattern LITERAL =
      Pattern.compile("\"\"\"(.*?)(?<!\\\\)\"\"\"|\"((?:[^\"\\\\\\n]|\\\\.)*)\"", Pattern.DOTALL);

  private static final Pattern SQL =
      Pattern.compile(
          "\\b(select|insert\\s+into|update|delete\\s+from|from|join|truncate|copy|references"
              + "|alter\\s+table|create|grant|lock\\s+table|drop|call)\\b",
          Pattern.CASE_INSENSITIVE);

  @Test
  void sources_stay_in_their_own_schema() throws IOException {
    var crossings = new ArrayList<String>();
    int statements = 0;
    for (Path file : files(SOURCES, ".java")) {
      String module = SOURCES.relativize(file).getName(0).toString();
      if (module.endsWith(".java")) continue;
      for (String sql : statements(Files.readString(file))) {
        statements++;
        for (String name : crossings(module, sql, modules())) crossings.add(file + ": " + name);
      }
    }
    assertThat(crossings).isEmpty();
    assertThat(statements).as("statements looked at").isGreaterThan(50);
  }

  @Test
  void migrations_stay_in_their_own_schema() throws IOException {
    var crossings = new ArrayList<String>();
    for (Path file : files(MIGRATIONS, ".sql")) {
      String module = MIGRATIONS.relativize(file).getName(0).toString();
      String sql = withoutComments(Files.readString(file));
      for (String name : crossings(module, sql, modules())) crossings.add(file + ": " + name);
    }
    assertThat(crossings).isEmpty();
  }

  @Test
  void a_crossing_is_found_wherever_it_stands() {
    var modules = Set.of("plan", "log", "parties", "water");
    String java =
        """
        db.sql(\"""
            select f.id from plan.filed f
              join log.pub_entry e on e.pending = f.ticket
              join parties.person p on p.id = f.by_person
            \""");
        db.sql("delete from log.entry where seq = 1");
        log.record("water.reading", ref, content);
        """;
    assertThat(statements(java).stream().flatMap(sql -> crossings("plan", sql, modules).stream()))
        .containsExactlyInAnyOrder("parties.person", "log.entry");
    String migration =
        """
        -- joins log.entry only in this remark
        create table plan.act (act uuid references parties.act, n int);
        create view plan.pub_act as select * from plan.act join log.pub_entry using (n);
        """;
    assertThat(crossings("plan", withoutComments(migration), modules))
        .containsExactly("parties.act");
  }

  @Test
  void a_module_publishes_only_what_is_named_so() throws IOException {
    for (Path file : files(MIGRATIONS, ".sql")) {
      String module = MIGRATIONS.relativize(file).getName(0).toString();
      var views =
          Pattern.compile("create (?:or replace )?view (\\S+)")
              .matcher(withoutComments(Files.readString(file)));
      while (views.find()) assertThat(views.group(1)).startsWith(module + ".");
    }
  }

  private static List<String> statements(String java) {
    return LITERAL
        .matcher(java)
        .results()
        .map(m -> m.group(1) != null ? m.group(1) : m.group(2))
        .filter(text -> SQL.matcher(text).find())
        .toList();
  }

  private static Set<String> crossings(String module, String sql, Set<String> modules) {
    var names =
        Pattern.compile("(?<![\\w.])(" + String.join("|", modules) + ")\\.([a-z_][a-z0-9_]*)")
            .matcher(sql);
    var found = new TreeSet<String>();
    while (names.find()) {
      if (!names.group(1).equals(module) && !names.group(2).startsWith("pub_")) {
        found.add(names.group());
      }
    }
    return found;
  }

  private static String withoutComments(String sql) {
    return sql.replaceAll("--[^\\n]*", "").replaceAll("(?s)/\\*.*?\\*/", "");
  }

  private static Set<String> modules() throws IOException {
    try (var places = Files.list(SOURCES)) {
      return places
          .filter(Files::isDirectory)
          .map(p -> p.getFileName().toString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static List<Path> files(Path under, String ending) throws IOException {
    try (var all = Files.walk(under)) {
      return all.filter(p -> p.toString().endsWith(ending)).sorted().toList();
    }
  }
}
