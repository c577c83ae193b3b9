package org.lanmei.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lanmei.DatabaseTest;
import org.lanmei.MovableClock;
import org.lanmei.TestDatabase;
import org.lanmei.kernel.Caller;
import org.lanmei.kernel.Capacity;
import org.lanmei.kernel.Party;
import org.lanmei.kernel.Seq;
import org.lanmei.kernel.SeriesKey;
import org.lanmei.log.Verification.Proved;
import org.lanmei.log.Verification.Reason;
import org.lanmei.log.Verification.Refused;
import org.lanmei.merkle.Hash;
import org.lanmei.merkle.KeyType;
import org.lanmei.merkle.LeafSecret;
import org.lanmei.merkle.SeriesBatch;
import org.lanmei.merkle.SigningKey;
import org.lanmei.merkle.VerifierKey;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Files to check offline: they hold, and no longer do when anything in them is another. */
@DatabaseTest
class ProofFileTests {

  private static final SeriesKey LEVEL = new SeriesKey("013901", "water-level");
  private static final SeriesKey RAIN = new SeriesKey("013901", "rainfall");
  private static final SeriesKey OTHER = new SeriesKey("014501", "water-level");
  private static final Caller OFFICER =
      new Caller(null, "an officer", Party.VN, Set.of(Capacity.HYDROLOGIST), "token", false);
  private static final Instant NOON = Instant.parse("2026-08-01T12:00:00Z");

  private final TransactionTemplate transaction;
  private final MovableClock clock = new MovableClock();
  private final JdbcClient owner;
  private final TreeStore store;
  private final Trees trees;
  private final Map<Long, byte[]> contents = new LinkedHashMap<>();
  private final Exports exports;
  private final PostgresLog log;

  ProofFileTests(DataSource database, JdbcClient db, TestDatabase whole) {
    this.owner = JdbcClient.create(whole.owner());
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(database));
    this.store = new TreeStore(db);
    this.trees = new Trees(store);
    var readership = new Readership(List.of((log, caller) -> caller.party() == Party.VN));
    this.exports = new Exports(store, trees, readership, List.of(new Kept()));
    this.log = new PostgresLog(db, LogOn.sequencer(database, clock, () -> {}));
  }

  /** Gives back what the tests recorded, to those who speak for a party. */
  private final class Kept implements RecordSource {
    @Override
    public boolean keeps(String kind) {
      return kind.equals("test");
    }

    @Override
    public Optional<byte[]> content(Caller caller, Seq place) {
      return caller.party() == null
          ? Optional.empty()
          : Optional.ofNullable(contents.get(place.value()));
    }
  }

  @BeforeEach
  void begin() {
    owner
        .sql(
            "truncate log.pending, log.entry, log.tree, log.generation, log.leaf, log.secret,"
                + " log.tile, log.checkpoint, log.key, log.node, launch.restore")
        .update();
  }

  private Seq record(String kind, String text) {
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    var ticket = transaction.execute(_ -> log.record(kind, "ref", content));
    var seq = log.await(ticket).orElseThrow();
    contents.put(seq.value(), content);
    return seq;
  }

  private static ValuesDigest.Value value(int hour, double value) {
    return new ValuesDigest.Value(NOON.plusSeconds(hour * 3600L), value, false);
  }

  /** Publishes a batch as a domain does. */
  private Exports.Batch publish(String ref, Map<SeriesKey, List<ValuesDigest.Value>> rows) {
    var digests = new LinkedHashMap<String, Hash>();
    int count = 0;
    for (var series : rows.entrySet()) {
      var digest = new ValuesDigest(series.getKey(), "m");
      series.getValue().forEach(digest::add);
      digests.put(series.getKey().toString(), digest.digest());
      count += series.getValue().size();
    }
    var secret = LeafSecret.fresh(new SecureRandom());
    var leaf = Log.Leaf.of("lmc-wr", count, SeriesBatch.of(secret, digests), secret);
    transaction.executeWithoutResult(
        _ -> log.record("water.readings", ref, "VN", List.of(leaf), new byte[] {1}));
    log.settle();
    return new Exports.Batch("water.readings", ref, digests, rows.getOrDefault(LEVEL, List.of()));
  }

  private byte[] checkpoint(String path) {
    return trees.checkpoint(trees.find(path).orElseThrow()).orElseThrow();
  }

  private VerifierKey key() {
    return store.keys().getLast().verifier();
  }

  private byte[] recordFile() {
    record("test", "before");
    var seq = record("test", "{\"said\":\"ແມ່ນ้ำ 湄公河\"}");
    record("test", "after");
    record("test", "after that");
    return exports.record(OFFICER, seq, null);
  }

  private byte[] seriesFile() {
    var batches = new ArrayList<Exports.Batch>();
    batches.add(
        publish(
            "1",
            Map.of(
                LEVEL, List.of(value(0, 4.32), value(1, 4.5), value(2, 0)),
                RAIN, List.of(value(0, 11)),
                OTHER, List.of(value(0, -1.25)))));
    publish("2", Map.of(OTHER, List.of(value(1, 7))));
    batches.add(
        publish(
            "3",
            Map.of(
                LEVEL,
                List.of(
                    value(3, 1e-9),
                    new ValuesDigest.Value(NOON.plusSeconds(14_400), 4.6, false, true)))));
    batches.add(
        publish(
            "4",
            Map.of(
                LEVEL,
                List.of(
                    value(1, 4.4),
                    new ValuesDigest.Value(NOON.plusSeconds(7200), null, true),
                    new ValuesDigest.Value(NOON.plusSeconds(18_000), null, false)),
                RAIN,
                List.of(value(5, 3)))));
    return exports.series(OFFICER, "lmc-wr", LEVEL, "m", batches);
  }

  @Test
  void a_record_is_proved_with_its_content() {
    byte[] file = recordFile();
    var proved = (Proved) Verification.of(file, key(), null);
    assertThat(proved.keyGiven()).isTrue();
    assertThat(proved.held()).isFalse();
    var record = ((Verification.Shown.Records) proved.shown()).records().getFirst();
    assertThat(new String(record.content(), StandardCharsets.UTF_8)).contains("湄公河");
    assertThat(record.index()).isEqualTo(1);
    assertThat(record.size()).isEqualTo(4);
    assertThat(record.origin()).endsWith("/node");
    assertThat(record.envelope().kind()).isEqualTo("test");
    assertThat(((Proved) Verification.of(file, null, null)).keys()).containsExactly(key());
  }

  @Test
  void content_that_is_no_text_is_proved_too() {
    byte[] content = {(byte) 0xff, 0, 1, (byte) 0xfe};
    var ticket = transaction.execute(_ -> log.record("test", "bytes", content));
    var seq = log.await(ticket).orElseThrow();
    contents.put(seq.value(), content);
    byte[] file = exports.record(OFFICER, seq, null);
    assertThat(new String(file, StandardCharsets.UTF_8)).contains("contentBase64");
    var proved = (Proved) Verification.of(file, key(), null);
    assertThat(((Verification.Shown.Records) proved.shown()).records().getFirst().content())
        .isEqualTo(content);
    assertThat(survivors(file)).isEmpty();
  }

  @Test
  void one_series_is_proved_and_nothing_of_its_neighbours_is_shown() {
    byte[] file = seriesFile();
    var proved = (Proved) Verification.of(file, key(), null);
    var series = (Verification.Shown.Series) proved.shown();
    assertThat(series.series()).isEqualTo(new ProofFile.Series(LEVEL, "m"));
    assertThat(series.batches()).isEqualTo(3);
    assertThat(series.values()).isEqualTo(6);
    assertThat(series.corrected()).isEqualTo(2);
    assertThat(series.from()).isEqualTo(NOON);
    assertThat(series.to()).isEqualTo(NOON.plusSeconds(18_000));
    assertThat(series.publishers()).containsExactly("VN");
    String text = new String(file, StandardCharsets.UTF_8);
    assertThat(text).doesNotContain("rainfall").doesNotContain("014501").doesNotContain("-1.25");
    assertThat(text).contains("4.32").contains("\"retracted\"").contains("\"none\"");
  }

  /**
   * Every byte there is: each of its bits, taken away, doubled, and replaced by what JSON ignores.
   */
  @Test
  void no_byte_of_a_record_can_be_changed() {
    assertThat(survivors(recordFile())).isEmpty();
  }

  @Test
  void no_byte_of_a_series_can_be_changed() {
    assertThat(survivors(seriesFile())).isEmpty();
  }

  private static List<String> survivors(byte[] file) {
    assertThat(Verification.of(file, null, null)).isInstanceOf(Proved.class);
    var survivors =
        IntStream.range(0, file.length)
            .parallel()
            .boxed()
            .flatMap(at -> changed(file, at).filter(ProofFileTests::holds).map(_ -> "at " + at))
            .toList();
    assertThat(holds(Arrays.copyOf(file, file.length + 1))).as("a zero after it").isFalse();
    return survivors;
  }

  /**
   * Two of its bits turned, one of them that of upper and lower case; taken away; a blank before.
   */
  private static Stream<byte[]> changed(byte[] file, int at) {
    byte[] low = file.clone();
    low[at] ^= 1;
    byte[] other = file.clone();
    other[at] ^= 0x20;
    byte[] without = new byte[file.length - 1];
    System.arraycopy(file, 0, without, 0, at);
    System.arraycopy(file, at + 1, without, at, without.length - at);
    byte[] with = Arrays.copyOf(file, file.length + 1);
    System.arraycopy(file, at, with, at + 1, file.length - at);
    with[at] = ' ';
    return Stream.of(low, other, without, with);
  }

  /** By the keys in the file itself: the harder case. */
  private static boolean holds(byte[] file) {
    return Verification.of(file, null, null) instanceof Proved;
  }

  @Test
  void a_file_signed_by_somebody_else_is_refused_by_whoever_knows_the_key() {
    byte[] file = recordFile();
    var other = SigningKey.generate(key().name(), KeyType.NOTE, new SecureRandom()).verifier();
    assertThat(Verification.of(file, other, null)).isEqualTo(new Refused(Reason.NOT_SIGNED));
  }

  @Test
  void a_checkpoint_that_is_held_is_compared() {
    record("test", "a");
    var seq = record("test", "b");
    byte[] held = checkpoint("node");
    assertThat(((Proved) Verification.of(exports.record(OFFICER, seq, null), key(), held)).held())
        .isTrue();
    record("test", "c");
    byte[] later = exports.record(OFFICER, seq, null);
    assertThat(Verification.of(later, key(), held)).isEqualTo(new Refused(Reason.HELD_SIZE));
    byte[] again = exports.record(OFFICER, seq, 2L);
    assertThat(((Proved) Verification.of(again, key(), held)).held()).isTrue();
    assertThat(Verification.of(again, key(), new byte[] {1}))
        .isEqualTo(new Refused(Reason.HELD_UNREADABLE));
    assertThatThrownBy(() -> exports.record(OFFICER, seq, 1L))
        .isInstanceOf(LogProblem.NoSuchSize.class);
    assertThatThrownBy(() -> exports.record(OFFICER, seq, 77L))
        .isInstanceOf(LogProblem.NoSuchSize.class);
  }

  @Test
  void a_series_can_reach_over_a_restore() {
    var first = publish("1", Map.of(LEVEL, List.of(value(0, 1.5))));
    owner.sql("insert into launch.restore (backup_made_at) values (now())").update();
    var restarted =
        new PostgresLog(
            JdbcClient.create(dataSource()), LogOn.sequencer(dataSource(), clock, () -> {}));
    restarted.settle();
    var second = publishOn(restarted);
    byte[] file = exports.series(OFFICER, "lmc-wr", LEVEL, "m", List.of(second, first));
    var proved = (Proved) Verification.of(file, key(), null);
    assertThat(((Verification.Shown.Series) proved.shown()).origins()).hasSize(2);
    assertThat(((Verification.Shown.Series) proved.shown()).values()).isEqualTo(2);
  }

  private DataSource dataSource() {
    return ((JdbcTransactionManager) transaction.getTransactionManager()).getDataSource();
  }

  private Exports.Batch publishOn(PostgresLog other) {
    var digests = Map.of(LEVEL.toString(), new ValuesDigest(LEVEL, "m").add(value(9, 2)).digest());
    var secret = LeafSecret.fresh(new SecureRandom());
    var leaf = Log.Leaf.of("lmc-wr", 1, SeriesBatch.of(secret, digests), secret);
    transaction.executeWithoutResult(
        _ -> other.record("water.readings", "2", "VN", List.of(leaf), new byte[] {1}));
    other.settle();
    return new Exports.Batch("water.readings", "2", digests, List.of(value(9, 2)));
  }

  @Test
  void a_series_under_no_agreement_is_proved_from_the_nodes_own_log() {
    record("test", "before");
    var values = List.of(value(0, 1.25), value(1, 1.5));
    var digest = new ValuesDigest(LEVEL, "m");
    values.forEach(digest::add);
    var digests = Map.of(LEVEL.toString(), digest.digest());
    var secret = LeafSecret.fresh(new SecureRandom());
    var leaf = Log.Leaf.of(Log.NODE, 2, SeriesBatch.of(secret, digests), secret);
    transaction.executeWithoutResult(
        _ -> log.record("water.readings", "own", "VN", List.of(leaf), new byte[] {1}));
    log.settle();
    var batch = new Exports.Batch("water.readings", "own", digests, values);
    byte[] file = exports.series(OFFICER, Log.NODE, LEVEL, "m", List.of(batch));
    var proved = (Proved) Verification.of(file, key(), checkpoint("node"));
    assertThat(((Verification.Shown.Series) proved.shown()).values()).isEqualTo(2);
    assertThat(proved.held()).isTrue();
    assertThatThrownBy(() -> exports.series(Caller.ANONYMOUS, Log.NODE, LEVEL, "m", List.of(batch)))
        .isInstanceOf(LogProblem.UnknownLog.class);
  }

  @Test
  void what_was_changed_in_the_database_cannot_be_exported() {
    var seq = record("test", "said");
    contents.put(seq.value(), "unsaid".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> exports.record(OFFICER, seq, null))
        .isInstanceOf(LogProblem.NotAsRecorded.class);

    var batch = publish("1", Map.of(LEVEL, List.of(value(0, 4.32))));
    var changed =
        new Exports.Batch(batch.kind(), batch.ref(), batch.digests(), List.of(value(0, 4.33)));
    assertThatThrownBy(() -> exports.series(OFFICER, "lmc-wr", LEVEL, "m", List.of(changed)))
        .isInstanceOf(LogProblem.NotAsRecorded.class);
    var digests =
        Map.of(LEVEL.toString(), new ValuesDigest(LEVEL, "m").add(value(0, 4.33)).digest());
    var both = new Exports.Batch(batch.kind(), batch.ref(), digests, List.of(value(0, 4.33)));
    assertThatThrownBy(() -> exports.series(OFFICER, "lmc-wr", LEVEL, "m", List.of(both)))
        .isInstanceOf(LogProblem.NotAsRecorded.class);
    assertThatThrownBy(() -> exports.series(OFFICER, "lmc-wr", LEVEL, "ft", List.of(batch)))
        .isInstanceOf(LogProblem.NotAsRecorded.class);
  }

  @Test
  void only_those_who_may_see_it_get_an_export() {
    var seq = record("test", "said");
    var batch = publish("1", Map.of(LEVEL, List.of(value(0, 4.32))));
    assertThatThrownBy(() -> exports.record(Caller.ANONYMOUS, seq, null))
        .isInstanceOf(LogProblem.UnknownRecord.class);
    assertThatThrownBy(() -> exports.record(OFFICER, new Seq(99), null))
        .isInstanceOf(LogProblem.UnknownRecord.class);
    assertThatThrownBy(() -> exports.record(OFFICER, record("secret", "of no module"), null))
        .isInstanceOf(LogProblem.UnknownRecord.class);
    var lao = new Caller(null, "", Party.LA, Set.of(Capacity.HYDROLOGIST), "token", false);
    assertThatThrownBy(() -> exports.series(lao, "lmc-wr", LEVEL, "m", List.of(batch)))
        .isInstanceOf(LogProblem.UnknownLog.class);
  }

  @Test
  void an_entry_is_not_passed_off_as_one_of_another_agreement() throws Exception {
    var proof = ProofFile.parse(recordFile());
    var entry = proof.logs().getFirst().entries().getFirst();
    var twice =
        new ProofFile(
            proof.keys(),
            null,
            List.of(
                new ProofFile.Log(proof.logs().getFirst().checkpoint(), List.of(entry, entry))));
    assertThat(Verification.of(twice.encode(), null, null)).isEqualTo(new Refused(Reason.FORM));
    var none =
        new ProofFile(
            proof.keys(),
            null,
            List.of(new ProofFile.Log(proof.logs().getFirst().checkpoint(), List.of())));
    assertThat(Verification.of(none.encode(), null, null)).isEqualTo(new Refused(Reason.FORM));
    var unused = new ArrayList<>(proof.keys());
    unused.add(SigningKey.generate("zzz", KeyType.NOTE, new SecureRandom()).verifier());
    assertThat(Verification.of(new ProofFile(unused, null, proof.logs()).encode(), null, null))
        .isEqualTo(new Refused(Reason.KEYS));
  }

  @Test
  void digests_of_values_tell_apart_what_differs() {
    var digest = new ValuesDigest(LEVEL, "m").value(1, 2.5).none(2).retracted(3).digest();
    // SHA-256 of the published form, computed by other means: see docs/proof-file.md.
    assertThat(digest.hex())
        .isEqualTo(
            Hash.of(
                    concat(
                        "lanmei-values/v1\n013901/water-level\nm\n"
                            .getBytes(StandardCharsets.US_ASCII),
                        java.util.HexFormat.of()
                            .parseHex(
                                "0000000000000001"
                                    + "00"
                                    + "4004000000000000"
                                    + "0000000000000002"
                                    + "01"
                                    + "0000000000000000"
                                    + "0000000000000003"
                                    + "02"
                                    + "0000000000000000")))
                .hex());
    assertThat(new ValuesDigest(LEVEL, "m").value(1, -0.0).digest())
        .isEqualTo(new ValuesDigest(LEVEL, "m").value(1, 0.0).digest());
    assertThatThrownBy(() -> new ValuesDigest(LEVEL, "m").value(1, 1).value(1, 2))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ValuesDigest(LEVEL, "m").value(1, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
    var many = new ValuesDigest(LEVEL, "m");
    for (int i = 0; i < 1000; i++) many.value(i, i);
    var fewer = new ValuesDigest(LEVEL, "m");
    for (int i = 0; i < 999; i++) fewer.value(i, i);
    assertThat(many.digest()).isNotEqualTo(fewer.digest());
  }

  private static byte[] concat(byte[] one, byte[] other) {
    byte[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }
}
