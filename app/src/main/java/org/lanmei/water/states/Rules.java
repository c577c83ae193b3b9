package org.lanmei.water.states;

import java.time.Duration;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The numbers by which states are judged. They live in configuration that has versions and an
 * adopting decision; none stands in code.
 *
 * @param version such as {@code 2026-1}
 * @param validFrom first day (UTC) on which states are judged by them; null = from the beginning
 * @param adoptedBy the decision that adopted them; null = working rules, not yet adopted by the six
 * @param noData NO_DATA when the last value is older (24 h)
 * @param staleTelemetry STALE when the last value of a telemetry station is older (60 min)
 * @param staleTwiceDaily the same of a station read twice a day (15 h)
 * @param coarseNoData NO_DATA of a series of a value a day or less
 * @param coarseStale STALE of such a series
 * @param changeTolerance how far from 24 hours before a reading may be to be compared with
 * @param steadyM a change within so many metres in 24 hours is called steady
 * @param readingsToEnter a state is entered by so many readings in a row at or above its level (2)
 * @param leaveBelowM a state is left when the level is so far below, in metres (0.10) …
 * @param leaveAfter … for so long (6 h)
 * @param rateM a rise or fall of so many metres (0.5) …
 * @param rateWithin … in so long (6 h) is flagged
 * @param tidalWindow a tidal station's level is the highest of so long
 * @param lookBack readings older than this are not asked for
 * @param observerConfirms a reading taken by a person at the gauge counts as confirmed
 */
public record Rules(
    String version,
    @Nullable LocalDate validFrom,
    @Nullable String adoptedBy,
    Duration noData,
    Duration staleTelemetry,
    Duration staleTwiceDaily,
    Duration coarseNoData,
    Duration coarseStale,
    Duration changeTolerance,
    double steadyM,
    int readingsToEnter,
    double leaveBelowM,
    Duration leaveAfter,
    double rateM,
    Duration rateWithin,
    Duration tidalWindow,
    Duration lookBack,
    boolean observerConfirms) {

  /** After how long without a value a series is stale; two values further apart have a gap. */
  public Duration stale(Observing observing) {
    return switch (observing) {
      case TELEMETRY -> staleTelemetry;
      case TWICE_DAILY -> staleTwiceDaily;
      case COARSE -> coarseStale;
    };
  }

  public Duration noData(Observing observing) {
    return observing == Observing.COARSE ? coarseNoData : noData;
  }
}
