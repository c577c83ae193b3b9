package org.lanmei.sharing;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.lanmei.kernel.SeriesKey;

/** What came in when: the domains tell it, in the transaction of the values themselves. */
public interface Arrivals {

  /**
   * Values of one series have come in. Kept only for series under a delivery schedule; idempotent
   * for a batch.
   *
   * @param batch the domain's key of the batch
   * @param receivedAt when our gateway had it; decides the verdict
   * @param observed of which moments there is a value, or a null with a reason; ascending
   */
  void arrived(SeriesKey series, String batch, Instant receivedAt, List<Instant> observed);

  /** The same for all series of a batch at once. */
  default void arrived(String batch, Instant receivedAt, Map<SeriesKey, List<Instant>> observed) {
    observed.forEach((series, moments) -> arrived(series, batch, receivedAt, moments));
  }
}
