package org.lanmei.merkle;

import java.util.List;
import java.util.Optional;

/**
 * That a leaf is in a tree, and where (RFC 6962, section 2.1.1; RFC 9162, section 2.1.3).
 *
 * @param index place of the leaf, from 0
 * @param path the siblings from the leaf up to below the root
 */
public record InclusionProof(long index, List<Hash> path) {

  public InclusionProof {
    path = List.copyOf(path);
  }

  /**
   * The proof for the leaf at {@code index} in the tree of the first {@code size} leaves.
   *
   * @throws IndexOutOfBoundsException when that tree has no such leaf
   * @throws MissingHashException when the store lacks a hash
   */
  public static InclusionProof of(long index, long size, Nodes nodes) {
    if (index < 0 || index >= size) throw new IndexOutOfBoundsException(index + " of " + size);
    return new InclusionProof(index, Paths.siblings(0, index, size, nodes));
  }

  /**
   * Checks it (RFC 9162, section 2.1.3.2). The root fixes leaf and path; the size must come from
   * where the root comes from, a signed checkpoint, because trees of several sizes have the same
   * paths on their left.
   *
   * @param leaf hash of the leaf: {@link Hash#ofLeaf} of bytes one holds, not a hash one was told
   */
  public Verdict verify(Hash leaf, TreeHead head) {
    var misfit = misfit(head.size());
    if (misfit.isPresent()) return misfit.get();
    Hash computed = root(leaf, head.size());
    return computed.equals(head.root())
        ? new Verdict.Holds()
        : new Verdict.RootDiffers(head.root(), computed);
  }

  /** Why this cannot be a proof in any tree of {@code size}. */
  Optional<Verdict.Fails> misfit(long size) {
    if (index < 0 || index >= size) return Optional.of(new Verdict.IndexOutside(index, size));
    int inner = Paths.inner(index, size);
    int expected = inner + Paths.border(index, inner);
    return path.size() == expected
        ? Optional.empty()
        : Optional.of(new Verdict.WrongLength(expected, path.size()));
  }

  /** The root it leads to, in a tree of a {@code size} that fits. */
  Hash root(Hash leaf, long size) {
    return Paths.climb(leaf, index, Paths.inner(index, size), path);
  }
}
