package org.lanmei.merkle;

import java.util.ArrayList;
import java.util.List;

/** How paths through a tree run; see the essay in {@link MerkleTree}. */
final class Paths {

  private Paths() {}

  /** Levels below the place where the path to {@code index} meets the right edge of the tree. */
  static int inner(long index, long size) {
    return Long.SIZE - Long.numberOfLeadingZeros(index ^ (size - 1));
  }

  /** Siblings above that place: all of them to the left. */
  static int border(long index, int inner) {
    return Long.bitCount(index >>> inner);
  }

  /**
   * The siblings from the node at {@code level} that ends in leaf {@code index}, up to the root of
   * the tree of {@code size}.
   */
  static List<Hash> siblings(int level, long index, long size, Nodes nodes) {
    var path = new ArrayList<Hash>();
    int inner = inner(index, size);
    for (int l = level; l < inner; l++) {
      long sibling = (index >>> l) ^ 1;
      // Only the topmost of these may be ragged, as only there the path leaves the right edge.
      path.add(
          (size >>> l) > sibling
              ? nodes.node(l, sibling)
              : MerkleTree.fold(range(sibling << l, size, nodes)));
    }
    for (int l = inner; (index >>> l) != 0; l++) {
      if (((index >>> l) & 1) == 1) path.add(nodes.node(l, (index >>> l) - 1));
    }
    return path;
  }

  /**
   * The perfect trees that make up the leaves from {@code from} to {@code to}, largest first.
   *
   * @param from a multiple of the largest power of two that is below {@code to - from}
   */
  static List<Hash> range(long from, long to, Nodes nodes) {
    var range = new ArrayList<Hash>();
    for (long at = from; at < to; ) {
      int level = Long.SIZE - 1 - Long.numberOfLeadingZeros(to - at);
      range.add(nodes.node(level, at >>> level));
      at += 1L << level;
    }
    return range;
  }

  /** Goes up with the siblings of {@code path}: at inner levels by the bits of {@code turns}. */
  static Hash climb(Hash from, long turns, int inner, List<Hash> path) {
    Hash at = from;
    for (int i = 0; i < path.size(); i++) {
      boolean left = i >= inner || ((turns >>> i) & 1) == 1;
      at = left ? Hash.ofNode(path.get(i), at) : Hash.ofNode(at, path.get(i));
    }
    return at;
  }

  /**
   * Goes up with only those siblings that are to the left: the tree as it ended at {@code from}.
   */
  static Hash climbLeft(Hash from, long turns, int inner, List<Hash> path) {
    Hash at = from;
    for (int i = 0; i < path.size(); i++) {
      if (i >= inner || ((turns >>> i) & 1) == 1) at = Hash.ofNode(path.get(i), at);
    }
    return at;
  }
}
