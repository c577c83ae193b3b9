package org.lanmei.merkle;

import org.jspecify.annotations.Nullable;

/** Where tiles are kept: a table, a folder, another node's log. */
@FunctionalInterface
public interface TileSource {

  /**
   * The bytes of a tile.
   *
   * @return of this width, or of any greater width; null when there is none
   */
  byte @Nullable [] read(HashTile tile);
}
