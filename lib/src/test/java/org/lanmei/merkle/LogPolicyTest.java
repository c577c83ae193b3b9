package org.lanmei.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogPolicyTest {

  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
  private static final String ORIGIN = "node.example/lmc-wr-2020";

  private final SecureRandom random = new SecureRandom();
  private final SigningKey log = SigningKey.generate(ORIGIN, KeyType.NOTE, random);
  private final SigningKey north =
      SigningKey.generate("north.example", KeyType.COSIGNATURE, random);
  private final SigningKey south =
      SigningKey.generate("south.example", KeyType.COSIGNATURE, random);
  private final Checkpoint checkpoint =
      new Checkpoint(ORIGIN, new TreeHead(7, Example.root(Example.leaves(7))));
  private final LogPolicy policy =
      new LogPolicy(ORIGIN, Set.of(log.verifier()), Set.of(north.verifier(), south.verifier()), 2);

  @Test
  void a_checkpoint_signed_by_the_log_and_enough_witnesses_is_trusted() {
    var note = checkpoint.sign(log).cosign(north, NOON).cosign(south, NOON.plusSeconds(60));
    assertThat(policy.open(note.encode()))
        .isEqualTo(
            new LogPolicy.Opened.Trusted(
                checkpoint, Map.of("north.example", NOON, "south.example", NOON.plusSeconds(60))));
  }

  @Test
  void one_witness_is_too_few_also_when_it_signs_twice() {
    var note = checkpoint.sign(log).cosign(north, NOON);
    assertThat(policy.open(note)).isEqualTo(new LogPolicy.Opened.TooFewWitnesses(2, 1));
    assertThat(note.cosign(north, NOON.plusSeconds(1)).signatures()).hasSize(2);
    assertThat(policy.open(note.cosign(north, NOON.plusSeconds(1))))
        .isEqualTo(new LogPolicy.Opened.TooFewWitnesses(2, 1));
  }

  @Test
  void a_witness_counts_once_and_the_log_not_at_all() {
    var newKey = SigningKey.generate(ORIGIN, KeyType.NOTE, random);
    var rotating =
        new LogPolicy(
            ORIGIN,
            Set.of(log.verifier(), newKey.verifier()),
            Set.of(north.verifier(), south.verifier()),
            2);
    var early = checkpoint.sign(log).and(newKey).cosign(north, NOON);
    var late = checkpoint.sign(log).cosign(north, NOON.plusSeconds(1));
    assertThat(rotating.open(early)).isEqualTo(new LogPolicy.Opened.TooFewWitnesses(2, 1));
    var both = new ArrayList<>(early.signatures());
    both.add(late.signatures().getLast());
    assertThat(rotating.open(new SignedNote(checkpoint.text(), both)))
        .isEqualTo(new LogPolicy.Opened.TooFewWitnesses(2, 1));
  }

  /** tlog-cosignature: a time must not exceed 2^63 - 1; and Java knows none so late. */
  @Test
  void a_cosignature_of_an_impossible_time_is_bad_though_the_witness_made_it() {
    for (long seconds : new long[] {-1, Long.MIN_VALUE, Long.MAX_VALUE}) {
      String message = "cosignature/v1\ntime " + seconds + "\n" + checkpoint.text();
      byte[] timed = new byte[72];
      Bytes.putInt64(seconds, timed, 0);
      System.arraycopy(north.sign(Example.bytes(message)), 0, timed, 8, 64);
      var note =
          new SignedNote(checkpoint.text(), List.of(NoteSignature.of(north.verifier(), timed)));
      assertThat(note.verify(List.of(north.verifier())))
          .isEqualTo(new NoteVerdict.BadSignature(north.verifier()));
    }
  }

  @Test
  void one_key_under_two_names_is_one_witness() {
    var alias = VerifierKey.of("alias.example", KeyType.COSIGNATURE, north.verifier().bytes());
    assertThatThrownBy(
            () -> new LogPolicy(ORIGIN, Set.of(log.verifier()), Set.of(north.verifier(), alias), 2))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void witnesses_without_the_log_are_not_enough() {
    var stranger = SigningKey.generate(ORIGIN, KeyType.NOTE, random);
    var note = checkpoint.sign(stranger).cosign(north, NOON).cosign(south, NOON);
    assertThat(policy.open(note)).isEqualTo(new LogPolicy.Opened.NotSignedByLog());
    assertThat(policy.open(checkpoint.sign(stranger)))
        .isEqualTo(new LogPolicy.Opened.NotSignedByLog());
  }

  @Test
  void a_log_cannot_be_its_own_witness_by_its_note_signature() {
    assertThatThrownBy(
            () -> new LogPolicy(ORIGIN, Set.of(log.verifier()), Set.of(log.verifier()), 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(log.as(KeyType.COSIGNATURE).verifier().id()).isNotEqualTo(log.verifier().id());
  }

  @Test
  void a_checkpoint_of_another_log_is_refused_though_the_same_key_signed_it() {
    var other = new Checkpoint("node.example/other", checkpoint.head());
    assertThat(policy.open(other.sign(log)))
        .isEqualTo(new LogPolicy.Opened.OtherLog(ORIGIN, "node.example/other"));
  }

  @Test
  void a_signed_text_that_is_no_checkpoint_is_unreadable() {
    assertThat(policy.open(SignedNote.sign("hello\n", log)))
        .isEqualTo(new LogPolicy.Opened.Unreadable(MalformedException.Reason.CHECKPOINT_LINES));
    assertThat(policy.open(new byte[0]))
        .isEqualTo(new LogPolicy.Opened.Unreadable(MalformedException.Reason.NO_FINAL_NEWLINE));
  }

  @Test
  void any_changed_byte_of_origin_size_or_root_is_noticed() {
    byte[] signed = checkpoint.sign(log).cosign(north, NOON).cosign(south, NOON).encode();
    int length = Example.bytes(checkpoint.text()).length;
    for (int i = 0; i < length; i++) {
      for (char other : new char[] {'0', '8', 'A', '\n'}) {
        byte[] changed = signed.clone();
        if (changed[i] == other) continue;
        changed[i] = (byte) other;
        assertThat(policy.open(changed)).isNotInstanceOf(LogPolicy.Opened.Trusted.class);
      }
    }
  }

  @Test
  void the_time_of_a_cosignature_is_signed_too() {
    var note = checkpoint.sign(log).cosign(north, NOON).cosign(south, NOON);
    byte[] timed = note.signatures().getLast().bytes();
    for (int i = 0; i < 8; i++) {
      byte[] changed = timed.clone();
      changed[i] ^= 1;
      var forged =
          new SignedNote(
              note.text(),
              List.of(note.signatures().getFirst(), NoteSignature.of(south.verifier(), changed)));
      assertThat(policy.open(forged))
          .isEqualTo(new LogPolicy.Opened.BadSignature(south.verifier()));
    }
  }

  @Test
  void keys_sign_only_what_they_are_for() {
    var note = checkpoint.sign(log);
    assertThatThrownBy(() -> note.cosign(log, NOON)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> checkpoint.sign(north)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SignedNote.sign("hello\n", log).cosign(north, NOON))
        .isInstanceOf(MalformedException.class);
  }

  /**
   * A checkpoint of the staging log arche2025h1 with cosignatures of public witnesses, with the
   * keys of the log and of the witness remora.n621.de; as in the public tests of that witness. It
   * has a second signature of the log of another type (0x05), which is passed over.
   */
  @Test
  void a_cosigned_checkpoint_from_the_public_witness_network_is_trusted() {
    String note =
        """
        arche2025h1.staging.ct.transparency.dev
        1432088532
        U7WM79jrzyhGZ5/GUBTpM7NzwdyfFx61t3RovgcC4Ro=

        — arche2025h1.staging.ct.transparency.dev zTM8sQAAAZ5W0WdjBAMARjBEAiBjW5IQf9pvsYLfQFX6hoGREPMHbdQ3urbllzalApkptQIgIpwtEroeW2BXaHAI4kJXFbon5Ch9MNL5zRNZ55lvGt0=
        — arche2025h1.staging.ct.transparency.dev ui8GwCF1+kWqZrxGdhj4aX3gcw7XUlXQQabg/27lefwhUkzbC3NygNI75MdhL1bfTW9g8Ei59RA23oHP7Ry1k3ZFWwQ=
        — transparency.dev/DEV:witness-little-garden 2AQqhwAAAABqEiEgzgFIqqhbUoDwjMWE6UP8nd8/KYTzwZ2rhIgcqoXHAwVkjZr4AscylP3v7sEodkRAErumC2q44vdgJY096st5BQ==
        — witness1.smartit.nu/witness1 pIyCDwAAAABqEiEghIp82KWebrw7/oHQwlTAm3g2RKS4+eebl8eO0WH+/iEcxZ75W3u5hNI7TOQtmJbqmNWVuE0tgh0XwzdZsDsUAQ==
        — remora.n621.de 2net5wAAAABqEiEgPlfF3V06o0Y+fHM+J5J9s27wgxxcOVSpZ/2g/KSiXCg9DEZI+aVCIobWX9sXTynk5XeU/zZ0WBxtqB0DrAWfBw==
        — witness.stagemole.eu Z/euoAAAAABqEiEgw0i+7g2ENfDAWHmtRzCfKTHSDwYDJA2NmKeGi9Y8FtEyOUvVr+AJmIY/2TUFucgKi7lI7cUiOvKFYe/TmN9DAg==
        """;
    var key =
        VerifierKey.parse(
            "arche2025h1.staging.ct.transparency.dev+ba2f06c0+AU0vHmlGCS/PdN8b2OaGmKprLI8HKM+dJ472xgFYh15f");
    var witness =
        VerifierKey.parse("remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2");
    assertThat(witness.type()).isEqualTo(KeyType.COSIGNATURE);
    var arche =
        new LogPolicy("arche2025h1.staging.ct.transparency.dev", Set.of(key), Set.of(witness), 1);
    var head = new TreeHead(1432088532, Hash.parse("U7WM79jrzyhGZ5/GUBTpM7NzwdyfFx61t3RovgcC4Ro="));
    assertThat(arche.open(Example.bytes(note)))
        .isEqualTo(
            new LogPolicy.Opened.Trusted(
                new Checkpoint("arche2025h1.staging.ct.transparency.dev", head),
                Map.of("remora.n621.de", Instant.ofEpochSecond(0x6a122120L))));
  }

  /**
   * github.com/golang/mod, sumdb/tlog/note_test.go; its hash is that of the record "hello world".
   */
  @Test
  void a_checkpoint_is_written_as_go_writes_a_tree() {
    String golden =
        "go.sum database tree\n123456789012\nTszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBb0=\n";
    var tree =
        new Checkpoint(
            "go.sum database tree", new TreeHead(123456789012L, Example.leaf("hello world")));
    assertThat(tree.text()).isEqualTo(golden);
    assertThat(Checkpoint.parse(golden)).isEqualTo(tree);
    assertThat(Checkpoint.parse(golden + "JOE\n").extensions()).containsExactly("JOE");
  }

  @ParameterizedTest
  @CsvSource({
    "'a|1|TszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBb0=', NO_FINAL_NEWLINE",
    "'a|1|', CHECKPOINT_LINES",
    "'|1|TszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBb0=|', CHECKPOINT_LINES",
    "'a|1|TszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBb0=||', CHECKPOINT_LINES",
    "'a|0xabcdef|TszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBb0=|', NUMBER",
    "'a|01|TszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBb0=|', NUMBER",
    "'a|-34|TszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBb0=|', NUMBER",
    "'a|+34|TszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBb0=|', NUMBER",
    "'a|١|TszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBb0=|', NUMBER",
    "'a||TszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBb0=|', NUMBER",
    "'a|9223372036854775808|TszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBb0=|', NUMBER",
    "'a|1|TszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBTOOBIG=|', BASE64",
    "'a|1|bananas=|', HASH_LENGTH",
    "'a|1|ThisIsn''tBase64|', BASE64"
  })
  void a_wrong_checkpoint_is_refused_with_the_rule_it_breaks(
      String lines, MalformedException.Reason reason) {
    assertThatThrownBy(() -> Checkpoint.parse(lines.replace('|', '\n'))).hasMessage(reason.name());
  }
}
