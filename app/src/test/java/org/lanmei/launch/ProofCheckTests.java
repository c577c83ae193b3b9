package org.lanmei.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanmei.DatabaseTest;
import org.lanmei.log.SampleProof;

/** {@code lanmei verify}: what it says, in which language, and how it ends. */
@DatabaseTest
class ProofCheckTests {

  private final SampleProof sample;
  @TempDir private Path folder;

  ProofCheckTests(DataSource database) {
    sample = SampleProof.on(database);
  }

  @BeforeEach
  void write() throws IOException {
    Files.write(folder.resolve("record.json"), sample.file());
    Files.write(folder.resolve("checkpoint"), sample.checkpoint());
  }

  private record Said(int code, String text) {}

  private Said verify(String... args) {
    var out = new ByteArrayOutputStream();
    var line = new String[args.length + 1];
    line[0] = "verify";
    System.arraycopy(args, 0, line, 1, args.length);
    var asked = (CommandLine.Verify) CommandLine.parse(line);
    int code = new ProofCheck(asked).run(new PrintStream(out, true, StandardCharsets.UTF_8));
    return new Said(code, out.toString(StandardCharsets.UTF_8));
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  @Test
  void it_says_what_is_proved_and_what_is_not() {
    var said = verify(file("record.json"), "--lang", "en");
    assertThat(said.code()).isZero();
    assertThat(said.text())
        .startsWith("PROVED\n")
        .containsPattern("entry \\d+ of \\d+ in the log lanmei-")
        .contains("Level 4.32 m")
        .contains("only the file itself names")
        .contains("NOT PROVED\n")
        .contains("--checkpoint");
    assertThat(verify(file("record.json"), "--lang", "zh").text()).startsWith("已证明\n");
    assertThat(verify(file("record.json"), "--lang", "lo").text()).isNotBlank();
  }

  @Test
  void key_and_checkpoint_are_taken_into_account() {
    var said =
        verify(
            file("record.json"),
            "--key",
            sample.key(),
            "--checkpoint",
            file("checkpoint"),
            "--lang",
            "en");
    assertThat(said.code()).isZero();
    assertThat(said.text())
        .contains("Signed by the key you gave")
        .contains("is the one you hold")
        .doesNotContain("everybody is given the same log");
  }

  @Test
  void a_changed_file_is_refused() throws IOException {
    String text = new String(sample.file(), StandardCharsets.UTF_8);
    Files.writeString(folder.resolve("changed.json"), text.replace("4.32", "4.23"));
    var said = verify(file("changed.json"), "--lang", "en");
    assertThat(said.code()).isEqualTo(1);
    assertThat(said.text())
        .isEqualTo(
            "NOT PROVED: do not rely on this file.\n  What is shown is not what was recorded.\n");
    Files.writeString(folder.resolve("spaced.json"), text.replace(",", ", "));
    assertThat(verify(file("spaced.json")).code()).isEqualTo(1);
    Files.writeString(folder.resolve("empty.json"), "");
    assertThat(verify(file("empty.json")).code()).isEqualTo(1);
  }

  @Test
  void every_reason_has_words() {
    for (var reason : org.lanmei.log.Verification.Reason.values()) {
      String key =
          "launch.verify.refused."
              + reason.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
      assertThat(Words.in("en").say(key)).isNotEqualTo(key);
      assertThat(Words.in("zh").say(key)).isNotEqualTo(Words.in("en").say(key));
    }
  }

  @Test
  void what_cannot_be_read_is_said() {
    assertThatThrownBy(() -> verify(file("nothing")))
        .isInstanceOfSatisfying(
            LaunchFailure.class, e -> assertThat(e.exit).isEqualTo(LaunchFailure.Exit.DATA));
    assertThatThrownBy(() -> verify(file("record.json"), "--key", "x"))
        .isInstanceOfSatisfying(
            LaunchFailure.class, e -> assertThat(e.exit).isEqualTo(LaunchFailure.Exit.USAGE));
  }

  @Test
  void content_cannot_steer_the_terminal() throws IOException {
    Files.write(folder.resolve("escape.json"), sample.escape());
    assertThat(verify(file("escape.json"), "--lang", "en").text())
        .contains("[31m")
        .doesNotContain("\u001b");
  }
}
