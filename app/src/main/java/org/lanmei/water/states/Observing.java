package org.lanmei.water.states;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How the values of a series come about. */
public enum Observing {
  /** An instrument that reports by itself, at least once an hour. */
  @JsonProperty("telemetry")
  TELEMETRY,
  /** A person reads the gauge in the morning and in the evening. */
  @JsonProperty("twice-daily")
  TWICE_DAILY,
  /** A value a day or less: a mean that is shared in place of the readings. */
  @JsonProperty("coarse")
  COARSE;

  /** The message key of its name. */
  public String key() {
    return "water.observed." + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
