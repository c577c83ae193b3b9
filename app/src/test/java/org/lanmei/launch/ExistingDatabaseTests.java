package org.lanmei.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lanmei.launch.Database.Login;

class ExistingDatabaseTests {
  @Test
  void none_named() {
    assertThat(ExistingDatabase.in(Map.of())).isEmpty();
    assertThat(ExistingDatabase.in(Map.of("LANMEI_DB_URL", " "))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc:postgresql://db:5433/lanmei?ssl=true, jdbc:postgresql://db:5433/lanmei?ssl=true",
    "postgresql://db/lanmei, jdbc:postgresql://db/lanmei",
    "postgresql://x:y@db/lanmei, jdbc:postgresql://db/lanmei",
  })
  void both_ways_to_write_it(String given, String url) {
    assertThat(
            ExistingDatabase.in(
                Map.of(
                    "LANMEI_DB_URL", given,
                    "LANMEI_DB_USER", "anna",
                    "LANMEI_DB_PASSWORD", "s@cret")))
        .contains(new ExistingDatabase(url, new Login("anna", "s@cret"), null));
  }

  @Test
  void user_and_password_within_the_address() {
    assertThat(ExistingDatabase.in(Map.of("LANMEI_DB_URL", "postgresql://anna:s%40c+ret@db/l")))
        .contains(
            new ExistingDatabase("jdbc:postgresql://db/l", new Login("anna", "s@c+ret"), null));
  }

  @ParameterizedTest
  @CsvSource({"mysql://db/lanmei, a", "postgresql://db/lanmei,", "postgresql://db/l, lanmei_app"})
  void refused(String url, String user) {
    var environment = new java.util.HashMap<>(Map.of("LANMEI_DB_URL", url));
    if (user != null) environment.put("LANMEI_DB_USER", user);
    assertThatThrownBy(() -> ExistingDatabase.in(environment))
        .isInstanceOfSatisfying(
            LaunchFailure.class, e -> assertThat(e.exit).isEqualTo(LaunchFailure.Exit.USAGE));
  }

  @Test
  void nobody_answers(@TempDir Path dir) {
    var nowhere =
        new ExistingDatabase("jdbc:postgresql://127.0.0.1:1/x", new Login("a", "secret"), null);
    assertThatThrownBy(() -> nowhere.prepare(DataFolder.at(dir)))
        .hasMessageContaining("127.0.0.1:1")
        .hasMessageNotContaining("secret");
  }
}
