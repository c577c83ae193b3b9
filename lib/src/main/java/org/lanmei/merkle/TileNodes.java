package org.lanmei.merkle;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The hashes of a log, read from its tiles, each at most once. A proof needs one or two tiles of
 * each level, so at most sixteen however large the log. Not safe for use by several threads: make
 * one for each question.
 *
 * <p>Tiles are taken as they are. Whoever reads somebody else's compares {@link #head()} with a
 * signed checkpoint, or hands on proofs, which the receiver verifies.
 */
public final class TileNodes implements Nodes {

  private final long size;
  private final TileSource source;
  private final Map<HashTile, List<Hash>> read = new HashMap<>();

  /**
   * The tiles of a tree.
   *
   * @param size leaves of the log as its tiles have it
   */
  public TileNodes(long size, TileSource source) {
    if (size < 0) throw new IllegalArgumentException("size " + size);
    this.size = size;
    this.source = source;
  }

  /** The tree as a whole, computed from its right-most tiles. */
  public TreeHead head() {
    return new TreeHead(size, MerkleTree.fold(Paths.range(0, size, this)));
  }

  /** What {@link MerkleTree} needs to go on. */
  List<Hash> range() {
    return Paths.range(0, size, this);
  }

  @Override
  public Hash node(int level, long index) {
    if (level < 0 || level > 62 || index < 0 || index >= (size >>> level)) {
      throw new MissingHashException(level, index);
    }
    int below = level % HashTile.HEIGHT;
    long first = index << below;
    var tile = HashTile.at(level / HashTile.HEIGHT, first / TilePath.WIDTH, size);
    List<Hash> hashes = hashes(tile, level, index);
    int from = (int) (first % TilePath.WIDTH);
    return perfect(hashes.subList(from, from + (1 << below)));
  }

  private List<Hash> hashes(HashTile tile, int level, long index) {
    List<Hash> known = read.get(tile);
    if (known != null) return known;
    byte[] bytes = source.read(tile);
    if (bytes == null) throw new MissingHashException(level, index);
    List<Hash> hashes = tile.decode(bytes);
    read.put(tile, hashes);
    return hashes;
  }

  private static Hash perfect(List<Hash> hashes) {
    if (hashes.size() == 1) return hashes.getFirst();
    int half = hashes.size() / 2;
    return Hash.ofNode(
        perfect(hashes.subList(0, half)), perfect(hashes.subList(half, hashes.size())));
  }
}
