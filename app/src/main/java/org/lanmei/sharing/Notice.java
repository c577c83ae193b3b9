package org.lanmei.sharing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A provider's word that observations of stations will not come.
 *
 * @param from begin of the interruption
 * @param to its end; null = none was named
 * @param at when the notice was given
 * @param returnedAt when the stations were back before the end; null = not told
 * @param returnToldAt when that was told
 */
public record Notice(
    UUID id,
    String agreement,
    List<String> stations,
    Instant from,
    @Nullable Instant to,
    String reason,
    String byName,
    Instant at,
    @Nullable Instant returnedAt,
    @Nullable Instant returnToldAt) {

  /** So long before the interruption a notice must be given to excuse. */
  static final Duration AHEAD = Duration.ofHours(24);

  public Notice {
    stations = List.copyOf(stations);
  }

  /** Whether it was given in time and names an end: what it covers is not counted. */
  public boolean excuses() {
    return to != null && !at.plus(AHEAD).isAfter(from);
  }

  /** The end as known at a moment: an early return comes before the end that was named. */
  @Nullable Instant endAsOf(Instant asOf) {
    Instant back = returnToldAt != null && !returnToldAt.isAfter(asOf) ? returnedAt : null;
    if (back == null) return to;
    return to == null || back.isBefore(to) ? back : to;
  }

  /** Whether it was given by then and its interruption touches the stretch. */
  boolean covers(String station, Instant begin, Instant end, Instant asOf) {
    if (at.isAfter(asOf) || !stations.contains(station)) return false;
    Instant until = endAsOf(asOf);
    if (until != null && !until.isAfter(from)) return false;
    return from.isBefore(end) && (until == null || until.isAfter(begin));
  }
}
