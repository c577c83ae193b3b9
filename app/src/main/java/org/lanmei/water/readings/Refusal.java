package org.lanmei.water.readings;

import org.lanmei.kernel.Message;
import org.lanmei.kernel.Problem.FieldError;

/**
 * A row that was not taken.
 *
 * @param line in what was sent, from 1; the header counts
 * @param what is wrong and how to mend it
 */
record Refusal(int line, Message what) {

  static Refusal of(int line, String key, Object... args) {
    return new Refusal(line, Message.of("water.readings.row." + key, args));
  }

  FieldError field() {
    return new FieldError("line " + line, what);
  }
}
