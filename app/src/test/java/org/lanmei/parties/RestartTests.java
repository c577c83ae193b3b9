package org.lanmei.parties;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lanmei.Application;
import org.lanmei.Browser;
import org.lanmei.TestDatabase;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The first start, and what a restart keeps, through whole starts on one database. */
class RestartTests {

  private static final String PASSWORD = "nine dragons and a gauge";

  private TestDatabase database;
  private String printed = "";

  @BeforeEach
  void begin() {
    database = TestDatabase.migrated();
  }

  @AfterEach
  void end() {
    database.close();
  }

  private ConfigurableApplicationContext start() {
    var properties = new HashMap<String, Object>(database.springProperties());
    properties.put("server.port", 0);
    var console = System.out;
    var bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      return new SpringApplicationBuilder(Application.class)
          .run(
              properties.entrySet().stream()
                  .map(e -> "--" + e.getKey() + "=" + e.getValue())
                  .toArray(String[]::new));
    } finally {
      System.setOut(console);
      printed = bytes.toString(StandardCharsets.UTF_8);
    }
  }

  private static int port(ConfigurableApplicationContext context) {
    return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }

  private String setUpPath() {
    String path = printed.replaceFirst("(?s).*http://localhost:\\d+(/setup/\\S+).*", "$1");
    assertThat(path).startsWith("/setup/");
    return path;
  }

  @Test
  void the_set_up_link_works_once_and_only_the_latest_and_sessions_outlive_a_restart() {
    String old;
    try (var context = start()) {
      old = setUpPath();
      assertThat(Browser.at(port(context)).get(old).statusCode()).isEqualTo(200);
    }

    Browser administrator;
    String link;
    try (var context = start()) {
      link = setUpPath();
      administrator = Browser.at(port(context));
      assertThat(administrator.get(old).statusCode()).as("of the start before").isEqualTo(404);
      assertThat(administrator.get(link).statusCode()).isEqualTo(200);
      var wrong =
          administrator.post(
              link, Map.of("name", "Ada Keeper", "login", "ada", "password", "keeper of all"));
      assertThat(wrong.statusCode()).isEqualTo(400);
      assertThat(wrong.body()).contains("must not contain your name");
      var done =
          administrator.post(
              link, Map.of("name", "Ada Keeper", "login", "ada", "password", PASSWORD));
      assertThat(done.statusCode()).isEqualTo(303);
      assertThat(done.headers().firstValue("Location")).hasValue("/account#passkeys");
      assertThat(administrator.get("/api/v1/me").body()).contains("\"ADMINISTRATOR\"");
      var again = Browser.at(port(context));
      assertThat(again.get(link).statusCode()).isEqualTo(404);
      again.get("/sign-in");
      assertThat(
              again
                  .post(link, Map.of("name", "Eve", "login", "eve", "password", PASSWORD))
                  .statusCode())
          .isEqualTo(404);
    }
    assertThat(
            database.sql().sql("select count(*) from parties.session").query(Long.class).single())
        .isPositive();

    try (var context = start()) {
      assertThat(printed).doesNotContain("/setup/");
      assertThat(administrator.movedTo(port(context)).get("/api/v1/me").body())
          .contains("\"login\":\"ada\"");
    }
  }
}
