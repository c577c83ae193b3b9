package org.lanmei.water.readings;

import java.time.Instant;

/**
 * Moments as the store has them: whole seconds since 2000-01-01T00:00:00Z in an {@code int}, which
 * reaches from December 1931 to January 2068.
 */
final class Seconds {

  private static final long START = 946_684_800L;

  static final Instant FIRST = Instant.ofEpochSecond(START + Integer.MIN_VALUE);
  static final Instant LAST = Instant.ofEpochSecond(START + Integer.MAX_VALUE);

  private Seconds() {}

  static boolean canHold(Instant at) {
    return !at.isBefore(FIRST) && !at.isAfter(LAST);
  }

  /** The nearest moment that can be held; parts of a second are dropped. */
  static int of(Instant at) {
    return Math.clamp(at.getEpochSecond() - START, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  static Instant at(int seconds) {
    return Instant.ofEpochSecond(START + seconds);
  }

  /** Since 1970. */
  static long unix(int seconds) {
    return START + seconds;
  }
}
