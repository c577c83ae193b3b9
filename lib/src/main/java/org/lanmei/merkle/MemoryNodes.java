package org.lanmei.merkle;

import java.util.ArrayList;
import java.util.List;

/**
 * All hashes of a small tree in memory, about 64 bytes and two objects a leaf. Not safe for use by
 * several threads while it grows.
 */
public final class MemoryNodes implements Nodes {

  private final List<List<Hash>> levels = new ArrayList<>();
  private final MerkleTree tree = new MerkleTree();

  /** The tree over {@code leaves}, which are hashes of leaves. */
  public static MemoryNodes over(Iterable<Hash> leaves) {
    var nodes = new MemoryNodes();
    for (Hash leaf : leaves) nodes.append(leaf);
    return nodes;
  }

  /**
   * Appends a leaf.
   *
   * @param leaf its hash
   * @return its index
   */
  public long append(Hash leaf) {
    return tree.append(leaf, this::keep);
  }

  private void keep(int level, long index, Hash hash) {
    if (levels.size() == level) levels.add(new ArrayList<>());
    levels.get(level).add(hash);
  }

  public TreeHead head() {
    return tree.head();
  }

  @Override
  public Hash node(int level, long index) {
    if (level < 0 || level >= levels.size() || index < 0 || index >= levels.get(level).size()) {
      throw new MissingHashException(level, index);
    }
    return levels.get(level).get((int) index);
  }
}
