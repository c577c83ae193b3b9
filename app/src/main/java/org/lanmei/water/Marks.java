package org.lanmei.water;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Message;
import org.lanmei.water.states.Standing;
import org.lanmei.water.states.State;

/** How states, ages and changes look and read. */
public final class Marks {

  private Marks() {}

  /** The id of a state's mark. */
  public static String mark(@Nullable State state) {
    return switch (state) {
      case null -> "none";
      case NO_DATA -> "nodata";
      case STALE -> "stale";
      case SUSPECT -> "suspect";
      case NO_THRESHOLD -> "nolimit";
      case FLOOD -> "flood";
      case ALARM -> "alarm";
      case NORMAL -> "ok";
    };
  }

  /** The tone of a state's mark and word. */
  public static String tone(@Nullable State state) {
    return switch (state) {
      case null -> "void";
      case NO_DATA, STALE, NO_THRESHOLD -> "void";
      case SUSPECT -> "suspect";
      case FLOOD -> "bad";
      case ALARM -> "late";
      case NORMAL -> "ok";
    };
  }

  /** Whether a state needs nobody's eye in a long table. */
  public static boolean quiet(@Nullable State state) {
    return state == null || state == State.NORMAL || state == State.NO_THRESHOLD;
  }

  /** How old a value is: 45 min, 8 h 30, 3 days. */
  public static Message age(Duration age) {
    long minutes = Math.max(0, age.toMinutes());
    if (minutes < 120) return Message.of("water.age.minutes", minutes);
    if (minutes < 48 * 60) return Message.of("water.age.hours", minutes / 60, minutes % 60);
    return Message.of("water.age.days", minutes / (24 * 60));
  }

  /** Where the level is going, in one word. */
  public static @Nullable Message trend(Standing standing, double steadyM) {
    Double change = standing.change24h();
    if (change == null) return null;
    if (Math.abs(change) <= steadyM + 1e-9) return Message.of("water.trend.steady", change);
    return Message.of(change > 0 ? "water.trend.rising" : "water.trend.falling", Math.abs(change));
  }
}
