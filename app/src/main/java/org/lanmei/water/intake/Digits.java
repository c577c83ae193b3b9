package org.lanmei.water.intake;

/** Digits and signs of the basin's scripts, made into those that a number is read from. */
final class Digits {

  private Digits() {}

  /**
   * Thai, Lao, Khmer, Myanmar and full-width digits as 0 to 9, the minus sign as a hyphen, no-break
   * spaces as spaces.
   */
  static String latin(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 127) return convert(text);
    }
    return text;
  }

  private static String convert(String text) {
    var out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= 127) out.append(c);
      else if (Character.isDigit(c)) out.append((char) ('0' + Character.digit(c, 10)));
      else if (c == '\u2212' || c == '\u2013' || c == '\uff0d') out.append('-');
      else if (Character.isSpaceChar(c)) out.append(' ');
      else if (c == '\uff1a') out.append(':');
      else if (c == '\uff0f') out.append('/');
      else if (c == '\uff0e') out.append('.');
      else out.append(c);
    }
    return out.toString();
  }
}
