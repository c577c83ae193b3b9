package org.lanmei.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanmei.DatabaseTest;
import org.lanmei.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;

@DatabaseTest
class RolesTests {
  private final JdbcClient app;
  private final JdbcClient owner;

  RolesTests(TestDatabase database) {
    app = database.sql();
    owner = JdbcClient.create(database.owner());
  }

  @Test
  void migrations_ran_as_the_owner() {
    assertThat(
            owner
                .sql("select tableowner from pg_tables where schemaname = 'migrations'")
                .query(String.class)
                .list())
        .isNotEmpty()
        .doesNotContain(Roles.APP);
  }

  @Test
  void the_application_is_who_it_should_be() {
    assertThat(
            app.sql(
                    """
                    select rolname, rolsuper or rolcreatedb or rolcreaterole or rolbypassrls or rolreplication
                           or exists (select from pg_auth_members where member = r.oid)
                      from pg_roles r where rolname = current_user
                    """)
                .query((row, _) -> List.of(row.getString(1), row.getBoolean(2)))
                .single())
        .isEqualTo(List.of(Roles.APP, false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select count(*) from pg_class where relowner = current_user::regrole",
        "select count(*) from pg_namespace where nspowner = current_user::regrole",
        "select count(*) from pg_proc where proowner = current_user::regrole",
        "select count(*) from pg_type where typowner = current_user::regrole",
        "select count(*) from pg_database where datdba = current_user::regrole"
      })
  void the_application_owns_nothing(String count) {
    assertThat(app.sql(count).query(Long.class).single()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "create table public.mine (x int)",
        "create temporary table mine (x int)",
        "create schema mine",
        "create role mine",
        "create extension hstore",
        "alter table migrations.flyway_schema_history add x int",
        "select * from migrations.flyway_schema_history",
      })
  void the_application_cannot(String statement) {
    assertThatThrownBy(() -> app.sql(statement).update())
        .isInstanceOf(org.springframework.dao.DataAccessException.class)
        .rootCause()
        .hasMessageContaining("permission denied");
  }
}
