package org.lanmei.parties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanmei.Application;
import org.lanmei.Browser;
import org.lanmei.TestDatabase;
import org.lanmei.kernel.Capacity;
import org.lanmei.kernel.Party;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The example's people, through whole starts of the application on one database. */
class ExampleTests {

  @TempDir Path dir;
  private TestDatabase database;

  @BeforeEach
  void begin() {
    database = TestDatabase.migrated();
  }

  @AfterEach
  void end() {
    database.close();
  }

  /** Stands for a domain module. */
  @Configuration
  static class Module {
    static boolean real;
    static final List<ExamplePeople> created = new ArrayList<>();

    @Bean
    ExampleData module() {
      return new ExampleData() {
        @Override
        public boolean holdsRealData() {
          return real;
        }

        @Override
        public void create(ExamplePeople people) {
          created.add(people);
        }
      };
    }
  }

  private ConfigurableApplicationContext start(boolean demo) {
    var properties = new java.util.HashMap<String, Object>(database.springProperties());
    properties.put("server.port", 0);
    properties.put("lanmei.demo", demo);
    properties.put("lanmei.data-dir", dir.toString());
    return new SpringApplicationBuilder(Application.class, Module.class)
        .properties(Map.of())
        .run(
            properties.entrySet().stream()
                .map(e -> "--" + e.getKey() + "=" + e.getValue())
                .toArray(String[]::new));
  }

  private List<Example.Entry> file() {
    return JsonMapper.shared()
        .readValue(dir.resolve("demo.json").toFile(), new TypeReference<List<Example.Entry>>() {});
  }

  @Test
  void everybody_can_sign_in_again_and_again_and_a_lost_file_gives_new_passwords()
      throws Exception {
    List<Example.Entry> first;
    try (var context = start(true)) {
      first = file();
      int port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
      for (var entry : first) {
        var me =
            Browser.at(port).get("/api/v1/me", "Authorization", "Bearer " + entry.token()).body();
        assertThat(me).contains("\"" + entry.role() + "\"");
        if (entry.party() != null) assertThat(me).contains("\"party\":\"" + entry.party() + "\"");
        else assertThat(me).contains("\"party\":null");
      }
      Browser.at(port).signIn(first.getFirst().user(), first.getFirst().password());

      var people = Module.created.getLast();
      for (Party party : Party.values()) {
        for (var capacity :
            Set.of(
                Capacity.SECRETARIAT,
                Capacity.MANDATE_GRANTOR,
                Capacity.HYDROLOGIST,
                Capacity.DUTY_OFFICER)) {
          assertThat(people.of(party, capacity).speaksFor(capacity)).isEqualTo(party);
        }
      }
      assertThat(people.withoutParty(Capacity.HYDROLOGIST).party()).isNull();
    }
    assertThat(first).hasSize(25);
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(dir.resolve("demo.json"))))
        .isEqualTo("rw-------");
    long mandates = count("parties.mandate");

    start(true).close();
    assertThat(file()).isEqualTo(first);
    assertThat(count("parties.mandate")).isEqualTo(mandates);
    assertThat(count("parties.person")).isEqualTo(25);

    Files.delete(dir.resolve("demo.json"));
    try (var context = start(true)) {
      int port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
      assertThat(file()).hasSize(25).doesNotContainAnyElementsOf(first);
      assertThat(
              Browser.at(port)
                  .get("/api/v1/me", "Authorization", "Bearer " + first.getFirst().token())
                  .statusCode())
          .isEqualTo(401);
      Browser.at(port).signIn(file().getFirst().user(), file().getFirst().password());
    }
    assertThat(count("parties.mandate")).isEqualTo(mandates);
  }

  @Test
  void real_people_and_real_records_are_left_alone() {
    JdbcClient.create(database.owner())
        .sql(
            """
            insert into parties.person (id, login, name, organisation, basis, language, example, created_at)
            values (gen_random_uuid(), 'real', 'Real', '', 'READER', 'en', false, now())
            """)
        .update();
    assertThatThrownBy(() -> start(true)).hasMessageContaining("real people");
    assertThat(count("parties.person")).isEqualTo(1);
    assertThat(dir.resolve("demo.json")).doesNotExist();

    JdbcClient.create(database.owner()).sql("delete from parties.person").update();
    Module.real = true;
    try {
      assertThatThrownBy(() -> start(true)).hasMessageContaining("real people or records");
    } finally {
      Module.real = false;
    }
    assertThat(count("parties.person")).isZero();
  }

  private long count(String table) {
    return database.sql().sql("select count(*) from " + table).query(Long.class).single();
  }
}
