package org.lanmei.plan.document;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A number at the start of a line, as headings and lists have it.
 *
 * @param style how it is written
 * @param normal the same for all ways of writing it: {@code 四}, {@code 4.1}, {@code (a)}
 * @param values of its parts: 4 and 1 of {@code 4.1}; 4 of {@code 四} or {@code IV}
 * @param end characters of the line up to the title or text
 * @param separated whether a mark or a blank stands between it and what follows
 */
record HeadingNumber(Style style, String normal, List<Integer> values, int end, boolean separated) {

  /** How a number is written; {@code rank} says which usually stands above which. */
  enum Style {
    PART(0),
    CHAPTER(1),
    SECTION(2),
    HAN(3),
    ROMAN(3),
    /** Two parts or more: 4.1. */
    DECIMAL(4),
    ARTICLE(5),
    HAN_PAREN(4),
    ARABIC(5),
    LETTER(6),
    ARABIC_PAREN(6),
    LETTER_PAREN(7),
    ROMAN_PAREN(8),
    CIRCLED(9);

    private final int rank;

    Style(int rank) {
      this.rank = rank;
    }

    int rank() {
      return rank;
    }

    /** Used for lists as much as for headings. */
    boolean ofLists() {
      return this == ARABIC || rank >= 6;
    }
  }

  private static final String HAN_DIGITS = "〇一二三四五六七八九";
  private static final String HAN = "[〇零一二三四五六七八九十百]{1,6}";

  private record Form(Style style, Pattern pattern) {}

  /** Tried in this order on the compatibility-normalised start of the line. */
  private static final List<Form> FORMS =
      List.of(
          form(Style.PART, "第\\s?(" + HAN + "|\\d{1,3})\\s?(?:编|編|部分|篇)()[\\s、.:]*"),
          form(Style.CHAPTER, "第\\s?(" + HAN + "|\\d{1,3})\\s?章()[\\s、.:]*"),
          form(Style.SECTION, "第\\s?(" + HAN + "|\\d{1,3})\\s?(?:节|節)()[\\s、.:]*"),
          form(Style.ARTICLE, "第\\s?(" + HAN + "|\\d{1,3})\\s?(?:条|條|款)()[\\s、.:]*"),
          form(Style.PART, "(?:Part|PART)\\s(\\d{1,3}|[IVXLC]{1,7})\\b([\\s.:)\\-–—]*)"),
          form(
              Style.CHAPTER,
              "(?:Chapter|CHAPTER|Annex|ANNEX|Pillar|PILLAR)\\s(\\d{1,3}|[IVXLC]{1,7})\\b([\\s.:)\\-–—]*)"),
          form(
              Style.SECTION,
              "(?:Section|SECTION)\\s(\\d{1,3}|[IVXLC]{1,7})\\b(?!\\.\\d)([\\s.:)\\-–—]*)"),
          form(Style.ARTICLE, "(?:Article|ARTICLE)\\s(\\d{1,3}|[IVXLC]{1,7})\\b([\\s.:)\\-–—]*)"),
          form(Style.HAN, "(" + HAN + ")(\\s*[、.,:]\\s*|\\s+)"),
          form(Style.HAN_PAREN, "\\(\\s?(" + HAN + ")\\s?\\)()[\\s、.:]*"),
          form(
              Style.DECIMAL,
              "((?:\\d{1,3}|[IVXLC]{1,7}|[A-Z])(?:\\.\\d{1,3}){1,7})(?![\\d%])"
                  + "(\\.?(?:\\s*[、:)]\\s*|\\s+)|\\.?(?=[^\\x00-\\x7F])|\\.?$)"),
          form(Style.ARABIC, "(\\d{1,2})(\\s*[、:]\\s*|\\s*\\.\\s+|\\s*\\.(?!\\d)|\\s+)"),
          form(Style.ARABIC_PAREN, "\\(\\s?(\\d{1,2})\\s?\\)()[\\s、.:]*"),
          form(Style.ARABIC_PAREN, "(\\d{1,2})\\)()[\\s、.:]*"),
          form(Style.ROMAN, "([IVXLC]{1,7})(\\s*[.、:)]\\s*|\\s+[-–—]\\s+)"),
          form(Style.ROMAN, "([IVXLC]{2,7})(\\s+)"),
          form(Style.LETTER, "([A-Za-z])(\\s*、\\s*|[.)]\\s+|[.)](?=[^A-Za-z.]))"),
          form(Style.ROMAN_PAREN, "\\(\\s?([ivx]{1,6})\\s?\\)()\\s*"),
          form(Style.LETTER_PAREN, "\\(\\s?([A-Za-z])\\s?\\)()\\s*"));

  private static Form form(Style style, String regex) {
    return new Form(style, Pattern.compile(regex));
  }

  /** All readings of the number at the start of {@code line}; {@code (i)} has two. */
  static List<HeadingNumber> at(String line) {
    var found = new ArrayList<HeadingNumber>(2);
    if (line.isEmpty()) return found;
    char first = line.charAt(0);
    if (first >= '①' && first <= '⑳') {
      int n = first - '①' + 1;
      int end = 1;
      while (end < line.length() && " 　、".indexOf(line.charAt(end)) >= 0) end++;
      found.add(new HeadingNumber(Style.CIRCLED, String.valueOf(first), List.of(n), end, true));
      return found;
    }
    // The start of the line in one width, and where each of its characters ends in the line.
    var start = new StringBuilder();
    var ends = new ArrayList<Integer>();
    for (int i = 0; i < line.length() && i < 48; i++) {
      String one = Normalizer.normalize(line.substring(i, i + 1), Normalizer.Form.NFKC);
      for (int j = 0; j < one.length(); j++) {
        start.append(one.charAt(j));
        ends.add(i + 1);
      }
    }
    for (Form form : FORMS) {
      Matcher m = form.pattern().matcher(start);
      if (!m.lookingAt()) continue;
      String body = m.group(1);
      List<Integer> values = values(form.style(), body);
      if (values.isEmpty()) continue;
      boolean separated = form.style() != Style.DECIMAL || m.end() > m.end(1);
      int end = m.end() == 0 ? 0 : ends.get(m.end() - 1);
      found.add(
          new HeadingNumber(
              form.style(), normal(form.style(), body, m.group()), values, end, separated));
      if (form.style() != Style.ROMAN && form.style() != Style.ROMAN_PAREN) break;
    }
    return found;
  }

  private static String normal(Style style, String body, String all) {
    return switch (style) {
      case PART -> all.startsWith("第") ? "第" + body + "部分" : "Part-" + body;
      case CHAPTER -> all.startsWith("第") ? "第" + body + "章" : word(all) + "-" + body;
      case SECTION -> all.startsWith("第") ? "第" + body + "节" : "Section-" + body;
      case ARTICLE -> all.startsWith("第") ? "第" + body + "条" : "Article-" + body;
      case HAN_PAREN, ARABIC_PAREN, LETTER_PAREN, ROMAN_PAREN -> "(" + body + ")";
      default -> body;
    };
  }

  private static String word(String all) {
    String word = all.substring(0, all.indexOf(' ') < 0 ? 0 : all.indexOf(' '));
    return word.isEmpty()
        ? "Chapter"
        : word.substring(0, 1).toUpperCase(Locale.ROOT)
            + word.substring(1).toLowerCase(Locale.ROOT);
  }

  /** Empty when it is no number after all. */
  private static List<Integer> values(Style style, String body) {
    var values = new ArrayList<Integer>();
    for (String part : body.split("\\.", -1)) {
      Integer value = value(style, part);
      if (value == null || value > 999) return List.of();
      values.add(value);
    }
    return values;
  }

  private static @Nullable Integer value(Style style, String part) {
    if (part.matches("\\d{1,3}")) return Integer.valueOf(part);
    if (part.matches(HAN)) return han(part);
    boolean letter = style == Style.LETTER || style == Style.LETTER_PAREN;
    if (!letter && part.matches("[IVXLCivxlc]+")) {
      int roman = roman(part.toUpperCase(Locale.ROOT));
      if (roman > 0 && format(roman, "upperRoman").equals(part.toUpperCase(Locale.ROOT))) {
        return roman;
      }
    }
    if (part.matches("[A-Za-z]")) return part.toUpperCase(Locale.ROOT).charAt(0) - 'A' + 1;
    return null;
  }

  /** Up to 199: 一百二十 is 120, 二〇 is 20; null when the characters are in no order. */
  static @Nullable Integer han(String text) {
    int total = 0;
    int digit = -1;
    boolean positional = text.length() > 1 && text.matches("[〇零一二三四五六七八九]+");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '十' || c == '百') {
        int unit = c == '十' ? 10 : 100;
        if (digit == 0 || (c == '百' && total > 0)) return null;
        total += (digit < 0 ? 1 : digit) * unit;
        digit = -1;
        continue;
      }
      int d = c == '零' ? 0 : HAN_DIGITS.indexOf(c);
      if (d < 0) return null;
      if (positional) total = total * 10 + d;
      else if (d > 0 && digit > 0) return null;
      else digit = d == 0 ? -1 : d;
    }
    if (!positional && digit > 0) total += digit;
    return total == 0 ? null : total;
  }

  private static int roman(String text) {
    int total = 0;
    int last = 0;
    for (int i = text.length() - 1; i >= 0; i--) {
      int v =
          switch (text.charAt(i)) {
            case 'I' -> 1;
            case 'V' -> 5;
            case 'X' -> 10;
            case 'L' -> 50;
            default -> 100;
          };
      total += v < last ? -v : v;
      last = Math.max(last, v);
    }
    return total;
  }

  /** A value in one of Word's number formats; as decimal where the format is not known. */
  static String format(int value, String format) {
    if (value <= 0 || value > 999) return String.valueOf(value);
    return switch (format) {
      case "upperRoman" -> romanOf(value);
      case "lowerRoman" -> romanOf(value).toLowerCase(Locale.ROOT);
      case "upperLetter" -> letterOf(value, 'A');
      case "lowerLetter" -> letterOf(value, 'a');
      case "decimalZero" -> value < 10 ? "0" + value : String.valueOf(value);
      case "chineseCounting",
          "chineseCountingThousand",
          "taiwaneseCounting",
          "taiwaneseCountingThousand",
          "japaneseCounting",
          "ideographDigital" ->
          hanOf(value);
      case "decimalEnclosedCircle", "decimalEnclosedCircleChinese" ->
          value <= 20 ? String.valueOf((char) ('①' + value - 1)) : String.valueOf(value);
      default -> String.valueOf(value);
    };
  }

  private static String romanOf(int value) {
    int[] units = {900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1};
    String[] signs = {"CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"};
    var out = new StringBuilder();
    int rest = value;
    for (int i = 0; i < units.length; i++) {
      for (; rest >= units[i]; rest -= units[i]) out.append(signs[i]);
    }
    return out.toString();
  }

  private static String letterOf(int value, char first) {
    // Word goes on with aa, bb …
    return String.valueOf((char) (first + (value - 1) % 26)).repeat((value - 1) / 26 + 1);
  }

  /** Up to 99 in words, above that in digits. */
  static String hanOf(int value) {
    if (value < 1 || value > 99) return String.valueOf(value);
    int tens = value / 10;
    int ones = value % 10;
    String t = tens == 0 ? "" : tens == 1 ? "十" : HAN_DIGITS.charAt(tens) + "十";
    return t + (ones == 0 ? "" : String.valueOf(HAN_DIGITS.charAt(ones)));
  }
}
