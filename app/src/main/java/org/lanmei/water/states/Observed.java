package org.lanmei.water.states;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A level as the judging sees it.
 *
 * @param value metres on the station's datum; null = the observer says that there is none
 * @param suspect it failed a check on arrival: it triggers nothing
 * @param confirmed a person or a second source stands by it
 */
public record Observed(Instant at, @Nullable Double value, boolean suspect, boolean confirmed) {

  public static Observed of(Instant at, double value) {
    return new Observed(at, value, false, false);
  }
}
