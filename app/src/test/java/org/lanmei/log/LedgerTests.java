package org.lanmei.log;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanmei.DatabaseTest;
import org.lanmei.MovableClock;
import org.lanmei.TestDatabase;
import org.lanmei.kernel.Message;
import org.lanmei.merkle.Checkpoint;
import org.lanmei.merkle.ConsistencyProof;
import org.lanmei.merkle.EntryBundle;
import org.lanmei.merkle.Envelope;
import org.lanmei.merkle.Hash;
import org.lanmei.merkle.HashTile;
import org.lanmei.merkle.InclusionProof;
import org.lanmei.merkle.LeafSecret;
import org.lanmei.merkle.LogPolicy;
import org.lanmei.merkle.MemoryNodes;
import org.lanmei.merkle.SaltedLeaf;
import org.lanmei.merkle.SeriesBatch;
import org.lanmei.merkle.TiledTree;
import org.lanmei.merkle.TreeHead;
import org.lanmei.merkle.Verdict;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What goes into the logs, and what keeps them from going on where they must not. */
@DatabaseTest
class LedgerTests {

  private static final String EVERYTHING =
      "truncate log.pending, log.entry, log.tree, log.generation, log.leaf, log.secret, log.tile,"
          + " log.checkpoint, log.key, log.node, launch.restore";

  private final DataSource database;
  private final JdbcClient owner;
  private final TransactionTemplate transaction;
  private final MovableClock clock = new MovableClock();
  private final TreeStore store;
  private final Trees trees;
  @TempDir private Path folder;

  LedgerTests(DataSource database, JdbcClient db, TestDatabase whole) {
    this.database = database;
    this.owner = JdbcClient.create(whole.owner());
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(database));
    this.store = new TreeStore(db);
    this.trees = new Trees(store);
  }

  @BeforeEach
  void begin() {
    owner.sql(EVERYTHING).update();
  }

  /** A node, as it is after its start. */
  private Node start() {
    return start(LogSettings.PLAIN);
  }

  private Node start(LogSettings settings) {
    var sequencer =
        LogOn.sequencer(
            database, clock, () -> {}, settings, new KeyFile(folder.resolve("secrets")));
    var node = new Node(sequencer, new PostgresLog(JdbcClient.create(database), sequencer));
    sequencer.comeBy();
    return node;
  }

  private final class Node {
    final Sequencer sequencer;
    final PostgresLog log;

    Node(Sequencer sequencer, PostgresLog log) {
      this.sequencer = sequencer;
      this.log = log;
    }

    void record(String ref) {
      transaction.executeWithoutResult(_ -> log.record("test", ref, bytes(ref)));
    }

    void record(String ref, Log.Leaf... leaves) {
      transaction.executeWithoutResult(
          _ -> log.record("test", ref, "VN", List.of(leaves), bytes(ref)));
    }

    void recordAndPlace(String... refs) {
      for (String ref : refs) record(ref);
      sequencer.comeBy();
    }

    Message halted() {
      return sequencer.halted().orElse(null);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private TreeStore.Tree tree(String name) {
    return trees.all().stream().filter(t -> t.name().equals(name)).toList().getLast();
  }

  /** What an outsider believes: signed by a key that was handed out, of this log. */
  private TreeHead signedHead(TreeStore.Tree tree) {
    var keys = store.keys().stream().map(TreeStore.Key::verifier).collect(Collectors.toSet());
    var opened =
        new LogPolicy(tree.origin(), keys, Set.of(), 0).open(trees.checkpoint(tree).orElseThrow());
    assertThat(opened).isInstanceOf(LogPolicy.Opened.Trusted.class);
    return ((LogPolicy.Opened.Trusted) opened).checkpoint().head();
  }

  private List<byte[]> envelopes(TreeStore.Tree tree) {
    return store.envelopes(tree.id(), 0, Integer.MAX_VALUE);
  }

  /** Computed anew from the entries alone. */
  private static TreeHead headOver(List<byte[]> envelopes) {
    return MemoryNodes.over(envelopes.stream().map(Hash::ofLeaf).toList()).head();
  }

  private void assertSound(TreeStore.Tree tree) {
    var envelopes = envelopes(tree);
    var head = signedHead(tree);
    assertThat(head).isEqualTo(headOver(envelopes)).isEqualTo(tree.head());
    for (int i = 0; i < envelopes.size(); i++) {
      assertThat(trees.inclusion(tree, i, head.size()).verify(Hash.ofLeaf(envelopes.get(i)), head))
          .isEqualTo(new Verdict.Holds());
    }
  }

  @Test
  void a_record_under_no_agreement_is_a_leaf_of_the_nodes_own_log_that_only_its_salt_opens() {
    var node = start();
    node.recordAndPlace("said", "also said");

    var tree = tree(Log.NODE);
    assertThat(tree.origin()).matches("lanmei-[0-9a-f]{12}/node");
    assertThat(tree.head().size()).isEqualTo(2);
    assertSound(tree);
    var envelope = Envelope.parse(envelopes(tree).getFirst());
    assertThat(envelope.kind()).isEqualTo("test");
    assertThat(envelope.publisher()).isEqualTo("node");
    assertThat(envelope.agreement()).isEqualTo("node");
    assertThat(envelope.count()).isEqualTo(1);
    assertThat(envelope.time()).isEqualTo(clock.instant());
    var salt = store.secret(tree.id(), 0).orElseThrow().leafSalt();
    assertThat(new SaltedLeaf(salt, Hash.of(bytes("said"))).verify(envelope.commitment()))
        .isEqualTo(new Verdict.Holds());
    assertThat(new SaltedLeaf(salt, Hash.of(bytes("saia"))).verify(envelope.commitment()).holds())
        .isFalse();
    var other = store.secret(tree.id(), 1).orElseThrow().leafSalt();
    assertThat(other).isNotEqualTo(salt);
  }

  @Test
  void a_shared_record_is_one_leaf_in_the_log_of_each_agreement_and_none_in_the_nodes_own() {
    var batch =
        SeriesBatch.of(
            LeafSecret.fresh(new SecureRandom()),
            Map.of("013901/water-level", Hash.of(bytes("a")), "013901/rain", Hash.of(bytes("b"))));
    byte[] commitment = batch.leaf().commitment().bytes();
    var node = start();
    node.record("batch", new Log.Leaf("lmc-wr", 7, commitment), new Log.Leaf("mrc", 3, commitment));
    node.record("other", new Log.Leaf("lmc-wr", 1, commitment));
    node.record("act");
    node.sequencer.comeBy();

    assertThat(envelopes(tree("lmc-wr"))).hasSize(2);
    assertThat(envelopes(tree("mrc"))).hasSize(1);
    assertThat(envelopes(tree(Log.NODE))).hasSize(1);
    for (String log : List.of("lmc-wr", "mrc", Log.NODE)) assertSound(tree(log));
    var envelope = Envelope.parse(envelopes(tree("mrc")).getFirst());
    assertThat(envelope.publisher()).isEqualTo("VN");
    assertThat(envelope.agreement()).isEqualTo("mrc");
    assertThat(envelope.count()).isEqualTo(3);
    assertThat(batch.disclose("013901/rain").verify(Hash.of(bytes("b")), envelope))
        .isEqualTo(new Verdict.Holds());
    assertThat(trees.index(tree("lmc-wr"), 2)).hasValue(1);
    assertThat(trees.index(tree("lmc-wr"), 3)).isEmpty();
    assertThat(tree("mrc").origin()).isEqualTo(tree(Log.NODE).origin().replace("node", "mrc"));
  }

  @Test
  void what_no_log_can_say_is_refused_before_it_holds_up_others() {
    var node = start();
    byte[] commitment = new byte[32];
    assertThatThrownBy(() -> new Log.Leaf("../x", 1, commitment))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Log.Leaf("x~2", 1, commitment))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Log.Leaf("x", 1, new byte[31]))
        .isInstanceOf(IllegalArgumentException.class);
    var leaf = new Log.Leaf("x", 1, commitment);
    assertThatThrownBy(() -> node.record("twice", leaf, leaf))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                transaction.executeWithoutResult(
                    _ -> node.log.record("two words", "r", bytes("r"))))
        .hasMessageContaining("ENVELOPE_FIELD");
    node.recordAndPlace("good");
    assertThat(tree(Log.NODE).head().size()).isEqualTo(1);
  }

  @Test
  void logs_go_on_where_they_were_after_a_restart_and_between_two_nodes() {
    var node = start();
    for (int i = 0; i < 300; i++) node.record("a" + i);
    node.sequencer.comeBy();
    var before = signedHead(tree(Log.NODE));

    var restarted = start();
    restarted.recordAndPlace("b", "c");
    node.recordAndPlace("d");
    restarted.recordAndPlace("e");

    var tree = tree(Log.NODE);
    assertThat(trees.all()).hasSize(1);
    assertThat(store.keys()).hasSize(1);
    assertThat(tree.head().size()).isEqualTo(304);
    assertSound(tree);
    assertThat(trees.consistency(tree, 300, 304).verify(before, signedHead(tree)))
        .isEqualTo(new Verdict.Holds());
  }

  @Test
  void a_transaction_that_fails_after_leaves_were_appended_leaves_no_trace() {
    var node = start();
    node.recordAndPlace("a", "b", "c");
    // The last statement of a drain fails: what is in memory has grown, what is stored has not.
    owner.sql("alter table log.tree add constraint full_tree check (size < 4)").update();
    node.record("d");
    assertThatThrownBy(node.sequencer::comeBy).rootCause().hasMessageContaining("full_tree");
    assertThat(node.halted()).isNull();
    assertThat(tree(Log.NODE).head().size()).isEqualTo(3);
    owner.sql("alter table log.tree drop constraint full_tree").update();
    node.recordAndPlace("e");

    assertThat(tree(Log.NODE).head().size()).isEqualTo(5);
    assertThat(node.log.latest().value()).isEqualTo(5);
    assertSound(tree(Log.NODE));
  }

  @Test
  void tiles_and_bundles_are_those_of_the_published_layout() {
    var node = start();
    transaction.executeWithoutResult(
        _ -> {
          for (int i = 0; i < 70_000; i++) node.log.record("test", "r" + i, bytes("r" + i));
        });
    node.sequencer.comeBy();
    node.recordAndPlace("one more");

    var tree = tree(Log.NODE);
    long size = 70_001;
    assertThat(tree.head().size()).isEqualTo(size);
    var whole = new TiledTree();
    for (byte[] envelope : envelopes(tree)) whole.append(Hash.ofLeaf(envelope));
    assertThat(signedHead(tree)).isEqualTo(whole.head());
    whole
        .drain()
        .forEach(
            (tile, hashes) -> assertThat(trees.tile(tree, tile)).as(tile.path()).hasValue(hashes));
    assertThat(trees.tile(tree, HashTile.at(0, 0, size)).orElseThrow()).hasSize(256 * 32);
    assertThat(trees.tile(tree, new HashTile(0, 1, 3)).orElseThrow()).hasSize(3 * 32);
    assertThat(trees.tile(tree, new HashTile(0, size / 256, 200))).isEmpty();
    assertThat(trees.tile(tree, new HashTile(5, 0, 1))).isEmpty();
    var last = new EntryBundle(size / 256, (int) (size % 256));
    var entries = last.decode(trees.bundle(tree, last).orElseThrow());
    assertThat(Envelope.parse(entries.getLast()).kind()).isEqualTo("test");
    assertThat(trees.bundle(tree, new EntryBundle(size / 256, 255))).isEmpty();
    assertThat(trees.bundle(tree, new EntryBundle(Long.MAX_VALUE / 256, 1))).isEmpty();
    for (long index : List.of(0L, 255L, 256L, 65_535L, 65_536L, 70_000L)) {
      var envelope = store.envelopes(tree.id(), index, 1).getFirst();
      assertThat(trees.inclusion(tree, index, size).verify(Hash.ofLeaf(envelope), whole.head()))
          .isEqualTo(new Verdict.Holds());
    }
  }

  @Test
  void entries_from_before_there_were_trees_get_their_leaves_in_their_order() {
    owner
        .sql(
            """
            insert into log.entry (seq, known_at, kind, ref, digest, pending)
            select n, timestamptz '2026-01-01 00:00:00.123456Z' + n * interval '1 s', 'old', n::text,
                   sha256(n::text::bytea), n + 100
              from generate_series(1, 12001) n
            """)
        .update();
    var node = start();
    node.recordAndPlace("new");

    var tree = tree(Log.NODE);
    assertThat(tree.head().size()).isEqualTo(12_002);
    assertThat(signedHead(tree)).isEqualTo(headOver(envelopes(tree)));
    var old = Envelope.parse(store.envelopes(tree.id(), 6999, 1).getFirst());
    assertThat(old.kind()).isEqualTo("old");
    assertThat(old.time()).isEqualTo("2026-01-01T01:56:40.123456Z");
    var salt = store.secret(tree.id(), 6999).orElseThrow().leafSalt();
    assertThat(new SaltedLeaf(salt, Hash.of(bytes("7000"))).verify(old.commitment()).holds())
        .isTrue();
    assertThat(trees.index(tree, 7000)).hasValue(6999);
    assertThat(trees.index(tree, 12_002)).hasValue(12_001);
    assertThat(node.log.latest().value()).isEqualTo(12_002);
  }

  @Test
  void the_key_is_a_file_for_its_owner_alone_and_nowhere_in_the_database() throws IOException {
    var node = start();
    node.recordAndPlace("a");
    Path file = new KeyFile(folder.resolve("secrets")).of(store.origin().orElseThrow());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    String secret = Files.readString(file).strip();
    assertThat(secret).startsWith("PRIVATE+KEY+");
    // PRIVATE+KEY+name+hash+seed: the seed itself may have plus signs.
    String seed = secret.split("\\+", 5)[4];
    assertThat(seed).hasSizeGreaterThan(40);
    for (String table :
        List.of("node", "key", "generation", "tree", "leaf", "tile", "checkpoint", "entry")) {
      assertThat(
              owner
                  .sql("select count(*) from log." + table + " t where t::text like ?")
                  .param("%" + seed + "%")
                  .query(Integer.class)
                  .single())
          .isZero();
    }
  }

  @Test
  void without_its_key_a_node_records_nothing_until_a_new_key_is_asked_for() throws IOException {
    start().recordAndPlace("a", "b");
    var before = signedHead(tree(Log.NODE));
    Path file = new KeyFile(folder.resolve("secrets")).of(store.origin().orElseThrow());
    Path away = Files.move(file, folder.resolve("away"));

    var without = start();
    assertThat(without.halted()).isEqualTo(Message.of("log.halt.no-key", file.toString()));
    assertThatThrownBy(() -> without.record("c")).isInstanceOf(LogProblem.Halted.class);
    assertThat(without.log.latest().value()).isEqualTo(2);
    assertThat(file).doesNotExist();

    var renewed = start(new LogSettings(null, true, false));
    assertThat(renewed.halted()).isNull();
    renewed.recordAndPlace("c");
    assertThat(store.keys()).hasSize(2);
    assertThat(store.keys().getFirst().retiredAt()).isNotNull();
    assertThat(store.keys().getLast().retiredAt()).isNull();
    var tree = tree(Log.NODE);
    assertSound(tree);
    assertThat(trees.consistency(tree, 2, 3).verify(before, signedHead(tree)).holds()).isTrue();

    Files.move(away, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    assertThat(start().halted()).isEqualTo(Message.of("log.halt.retired-key", file.toString()));
  }

  @Test
  void a_key_of_another_machine_does_not_sign() throws IOException {
    start().recordAndPlace("a");
    String origin = store.origin().orElseThrow();
    Path file = new KeyFile(folder.resolve("secrets")).of(origin);
    Files.delete(file);
    new KeyFile(folder.resolve("secrets")).create(origin, new SecureRandom());
    assertThat(start().halted()).isEqualTo(Message.of("log.halt.other-key", file.toString()));
    Files.writeString(file, "PRIVATE+KEY+broken");
    assertThat(start().halted()).isEqualTo(Message.of("log.halt.key-file", file.toString()));
  }

  @Test
  void the_name_of_a_node_is_kept_whatever_is_configured_later() {
    start(new LogSettings("example.org/lanmei", false, false)).recordAndPlace("a");
    start(new LogSettings("example.org/other", false, false)).recordAndPlace("b");
    assertThat(tree(Log.NODE).origin()).isEqualTo("example.org/lanmei/node");
    assertThat(tree(Log.NODE).head().size()).isEqualTo(2);
    assertSound(tree(Log.NODE));
  }

  @Test
  void a_restored_database_begins_new_logs_and_keeps_the_old_ones_verifiable() throws IOException {
    var node = start();
    node.record("a");
    node.record("b", new Log.Leaf("mrc", 1, new byte[32]));
    node.sequencer.comeBy();
    var old = signedHead(tree(Log.NODE));
    owner
        .sql("insert into launch.restore (backup_made_at, log_last_seq) values (now(), 2)")
        .update();
    // On a new machine: no key either. Restoring is asking for a new one.
    try (var files = Files.list(folder.resolve("secrets"))) {
      for (Path file : files.toList()) Files.delete(file);
    }

    var restored = start();
    assertThat(restored.halted()).isNull();
    restored.recordAndPlace("c");
    restored.record("d", new Log.Leaf("mrc", 1, new byte[32]));
    restored.sequencer.comeBy();
    start().recordAndPlace("e");

    assertThat(store.generations()).hasSize(2);
    assertThat(trees.all()).extracting(TreeStore.Tree::name).hasSize(4);
    var now = tree(Log.NODE);
    assertThat(now.path()).matches("node~2-[0-9a-f]{6}");
    assertThat(now.origin()).endsWith("/" + now.path());
    assertThat(now.head().size()).isEqualTo(2);
    assertSound(now);
    assertSound(tree("mrc"));
    var then = trees.find(Log.NODE).orElseThrow();
    assertThat(signedHead(then)).isEqualTo(old);
    assertSound(then);

    owner
        .sql("insert into launch.restore (backup_made_at, log_last_seq) values (now(), 2)")
        .update();
    start().recordAndPlace("f");
    assertThat(tree(Log.NODE).path()).matches("node~3-[0-9a-f]{6}");
  }

  /** Whoever has the database can change everything in it, but not what others hold. */
  @Test
  void an_entry_changed_by_hand_no_longer_fits_its_proof() {
    var node = start();
    node.recordAndPlace("a", "b", "c", "d", "e");
    var tree = tree(Log.NODE);
    var held = signedHead(tree);
    owner
        .sql(
            """
            update log.leaf set envelope = convert_to(replace(convert_from(envelope, 'UTF8'),
              'publisher node', 'publisher mode'), 'UTF8') where index = 2
            """)
        .update();
    byte[] changed = store.envelopes(tree.id(), 2, 1).getFirst();
    assertThat(Envelope.parse(changed).publisher()).isEqualTo("mode");
    assertThat(trees.inclusion(tree, 2, 5).verify(Hash.ofLeaf(changed), held))
        .isInstanceOf(Verdict.RootDiffers.class);
  }

  @Test
  void a_history_rewritten_by_hand_halts_the_node_and_fails_against_the_checkpoint_others_hold() {
    var node = start();
    node.recordAndPlace("a", "b", "c", "d", "e");
    var tree = tree(Log.NODE);
    var held = signedHead(tree);
    node.recordAndPlace("f", "g");
    var later = signedHead(tree);

    rewrite(tree);

    // The log's own numbers now agree with each other, so that only what was signed tells.
    var forged = trees.find(Log.NODE).orElseThrow();
    assertThat(forged.head()).isEqualTo(headOver(envelopes(forged)));
    assertThat(trees.consistency(forged, 5, 7).verify(held, later))
        .isInstanceOf(Verdict.Fails.class);
    assertThat(trees.consistency(forged, 5, 7).verify(held, forged.head()))
        .isInstanceOf(Verdict.Fails.class);

    node.recordAndPlace("h");
    assertThat(node.halted()).isEqualTo(Message.of("log.halt.tree", "node"));
    assertThat(node.log.latest().value()).isEqualTo(7);
    assertThatThrownBy(() -> node.record("i")).isInstanceOf(LogProblem.Halted.class);
    assertThat(start().halted()).isEqualTo(Message.of("log.halt.tree", "node"));
    assertThat(trees.find(Log.NODE).orElseThrow().head().size()).isEqualTo(7);

    var anew = start(new LogSettings(null, false, true));
    assertThat(anew.halted()).isNull();
    assertThat(tree(Log.NODE).path()).startsWith("node~2-");
    assertThat(anew.log.latest().value()).isEqualTo(8);
    assertSound(tree(Log.NODE));
  }

  @Test
  void even_a_forger_with_the_key_cannot_prove_the_new_history_consistent_with_the_old() {
    var node = start();
    node.recordAndPlace("a", "b", "c", "d", "e");
    var tree = tree(Log.NODE);
    var held = signedHead(tree);
    node.recordAndPlace("f", "g");
    rewrite(tree);
    var forged = trees.find(Log.NODE).orElseThrow();
    var key =
        new KeyFile(folder.resolve("secrets")).read(store.origin().orElseThrow()).orElseThrow();
    byte[] note = new Checkpoint(forged.origin(), forged.head()).sign(key).encode();
    owner.sql("update log.checkpoint set note = ? where size = 7").param(note).update();

    assertThat(trees.consistency(forged, 5, 7).verify(held, signedHead(forged)))
        .isInstanceOf(Verdict.Fails.class);
  }

  /** Changes the entry at 2 and everything that follows from it, as far as it can without keys. */
  private void rewrite(TreeStore.Tree tree) {
    var envelopes = new ArrayList<>(envelopes(tree));
    var was = Envelope.parse(envelopes.get(2));
    var is =
        new Envelope(
            was.kind(), "someone", was.agreement(), was.time(), was.count(), was.commitment());
    envelopes.set(2, is.encode());
    owner.sql("update log.leaf set envelope = ? where index = 2").param(is.encode()).update();
    var anew = new TiledTree();
    for (byte[] envelope : envelopes) anew.append(Hash.ofLeaf(envelope));
    anew.drain()
        .forEach(
            (tile, hashes) ->
                owner
                    .sql("update log.tile set hashes = ? where level = ? and index = ?")
                    .params(hashes, tile.level(), tile.index())
                    .update());
    owner.sql("update log.tree set root = ?").param(anew.head().root().bytes()).update();
  }

  @Test
  void a_missing_tile_or_checkpoint_halts() {
    start().recordAndPlace("a", "b");
    owner.sql("delete from log.checkpoint").update();
    assertThat(start().halted()).isEqualTo(Message.of("log.halt.checkpoint", "node"));
    owner.sql("delete from log.tile").update();
    assertThat(start().halted()).isEqualTo(Message.of("log.halt.tiles", "node"));
  }

  @Test
  void nobody_signed_in_as_the_application_changes_leaves_or_checkpoints() {
    start().recordAndPlace("a");
    var db = JdbcClient.create(database);
    for (String statement :
        List.of(
            "update log.leaf set seq = 9",
            "delete from log.leaf",
            "update log.checkpoint set size = 9",
            "delete from log.checkpoint",
            "delete from log.tile",
            "delete from log.tree",
            "update log.secret set secret = sha256('')",
            "update log.key set verifier = ''",
            "update log.node set origin = ''")) {
      assertThatThrownBy(() -> db.sql(statement).update())
          .as(statement)
          .rootCause()
          .hasMessageContaining("permission denied");
    }
  }

  @Test
  void proofs_between_any_two_sizes_hold() {
    var node = start();
    var heads = new ArrayList<TreeHead>();
    for (int i = 0; i < 20; i++) {
      node.recordAndPlace("r" + i);
      heads.add(signedHead(tree(Log.NODE)));
    }
    var tree = tree(Log.NODE);
    IntStream.rangeClosed(1, 20)
        .forEach(
            older ->
                IntStream.rangeClosed(older, 20)
                    .forEach(
                        newer ->
                            assertThat(
                                    trees
                                        .consistency(tree, older, newer)
                                        .verify(heads.get(older - 1), heads.get(newer - 1)))
                                .isEqualTo(new Verdict.Holds())));
    assertThatThrownBy(() -> trees.consistency(tree, 3, 21))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> trees.inclusion(tree, 20, 20))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThat(trees.consistency(tree, 0, 20)).isEqualTo(new ConsistencyProof(List.of()));
    assertThat(trees.inclusion(tree, 0, 1)).isEqualTo(new InclusionProof(0, List.of()));
  }

  /** Four writers whose transactions overlap, and three nodes that all come by. */
  @Test
  void logs_stay_whole_while_many_write_and_several_nodes_sequence() throws Exception {
    start();
    var writing = new AtomicBoolean(true);
    var threads = Executors.newFixedThreadPool(7);
    try {
      var nodes = new ArrayList<Future<?>>();
      for (int i = 0; i < 3; i++) {
        nodes.add(
            threads.submit(
                () -> {
                  var node = start();
                  while (writing.get()) node.sequencer.comeBy();
                  node.sequencer.placeAll();
                }));
      }
      var writers = new ArrayList<Future<?>>();
      for (int i = 0; i < 4; i++) {
        int own = i;
        writers.add(threads.submit(() -> write(own, new Random(own))));
      }
      for (var writer : writers) writer.get();
      writing.set(false);
      for (var node : nodes) node.get();
    } finally {
      threads.shutdownNow();
    }
    long kept = 0;
    for (var tree : trees.all()) {
      assertThat(signedHead(tree)).isEqualTo(headOver(envelopes(tree))).isEqualTo(tree.head());
      kept += tree.head().size();
    }
    assertThat(trees.all()).hasSize(3);
    assertThat(kept)
        .isEqualTo(owner.sql("select count(*) from log.entry").query(Long.class).single());
    var seqs = owner.sql("select seq from log.leaf order by seq").query(Long.class).list();
    assertThat(seqs).isEqualTo(LongStream.rangeClosed(1, kept).boxed().toList());
  }

  private void write(int writer, Random random) {
    var log = new PostgresLog(JdbcClient.create(database), start().sequencer);
    for (int n = 0; n < 120; n++) {
      String ref = writer + "-" + n;
      int kind = random.nextInt(3);
      List<Log.Leaf> leaves =
          kind == 0 ? List.of() : List.of(new Log.Leaf(kind == 1 ? "mrc" : "lmc", 1, new byte[32]));
      transaction.executeWithoutResult(
          status -> {
            log.record("test", ref, "VN", leaves, bytes(ref));
            if (random.nextInt(4) == 0) LockSupport.parkNanos(random.nextInt(5_000_000));
            if (random.nextInt(10) == 0) status.setRollbackOnly();
          });
    }
  }

  /** The database ends the sequencer's connection at each point of its work, as a crash would. */
  @Test
  void a_sequencer_that_is_killed_at_its_work_leaves_nothing_half_done() {
    var node = start();
    node.recordAndPlace("a", "b");
    owner
        .sql(
            """
            create function log.die() returns trigger language plpgsql as
              'begin perform pg_terminate_backend(pg_backend_pid()); return new; end'
            """)
        .update();
    long size = 2;
    for (String table : List.of("entry", "leaf", "secret", "tile", "checkpoint", "tree")) {
      owner
          .sql(
              "create trigger die before insert or update on log.%s for each row execute function log.die()"
                  .formatted(table))
          .update();
      node.record("while " + table);
      assertThatThrownBy(node.sequencer::comeBy).as(table).isNotNull();
      assertThat(tree(Log.NODE).head().size()).isEqualTo(size);
      assertThat(signedHead(tree(Log.NODE)).size()).isEqualTo(size);
      owner.sql("drop trigger die on log." + table).update();
      node.sequencer.comeBy();
      size++;
      assertThat(node.halted()).isNull();
      assertSound(tree(Log.NODE));
      assertThat(tree(Log.NODE).head().size()).isEqualTo(size);
      assertThat(start().halted()).isNull();
    }
    owner.sql("drop function log.die").update();
  }

  /** Put back behind the program's back: the old state is sound in itself. */
  @Test
  void a_database_put_back_to_an_older_state_is_noticed_by_the_machine_that_signed_more() {
    start().recordAndPlace("a", "b");
    for (String table : COPIED) {
      owner.sql("create table log.old_%s as table log.%s".formatted(table, table)).update();
    }
    var later = start();
    later.recordAndPlace("c", "d", "e");
    // It is noted about once a second.
    LockSupport.parkNanos(1_100_000_000L);
    later.sequencer.comeBy();
    owner.sql("truncate " + COPIED.stream().map("log."::concat).collect(joining(", "))).update();
    for (String table : COPIED) {
      owner
          .sql(
              "insert into log.%s overriding system value table log.old_%s".formatted(table, table))
          .update();
      owner.sql("drop table log.old_" + table).update();
    }
    assertThat(tree(Log.NODE).head().size()).isEqualTo(2);
    assertSound(tree(Log.NODE));

    assertThat(start().halted()).isEqualTo(Message.of("log.halt.behind", "node"));
    var anew = start(new LogSettings(null, false, true));
    anew.recordAndPlace("f");
    assertThat(tree(Log.NODE).path()).startsWith("node~2-");
    assertThat(start().halted()).isNull();
  }

  private static final List<String> COPIED =
      List.of("entry", "node", "key", "generation", "tree", "leaf", "secret", "tile", "checkpoint");

  @Test
  void a_history_rewritten_and_signed_anew_is_noticed_by_the_machine_that_remembers() {
    var node = start();
    node.recordAndPlace("a", "b", "c", "d");
    rewrite(tree(Log.NODE));
    var forged = trees.find(Log.NODE).orElseThrow();
    var keys = new KeyFile(folder.resolve("secrets"));
    var key = keys.read(store.origin().orElseThrow()).orElseThrow();
    byte[] note = new Checkpoint(forged.origin(), forged.head()).sign(key).encode();
    owner.sql("update log.checkpoint set note = ? where size = 4").param(note).update();
    assertThat(start().halted()).isEqualTo(Message.of("log.halt.tree", "node"));
  }

  /** Seen on two cores: see docs/decisions/0009. Fails only if it is hopelessly slow. */
  @Test
  void the_sequencer_keeps_up() {
    var sequencer =
        LogOn.sequencer(
            database, Clock.systemUTC(), () -> {}, LogSettings.PLAIN, new KeyFile(folder));
    var log = new PostgresLog(JdbcClient.create(database), sequencer);
    sequencer.comeBy();
    int records = 60_000;
    transaction.executeWithoutResult(
        _ ->
            owner
                .sql(
                    """
                    insert into log.pending (kind, ref, digest)
                    select 'test', n::text, sha256(n::text::bytea) from generate_series(1, ?) n
                    """)
                .param(records)
                .update());
    long began = System.nanoTime();
    sequencer.comeBy();
    double seconds = (System.nanoTime() - began) / 1e9;
    assertThat(log.latest().value()).isEqualTo(records);
    System.out.printf("sequencer: %,.0f records/s%n", records / seconds);
    assertThat(records / seconds).isGreaterThan(2_600);
  }
}
