package org.lanmei.sharing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.LocalizedText;
import org.lanmei.kernel.Party;
import org.lanmei.kernel.SeriesKey;

/** What a domain holds that can be shared; the domain implements it. */
public interface Holdings {

  /** Who owns a series and what it is called; empty when there is no such series. */
  Optional<Holding> find(SeriesKey series);

  /** What can be put under terms, for a list to choose from. */
  default List<SeriesKey> all() {
    return List.of();
  }

  record Holding(Party owner, LocalizedText station, LocalizedText variable, String unit) {}

  /** Tells of every value of a past time that is held, ascending, for a rehearsal of terms. */
  void values(SeriesKey series, Instant from, Instant to, Consumer<Held> each);

  /**
   * A value with when it was made and when it came in.
   *
   * @param at observed
   * @param receivedAt when it came in; null = not told, as of a record that was loaded afterwards
   */
  record Held(Instant at, @Nullable Instant receivedAt, double value) {}
}
