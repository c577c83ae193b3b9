package org.lanmei.water;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Caller;
import org.lanmei.kernel.Problem;
import org.lanmei.kernel.SeriesKey;

/** Takes readings in: checked, durable and logged before it answers, exactly once for a key. */
public interface Intake {

  /**
   * One value on its way in.
   *
   * @param value null = there is none, and the reason of the batch says why
   * @param confirmed the publisher stands by it: one such reading enters a state (rules of the
   *     domain, section 4)
   */
  record Arriving(SeriesKey series, Instant at, @Nullable Double value, boolean confirmed) {
    public Arriving(SeriesKey series, Instant at, @Nullable Double value) {
      this(series, at, value, false);
    }
  }

  /**
   * Publishes readings of the caller's party.
   *
   * @param key the publisher's own name of the batch; the same key again gives the first answer and
   *     changes nothing
   * @param reason why values differ from earlier ones, or why there are none; null = none given
   * @throws Problem when the caller may not publish for the owner of a series
   */
  Receipt publish(Caller caller, String key, List<Arriving> rows, @Nullable String reason);

  /**
   * @param batch its number
   * @param taken values that were new or differ from what was there
   * @param same values that were there already
   * @param corrected values that now have another version
   * @param repeated true when the key had been used and nothing was done
   */
  record Receipt(
      long batch, int taken, int same, int corrected, boolean repeated, Instant receivedAt) {}
}
