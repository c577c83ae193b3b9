package org.lanmei;

import static org.assertj.core.api.Assertions.assertThat;

import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Starts the whole program: two modules with beans of one name pass every other test. */
@SpringBootTest
@WithDatabase
class ApplicationStartsTests {
  @Test
  void as_the_application_role(@Autowired DataSource data) {
    assertThat(JdbcClient.create(data).sql("select current_user").query(String.class).single())
        .isEqualTo("lanmei_app");
  }
}
