package org.lanmei.merkle;

/** A hash that a proof needs is not in the store: not written yet, pruned, or lost. */
public final class MissingHashException extends RuntimeException {

  private final int level;
  private final long index;

  public MissingHashException(int level, long index) {
    super("no hash at level " + level + ", index " + index);
    this.level = level;
    this.index = index;
  }

  /** Of the node in the tree: 0 for leaves. */
  public int level() {
    return level;
  }

  /** Of the node within its level. */
  public long index() {
    return index;
  }
}
