package org.lanmei.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hexadecimal values here were computed from the documented forms by a program in Python. */
class LeavesTest {

  private static final Salt SALT = Salt.copyOf(counting(0));
  private static final LeafSecret SECRET = LeafSecret.copyOf(counting(32));
  private static final Hash DIGEST = Hash.of(Example.bytes("levels"));
  private static final SaltedLeaf LEAF = new SaltedLeaf(SALT, DIGEST);
  private static final Envelope ENVELOPE = entry(LEAF);

  private static byte[] counting(int from) {
    byte[] bytes = new byte[32];
    for (int i = 0; i < bytes.length; i++) bytes[i] = (byte) (from + i);
    return bytes;
  }

  private static Envelope entry(SaltedLeaf leaf) {
    return new Envelope(
        "readings",
        "VN",
        "lmc-wr-2020",
        Instant.parse("2026-11-24T03:00:00Z"),
        1000,
        leaf.commitment());
  }

  @Test
  void a_commitment_is_tag_salt_and_digest_hashed() {
    assertThat(DIGEST)
        .hasToString("7d50f20853334a3098a0e7389adfc0a56755c7df9606af98c97ccf7aad34ebaa");
    assertThat(LEAF.commitment())
        .hasToString("ff49bdf4ce31b9a2287616e07799b0bc91834cabfa7973260e70bf66cd2aba5e");
  }

  @Test
  void only_the_salt_and_digest_committed_to_open_it() {
    assertThat(LEAF.verify(LEAF.commitment())).isEqualTo(new Verdict.Holds());
    var random = new Random(53);
    for (Hash other : Example.flips(Hash.copyOf(SALT.reveal()), random)) {
      var wrong = new SaltedLeaf(Salt.copyOf(other.bytes()), DIGEST);
      assertThat(wrong.verify(LEAF.commitment()))
          .isEqualTo(new Verdict.CommitmentDiffers(LEAF.commitment(), wrong.commitment()));
    }
    for (Hash other : Example.flips(DIGEST, random)) {
      assertThat(new SaltedLeaf(SALT, other).verify(LEAF.commitment()).holds()).isFalse();
    }
  }

  @Test
  void an_envelope_is_its_seven_documented_lines() {
    String text =
        """
        lanmei-leaf/v1
        kind readings
        publisher VN
        agreement lmc-wr-2020
        time 2026-11-24T03:00:00.000000Z
        count 1000
        commitment /0m99M4xuaIodhbgd5mwvJGDTKv6eXMmDnC/Zs0qul4=
        """;
    assertThat(new String(ENVELOPE.encode(), StandardCharsets.US_ASCII)).isEqualTo(text);
    assertThat(Envelope.parse(Example.bytes(text))).isEqualTo(ENVELOPE);
    assertThat(ENVELOPE.leaf())
        .hasToString("b70e44a09f828697afa1dc3fa62d517246f42cccb7f3967de95c033797223b9b");
  }

  /** One meaning, one form: whatever is read is written back the same. */
  @ParameterizedTest
  @CsvSource({
    "lanmei-leaf/v1, lanmei-leaf/v2, ENVELOPE_HEADER",
    "kind readings, kind, ENVELOPE_LINES",
    "kind readings, 'kind ', ENVELOPE_FIELD",
    "kind readings, kind  readings, ENVELOPE_FIELD",
    "kind readings, kind lûng, ENVELOPE_FIELD",
    "publisher VN, agreement VN, ENVELOPE_LINES",
    "'publisher VN|', '', ENVELOPE_LINES",
    "count 1000, count 01000, NUMBER",
    "count 1000, count -1, NUMBER",
    "00.000000Z, 00Z, TIME",
    "00.000000Z, 00.0000000Z, TIME",
    "00.000000Z, 00.000000+00:00, TIME",
    "00.000000Z, 60.000000Z, TIME",
    "2026-11, 2026-13, TIME",
    "2026-11, +12026-11, TIME",
    "2026-11, 1969-11, TIME",
    "T03:00, T24:00, TIME",
    "ul4=|, ul4=, ENVELOPE_LINES",
    "ul4=|, ul4=||, ENVELOPE_LINES",
    "ul4=|, ul4|, BASE64",
    "ul4=|, ul5=|, BASE64",
    "kind, ' kind', ENVELOPE_LINES"
  })
  void another_form_of_an_envelope_is_refused(
      String from, String to, MalformedException.Reason reason) {
    String text = new String(ENVELOPE.encode(), StandardCharsets.US_ASCII).replace('\n', '|');
    String other = text.replace(from, to);
    assertThat(other).isNotEqualTo(text);
    assertThatThrownBy(() -> Envelope.parse(Example.bytes(other.replace('|', '\n'))))
        .hasMessage(reason.name());
  }

  @Test
  void an_envelope_takes_all_it_says_it_takes() {
    var longest =
        new Envelope(
            "k".repeat(200),
            "p".repeat(200),
            "~".repeat(200),
            Instant.parse("9999-12-31T23:59:59.999999Z"),
            Long.MAX_VALUE,
            DIGEST);
    assertThat(longest.encode().length).isLessThanOrEqualTo(Envelope.LONGEST);
    assertThat(Envelope.parse(longest.encode())).isEqualTo(longest);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "a\nb", "é", "\u007f"})
  void a_field_that_is_not_visible_ascii_is_refused(String field) {
    assertThatThrownBy(() -> new Envelope(field, "VN", "a", Instant.EPOCH, 0, DIGEST))
        .hasMessage(MalformedException.Reason.ENVELOPE_FIELD.name());
    assertThatThrownBy(() -> SECRET.seriesSalt(field))
        .hasMessage(MalformedException.Reason.ENVELOPE_FIELD.name());
  }

  @Test
  void a_time_that_the_form_would_cut_is_refused() {
    assertThatThrownBy(() -> new Envelope("k", "VN", "a", Instant.EPOCH.plusNanos(1), 0, DIGEST))
        .hasMessage(MalformedException.Reason.TIME.name());
  }

  @Test
  void salts_follow_from_the_secret_as_documented() {
    assertThat(Hash.copyOf(SECRET.leafSalt().reveal()))
        .hasToString("461d0fb6ddbf4ed0887576a96ef894f323f9e3942e6f9ab699a1a06205c349fb");
    assertThat(Hash.copyOf(SECRET.seriesSalt("KH_014901").reveal()))
        .hasToString("a16e94322ab648eee9a032bcebb1ad135fef38a7b4b83475e73c552c79a1eb6f");
    assertThat(LeafSecret.fresh(new SecureRandom()).leafSalt()).isNotEqualTo(SECRET.leafSalt());
  }

  @Test
  void the_root_over_a_batch_is_the_documented_one() {
    var batch =
        SeriesBatch.of(SECRET, Map.of("b", digest("2"), "c", digest("3"), "a", digest("1")));
    assertThat(batch.series()).containsExactly("a", "b", "c");
    assertThat(batch.head().root())
        .hasToString("58ed296183881681f2c77102e8fcf2c977e40f98fb6c3badeb6f2d48141cd7a3");
    assertThat(batch.leaf().commitment())
        .hasToString("c73df1e282d8145a6953887f46583fd35764a6b93c090ba1c66f5035b93caeae");
  }

  private static Hash digest(String values) {
    return Hash.of(Example.bytes(values));
  }

  @Test
  void each_series_of_a_batch_can_be_shown_alone() {
    for (int size = 1; size <= 40; size++) {
      var digests = new HashMap<String, Hash>();
      for (int i = 0; i < size; i++) digests.put("series-" + i, digest("values " + i));
      var batch = SeriesBatch.of(SECRET, digests);
      var entry = entry(batch.leaf());
      for (String series : batch.series()) {
        var shown = batch.disclose(series);
        assertThat(shown.verify(digests.get(series), entry)).isEqualTo(new Verdict.Holds());
        assertThat(shown.verify(digest("others"), entry).holds()).isFalse();
        assertThat(shown.verify(digests.get(series), ENVELOPE).holds()).isFalse();
        var renamed =
            new SeriesDisclosure(
                "other", shown.opening(), shown.proof(), shown.size(), shown.leafSalt());
        assertThat(renamed.verify(digests.get(series), entry).holds()).isFalse();
        var forged =
            new SeriesDisclosure(
                series,
                new SaltedLeaf(shown.opening().salt(), digest("others")),
                shown.proof(),
                shown.size(),
                shown.leafSalt());
        assertThat(forged.verify(digest("others"), entry).holds()).isFalse();
      }
    }
  }

  /**
   * The neighbour's hash is in the proof: with the bare digest of a level one could try them all.
   */
  @Test
  void a_shown_series_does_not_let_its_neighbour_be_guessed() {
    var levels = new ArrayList<Hash>();
    for (int cm = 0; cm < 2_000; cm++) levels.add(digest("level " + cm));
    var batch = SeriesBatch.of(SECRET, Map.of("a", levels.get(700), "b", levels.get(901)));
    var shown = batch.disclose("a");
    Hash neighbour = shown.proof().path().getFirst();
    for (Hash guess : levels) {
      for (Salt known : List.of(shown.opening().salt(), shown.leafSalt())) {
        Hash tried = SeriesDisclosure.leaf("b", new SaltedLeaf(known, guess).commitment());
        assertThat(tried).isNotEqualTo(neighbour);
      }
    }
    var truth = new SaltedLeaf(SECRET.seriesSalt("b"), levels.get(901));
    assertThat(SeriesDisclosure.leaf("b", truth.commitment())).isEqualTo(neighbour);
  }

  @Test
  void a_batch_needs_series_and_shows_only_its_own() {
    assertThatThrownBy(() -> SeriesBatch.of(SECRET, Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
    var batch = SeriesBatch.of(SECRET, Map.of("a", DIGEST));
    assertThatThrownBy(() -> batch.disclose("b")).isInstanceOf(IllegalArgumentException.class);
  }
}
