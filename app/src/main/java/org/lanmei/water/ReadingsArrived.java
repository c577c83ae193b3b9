package org.lanmei.water;

import java.time.Instant;
import java.util.Map;
import org.lanmei.kernel.SeriesKey;

/**
 * Values have come in, or other versions of them. Published inside the transaction: listen after
 * its commit, and ask {@link Readings} as whoever is to see them.
 *
 * @param batch its number
 * @param spans for each series the first and the last moment that has something new
 */
public record ReadingsArrived(long batch, Map<SeriesKey, Span> spans) {

  public record Span(Instant first, Instant last) {}

  public ReadingsArrived {
    spans = Map.copyOf(spans);
  }
}
