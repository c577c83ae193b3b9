package org.lanmei.merkle;

import java.util.ArrayList;
import java.util.List;

/*
 * Compact ranges
 * ==============
 *
 * RFC 6962 splits a tree of n leaves at the largest power of two below n, and the right part again,
 * until what is left is perfect. So a tree of 13 = 8 + 4 + 1 leaves is three perfect trees side by
 * side, one for each bit of 13, and its root is a fold over their roots from the right:
 *
 *                 root                       size 13 = 0b1101
 *               /      \
 *             A          .                   A covers leaves 0..7    (level 3, index 0)
 *          (8)         /   \                 B covers leaves 8..11   (level 2, index 2)
 *                    B      C                C covers leaf  12       (level 0, index 12)
 *                   (4)    (1)
 *
 * The list A, B, C is the compact range of [0, 13). It is all one needs to go on: old leaves can be
 * forgotten. Appending a leaf works like adding one to a binary counter. The new leaf is a perfect
 * tree of one; as long as the range ends in a tree of the same height, the two become one of the
 * next height (the carry). Leaf 13 meets C (level 0 and 0 give level 1) and stops, as B has level 2:
 * 14 = 0b1110 is A, B, D. How many trees are joined is the number of trailing one bits of the old
 * size, so n appends cost fewer than n joins in all, and at most 63 at once. The root costs one join
 * for each further tree in the range.
 *
 * Every node that comes into being this way is over a full 2^k leaves and will be in every later
 * tree: those are the nodes worth storing, and the sink is told of each exactly once, children
 * before parents. The nodes on the ragged right edge (the dot above) differ from size to size and
 * are never stored but folded when asked for.
 *
 * The same view gives the proofs (see Paths). The inclusion path of leaf i in a tree of n goes up
 * through perfect siblings until it reaches the perfect tree of the range that holds i; the next
 * sibling is the fold of everything to its right; all others are the perfect trees to its left. How
 * many there are of each follows from i and n alone, which is why a proof of the wrong length can be
 * refused before hashing. A consistency proof from m to n is the same path, started not at a leaf
 * but at the last perfect tree of the range of [0, m).
 */

/**
 * An append-only tree that remembers its right edge only: at most 63 hashes, whatever its size. Not
 * safe for use by several threads.
 */
public final class MerkleTree {

  /** Told of each hash that will be in every later tree. */
  @FunctionalInterface
  public interface Sink {

    /** A node over a full {@code 2^level} leaves has come into being. */
    void completed(int level, long index, Hash hash);
  }

  private static final Sink FORGET = (level, index, hash) -> {};

  /** The roots of the perfect trees, largest first: one for each bit of the size. */
  private final List<Hash> range;

  private long size;

  /** A tree without leaves. */
  public MerkleTree() {
    this(0, List.of());
  }

  /**
   * Goes on with a tree of {@code size} leaves.
   *
   * @param range what {@link #range()} gave at that size
   * @throws IllegalArgumentException when the range has another number of hashes than the size asks
   *     for. Whether they are the right ones only {@link #head()} tells, against a checkpoint.
   */
  public MerkleTree(long size, List<Hash> range) {
    if (size < 0 || range.size() != Long.bitCount(size)) {
      throw new IllegalArgumentException(range.size() + " hashes for a tree of " + size);
    }
    this.size = size;
    this.range = new ArrayList<>(range);
  }

  /**
   * Appends a leaf.
   *
   * @param leaf its hash: {@link Hash#ofLeaf}
   * @return its index
   */
  public long append(Hash leaf) {
    return append(leaf, FORGET);
  }

  /** Appends a leaf and tells {@code sink} of the leaf and of every node it completes. */
  public long append(Hash leaf, Sink sink) {
    if (size == Long.MAX_VALUE) throw new IllegalStateException("the tree is full");
    sink.completed(0, size, leaf);
    Hash grown = leaf;
    int carries = Long.numberOfTrailingZeros(~size);
    for (int level = 1; level <= carries; level++) {
      grown = Hash.ofNode(range.removeLast(), grown);
      sink.completed(level, size >>> level, grown);
    }
    range.add(grown);
    return size++;
  }

  /** Number of leaves. */
  public long size() {
    return size;
  }

  /** The size and the root over all leaves so far. */
  public TreeHead head() {
    return new TreeHead(size, fold(range));
  }

  /** What it takes to go on from here: the roots of the perfect trees, largest first. */
  public List<Hash> range() {
    return List.copyOf(range);
  }

  /** The root over neighbouring perfect trees of falling size. */
  static Hash fold(List<Hash> range) {
    if (range.isEmpty()) return Hash.EMPTY;
    Hash root = range.getLast();
    for (int i = range.size() - 2; i >= 0; i--) root = Hash.ofNode(range.get(i), root);
    return root;
  }
}
