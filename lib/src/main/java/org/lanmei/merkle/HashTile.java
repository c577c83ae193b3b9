package org.lanmei.merkle;

import java.util.ArrayList;
import java.util.List;

/**
 * A tile: neighbouring hashes of one level of the tree, every eighth level of which is kept. The
 * hash at {@code i} of tile {@code index} at {@code level} is over the leaves from {@code (256 ·
 * index + i) · 256^level} on, {@code 256^level} of them (c2sp.org/tlog-tiles, "Merkle Tree").
 *
 * @param level of the tile, 0 to 63; its hashes are at level {@code 8 · level} of the tree
 * @param index from 0
 * @param width hashes in it, 1 to 256
 */
public record HashTile(int level, long index, int width) implements TilePath {

  static final int HEIGHT = 8;
  static final int HIGHEST_LEVEL = 63;

  public HashTile {
    if (level < 0 || level > HIGHEST_LEVEL) throw new IllegalArgumentException("level " + level);
    TilePaths.check(index, width);
  }

  /**
   * The tile as a tree of {@code size} leaves has it.
   *
   * @throws IndexOutOfBoundsException when no hash of it exists at that size
   */
  public static HashTile at(int level, long index, long size) {
    long hashes = level * HEIGHT >= Long.SIZE ? 0 : size >>> (level * HEIGHT);
    long width = index > hashes / WIDTH ? 0 : Math.min(WIDTH, hashes - index * WIDTH);
    if (width <= 0) throw new IndexOutOfBoundsException(level + "/" + index + " of " + size);
    return new HashTile(level, index, (int) width);
  }

  /** All tiles a tree of {@code size} leaves has at its right edge and that are partial. */
  public static List<HashTile> partial(long size) {
    var tiles = new ArrayList<HashTile>();
    for (int level = 0; level * HEIGHT < Long.SIZE && (size >>> (level * HEIGHT)) > 0; level++) {
      long hashes = size >>> (level * HEIGHT);
      if (hashes % WIDTH > 0) tiles.add(at(level, hashes / WIDTH, size));
    }
    return tiles;
  }

  @Override
  public String path() {
    return TilePaths.spell(Integer.toString(level), index, width);
  }

  /** The hashes one after the other: 32 bytes each. */
  public byte[] encode(List<Hash> hashes) {
    if (hashes.size() != width) throw new IllegalArgumentException(hashes.size() + " hashes");
    byte[] bytes = new byte[width * Hash.LENGTH];
    for (int i = 0; i < width; i++) hashes.get(i).copyTo(bytes, i * Hash.LENGTH);
    return bytes;
  }

  /**
   * Reads a tile. A wider one is cut to this width, since a log may drop a partial tile once the
   * full one is there.
   */
  public List<Hash> decode(byte[] bytes) {
    if (bytes.length % Hash.LENGTH != 0
        || bytes.length < width * Hash.LENGTH
        || bytes.length > WIDTH * Hash.LENGTH) {
      throw new MalformedException(MalformedException.Reason.TILE_LENGTH);
    }
    var hashes = new ArrayList<Hash>(width);
    for (int i = 0; i < width; i++) hashes.add(Hash.copyOf(bytes, i * Hash.LENGTH));
    return hashes;
  }
}
