package org.lanmei.log;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.lanmei.merkle.ConsistencyProof;
import org.lanmei.merkle.EntryBundle;
import org.lanmei.merkle.Hash;
import org.lanmei.merkle.HashTile;
import org.lanmei.merkle.InclusionProof;
import org.lanmei.merkle.TileNodes;
import org.lanmei.merkle.TilePath;
import org.springframework.stereotype.Component;

/** What is stored of the logs, as it is served. Nothing here asks who wants to know. */
@Component
final class Trees {

  private final TreeStore store;

  Trees(TreeStore store) {
    this.store = store;
  }

  /** The log that addresses call so. */
  Optional<TreeStore.Tree> find(String path) {
    return store.tree(path);
  }

  /** The log as it is now. */
  TreeStore.Tree asNow(TreeStore.Tree tree) {
    return find(tree.path()).orElseThrow();
  }

  List<TreeStore.Tree> all() {
    return store.trees();
  }

  /** The last signed checkpoint; empty while the log is. */
  Optional<byte[]> checkpoint(TreeStore.Tree tree) {
    return store.checkpoint(tree.id());
  }

  /** The tile in this width; empty when the log is not that large. */
  Optional<byte[]> tile(TreeStore.Tree tree, HashTile tile) {
    byte[] hashes = store.tiles(tree.id()).read(tile);
    int length = tile.width() * Hash.LENGTH;
    return hashes == null || hashes.length < length
        ? Optional.empty()
        : Optional.of(Arrays.copyOf(hashes, length));
  }

  /** The entries of a bundle; empty when the log is not that large. */
  Optional<byte[]> bundle(TreeStore.Tree tree, EntryBundle bundle) {
    if (bundle.index() > tree.head().size() / TilePath.WIDTH) return Optional.empty();
    var envelopes =
        store.envelopes(tree.id(), bundle.index() * TilePath.WIDTH, bundle.width());
    return envelopes.size() < bundle.width()
        ? Optional.empty()
        : Optional.of(bundle.encode(envelopes));
  }

  /** The hash of an entry, from its tile. */
  Hash leaf(TreeStore.Tree tree, long index) {
    return nodes(tree, tree.head().size()).node(0, index);
  }

  /** Where in a log the entry of this place in the order is; empty when it is not in it. */
  OptionalLong index(TreeStore.Tree tree, long seq) {
    return store.index(tree.id(), seq);
  }

  /**
   * @throws IndexOutOfBoundsException when the log has not that size or the size not that index
   */
  InclusionProof inclusion(TreeStore.Tree tree, long index, long size) {
    return InclusionProof.of(index, size, nodes(tree, size));
  }

  /**
   * @throws IndexOutOfBoundsException when the log has not that size or the older is the larger
   */
  ConsistencyProof consistency(TreeStore.Tree tree, long older, long newer) {
    return ConsistencyProof.of(older, newer, nodes(tree, newer));
  }

  private TileNodes nodes(TreeStore.Tree tree, long size) {
    if (size < 0 || size > tree.head().size()) {
      throw new IndexOutOfBoundsException(size + " of " + tree.head().size());
    }
    return new TileNodes(size, store.tiles(tree.id()));
  }
}
