package org.lanmei.merkle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * The log of whoever writes it: appends leaves and says which tiles to store. It holds the right
 * edge only, at most eight partial tiles of 8 KiB. Not safe for use by several threads.
 *
 * <p>The tiles and the checkpoint belong in one transaction. If that fails, throw this object away
 * and {@link #resume} from what is stored.
 */
public final class TiledTree {

  private final MerkleTree tree;

  /** For each tile level the hashes of its right-most tile; empty when that is still to begin. */
  private final List<List<Hash>> edge;

  private final SequencedMap<HashTile, byte[]> finished = new LinkedHashMap<>();

  /** The size when {@link #drain} was last called. */
  private long drained;

  /** An empty log. */
  public TiledTree() {
    this(new MerkleTree(), new ArrayList<>());
  }

  private TiledTree(MerkleTree tree, List<List<Hash>> edge) {
    this.tree = tree;
    this.edge = edge;
    this.drained = tree.size();
  }

  /**
   * Goes on with a stored log. Compare {@link #head()} with the last checkpoint signed before
   * appending anything.
   *
   * @throws MissingHashException when a tile of the right edge is not there
   * @throws MalformedException when one is broken
   */
  public static TiledTree resume(long size, TileSource source) {
    var nodes = new TileNodes(size, source);
    var tree = new MerkleTree(size, nodes.range());
    var edge = new ArrayList<List<Hash>>();
    for (int level = 0; level <= 56 && (size >>> level) > 0; level += HashTile.HEIGHT) {
      long hashes = size >>> level;
      var tile = new ArrayList<Hash>();
      for (long i = hashes - hashes % TilePath.WIDTH; i < hashes; i++) {
        tile.add(nodes.node(level, i));
      }
      edge.add(tile);
    }
    return new TiledTree(tree, edge);
  }

  /**
   * Appends a leaf.
   *
   * @param leaf its hash: {@link Hash#ofLeaf}
   * @return its index
   */
  public long append(Hash leaf) {
    return tree.append(leaf, this::keep);
  }

  private void keep(int level, long index, Hash hash) {
    if (level % HashTile.HEIGHT != 0) return;
    int tileLevel = level / HashTile.HEIGHT;
    if (edge.size() == tileLevel) edge.add(new ArrayList<>());
    List<Hash> hashes = edge.get(tileLevel);
    hashes.add(hash);
    if (hashes.size() < TilePath.WIDTH) return;
    var tile = new HashTile(tileLevel, index / TilePath.WIDTH, TilePath.WIDTH);
    finished.put(tile, tile.encode(hashes));
    hashes.clear();
  }

  public long size() {
    return tree.size();
  }

  /** The size and root to sign. */
  public TreeHead head() {
    return tree.head();
  }

  /**
   * The tiles that are new or have grown since the last call, or since the log was resumed: full
   * ones first, then the partial ones at the right edge. Nothing when nothing was appended.
   */
  public SequencedMap<HashTile, byte[]> drain() {
    var tiles = new LinkedHashMap<HashTile, byte[]>(finished);
    for (HashTile tile : HashTile.partial(tree.size())) {
      long before = drained >>> (tile.level() * HashTile.HEIGHT);
      long now = tree.size() >>> (tile.level() * HashTile.HEIGHT);
      if (now > before) tiles.put(tile, tile.encode(edge.get(tile.level())));
    }
    finished.clear();
    drained = tree.size();
    return tiles;
  }
}
