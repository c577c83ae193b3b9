package org.lanmei.cap;

import java.util.Arrays;
import java.util.Optional;

/** A code value of CAP: a constant here, a word in the message. */
public sealed interface Term
    permits Status, MsgType, Scope, Category, ResponseType, Urgency, Severity, Certainty {

  /** As it is written in a message; case matters there. */
  String text();

  /** The constant that is written so, in exactly this case. */
  static <T extends Enum<T> & Term> Optional<T> find(Class<T> type, String text) {
    return Arrays.stream(type.getEnumConstants()).filter(t -> t.text().equals(text)).findFirst();
  }
}
