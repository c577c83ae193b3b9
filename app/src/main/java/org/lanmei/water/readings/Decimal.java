package org.lanmei.water.readings;

import java.nio.charset.StandardCharsets;

/** Reads and writes decimal numbers in bytes. */
final class Decimal {

  private static final double[] POWERS = new double[23];

  static {
    double power = 1;
    for (int i = 0; i < POWERS.length; i++) {
      POWERS[i] = power;
      power *= 10;
    }
  }

  /** Up to here every whole number is a double, so that one division rounds once and rightly. */
  private static final long EXACT = 1L << 53;

  private Decimal() {}

  /**
   * @return NaN when it is no finite decimal number
   */
  static double read(byte[] in, int from, int to) {
    int at = from;
    boolean negative = at < to && in[at] == '-';
    if (negative || (at < to && in[at] == '+')) at++;
    long digits = 0;
    int places = 0;
    boolean point = false;
    boolean any = false;
    for (; at < to; at++) {
      int c = in[at];
      if (c == '.' && !point) {
        point = true;
        continue;
      }
      int digit = c - '0';
      if (digit < 0 || digit > 9) return slow(in, from, to);
      any = true;
      digits = digits * 10 + digit;
      if (digits >= EXACT) return slow(in, from, to);
      if (point) places++;
    }
    if (!any || places >= POWERS.length) return any ? slow(in, from, to) : Double.NaN;
    double value = digits / POWERS[places];
    return negative ? -value : value;
  }

  /** Many digits, or an exponent. */
  private static double slow(byte[] in, int from, int to) {
    for (int i = from; i < to; i++) {
      int c = in[i];
      boolean digit = c >= '0' && c <= '9';
      if (!digit && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E') return Double.NaN;
    }
    if (to - from > 60) return Double.NaN;
    try {
      double value =
          Double.parseDouble(new String(in, from, to - from, StandardCharsets.ISO_8859_1));
      return Double.isInfinite(value) ? Double.NaN : value;
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /**
   * Writes the shortest decimal that is read as the same number.
   *
   * @return the next place
   */
  static int write(double value, byte[] out, int at) {
    double thousandths = Math.rint(value * 1000);
    if (Math.abs(thousandths) < 1e12 && thousandths / 1000 == value) {
      return write((long) thousandths, out, at);
    }
    String text = Double.toString(value);
    for (int i = 0; i < text.length(); i++) out[at++] = (byte) text.charAt(i);
    return at;
  }

  private static int write(long thousandths, byte[] out, int at) {
    long rest = thousandths;
    if (rest < 0) {
      out[at++] = '-';
      rest = -rest;
    }
    at = whole(rest / 1000, out, at);
    int places = (int) (rest % 1000);
    if (places == 0) return at;
    out[at++] = '.';
    out[at++] = (byte) ('0' + places / 100);
    if (places % 100 == 0) return at;
    out[at++] = (byte) ('0' + places / 10 % 10);
    if (places % 10 == 0) return at;
    out[at++] = (byte) ('0' + places % 10);
    return at;
  }

  static int whole(long number, byte[] out, int at) {
    int length = 1;
    for (long n = number; n >= 10; n /= 10) length++;
    long rest = number;
    for (int i = at + length - 1; i >= at; i--) {
      out[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    return at + length;
  }
}
