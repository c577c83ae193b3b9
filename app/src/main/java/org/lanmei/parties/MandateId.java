package org.lanmei.parties;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names one {@link Mandate}. */
public record MandateId(@JsonValue UUID value) {
  @JsonCreator
  public MandateId {}

  @Override
  public String toString() {
    return value.toString();
  }
}
