package org.lanmei.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanmei.launch.CommandLine.Backup;
import org.lanmei.launch.CommandLine.Restore;
import org.lanmei.launch.CommandLine.Up;

class CommandLineTests {
  @Test
  void nothing_said_is_up_on_this_machine_only() {
    assertThat(CommandLine.parse()).isEqualTo(new Up(Path.of("data"), "127.0.0.1", 8080, false));
  }

  @Test
  void everything_said() {
    assertThat(CommandLine.parse("up", "--data", "d", "--port", "0", "--host", "0.0.0.0", "--demo"))
        .isEqualTo(new Up(Path.of("d"), "0.0.0.0", 0, true));
    assertThat(CommandLine.parse("backup", "--data", "d", "f"))
        .isEqualTo(new Backup(Path.of("d"), Path.of("f")));
    assertThat(CommandLine.parse("restore", "f", "--replace"))
        .isEqualTo(new Restore(Path.of("data"), Path.of("f"), true));
  }

  @Test
  void a_file_of_readings_with_what_is_decided() {
    assertThat(
            CommandLine.parse(
                "load", "f.csv", "--source", "pakse", "--choose", "zone=+07:00", "--accept"))
        .isEqualTo(
            new CommandLine.Load(
                Path.of("f.csv"),
                java.net.URI.create("http://localhost:8080"),
                "pakse",
                null,
                java.util.Map.of("zone", "+07:00"),
                true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fly",
        "up --port",
        "up --port x",
        "up --port 65536",
        "up --port -1",
        "up --what",
        "backup",
        "restore --replace",
        "backup a b",
        "load f",
        "load f --source s --choose zone",
      })
  void what_is_not_understood_is_said(String line) {
    assertThatThrownBy(() -> CommandLine.parse(line.split(" ")))
        .isInstanceOfSatisfying(
            LaunchFailure.class, e -> assertThat(e.exit).isEqualTo(LaunchFailure.Exit.USAGE));
  }
}
