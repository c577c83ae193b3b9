package org.lanmei.kernel;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One quantity measured at one place: what an agreement shares, a reading belongs to, and a log's
 * leaf speaks of.
 *
 * @param station the station's code as its registry has it, such as {@code 013901}
 * @param variable what is measured, in the field's term, such as {@code water-level}
 */
public record SeriesKey(String station, String variable) implements Comparable<SeriesKey> {

  private static final Pattern PART = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,39}");

  public SeriesKey {
    if (!PART.matcher(station).matches() || !PART.matcher(variable).matches()) {
      throw new IllegalArgumentException("not a station and a variable");
    }
  }

  /** Reads {@code station/variable}; empty when it is none. */
  public static Optional<SeriesKey> parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) return Optional.empty();
    String station = text.substring(0, slash);
    String variable = text.substring(slash + 1);
    return PART.matcher(station).matches() && PART.matcher(variable).matches()
        ? Optional.of(new SeriesKey(station, variable))
        : Optional.empty();
  }

  @Override
  public int compareTo(SeriesKey other) {
    int byStation = station.compareTo(other.station);
    return byStation != 0 ? byStation : variable.compareTo(other.variable);
  }

  @Override
  public String toString() {
    return station + "/" + variable;
  }
}
