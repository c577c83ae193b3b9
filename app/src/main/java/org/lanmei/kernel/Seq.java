package org.lanmei.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A place in the one commit order: the number of a log entry. Entries are numbered from 1 without
 * gaps, in the order in which they became visible to everybody.
 *
 * @param value 0 = before the first entry
 */
public record Seq(@JsonValue long value) implements Comparable<Seq> {

  public static final Seq NONE = new Seq(0);

  @JsonCreator
  public Seq {
    if (value < 0) throw new IllegalArgumentException("negative seq " + value);
  }

  @Override
  public int compareTo(Seq other) {
    return Long.compare(value, other.value);
  }

  public boolean isAfter(Seq other) {
    return value > other.value;
  }
}
