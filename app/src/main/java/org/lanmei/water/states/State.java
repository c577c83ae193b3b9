package org.lanmei.water.states;

import java.util.Locale;

/** How a station stands. The first that holds, in this order, is the state. */
public enum State {
  NO_DATA,
  STALE,
  SUSPECT,
  NO_THRESHOLD,
  FLOOD,
  ALARM,
  NORMAL;

  /** The message key of its word, such as {@code water.state.no-data}. */
  public String key() {
    return "water.state." + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether the level could be held against a limit. */
  public boolean judged() {
    return this == FLOOD || this == ALARM || this == NORMAL;
  }

  public boolean pressing() {
    return this == FLOOD || this == ALARM;
  }
}
