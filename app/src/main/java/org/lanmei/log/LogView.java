package org.lanmei.log;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Caller;
import org.springframework.stereotype.Component;

/** The logs as one caller may see them. */
@Component
public final class LogView {

  private final Trees trees;
  private final TreeStore store;
  private final Readership readership;

  LogView(Trees trees, TreeStore store, Readership readership) {
    this.trees = trees;
    this.store = store;
    this.readership = readership;
  }

  /**
   * A log.
   *
   * @param log what addresses call it
   * @param origin what its checkpoints call it
   * @param agreement whose; null = the node's own
   * @param signedAt when the last checkpoint was; null = none yet
   * @param root of the tree, base64
   * @param ended true when it is no longer added to, since newer ones were begun
   */
  public record Entry(
      String log,
      String origin,
      @Nullable String agreement,
      long size,
      String root,
      @Nullable Instant signedAt,
      boolean ended) {}

  /**
   * A key that signs, or signed.
   *
   * @param key in the form of c2sp.org/signed-note
   * @param retiredAt null = it signs now
   */
  public record Key(String key, Instant beganAt, @Nullable Instant retiredAt) {}

  /** Those that the caller may see, those that are added to first. */
  public List<Entry> logs(Caller caller) {
    var generations = store.generations();
    int current = generations.isEmpty() ? 0 : generations.getLast().number();
    return trees.all().stream()
        .filter(tree -> readership.seesHashes(tree, caller))
        .map(tree -> entry(tree, tree.generation() < current))
        .sorted(java.util.Comparator.comparing(Entry::ended))
        .toList();
  }

  private Entry entry(TreeStore.Tree tree, boolean ended) {
    return new Entry(
        tree.path(),
        tree.origin(),
        tree.name().equals(Log.NODE) ? null : tree.name(),
        tree.head().size(),
        tree.head().root().base64(),
        store.signedAt(tree.id()).orElse(null),
        ended);
  }

  /** Of this node, the newest last. */
  public List<Key> keys() {
    return store.keys().stream()
        .map(key -> new Key(key.verifier().toString(), key.beganAt(), key.retiredAt()))
        .toList();
  }

  /** When the logs had to begin anew, but for the first time. */
  public List<Instant> beginnings() {
    return store.generations().stream()
        .skip(1)
        .map(TreeStore.Generation::beganAt)
        .toList();
  }
}
