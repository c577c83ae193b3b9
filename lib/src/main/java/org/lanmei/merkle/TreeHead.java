package org.lanmei.merkle;

/**
 * A tree as a whole: how many leaves, and the root over them. Proofs are checked against heads,
 * never against bare roots, because a root does not say the size of its tree.
 *
 * @param size number of leaves, 0 or more
 */
public record TreeHead(long size, Hash root) {

  public TreeHead {
    if (size < 0) throw new IllegalArgumentException("size " + size);
  }
}
