package org.lanmei.merkle;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Several series published as one entry, so that each can later be shown alone. A small tree has a
 * leaf for each series, in the order of their names; its root is the digest that the entry commits
 * to. Each leaf is itself a commitment under a salt of its own: the proof of one series shows
 * hashes of its neighbours, and those must not be guessable either. A proof does tell about how
 * many series there are.
 */
public final class SeriesBatch {

  private final LeafSecret secret;
  private final NavigableMap<String, Hash> digests;
  private final MemoryNodes nodes;

  private SeriesBatch(LeafSecret secret, NavigableMap<String, Hash> digests, MemoryNodes nodes) {
    this.secret = secret;
    this.digests = digests;
    this.nodes = nodes;
  }

  /**
   * The batch of these series.
   *
   * @param digests for each series, by its name (visible ASCII, 1 to 200 characters), the SHA-256
   *     of its values in their canonical form; at least one
   */
  public static SeriesBatch of(LeafSecret secret, Map<String, Hash> digests) {
    if (digests.isEmpty()) throw new IllegalArgumentException("a batch without series");
    var sorted = new TreeMap<>(digests);
    var leaves = new ArrayList<Hash>();
    sorted.forEach(
        (series, digest) -> {
          var salted = new SaltedLeaf(secret.seriesSalt(series), digest);
          leaves.add(SeriesDisclosure.leaf(series, salted.commitment()));
        });
    return new SeriesBatch(secret, sorted, MemoryNodes.over(leaves));
  }

  /** The names, in the order of the leaves. */
  public List<String> series() {
    return List.copyOf(digests.keySet());
  }

  /** Number of series and root over them. */
  public TreeHead head() {
    return nodes.head();
  }

  /** What the entry commits to: its {@link SaltedLeaf#commitment()} goes into the envelope. */
  public SaltedLeaf leaf() {
    return new SaltedLeaf(secret.leafSalt(), head().root());
  }

  /**
   * What shows one series and nothing of the others.
   *
   * @throws IllegalArgumentException when the batch has no such series
   */
  public SeriesDisclosure disclose(String series) {
    Hash digest = digests.get(series);
    if (digest == null) throw new IllegalArgumentException("no such series in the batch");
    long index = digests.headMap(series, false).size();
    return new SeriesDisclosure(
        series,
        new SaltedLeaf(secret.seriesSalt(series), digest),
        InclusionProof.of(index, digests.size(), nodes),
        digests.size(),
        secret.leafSalt());
  }
}
