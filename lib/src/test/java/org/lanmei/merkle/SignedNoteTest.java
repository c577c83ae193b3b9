package org.lanmei.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Keys and notes of PeterNeumann and EnochRoot: golang.org/x/mod/sumdb/note, its documentation and
 * note_test.go. The published secret key of PeterNeumann is an example and guards nothing.
 */
class SignedNoteTest {

  private static final String PETER =
      "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
  private static final String PETERS_SECRET =
      "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
  private static final String ENOCH =
      "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop";

  private static final String TEXT =
      "If you think cryptography is the answer to your problem,\n"
          + "then you don't know what your problem is.\n";
  private static final String PETERS_LINE =
      "— PeterNeumann"
          + " x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
  private static final String ENOCHS_LINE =
      "— EnochRoot"
          + " rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n";

  private static final VerifierKey PETERS_KEY = VerifierKey.parse(PETER);
  private static final VerifierKey ENOCHS_KEY = VerifierKey.parse(ENOCH);

  private static SignedNote parse(String note) {
    return SignedNote.parse(Example.bytes(note));
  }

  @Test
  void signing_gives_the_published_note() {
    var key = SigningKey.parse(PETERS_SECRET);
    assertThat(key.verifier()).hasToString(PETER);
    assertThat(key.exportSecret()).isEqualTo(PETERS_SECRET);
    assertThat(SignedNote.sign(TEXT, key).encode())
        .isEqualTo(Example.bytes(TEXT + "\n" + PETERS_LINE));
  }

  @Test
  void a_known_key_is_verified_and_an_unknown_one_passed_over() {
    var note = parse(TEXT + "\n" + PETERS_LINE + ENOCHS_LINE);
    assertThat(note.text()).isEqualTo(TEXT);
    assertThat(note.encode()).isEqualTo(Example.bytes(TEXT + "\n" + PETERS_LINE + ENOCHS_LINE));
    assertThat(note.verify(List.of(PETERS_KEY)))
        .isEqualTo(
            new NoteVerdict.Verified(
                List.of(new NoteVerdict.Signed(PETERS_KEY, null)),
                List.of(note.signatures().getLast())));
    assertThat(note.verify(List.of(ENOCHS_KEY, PETERS_KEY)))
        .isEqualTo(
            new NoteVerdict.Verified(
                List.of(
                    new NoteVerdict.Signed(PETERS_KEY, null),
                    new NoteVerdict.Signed(ENOCHS_KEY, null)),
                List.of()));
    assertThat(note.verify(List.of())).isEqualTo(new NoteVerdict.NoKnownSignature());
  }

  @Test
  void a_signature_given_twice_counts_once() {
    var verdict = parse(TEXT + "\n" + PETERS_LINE + PETERS_LINE).verify(List.of(PETERS_KEY));
    assertThat(((NoteVerdict.Verified) verdict).by()).hasSize(1);
  }

  @Test
  void any_changed_byte_of_the_text_makes_the_signature_bad() {
    byte[] text = Example.bytes(TEXT);
    for (int i = 0; i < text.length - 1; i++) {
      byte[] changed = Example.bytes(TEXT + "\n" + PETERS_LINE);
      changed[i] = (byte) (changed[i] == 'x' ? 'y' : 'x');
      assertThat(SignedNote.parse(changed).verify(List.of(PETERS_KEY)))
          .isEqualTo(new NoteVerdict.BadSignature(PETERS_KEY));
    }
  }

  @Test
  void a_bad_signature_of_a_known_key_spoils_the_note_whoever_else_signed() {
    String bad = PETERS_LINE.substring(0, 60) + "ABCD" + PETERS_LINE.substring(60);
    assertThat(parse(TEXT + "\n" + bad).verify(List.of(PETERS_KEY)))
        .isEqualTo(new NoteVerdict.BadSignature(PETERS_KEY));
    assertThat(parse(TEXT + "\n" + ENOCHS_LINE + bad).verify(List.of(ENOCHS_KEY, PETERS_KEY)))
        .isEqualTo(new NoteVerdict.BadSignature(PETERS_KEY));
    assertThat(parse(TEXT + "\n" + PETERS_LINE + bad).verify(List.of(PETERS_KEY)))
        .isEqualTo(new NoteVerdict.BadSignature(PETERS_KEY));
  }

  @Test
  void a_second_signer_can_be_added_and_signs_anew_in_place() {
    var enoch = SigningKey.generate("EnochRoot", KeyType.NOTE, new SecureRandom());
    var peter = SigningKey.parse(PETERS_SECRET);
    var note = SignedNote.sign(TEXT, peter).and(enoch);
    assertThat(note.signatures()).hasSize(2);
    assertThat(note.and(peter).signatures()).hasSize(2);
    var verdict = note.verify(List.of(peter.verifier(), enoch.verifier()));
    assertThat(((NoteVerdict.Verified) verdict).by())
        .extracting(NoteVerdict.Signed::key)
        .containsExactly(peter.verifier(), enoch.verifier());
  }

  @Test
  void the_text_may_have_blank_lines_itself() {
    var key = SigningKey.parse(PETERS_SECRET);
    for (String text : List.of("\n", "\n\n", "a\n\nb\n", "a\n\n", "— a b\n\n— c d\n")) {
      var note = SignedNote.sign(text, key);
      assertThat(SignedNote.parse(note.encode())).isEqualTo(note);
    }
  }

  /** The messages that note_test.go calls malformed, and the rule each breaks. */
  @Test
  void malformed_notes_are_refused_with_the_rule_they_break() {
    String note = TEXT + "\n" + PETERS_LINE;
    assertMalformed(TEXT, MalformedException.Reason.NO_SIGNATURES);
    assertMalformed(TEXT + "\n", MalformedException.Reason.NO_SIGNATURES);
    assertMalformed(
        note.substring(0, note.length() - 1), MalformedException.Reason.NO_FINAL_NEWLINE);
    assertMalformed("\u0001" + note, MalformedException.Reason.CONTROL_CHARACTER);
    assertMalformed(note.replace("\n\n", "\r\n\r\n"), MalformedException.Reason.CONTROL_CHARACTER);
    assertMalformed(note.replace("PeterNeumann", "Bad Name"), MalformedException.Reason.BASE64);
    assertMalformed(note.replace("PeterNeumann", "Bad+Name"), MalformedException.Reason.NAME);
    for (String space : List.of("\u0085", "\u00a0", "\u1680", "\u2028", "\u3000")) {
      assertMalformed(
          note.replace("PeterNeumann", "Bad" + space + "Name"), MalformedException.Reason.NAME);
    }
    assertMalformed(note.replace("PeterNeumann", ""), MalformedException.Reason.NAME);
    assertMalformed(note + "Unexpected line.\n", MalformedException.Reason.SIGNATURE_LINE);
    assertMalformed(TEXT + "\n— a AAAAAA==\n", MalformedException.Reason.SIGNATURE_LINE);
    assertMalformed(note.replace("AM=\n", "AM\n"), MalformedException.Reason.BASE64);
    assertMalformed(note.replace("AM=\n", "AN=\n"), MalformedException.Reason.BASE64);
    assertMalformed(
        TEXT + "\n" + PETERS_LINE.repeat(101), MalformedException.Reason.TOO_MANY_SIGNATURES);
    byte[] notUtf8 = Example.bytes(note);
    notUtf8[0] = (byte) 0xff;
    assertThatThrownBy(() -> SignedNote.parse(notUtf8))
        .hasMessage(MalformedException.Reason.NOT_UTF8.name());
    assertThatThrownBy(() -> SignedNote.parse(new byte[SignedNote.LONGEST + 1]))
        .hasMessage(MalformedException.Reason.TOO_LONG.name());
  }

  private static void assertMalformed(String note, MalformedException.Reason reason) {
    assertThatThrownBy(() -> parse(note))
        .isInstanceOfSatisfying(
            MalformedException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  @Test
  void no_part_of_a_key_and_no_changed_letter_is_a_key() {
    for (String key : List.of(PETER, ENOCH)) {
      for (int from = 0; from <= key.length(); from++) {
        for (int to = from; to <= key.length(); to++) {
          if (from == 0 && to == key.length()) continue;
          String part = key.substring(from, to);
          assertThatThrownBy(() -> VerifierKey.parse(part)).isInstanceOf(MalformedException.class);
        }
      }
      for (int i = 0; i < key.length(); i++) {
        char[] letters = key.toCharArray();
        letters[i]++;
        assertThatThrownBy(() -> VerifierKey.parse(new String(letters)))
            .isInstanceOf(MalformedException.class);
      }
    }
    for (int i = 0; i < PETERS_SECRET.length(); i++) {
      char[] letters = PETERS_SECRET.toCharArray();
      letters[i]++;
      assertThatThrownBy(() -> SigningKey.parse(new String(letters)))
          .isInstanceOf(MalformedException.class);
      String part = PETERS_SECRET.substring(0, i);
      assertThatThrownBy(() -> SigningKey.parse(part)).isInstanceOf(MalformedException.class);
    }
  }

  /** The first two as in note_test.go: the id is right, the key is not. */
  @ParameterizedTest
  @CsvSource({
    "PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==, BASE64",
    "PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW, KEY_TYPE",
    "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW, KEY_ID",
    "PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW, KEY_FORMAT",
    "PeterNeumann+c74f20a3+AQ==, KEY_LENGTH",
    "PeterNeumann+c74f20a3+, KEY_LENGTH",
    "PeterNeumann+c74f20a3, KEY_FORMAT",
    "+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW, NAME"
  })
  void a_wrong_key_is_refused_with_the_rule_it_breaks(
      String key, MalformedException.Reason reason) {
    assertThatThrownBy(() -> VerifierKey.parse(key)).hasMessage(reason.name());
  }

  @Test
  void bytes_that_are_no_point_of_the_curve_are_no_key() {
    byte[] two = new byte[32];
    two[0] = 2;
    assertThatThrownBy(() -> VerifierKey.of("two", KeyType.NOTE, two))
        .hasMessage(MalformedException.Reason.KEY_POINT.name());
  }

  @Test
  void a_key_that_is_known_twice_is_one_key() {
    var note = SignedNote.sign(TEXT, SigningKey.parse(PETERS_SECRET));
    assertThat(note.verify(List.of(PETERS_KEY, VerifierKey.parse(PETER))))
        .isInstanceOf(NoteVerdict.Verified.class);
  }

  @Test
  void a_secret_shows_in_no_text_form_or_failure() {
    var key = SigningKey.parse(PETERS_SECRET);
    String secret = "YEKFALVFGyNhPJEMzD1QIDr";
    assertThat(PETERS_SECRET).contains(secret);
    assertThat(key.toString()).isEqualTo("SigningKey[PeterNeumann+c74f20a3]");
    for (String wrong :
        List.of(
            PETERS_SECRET + "*", PETERS_SECRET.replace("c74f", "d74f"), PETERS_SECRET + "AAAA")) {
      assertThatThrownBy(() -> SigningKey.parse(wrong))
          .hasMessageNotContaining(secret)
          .hasNoCause();
    }
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) 7);
    assertThat(Salt.copyOf(bytes)).hasToString("Salt[hidden]");
    assertThat(LeafSecret.copyOf(bytes)).hasToString("LeafSecret[hidden]");
    assertThat(new SaltedLeaf(Salt.copyOf(bytes), Hash.EMPTY).toString()).contains("[hidden]");
  }

  @Test
  void a_generated_key_survives_being_stored() {
    for (KeyType type : KeyType.values()) {
      var key = SigningKey.generate("node.example/log", type, new SecureRandom());
      var again = SigningKey.parse(key.exportSecret());
      assertThat(again.verifier()).isEqualTo(key.verifier());
      assertThat(VerifierKey.parse(key.verifier().toString())).isEqualTo(key.verifier());
      assertThat(again.sign(new byte[] {1})).isEqualTo(key.sign(new byte[] {1}));
    }
  }

  /**
   * Checkpoints as sum.golang.org signed them, with its key as Go has it built in; as quoted in
   * github.com/FiloSottile's witness README and in public tests that read the log.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "15081221 BoMMe1wd25Tco0mYGROkyqxHZWx+hcSCtMV315Lu6Lg="
            + " Az3grilD7vQqTrv66jRgKM84Y80KTprrSt4bKmiOPxgmS5ZVBTeCl6dUvjYnN13R+C8j0jGY1WnUADGMkok3U0m2Zgo=",
        "63096908 8lHrQPRYe4KT4WQ9/Qk8/taKnD6IRHbFgfN7vQE2Y54="
            + " Az3gri/oVBN1jAhNZ/iS+W31psFAWRT20/GyrhpU6taFwulQGetBkH5S7wpGXdS935jiIGiUUAXBVHzT/P6fYhqAmAk=",
        "63512409 F7eHRPqN/cqPtqti14NKdGGaI1Giw8coWP3KxihFZbg="
            + " Az3gri1OBHKT87Xj8UXU8zjoHGy/X+7Nl94f8TZkELVaasolmGApUsWqwVG9vE6hgqYb/ph/w2vdkLIVRH7bMB/FPQ4="
      })
  void checkpoints_of_the_go_checksum_database_are_trusted(String published) {
    String[] parts = published.split(" ");
    var key =
        VerifierKey.parse("sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8");
    var policy = new LogPolicy("go.sum database tree", Set.of(key), Set.of(), 0);
    String note =
        "go.sum database tree\n%s\n%s\n\n— sum.golang.org %s\n"
            .formatted(parts[0], parts[1], parts[2]);
    var head = new TreeHead(Long.parseLong(parts[0]), Hash.parse(parts[1]));
    assertThat(policy.open(Example.bytes(note)))
        .isEqualTo(
            new LogPolicy.Opened.Trusted(new Checkpoint("go.sum database tree", head), Map.of()));
    assertThat(policy.open(Example.bytes(note.replaceFirst("\n6|\n1", "\n7"))))
        .isEqualTo(new LogPolicy.Opened.BadSignature(key));
  }

  /** A log that signs for its own name under an unknown type, as c2sp.org/tlog-checkpoint shows. */
  @Test
  void the_example_of_the_checkpoint_format_is_read() {
    var note =
        parse(
            """
            example.com/behind-the-sofa
            20852163
            CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

            — example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
            — witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==
            """);
    assertThat(Checkpoint.parse(note.text()).origin()).isEqualTo("example.com/behind-the-sofa");
    assertThat(Checkpoint.parse(note.text()).text()).isEqualTo(note.text());
    assertThat(note.signatures())
        .extracting(NoteSignature::keyId)
        .containsExactly(0x033de0ae, 0x8d66cf3f);
    // tlog-cosignature prints the time of this cosignature beside it.
    assertThat(Bytes.int64(note.signatures().getLast().bytes(), 0)).isEqualTo(1679315147);
    assertThat(Instant.ofEpochSecond(1679315147)).isEqualTo("2023-03-20T12:25:47Z");
  }
}
