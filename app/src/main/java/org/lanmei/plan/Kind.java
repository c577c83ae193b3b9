package org.lanmei.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What sort of promise a sentence makes, by its firmest concrete part. */
public enum Kind {
  /** A meeting, event or report with a cadence word, or a continuing series. */
  @JsonProperty("recurring")
  RECURRING,
  /** An event named without a cadence. */
  @JsonProperty("event")
  EVENT,
  /** A document, product or works. */
  @JsonProperty("deliverable")
  DELIVERABLE,
  /** A body or mechanism to set up. */
  @JsonProperty("body")
  BODY,
  /** Cooperation that goes on: no percentage, only what is on record. */
  @JsonProperty("continuing")
  CONTINUING,
  /** 探讨: whether to do it is still open. */
  @JsonProperty("exploratory")
  EXPLORATORY;

  public String key() {
    return "plan.kind." + name().toLowerCase(Locale.ROOT);
  }
}
