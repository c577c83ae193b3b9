package org.lanmei.merkle;

/** Decimal numbers in their one form: ASCII digits, no sign, no leading zero, below 2^63. */
final class Decimal {

  private Decimal() {}

  static long parse(String text) {
    if (text.isEmpty() || text.length() > 19 || (text.length() > 1 && text.charAt(0) == '0')) {
      throw new MalformedException(MalformedException.Reason.NUMBER);
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        throw new MalformedException(MalformedException.Reason.NUMBER);
      }
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new MalformedException(MalformedException.Reason.NUMBER);
    }
  }
}
