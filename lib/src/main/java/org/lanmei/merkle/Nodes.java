package org.lanmei.merkle;

/**
 * Where the hashes of a log can be looked up. Only nodes over a full 2<sup>level</sup> leaves are
 * asked for: those never change once they exist.
 */
@FunctionalInterface
public interface Nodes {

  /**
   * The root over the leaves from {@code index · 2^level} to {@code (index + 1) · 2^level}.
   *
   * @param level 0 for leaves
   * @throws MissingHashException when it is not kept (any more)
   */
  Hash node(int level, long index);
}
