package org.lanmei.merkle;

import java.util.List;

/**
 * That a tree is an older one with leaves appended: nothing was changed, removed or put in between
 * (RFC 6962, section 2.1.2; RFC 9162, section 2.1.4).
 */
public record ConsistencyProof(List<Hash> path) {

  public ConsistencyProof {
    path = List.copyOf(path);
  }

  /**
   * The proof between the trees of the first {@code older} and the first {@code newer} leaves. It
   * is empty when they are the same, or the older has no leaves.
   *
   * @throws IndexOutOfBoundsException when {@code older} is not between 0 and {@code newer}
   * @throws MissingHashException when the store lacks a hash
   */
  public static ConsistencyProof of(long older, long newer, Nodes nodes) {
    if (older < 0 || older > newer) throw new IndexOutOfBoundsException(older + " of " + newer);
    if (older == 0 || older == newer) return new ConsistencyProof(List.of());
    int level = Long.numberOfTrailingZeros(older);
    List<Hash> path = Paths.siblings(level, older - 1, newer, nodes);
    // The older root itself is where the path begins if it is one perfect tree: both sides know it.
    if (older != 1L << level) path.addFirst(nodes.node(level, (older - 1) >>> level));
    return new ConsistencyProof(path);
  }

  /** Checks it against two heads, which must both come from signed checkpoints. */
  public Verdict verify(TreeHead older, TreeHead newer) {
    long m = older.size();
    long n = newer.size();
    if (m > n) return new Verdict.Shrunk(m, n);
    if (m == 0 && !older.root().equals(Hash.EMPTY)) return new Verdict.NotEmpty(older.root());
    if (m == n && !older.root().equals(newer.root())) {
      return new Verdict.Forked(m, older.root(), newer.root());
    }
    if (m == 0 || m == n) {
      return path.isEmpty() ? new Verdict.Holds() : new Verdict.WrongLength(0, path.size());
    }
    int level = Long.numberOfTrailingZeros(m);
    int seeds = m == 1L << level ? 0 : 1;
    int inner = Paths.inner(m - 1, n);
    int expected = seeds + inner - level + Paths.border(m - 1, inner);
    if (path.size() != expected) return new Verdict.WrongLength(expected, path.size());
    Hash seed = seeds == 0 ? older.root() : path.getFirst();
    List<Hash> siblings = path.subList(seeds, path.size());
    long turns = (m - 1) >>> level;
    Hash computed = Paths.climbLeft(seed, turns, inner - level, siblings);
    if (!computed.equals(older.root())) {
      return new Verdict.OlderRootDiffers(older.root(), computed);
    }
    computed = Paths.climb(seed, turns, inner - level, siblings);
    return computed.equals(newer.root())
        ? new Verdict.Holds()
        : new Verdict.RootDiffers(newer.root(), computed);
  }
}
