package org.lanmei.water.readings;

import java.util.List;

/**
 * What of one series somebody may see.
 *
 * @param all the owner's: everything
 * @param spans what releases open; empty without any
 */
record Sight(boolean all, List<Span> spans) {

  static final Sight WHOLE = new Sight(true, List.of());
  static final Sight NOTHING = new Sight(false, List.of());

  /**
   * @param from seconds, the first moment
   * @param to seconds, the last moment
   * @param delay seconds between observation and sight
   */
  record Span(int from, int to, int delay) {

    boolean shows(int at, int now) {
      return at >= from && at <= to && (long) at + delay <= now;
    }
  }

  boolean nothing() {
    return !all && spans.isEmpty();
  }

  boolean shows(int at, int now) {
    if (all) return true;
    for (var span : spans) if (span.shows(at, now)) return true;
    return false;
  }
}
