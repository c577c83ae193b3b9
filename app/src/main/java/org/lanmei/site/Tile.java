package org.lanmei.site;

import java.util.Map;
import java.util.Optional;

/** What a module puts on the overview. A bean; asked anew for each reader. */
public interface Tile {

  /** Where on the overview it stands. */
  enum Region {
    /** The first sentence of the page, and what to do beside it. At most one tile fills it. */
    HEADLINE,
    /** Lists of what waits, in the reading column. */
    COLUMN,
    /** The whole width, below. */
    WIDE
  }

  /**
   * @param template such as {@code plan/tile-due.jte}; it gets {@code page} and {@code model}
   * @param model its parameters besides the page
   */
  record Fragment(Region region, int order, String template, Map<String, Object> model) {}

  /** Empty when there is nothing for this reader. */
  Optional<Fragment> show(Page page);
}
