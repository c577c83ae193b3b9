package org.lanmei.water;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Caller;
import org.lanmei.kernel.SeriesKey;

/**
 * Readings as a caller may see them: the owner's own, and what the releases let the caller's party
 * see. What may not be seen is as if it were not there.
 */
public interface Readings {

  /** The last visible reading of each series; a series without one is absent. */
  Map<SeriesKey, Reading> latest(
      Caller caller, Collection<SeriesKey> series, @Nullable Instant knownAt);

  /**
   * Readings observed from {@code from} up to before {@code to}, ascending, each in its last
   * version.
   *
   * @param knownAt as of when; null = now
   */
  List<Reading> between(
      Caller caller, SeriesKey series, Instant from, Instant to, @Nullable Instant knownAt);

  /** The same, handed over one by one without holding them all. */
  void stream(
      Caller caller,
      SeriesKey series,
      Instant from,
      Instant to,
      @Nullable Instant knownAt,
      Consumer<Reading> each);

  /** All versions of one moment, in the order they were learned. */
  List<Version> versions(Caller caller, SeriesKey series, Instant at);

  /**
   * @param learned when the log placed it
   * @param reason why it was corrected; null for the first version
   */
  record Version(Reading reading, Instant learned, @Nullable String reason) {}
}
