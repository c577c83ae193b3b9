package org.lanmei.water.readings;

/**
 * Reads moments as they stand in a stream, without making objects: ISO 8601 with a zone ({@code
 * 2026-06-01T07:00:00+07:00}, {@code 2026-06-01 00:00Z}); seconds may be missing and a fraction of
 * zeros may follow them.
 */
final class Stamp {

  /** What {@link #read} answers when there is no moment. */
  enum Fault {
    /** It is a moment, but of which zone is not said. */
    NO_ZONE,
    /** It has a part of a second. */
    FRACTION,
    UNREADABLE
  }

  private static final long START_DAY = 10_957; // 2000-01-01, from 1970

  private Fault fault = Fault.UNREADABLE;
  private byte[] in = {};
  private int at;
  private int end;

  /** Why the last reading failed. */
  Fault fault() {
    return fault;
  }

  /**
   * @return seconds since 2000, which may be more than an {@code int} holds; {@link Long#MIN_VALUE}
   *     = it is none, see {@link #fault}
   */
  long read(byte[] bytes, int from, int to) {
    in = bytes;
    at = from;
    end = to;
    fault = Fault.UNREADABLE;
    int year = digits(4);
    if (year < 0 || !take('-')) return Long.MIN_VALUE;
    int month = digits(2);
    if (month < 1 || month > 12 || !take('-')) return Long.MIN_VALUE;
    int day = digits(2);
    if (day < 1 || day > length(year, month)) return Long.MIN_VALUE;
    if (at == end) {
      fault = Fault.NO_ZONE;
      return Long.MIN_VALUE;
    }
    if (!take('T') && !take(' ')) return Long.MIN_VALUE;
    int hour = digits(2);
    if (hour < 0 || hour > 24 || !take(':')) return Long.MIN_VALUE;
    int minute = digits(2);
    if (minute < 0 || minute > 59) return Long.MIN_VALUE;
    int second = 0;
    if (take(':')) {
      second = digits(2);
      if (second < 0 || second > 59) return Long.MIN_VALUE;
      if (take('.') && !zeros()) return Long.MIN_VALUE;
    }
    if (hour == 24 && (minute > 0 || second > 0)) return Long.MIN_VALUE;
    int offset = offset();
    if (offset == Integer.MIN_VALUE) return Long.MIN_VALUE;
    return (days(year, month, day) - START_DAY) * 86_400L
        + hour * 3600L
        + minute * 60L
        + second
        - offset;
  }

  private boolean take(char c) {
    if (at < end && in[at] == c) {
      at++;
      return true;
    }
    return false;
  }

  private int digits(int n) {
    if (end - at < n) return -1;
    int value = 0;
    for (int i = 0; i < n; i++) {
      int digit = in[at + i] - '0';
      if (digit < 0 || digit > 9) return -1;
      value = value * 10 + digit;
    }
    at += n;
    return value;
  }

  private boolean zeros() {
    int from = at;
    boolean zero = true;
    while (at < end && in[at] >= '0' && in[at] <= '9') zero &= in[at++] == '0';
    if (at == from) return false;
    if (!zero) fault = Fault.FRACTION;
    return zero;
  }

  /** In seconds, to be taken off. */
  private int offset() {
    if (at == end) {
      fault = Fault.NO_ZONE;
      return Integer.MIN_VALUE;
    }
    if (take('Z') || take('z')) return at == end ? 0 : Integer.MIN_VALUE;
    boolean west = take('-');
    if (!west && !take('+')) return Integer.MIN_VALUE;
    int hours = digits(2);
    if (hours < 0 || hours > 18) return Integer.MIN_VALUE;
    int minutes = 0;
    if (at < end) {
      take(':');
      minutes = digits(2);
      if (minutes < 0 || minutes > 59) return Integer.MIN_VALUE;
    }
    if (at != end) return Integer.MIN_VALUE;
    int seconds = hours * 3600 + minutes * 60;
    return west ? -seconds : seconds;
  }

  private static int length(int year, int month) {
    return switch (month) {
      case 2 -> year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
      case 4, 6, 9, 11 -> 30;
      default -> 31;
    };
  }

  /** From 1970-01-01, in the proleptic Gregorian calendar. */
  private static long days(int year, int month, int day) {
    int y = month <= 2 ? year - 1 : year;
    int era = Math.floorDiv(y, 400);
    int yearOfEra = y - era * 400;
    int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * 146_097L + dayOfEra - 719_468;
  }
}
