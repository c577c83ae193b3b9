package org.lanmei.parties;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names one act: something a person did that binds a party; see {@link Acts}. */
public record ActId(@JsonValue UUID value) {
  @JsonCreator
  public ActId {}

  @Override
  public String toString() {
    return value.toString();
  }
}
