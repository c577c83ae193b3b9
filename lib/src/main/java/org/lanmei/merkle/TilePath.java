package org.lanmei.merkle;

/**
 * What a tiled log serves besides its checkpoint (c2sp.org/tlog-tiles): tiles of hashes and bundles
 * of entries, each of 256 or, at the right edge of the log, fewer.
 */
public sealed interface TilePath permits HashTile, EntryBundle {

  /** Hashes in a full tile, entries in a full bundle: a tile is a subtree of height 8. */
  int WIDTH = 256;

  /** Place among the tiles of its level, or among the bundles, from 0. */
  long index();

  /** Hashes or entries in it: 1 to {@link #WIDTH}; less than that is a partial tile. */
  int width();

  /** Where it is served below the log's prefix, such as {@code tile/0/x001/234.p/5}. */
  String path();

  default boolean full() {
    return width() == WIDTH;
  }

  /** Reads what {@link #path()} writes. */
  static TilePath parse(String path) {
    var match = TilePaths.FORM.matcher(path);
    if (path.length() > TilePaths.LONGEST || !match.matches()) throw TilePaths.malformed();
    int width = match.group(3) == null ? WIDTH : Integer.parseInt(match.group(3));
    if (width < 1 || (match.group(3) != null && width >= WIDTH)) throw TilePaths.malformed();
    long index = TilePaths.index(match.group(2));
    if (match.group(1).equals("entries")) return new EntryBundle(index, width);
    int level = Integer.parseInt(match.group(1));
    if (level > HashTile.HIGHEST_LEVEL) throw TilePaths.malformed();
    return new HashTile(level, index, width);
  }
}
