package org.lanmei.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Damaged and random input: a {@link MalformedException} or a value, which is written back as read.
 */
class ParsersFuzzTest {

  private static final int ROUNDS = 5_000;

  private static final String NOTE =
      """
      node.example/log
      20852163
      CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

      — node.example/log Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
      — w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==
      """;

  @Test
  void notes() {
    fuzz(1, NOTE, bytes -> assertThat(SignedNote.parse(bytes).encode()).isEqualTo(bytes));
  }

  @Test
  void checkpoints() {
    fuzzText(
        2,
        NOTE.substring(0, NOTE.indexOf("\n\n") + 1),
        text -> assertThat(Checkpoint.parse(text).text()).isEqualTo(text));
  }

  @Test
  void proofs() {
    var nodes = MemoryNodes.over(Example.leaves(11));
    var proof =
        new TlogProof(
            InclusionProof.of(3, 11, nodes),
            SignedNote.parse(Example.bytes(NOTE)),
            Optional.of("aGVsbG8="));
    fuzz(
        3,
        new String(proof.encode(), StandardCharsets.UTF_8),
        bytes -> assertThat(TlogProof.parse(bytes).encode()).isEqualTo(bytes));
  }

  @Test
  void envelopes() {
    var envelope = new Envelope("k", "KH", "a", Instant.EPOCH, 12, Hash.EMPTY);
    fuzz(
        4,
        new String(envelope.encode(), StandardCharsets.UTF_8),
        bytes -> assertThat(Envelope.parse(bytes).encode()).isEqualTo(bytes));
  }

  @Test
  void tile_paths() {
    for (String seed :
        List.of("tile/0/x001/234.p/5", "tile/entries/x001/x234/067", "tile/63/000.p/255")) {
      fuzzText(5, seed, text -> assertThat(TilePath.parse(text).path()).isEqualTo(text));
    }
  }

  @Test
  void keys() {
    var key = SigningKey.generate("node.example/log", KeyType.NOTE, new SecureRandom());
    fuzzText(
        6,
        key.verifier().toString(),
        text -> assertThat(VerifierKey.parse(text)).hasToString(text));
    fuzzText(
        7,
        key.exportSecret(),
        text -> assertThat(SigningKey.parse(text).exportSecret()).isEqualTo(text));
  }

  @Test
  void public_keys_of_any_bytes_and_signatures_of_any_bytes() {
    var random = new Random(8);
    var name = "node.example/log";
    for (int round = 0; round < 300; round++) {
      byte[] raw = new byte[32];
      random.nextBytes(raw);
      if (round % 10 == 0) Arrays.fill(raw, (byte) (round % 20 == 0 ? 0xff : 0));
      byte[] signature = new byte[random.nextInt(3) == 0 ? random.nextInt(80) : 64];
      random.nextBytes(signature);
      try {
        var key = VerifierKey.of(name, KeyType.NOTE, raw);
        assertThat(key.verify(new byte[] {1}, signature)).isFalse();
        assertThat(VerifierKey.parse(key.toString())).isEqualTo(key);
      } catch (MalformedException e) {
        assertThat(e.reason()).isEqualTo(MalformedException.Reason.KEY_POINT);
      }
    }
  }

  @Test
  void tiles_and_bundles() {
    var random = new Random(9);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
      for (int i = 0; i < bytes.length; i++) if (random.nextBoolean()) bytes[i] = 0;
      int width = 1 + random.nextInt(6);
      typed(() -> assertThat(new HashTile(0, 0, width).decode(bytes)).hasSize(width));
      typed(() -> assertThat(new EntryBundle(0, width).decode(bytes)).hasSize(width));
    }
  }

  private static void fuzzText(long seed, String valid, Consumer<String> parse) {
    // Also what no reader of UTF-8 would give: these take strings.
    fuzz(seed, valid, bytes -> parse.accept(new String(bytes, StandardCharsets.UTF_8)));
    fuzz(seed, valid, bytes -> parse.accept(new String(bytes, StandardCharsets.UTF_16BE)));
  }

  private static void fuzz(long seed, String valid, Consumer<byte[]> parse) {
    byte[] sample = Example.bytes(valid);
    var random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] bytes = round % 20 == 0 ? noise(random) : damaged(sample, random);
      typed(() -> parse.accept(bytes));
    }
  }

  private static void typed(Runnable parse) {
    try {
      parse.run();
    } catch (MalformedException e) {
      assertThat(e.reason()).isNotNull();
    }
  }

  private static byte[] noise(Random random) {
    byte[] bytes = new byte[random.nextInt(300)];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] damaged(byte[] sample, Random random) {
    byte[] bytes = sample;
    for (int edits = 1 + random.nextInt(3); edits > 0; edits--) bytes = edited(bytes, random);
    return bytes;
  }

  private static byte[] edited(byte[] bytes, Random random) {
    int from = random.nextInt(bytes.length + 1);
    int to = Math.min(bytes.length, from + random.nextInt(5));
    var edited = new ByteArrayOutputStream();
    edited.write(bytes, 0, from);
    switch (random.nextInt(4)) {
      case 0 -> edited.write(bytes, to, bytes.length - to);
      case 1 -> {
        edited.write(bytes, from, to - from);
        edited.write(bytes, from, bytes.length - from);
      }
      case 2 -> {
        edited.writeBytes(Example.bytes(pick(random)));
        edited.write(bytes, to, bytes.length - to);
      }
      default -> {
        edited.write(random.nextInt(256));
        if (from < bytes.length) edited.write(bytes, from + 1, bytes.length - from - 1);
      }
    }
    return edited.toByteArray();
  }

  private static String pick(Random random) {
    var pieces =
        List.of("\n", "\n\n", "— ", "+", "=", "0", "9223372036854775808", " ", "x", "\u0000", "٣");
    return pieces.get(random.nextInt(pieces.size()));
  }
}
