package org.lanmei.log;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lanmei.merkle.Checkpoint;
import org.lanmei.merkle.Envelope;
import org.lanmei.merkle.Hash;
import org.lanmei.merkle.LeafSecret;
import org.lanmei.merkle.LogPolicy;
import org.lanmei.merkle.MalformedException;
import org.lanmei.merkle.MissingHashException;
import org.lanmei.merkle.SaltedLeaf;
import org.lanmei.merkle.SigningKey;
import org.lanmei.merkle.TileNodes;
import org.lanmei.merkle.TiledTree;
import org.lanmei.merkle.TreeHead;
import org.lanmei.merkle.VerifierKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/*
 * What is kept in memory, and when it is believed.
 *
 * A tree's right edge is kept from one transaction to the next, so that a drain reads no tiles. Another
 * node may have had its turn in between, or a transaction may have been rolled back after leaves were
 * appended; so at the beginning of each transaction, under the sequencer's lock, size and root in
 * memory are compared with what is stored, and where they differ the tree is resumed from its tiles.
 * A resumed tree must have exactly the head of the last checkpoint, whose signature must be that of a
 * key of this log: if not, somebody has changed the database, and to sign anything on top of it would
 * make this node vouch for a history it did not record. Then nothing is recorded any more until a
 * person has looked.
 */
/**
 * The trees of this node as its sequencer grows them. Used by one thread at a time, inside the
 * sequencer's transaction and under its lock.
 */
@Component
final class Ledger {

  private static final Logger log = LoggerFactory.getLogger(Ledger.class);

  private static final int AT_ONCE = 5_000;
  private static final Duration NOTE_EVERY = Duration.ofSeconds(1);

  private final TreeStore store;
  private final KeyFile keyFile;
  private final LogSettings settings;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Growing> growing = new HashMap<>();
  private final SignedBefore signedBefore;
  private @Nullable Opened opened;
  private Map<String, TreeHead> lastNoted = Map.of();
  private long noted = System.nanoTime() - NOTE_EVERY.toNanos();

  Ledger(TreeStore store, KeyFile keyFile, LogSettings settings) {
    this.store = store;
    this.keyFile = keyFile;
    this.signedBefore = keyFile.signedBefore();
    this.settings = settings;
  }

  /** What does not change from one transaction to the next. */
  private record Opened(
      String node, SigningKey key, Set<VerifierKey> keys, TreeStore.Generation generation) {}

  private record Growing(TreeStore.Tree stored, TiledTree tree) {}

  /** After a transaction that did not end well: what is in memory may not be what is stored. */
  void forget() {
    growing.clear();
    opened = null;
  }

  /**
   * Makes sure that what is stored is what was signed, and that it can be gone on with.
   *
   * @throws LogRefusal when not
   */
  void open(Instant now) {
    if (opened == null) {
      opened = load(now);
      check();
      plantOlder(now);
    } else {
      check();
    }
  }

  boolean isOpen() {
    return opened != null;
  }

  private void check() {
    var opened = opened();
    var stored = new HashMap<String, TreeStore.Tree>();
    for (var tree : store.trees(opened.generation().number())) stored.put(tree.name(), tree);
    growing
        .entrySet()
        .removeIf(
            kept -> {
              var tree = stored.get(kept.getKey());
              return tree == null || !tree.head().equals(kept.getValue().tree().head());
            });
    for (var tree : stored.values()) {
      if (!growing.containsKey(tree.name())) {
        growing.put(tree.name(), new Growing(tree, resume(tree, opened.keys())));
      }
    }
  }

  /** Entries from before there were trees: a leaf each, in their order, before any newer one. */
  private void plantOlder(Instant now) {
    var older = store.unplanted(AT_ONCE);
    while (!older.isEmpty()) {
      plant(older, now);
      older = store.unplanted(AT_ONCE);
    }
  }

  /** Appends the leaves of these records to their trees, stores and signs. */
  void plant(List<TreeStore.Waiting> records, Instant now) {
    var open = opened();
    var leaves = new ArrayList<TreeStore.NewLeaf>(records.size());
    var grown = new LinkedHashMap<String, Growing>();
    for (var record : records) {
      if (record.leaves().isEmpty()) {
        var secret = LeafSecret.fresh(random);
        Hash digest = Hash.copyOf(record.digest());
        Hash commitment = new SaltedLeaf(secret.leafSalt(), digest).commitment();
        var tree = grown.computeIfAbsent(Log.NODE, this::growing);
        leaves.add(append(tree, record, 1, commitment, secret));
      }
      for (Log.Leaf leaf : record.leaves()) {
        var tree = grown.computeIfAbsent(leaf.log(), this::growing);
        leaves.add(
            append(tree, record, leaf.count(), Hash.copyOf(leaf.commitment()), leaf.secret()));
      }
    }
    store.insertLeaves(leaves);
    for (var one : grown.values()) {
      var stored = one.stored();
      var head = one.tree().head();
      store.putTiles(stored.id(), one.tree().drain());
      store.grow(
          stored.id(), head, new Checkpoint(stored.origin(), head).sign(open.key()), now);
    }
  }

  private static TreeStore.NewLeaf append(
      Growing tree,
      TreeStore.Waiting record,
      long count,
      Hash commitment,
      @Nullable LeafSecret secret) {
    byte[] envelope =
        new Envelope(
                record.kind(),
                record.publisher(),
                tree.stored().name(),
                record.knownAt(),
                count,
                commitment)
            .encode();
    long index = tree.tree().append(Hash.ofLeaf(envelope));
    return new TreeStore.NewLeaf(tree.stored().id(), index, record.seq(), envelope, secret);
  }

  private Growing growing(String name) {
    var open = opened();
    return growing.computeIfAbsent(
        name,
        _ ->
            new Growing(store.insertTree(name, open.generation(), open.node()), new TiledTree()));
  }

  private Opened opened() {
    if (opened == null) throw new IllegalStateException("not open");
    return opened;
  }

  private Opened load(Instant now) {
    String node = store.origin().orElseGet(this::newOrigin);
    if (settings.origin() != null && !settings.origin().equals(node)) {
      log.warn("the logs keep the name {} they began with, not {}", node, settings.origin());
    }
    var generations = store.generations();
    OptionalLong restore = store.restoreNotHeeded();
    SigningKey key = key(node, restore.isPresent(), now);
    Set<VerifierKey> keys =
        store.keys().stream().map(TreeStore.Key::verifier).collect(Collectors.toSet());
    if (generations.isEmpty() || restore.isPresent()) {
      return new Opened(node, key, keys, begin(generations.size() + 1, restore, now));
    }
    var last = generations.getLast();
    try {
      requireSound(node, last, keys);
    } catch (LogRefusal e) {
      if (!settings.newGeneration()) throw e;
      log.warn("new logs are begun, as asked for: {}", e.getMessage());
      return new Opened(node, key, keys, begin(last.number() + 1, restore, now));
    }
    return new Opened(node, key, keys, last);
  }

  /** Whether all logs are what was signed last, also as this machine remembers it. */
  private void requireSound(
      String node, TreeStore.Generation generation, Set<VerifierKey> keys) {
    var remembered = signedBefore.read(node);
    var trees = store.trees();
    for (var entry : remembered.entrySet()) {
      var tree = trees.stream().filter(t -> t.path().equals(entry.getKey())).findFirst();
      if (tree.isPresent() && tree.get().generation() < generation.number()) continue;
      if (tree.isEmpty() || tree.get().head().size() < entry.getValue().size()) {
        throw new LogRefusal("log.halt.behind", entry.getKey());
      }
      if (!headAt(tree.get(), entry.getValue().size()).equals(entry.getValue())) {
        throw new LogRefusal("log.halt.tree", entry.getKey());
      }
    }
    for (var tree : trees) {
      if (tree.generation() == generation.number()) resume(tree, keys);
    }
  }

  private TreeHead headAt(TreeStore.Tree tree, long size) {
    try {
      return new TileNodes(size, store.tiles(tree.id())).head();
    } catch (MissingHashException | MalformedException e) {
      throw new LogRefusal("log.halt.tiles", tree.path());
    }
  }

  /**
   * Notes what has been signed, now and then: only after the transaction has been committed.
   *
   * @param nanos of {@link System#nanoTime}
   */
  void remember(long nanos) {
    var open = opened;
    if (open == null || nanos - noted < NOTE_EVERY.toNanos()) return;
    var heads = new TreeMap<String, TreeHead>();
    for (var one : growing.values()) {
      if (one.tree().size() > 0) heads.put(one.stored().path(), one.tree().head());
    }
    if (heads.isEmpty() || heads.equals(lastNoted)) return;
    signedBefore.write(open.node(), heads);
    lastNoted = heads;
    noted = nanos;
  }

  private String newOrigin() {
    String configured = settings.origin();
    String origin = configured != null ? configured : "lanmei-" + randomHex(6);
    store.insertOrigin(origin);
    return origin;
  }

  private String randomHex(int bytes) {
    byte[] drawn = new byte[bytes];
    random.nextBytes(drawn);
    return HexFormat.of().formatHex(drawn);
  }

  /** The suffix is drawn: one backup can be restored twice. */
  private TreeStore.Generation begin(int number, OptionalLong restore, Instant now) {
    boolean first = number == 1 && restore.isEmpty();
    String suffix = first ? "" : "~%d-%s".formatted(number, randomHex(3));
    var generation =
        new TreeStore.Generation(
            number, suffix, now, restore.isPresent() ? restore.getAsLong() : null);
    store.insertGeneration(generation);
    return generation;
  }

  private SigningKey key(String node, boolean restored, Instant now) {
    var known = store.keys();
    Optional<SigningKey> kept = keyFile.read(node);
    boolean mayBegin = known.isEmpty() || restored || settings.newKey();
    if (kept.isPresent()) {
      var verifier = kept.get().verifier();
      var listed = known.stream().filter(key -> key.verifier().equals(verifier)).findFirst();
      if (listed.isPresent()) {
        if (listed.get().retiredAt() == null) return kept.get();
        throw new LogRefusal("log.halt.retired-key", keyFile.of(node).toString());
      }
      if (!mayBegin) throw new LogRefusal("log.halt.other-key", keyFile.of(node).toString());
      store.startKey(verifier, now);
      return kept.get();
    }
    if (!mayBegin) throw new LogRefusal("log.halt.no-key", keyFile.of(node).toString());
    var created = keyFile.create(node, random);
    store.startKey(created.verifier(), now);
    if (!known.isEmpty()) log.warn("a new key signs the logs from now on: {}", created.verifier());
    return created;
  }

  /** The tree as its tiles have it, which must be what was signed last. */
  private TiledTree resume(TreeStore.Tree stored, Set<VerifierKey> keys) {
    TiledTree tree;
    try {
      tree = TiledTree.resume(stored.head().size(), store.tiles(stored.id()));
    } catch (MissingHashException | MalformedException e) {
      throw new LogRefusal("log.halt.tiles", stored.path());
    }
    if (!tree.head().equals(stored.head())) throw new LogRefusal("log.halt.tree", stored.path());
    Optional<byte[]> note = store.checkpoint(stored.id());
    if (note.isEmpty()) {
      if (stored.head().size() == 0) return tree;
      throw new LogRefusal("log.halt.checkpoint", stored.path());
    }
    var verdict = new LogPolicy(stored.origin(), keys, Set.of(), 0).open(note.get());
    if (!(verdict instanceof LogPolicy.Opened.Trusted trusted)) {
      throw new LogRefusal("log.halt.checkpoint", stored.path());
    }
    if (!trusted.checkpoint().head().equals(tree.head())) {
      throw new LogRefusal("log.halt.tree", stored.path());
    }
    return tree;
  }
}
