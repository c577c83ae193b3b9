package org.lanmei.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The form of c2sp.org/tlog-proof, and an entry proved from end to end with it. */
class TlogProofTest {

  private static final String ORIGIN = "node.example/lmc-wr-2020";

  private final SigningKey log = SigningKey.generate(ORIGIN, KeyType.NOTE, new SecureRandom());
  private final MemoryNodes nodes = MemoryNodes.over(Example.leaves(6));
  private final SignedNote checkpoint = new Checkpoint(ORIGIN, nodes.head()).sign(log);

  @Test
  void a_proof_is_written_as_the_format_says() {
    var inclusion = InclusionProof.of(4, 6, nodes);
    var proof = new TlogProof(inclusion, checkpoint, Optional.empty());
    String note = new String(checkpoint.encode(), StandardCharsets.UTF_8);
    String hashes =
        inclusion.path().getFirst().base64() + "\n" + inclusion.path().getLast().base64() + "\n";
    assertThat(proof.encode())
        .isEqualTo(Example.bytes("c2sp.org/tlog-proof@v1\nindex 4\n" + hashes + "\n" + note));
    assertThat(new TlogProof(inclusion, checkpoint, Optional.of("aGVsbG8=")).encode())
        .isEqualTo(
            Example.bytes(
                "c2sp.org/tlog-proof@v1\nextra aGVsbG8=\nindex 4\n" + hashes + "\n" + note));
    assertThat(TlogProof.parse(proof.encode())).isEqualTo(proof);
  }

  @Test
  void the_only_entry_of_a_log_has_no_path() {
    var lone = MemoryNodes.over(Example.leaves(1));
    var proof =
        new TlogProof(
            InclusionProof.of(0, 1, lone),
            new Checkpoint(ORIGIN, lone.head()).sign(log),
            Optional.empty());
    assertThat(TlogProof.parse(proof.encode())).isEqualTo(proof);
  }

  @ParameterizedTest
  @CsvSource({
    "tlog-proof@v1, tlog-proof@v2, PROOF_HEADER",
    "index 4, index 04, NUMBER",
    "index 4, index -1, NUMBER",
    "'index 4', 'inde 4', PROOF_LINES",
    "'index 4', 'extra |index 4', PROOF_LINES",
    "'index 4', 'index 4|index 4', BASE64",
    "'index 4', 'extra ?|index 4', BASE64"
  })
  void a_wrong_proof_is_refused_with_the_rule_it_breaks(
      String from, String to, MalformedException.Reason reason) {
    var proof = new TlogProof(InclusionProof.of(4, 6, nodes), checkpoint, Optional.empty());
    String file = new String(proof.encode(), StandardCharsets.UTF_8);
    String other = file.replace(from, to.replace('|', '\n'));
    assertThat(other).isNotEqualTo(file);
    assertThatThrownBy(() -> TlogProof.parse(Example.bytes(other))).hasMessage(reason.name());
  }

  @Test
  void an_outsider_verifies_one_series_of_one_batch_from_files_alone() {
    var secret = LeafSecret.fresh(new SecureRandom());
    byte[] values = Example.bytes("2026-11-24T01:00Z 4.21\n2026-11-24T02:00Z 4.25\n");
    var batch =
        SeriesBatch.of(
            secret, Map.of("KH_014901", Hash.of(values), "LA_013101", Hash.of(Example.bytes("3"))));
    var entry =
        new Envelope(
            "readings",
            "KH",
            "lmc-wr-2020",
            Instant.parse("2026-11-24T03:00:00Z"),
            3,
            batch.leaf().commitment());
    var leaves = new ArrayList<>(Example.leaves(300));
    leaves.add(123, entry.leaf());
    var tree = MemoryNodes.over(leaves);
    byte[] entryFile = entry.encode();
    byte[] proofFile =
        new TlogProof(
                InclusionProof.of(123, 301, tree),
                new Checkpoint(ORIGIN, tree.head()).sign(log),
                Optional.empty())
            .encode();
    var shown = batch.disclose("KH_014901");

    var policy = new LogPolicy(ORIGIN, Set.of(log.verifier()), Set.of(), 0);
    var proof = TlogProof.parse(proofFile);
    var opened = policy.open(proof.checkpoint());
    var head = ((LogPolicy.Opened.Trusted) opened).checkpoint().head();
    assertThat(proof.inclusion().verify(Hash.ofLeaf(entryFile), head).holds()).isTrue();
    assertThat(shown.verify(Hash.of(values), Envelope.parse(entryFile)).holds()).isTrue();

    byte[] otherEntry = entryFile.clone();
    otherEntry[20] ^= 1;
    assertThat(proof.inclusion().verify(Hash.ofLeaf(otherEntry), head))
        .isInstanceOf(Verdict.RootDiffers.class);
    values[20] ^= 1;
    assertThat(shown.verify(Hash.of(values), Envelope.parse(entryFile)))
        .isInstanceOf(Verdict.CommitmentDiffers.class);
  }

  @Test
  void no_changed_byte_of_a_proof_file_is_believed() {
    byte[] file =
        new TlogProof(InclusionProof.of(4, 6, nodes), checkpoint, Optional.empty()).encode();
    var policy = new LogPolicy(ORIGIN, Set.of(log.verifier()), Set.of(), 0);
    assertThat(believed(file, policy)).isTrue();
    for (int i = 0; i < file.length; i++) {
      for (int mask : List.of(1, 2, 4, 0x20, 0x80)) {
        byte[] changed = file.clone();
        changed[i] ^= (byte) mask;
        assertThat(believed(changed, policy)).as("byte %d ^ %d", i, mask).isFalse();
      }
    }
  }

  private static boolean believed(byte[] file, LogPolicy policy) {
    try {
      var proof = TlogProof.parse(file);
      return policy.open(proof.checkpoint()) instanceof LogPolicy.Opened.Trusted trusted
          && proof
              .inclusion()
              .verify(Example.leaves(6).get(4), trusted.checkpoint().head())
              .holds();
    } catch (MalformedException e) {
      return false;
    }
  }
}
