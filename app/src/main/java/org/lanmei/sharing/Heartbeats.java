package org.lanmei.sharing;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** When our own gateway was there to receive: stretches without a gap; pure. */
record Heartbeats(List<Span> spans) {

  /** After the last beat the gateway counts as there for so long: a beat comes every minute. */
  static final Duration TOLERANCE = Duration.ofSeconds(150);

  Heartbeats {
    spans = spans.stream().sorted(Comparator.comparing(Span::from)).toList();
  }

  /**
   * @param from first beat
   * @param to last beat
   */
  record Span(Instant from, Instant to) {}

  /** Whether the gateway was away at any moment of the stretch. */
  boolean gapIn(Instant from, Instant to) {
    Instant covered = from;
    for (Span span : spans) {
      if (span.from().isAfter(covered)) break;
      Instant until = span.to().plus(TOLERANCE);
      if (until.isAfter(covered)) covered = until;
      if (!covered.isBefore(to)) return false;
    }
    return covered.isBefore(to);
  }
}
