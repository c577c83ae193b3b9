package org.lanmei.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.lanmei.Application;
import org.lanmei.TestDatabase;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.test.context.ContextConfiguration;
import tools.jackson.databind.json.JsonMapper;

/**
 * Starts the whole program on an empty database, as the first start in service does. Two modules
 * with beans of one name pass every other test.
 */
@SpringBootTest(classes = Application.class)
@ContextConfiguration(initializers = MigrationsTests.OnNothing.class)
class MigrationsTests {

  static final class OnNothing
      implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
      var properties = TestDatabase.empty().springProperties();
      context
          .getEnvironment()
          .getPropertySources()
          .addFirst(new MapPropertySource("empty database", properties));
    }
  }

  @Test
  void the_application_runs_as_its_own_role(@Autowired DataSource data) {
    assertThat(JdbcClient.create(data).sql("select current_user").query(String.class).single())
        .isEqualTo(Roles.APP);
  }

  @Test
  void spring_and_we_come_to_the_same_histories(
      @Value("${spring.flyway.url}") String url,
      @Value("${spring.flyway.user}") String user,
      @Value("${spring.flyway.password}") String password) {
    var owner = new Database.Login(user, password);
    var bySpring = JdbcClient.create(new Database(url, owner, owner).asOwner());
    try (var ours = TestDatabase.migrated()) {
      assertThat(Migrations.levels(bySpring))
          .isNotEmpty()
          .isEqualTo(Migrations.levels(JdbcClient.create(ours.owner())));
    }
  }

  @Test
  void the_list_that_the_build_makes_has_every_module_in_the_order_of_dependence()
      throws Exception {
    try (var json =
        Application.class.getResourceAsStream(
            "/META-INF/spring-modulith/application-modules.json")) {
      assertThat(json).isNotNull();
      assertThat(List.copyOf(JsonMapper.shared().readTree(json).propertyNames()))
          .isEqualTo(
              ApplicationModules.of(Application.class).stream()
                  .map(module -> module.getIdentifier().toString())
                  .toList());
    }
  }
}
