package org.lanmei.water.states;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The state of a station at a moment, with what it follows from.
 *
 * @param at the moment asked about
 * @param last the last value, suspect or not; null = none within the time looked at
 * @param level metres that are held against the limits: the last value, of a tidal station the
 *     highest of its last tides; null = none
 * @param levelAt when that was observed
 * @param alarm the alarm level in force then; null = none
 * @param flood the flood level in force then; null = none
 * @param since when the state ALARM or FLOOD was entered; null in every other state, and when it
 *     was before the time looked at
 * @param change24h metres since 24 hours before the last value; null = nothing to compare with, or
 *     silent, suspect or tidal
 * @param rate a rise or fall that is flagged; null = none
 * @param waiting a level that one reading has reached, and that a second has to confirm; null =
 *     none
 * @param afterAlarm there is no value any more, and before it stopped the state was ALARM or FLOOD
 */
public record Standing(
    State state,
    Instant at,
    @Nullable Observed last,
    @Nullable Double level,
    @Nullable Instant levelAt,
    @Nullable Double alarm,
    @Nullable Double flood,
    @Nullable Instant since,
    @Nullable Double change24h,
    @Nullable Rate rate,
    @Nullable State waiting,
    boolean afterAlarm) {

  /**
   * @param metres positive = rise
   * @param within how long it took
   */
  public record Rate(double metres, Duration within) {}

  /** How old the last value is; null = there is none. */
  public @Nullable Duration age() {
    return last == null ? null : Duration.between(last.at(), at);
  }

  /** Metres from the alarm level, negative = below; null when one of the two is missing. */
  public @Nullable Double toAlarm() {
    return level == null || alarm == null ? null : level - alarm;
  }
}
