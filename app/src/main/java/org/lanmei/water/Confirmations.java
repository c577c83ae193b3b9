package org.lanmei.water;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Caller;
import org.lanmei.kernel.Problem;
import org.lanmei.kernel.SeriesKey;

/**
 * Confirming readings afterwards: a hydrologist of the owner has looked at a value and stands by
 * it. It is an act of the party, and the value gets another version with {@link
 * Reading.Flag#CONFIRMED}, without the findings of the checks that it answers; they stay with the
 * version before.
 */
public interface Confirmations {

  /**
   * Who confirmed what, when; for the owner alone.
   *
   * @param note why, as the person said; null = nothing said
   */
  record Confirmed(
      Instant at, double value, UUID person, Instant confirmedAt, @Nullable String note) {}

  /**
   * @param value that is confirmed, so that nobody stands by what was corrected meanwhile
   * @return true when it had not been confirmed before
   * @throws Problem when the caller is no hydrologist of the owner, or there is no such value
   */
  boolean confirm(Caller caller, SeriesKey series, Instant at, double value, @Nullable String note);

  /** Newest moments first; empty for anybody but the owner. */
  List<Confirmed> of(Caller caller, SeriesKey series, Instant from, Instant to);
}
