package org.lanmei.water.intake;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A time stamp taken apart, before it is decided which number is the day.
 *
 * @param form how the date is written
 * @param a the first number of the date; the year for {@link Form#YEAR_FIRST}
 * @param b the second; the month for {@link Form#YEAR_FIRST} and {@link Form#NAMED}
 * @param c the third
 * @param shortYear the year has two digits only
 * @param hour up to 24; −1 = no time of day
 * @param offset what the stamp itself says of its zone; null = nothing
 * @param epochSecond for {@link Form#EPOCH}; 0 otherwise
 */
record RawStamp(
    Form form,
    int a,
    int b,
    int c,
    boolean shortYear,
    int hour,
    int minute,
    int second,
    @Nullable ZoneOffset offset,
    long epochSecond) {

  enum Form {
    /** 2021-03-04 */
    YEAR_FIRST,
    /** 03/04/2021: the third is the year, the others day and month in an order to be found out. */
    YEAR_LAST,
    /** 4 Mar 2021 */
    NAMED,
    /** Seconds or milliseconds since 1970. */
    EPOCH
  }

  /** Which of two numbers before a year is the day. */
  enum Order {
    DAY_FIRST,
    MONTH_FIRST
  }

  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
  private static final Map<String, Integer> THAI =
      Map.ofEntries(
          Map.entry("ม.ค.", 1), Map.entry("มกราคม", 1),
          Map.entry("ก.พ.", 2), Map.entry("กุมภาพันธ์", 2),
          Map.entry("มี.ค.", 3), Map.entry("มีนาคม", 3),
          Map.entry("เม.ย.", 4), Map.entry("เมษายน", 4),
          Map.entry("พ.ค.", 5), Map.entry("พฤษภาคม", 5),
          Map.entry("มิ.ย.", 6), Map.entry("มิถุนายน", 6),
          Map.entry("ก.ค.", 7), Map.entry("กรกฎาคม", 7),
          Map.entry("ส.ค.", 8), Map.entry("สิงหาคม", 8),
          Map.entry("ก.ย.", 9), Map.entry("กันยายน", 9),
          Map.entry("ต.ค.", 10), Map.entry("ตุลาคม", 10),
          Map.entry("พ.ย.", 11), Map.entry("พฤศจิกายน", 11),
          Map.entry("ธ.ค.", 12), Map.entry("ธันวาคม", 12));

  boolean hasTime() {
    return hour >= 0 || form == Form.EPOCH;
  }

  /** The year as written. */
  int year() {
    return switch (form) {
      case YEAR_FIRST -> a;
      case YEAR_LAST, NAMED -> c;
      case EPOCH -> 1970;
    };
  }

  /** Whether either of two numbers could be the day. */
  boolean eitherOrder() {
    return form == Form.YEAR_LAST && a <= 12 && b <= 12 && a != b;
  }

  /**
   * The date.
   *
   * @param fullYear the year of the common era
   * @throws DateTimeException when the calendar has no such day
   */
  LocalDate date(Order order, int fullYear) {
    return switch (form) {
      case YEAR_FIRST -> LocalDate.of(fullYear, b, c);
      case NAMED -> LocalDate.of(fullYear, b, a);
      case YEAR_LAST ->
          order == Order.DAY_FIRST ? LocalDate.of(fullYear, b, a) : LocalDate.of(fullYear, a, b);
      case EPOCH -> throw new DateTimeException("an epoch is no date");
    };
  }

  /** The stamp of a cell; null when it is none. */
  static @Nullable RawStamp parse(String cell) {
    if (cell.length() < 6 || cell.length() > 48) return null;
    return new Scanner(Digits.latin(cell)).stamp();
  }

  /** The stamp of two cells; null when either is none. */
  static @Nullable RawStamp parse(String date, String time) {
    var day = parse(date);
    if (day == null || day.form == Form.EPOCH) return null;
    return day.at(time);
  }

  private @Nullable RawStamp at(String time) {
    var scanner = new Scanner(Digits.latin(time));
    if (!scanner.timeOnly()) return null;
    return new RawStamp(
        form,
        a,
        b,
        c,
        shortYear,
        scanner.hour,
        scanner.minute,
        scanner.second,
        scanner.offset == null ? offset : scanner.offset,
        0);
  }

  /** Of numbers that stand in columns of their own. */
  static @Nullable RawStamp of(int year, int month, int day, int hour, int minute) {
    if (year < 0 || month < 1 || month > 12 || day < 1 || day > 31) return null;
    if (hour > 24 || minute > 59 || (hour == 24 && minute > 0)) return null;
    return new RawStamp(
        Form.YEAR_FIRST, year, month, day, year < 100, hour, Math.max(0, minute), 0, null, 0);
  }

  /** Whether a cell is a time of day. */
  static boolean isTime(String cell) {
    return cell.length() >= 4 && cell.length() <= 20 && new Scanner(Digits.latin(cell)).timeOnly();
  }

  /** Goes once over the characters. */
  private static final class Scanner {

    private final String text;
    private int at;
    private int hour = -1;
    private int minute;
    private int second;
    private @Nullable ZoneOffset offset;
    private int width;

    Scanner(String text) {
      this.text = text;
    }

    @Nullable RawStamp stamp() {
      int digits = digitsAhead();
      if (digits == text.length()) return compact(text, digits);
      if (digits == 8 && peek(8) == 'T') {
        var day = compact(text.substring(0, 8), 8);
        at = 9;
        int run = digitsAhead();
        if (day == null || (run != 4 && run != 6)) return null;
        hour = number(2);
        minute = number(2);
        if (run == 6) second = number(2);
        fraction();
        return offset() && plausibleTime() ? with(day.form, day.a, day.b, day.c, false) : null;
      }
      return separated();
    }

    private @Nullable RawStamp separated() {
      int a = number(4);
      int widthA = width;
      if (a < 0 || widthA == 3) return null;
      char separator = peek(at);
      Integer named = null;
      if (separator == ' ' || separator == '-' || separator == '/' || separator == '.') {
        int back = at;
        at++;
        named = month();
        if (named == null) at = back;
      } else {
        named = month();
      }
      if (named != null) return named(a, widthA, named);
      if (separator != '-' && separator != '/' && separator != '.' && separator != '\u5e74') {
        return null;
      }
      at++;
      int b = number(2);
      if (b < 0) return null;
      char second = peek(at);
      if (separator == '\u5e74' ? second != '\u6708' : second != separator) return null;
      at++;
      int c = number(4);
      int widthC = width;
      if (c < 0 || widthC == 3) return null;
      if (separator == '\u5e74' && peek(at) == '\u65e5') at++;
      if (!time()) return null;
      if (widthA == 4) {
        return widthC <= 2 && monthAndDay(b, c)
            ? with(RawStamp.Form.YEAR_FIRST, a, b, c, false)
            : null;
      }
      boolean dayAndMonth = (monthAndDay(a, b) || monthAndDay(b, a));
      return dayAndMonth ? with(RawStamp.Form.YEAR_LAST, a, b, c, widthC <= 2) : null;
    }

    private @Nullable RawStamp named(int a, int widthA, int month) {
      char separator = peek(at);
      if (separator == ' ' || separator == '-' || separator == '/' || separator == '.') at++;
      if (peek(at) == ' ') at++;
      int c = number(4);
      if (c < 0 || width == 3 || widthA > 2 || !monthAndDay(month, a)) return null;
      boolean shortYear = width <= 2;
      return time() ? with(RawStamp.Form.NAMED, a, month, c, shortYear) : null;
    }

    private @Nullable Integer month() {
      int end = at;
      while (end < text.length()
          && !Character.isDigit(text.charAt(end))
          && text.charAt(end) != ' '
          && text.charAt(end) != '-'
          && text.charAt(end) != '/') {
        end++;
      }
      String word = text.substring(at, end);
      if (word.length() < 3) return null;
      Integer thai = THAI.get(word);
      if (thai == null) {
        String english = word.toLowerCase(Locale.ROOT);
        if (english.charAt(0) < 'a' || english.charAt(0) > 'z') return null;
        int n = MONTHS.indexOf(english.substring(0, 3));
        if (n < 0) return null;
        thai = n + 1;
      }
      at = end;
      return thai;
    }

    private static boolean monthAndDay(int month, int day) {
      return month >= 1 && month <= 12 && day >= 1 && day <= 31;
    }

    private RawStamp with(RawStamp.Form form, int a, int b, int c, boolean shortYear) {
      return new RawStamp(form, a, b, c, shortYear, hour, minute, second, offset, 0);
    }

    /** What may follow a date: nothing, or a time of day. */
    private boolean time() {
      if (at == text.length()) return true;
      char c = peek(at);
      if (c != 'T' && c != 't' && c != ' ' && c != ',') return false;
      at++;
      while (peek(at) == ' ') at++;
      return clock();
    }

    boolean timeOnly() {
      return clock();
    }

    private boolean clock() {
      hour = number(2);
      if (hour < 0) return false;
      char colon = peek(at);
      if (colon == '\u65f6' || colon == '\u70b9') {
        at++;
        if (at < text.length()) {
          minute = number(2);
          if (minute < 0) return false;
          if (peek(at) == '\u5206') at++;
        }
        return at == text.length() && plausibleTime();
      }
      if (colon != ':' && colon != '.' && colon != 'h') return false;
      at++;
      minute = number(2);
      if (minute < 0 || width != 2) return false;
      if (peek(at) == ':' || (colon == '.' && peek(at) == '.')) {
        at++;
        second = number(2);
        if (second < 0 || width != 2) return false;
        fraction();
      }
      if (!halfDay()) return false;
      return offset() && plausibleTime();
    }

    private void fraction() {
      if ((peek(at) == '.' || peek(at) == ',') && Character.isDigit(peek(at + 1))) {
        at++;
        while (Character.isDigit(peek(at))) at++;
      }
    }

    /** Twelve-hour clocks; readings are kept to the second. */
    private boolean halfDay() {
      int from = at;
      while (peek(from) == ' ') from++;
      String rest = text.substring(from).toUpperCase(Locale.ROOT);
      boolean morning = rest.startsWith("AM") || rest.startsWith("SA");
      boolean afternoon = rest.startsWith("PM") || rest.startsWith("CH");
      if (!morning && !afternoon) return true;
      if (hour < 1 || hour > 12) return false;
      at = from + 2;
      hour = hour % 12 + (afternoon ? 12 : 0);
      return true;
    }

    private boolean offset() {
      while (peek(at) == ' ') at++;
      if (at == text.length()) return true;
      String rest = text.substring(at).toUpperCase(Locale.ROOT);
      if (rest.startsWith("UTC") || rest.startsWith("GMT")) {
        at += 3;
        if (at == text.length()) {
          offset = ZoneOffset.UTC;
          return true;
        }
      } else if (rest.equals("Z")) {
        at++;
        offset = ZoneOffset.UTC;
        return true;
      }
      char sign = peek(at);
      if (sign != '+' && sign != '-') return false;
      at++;
      int hours = number(2);
      if (hours < 0 || hours > 14) return false;
      int minutes = 0;
      if (peek(at) == ':') at++;
      if (at < text.length()) {
        minutes = number(2);
        if (minutes < 0 || minutes > 59 || width != 2) return false;
      }
      if (at != text.length()) return false;
      int total = hours * 3600 + minutes * 60;
      offset = ZoneOffset.ofTotalSeconds(sign == '-' ? -total : total);
      return true;
    }

    private boolean plausibleTime() {
      return hour >= 0
          && minute <= 59
          && second <= 59
          && (hour <= 23 || (hour == 24 && minute == 0 && second == 0));
    }

    private static @Nullable RawStamp compact(String digits, int length) {
      if (length == 13 || (length == 10 && digits.charAt(0) <= '4')) {
        long number = Long.parseLong(digits);
        long second = length == 13 ? number / 1000 : number;
        var day = length == 10 ? compactDate(digits) : null;
        boolean epoch = second >= 100_000_000L && second < 4_102_444_800L && day == null;
        if (epoch)
          return new RawStamp(
              RawStamp.Form.EPOCH, 0, 0, 0, false, -1, 0, 0, ZoneOffset.UTC, second);
      }
      if (length != 8 && length != 10 && length != 12 && length != 14) return null;
      return compactDate(digits);
    }

    private static @Nullable RawStamp compactDate(String digits) {
      int year = part(digits, 0, 4);
      int month = part(digits, 4, 6);
      int day = part(digits, 6, 8);
      if (year < 1850 || year > 2650 || !monthAndDay(month, day)) return null;
      if (digits.length() == 8) {
        return new RawStamp(RawStamp.Form.YEAR_FIRST, year, month, day, false, -1, 0, 0, null, 0);
      }
      int hour = part(digits, 8, 10);
      int minute = digits.length() >= 12 ? part(digits, 10, 12) : 0;
      int second = digits.length() == 14 ? part(digits, 12, 14) : 0;
      if (hour > 24 || minute > 59 || second > 59 || (hour == 24 && minute + second > 0))
        return null;
      return new RawStamp(
          RawStamp.Form.YEAR_FIRST, year, month, day, false, hour, minute, second, null, 0);
    }

    private static int part(String digits, int from, int to) {
      return Integer.parseInt(digits, from, to, 10);
    }

    private char peek(int i) {
      return i < text.length() ? text.charAt(i) : '\0';
    }

    private int digitsAhead() {
      int i = at;
      while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') i++;
      return i - at;
    }

    /** Up to so many digits; −1 when there is none. */
    private int number(int most) {
      int from = at;
      int value = 0;
      while (at < text.length()
          && at - from < most
          && text.charAt(at) >= '0'
          && text.charAt(at) <= '9') {
        value = value * 10 + (text.charAt(at) - '0');
        at++;
      }
      width = at - from;
      return width == 0 ? -1 : value;
    }
  }
}
