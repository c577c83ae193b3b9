package org.lanmei.cap;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** Times as CAP has them: whole seconds of the years 1 to 9999, with an offset of at most 14 h. */
final class CapTime {

  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");
  private static final int WIDEST_OFFSET = 14 * 3600;

  private CapTime() {}

  /** Cut to the second; an offset that cannot be written becomes UTC. */
  static OffsetDateTime normal(OffsetDateTime time) {
    int offset = time.getOffset().getTotalSeconds();
    var writable =
        offset % 60 != 0 || Math.abs(offset) > WIDEST_OFFSET
            ? time.withOffsetSameInstant(ZoneOffset.UTC)
            : time;
    if (writable.getYear() < 1 || writable.getYear() > 9999) {
      throw new DateTimeException("year " + writable.getYear());
    }
    return writable.truncatedTo(ChronoUnit.SECONDS);
  }

  /** UTC is written -00:00 (CAP 1.2 section 3.3.2). */
  static String text(OffsetDateTime time) {
    var offset = time.getOffset().equals(ZoneOffset.UTC) ? "-00:00" : time.getOffset().getId();
    return LOCAL.format(time) + offset;
  }
}
