package org.lanmei.launch;

import static org.lanmei.launch.LaunchFailure.Exit.DATA;
import static org.lanmei.launch.LaunchFailure.Exit.USAGE;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lanmei.log.Verification;
import org.lanmei.merkle.Hash;
import org.lanmei.merkle.MalformedException;
import org.lanmei.merkle.VerifierKey;

/**
 * Checks a proof file, without network and database, and says in plain words what it proves and
 * what not.
 */
final class ProofCheck {

  /** Content longer than this is not printed. */
  private static final int PRINTED = 4_000;

  private final CommandLine.Verify asked;
  private final Words words;

  ProofCheck(CommandLine.Verify asked) {
    this.asked = asked;
    this.words = asked.lang() == null ? Words.ofTerminal() : Words.in(asked.lang());
  }

  /**
   * Does it.
   *
   * @return the exit code of the program: 0 = it holds, 1 = it does not
   */
  int run(PrintStream out) {
    byte[] held = asked.checkpoint() == null ? null : read(asked.checkpoint());
    return switch (Verification.of(read(asked.file()), key(), held)) {
      case Verification.Refused refused -> {
        out.println(say("refused"));
        out.println("  " + say("refused." + spelled(refused.reason())));
        yield 1;
      }
      case Verification.Proved proved -> {
        print(proved, out);
        yield 0;
      }
    };
  }

  private static String spelled(Verification.Reason reason) {
    return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private @Nullable VerifierKey key() {
    if (asked.key() == null) return null;
    try {
      return VerifierKey.parse(asked.key());
    } catch (MalformedException e) {
      throw new LaunchFailure(e, USAGE, "launch.verify.key");
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new LaunchFailure(e, DATA, "launch.verify.no-file", file);
    }
  }

  private void print(Verification.Proved proved, PrintStream out) {
    out.println(say("proved"));
    switch (proved.shown()) {
      case Verification.Shown.Records shown ->
          shown.records().forEach(record -> print(record, out));
      case Verification.Shown.Series shown -> print(shown, out);
    }
    String keys =
        proved.keys().stream().map(VerifierKey::toString).sorted().collect(Collectors.joining(" "));
    out.println("  " + say(proved.keyGiven() ? "key-given" : "key-not-given", keys));
    if (proved.held()) out.println("  " + say("held"));
    out.println(say("not-proved"));
    out.println("  " + say("not-proved.true"));
    out.println("  " + say("not-proved.whole"));
    out.println("  " + say("not-proved.time"));
    if (!proved.held()) out.println("  " + say("not-proved.same"));
  }

  private void print(Verification.ProvedRecord record, PrintStream out) {
    var envelope = record.envelope();
    out.println(
        "  "
            + say(
                "record",
                envelope.kind(),
                envelope.publisher(),
                envelope.time().toString(),
                record.index() + 1,
                record.size(),
                record.origin()));
    Optional<String> text = text(record.content());
    if (text.isPresent()) {
      out.println("  " + say("content"));
      text.get().lines().forEach(line -> out.println("    " + line));
    } else {
      out.println(
          "  " + say("content-long", record.content().length, Hash.of(record.content()).hex()));
    }
  }

  /** Without what could steer the terminal; empty when it is too long or no text. */
  private static Optional<String> text(byte[] content) {
    try {
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
      return text.length() > PRINTED
          ? Optional.empty()
          : Optional.of(text.replaceAll("[\\p{Cntrl}\\p{Cf}&&[^\\n\\u200b-\\u200d]]", "\ufffd"));
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private void print(Verification.Shown.Series shown, PrintStream out) {
    out.println(
        "  "
            + say(
                "series",
                shown.values(),
                shown.series().key().toString(),
                shown.series().unit(),
                shown.from().toString(),
                shown.to().toString(),
                String.join(", ", shown.publishers())));
    out.println(
        "  "
            + say(
                "series.recorded",
                shown.batches(),
                String.join(", ", shown.origins()),
                shown.recordedFrom().toString(),
                shown.recordedTo().toString()));
    if (shown.corrected() > 0) out.println("  " + say("series.corrected", shown.corrected()));
  }

  private String say(String key, Object... args) {
    return words.say("launch.verify." + key, args);
  }
}
