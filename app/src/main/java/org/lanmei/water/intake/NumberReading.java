package org.lanmei.water.intake;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Message;

/**
 * How the numbers of a file are written.
 *
 * @param decimalComma true = 3,45; false = 3.45. The other sign, a space or an apostrophe may group
 *     thousands
 * @param nulls marks that say that there is no value, in lower case; an empty cell always does
 */
public record NumberReading(boolean decimalComma, Set<String> nulls) {

  /** Words and signs that mean no value wherever they stand. */
  static final Set<String> WORDS =
      Set.of(
          "na",
          "n/a",
          "#n/a",
          "nan",
          "null",
          "none",
          "nil",
          "nd",
          "no data",
          "nodata",
          "missing",
          "miss",
          "-",
          "--",
          "---",
          "—",
          "–",
          "*",
          "**",
          "***",
          "/",
          "//",
          "///",
          "////",
          "?",
          ".",
          "…",
          "缺测",
          "缺",
          "缺失",
          "无",
          "无数据",
          "ไม่มีข้อมูล",
          "x",
          "m");

  public NumberReading {
    nulls = Set.copyOf(nulls);
  }

  /**
   * @return null when there is no value
   * @throws BadCell when it is no number
   */
  @Nullable Double read(String cell, String column) throws BadCell {
    if (cell.isEmpty()) return null;
    if (!nulls.isEmpty() && isNull(cell)) return null;
    Double value = number(Digits.latin(cell), decimalComma);
    if (value == null) {
      throw new BadCell(
          Message.of("water.intake.bad.number", column, shortened(cell)),
          Message.of("water.intake.mend.number"));
    }
    return value;
  }

  boolean isNull(String cell) {
    return nulls.contains(cell.toLowerCase(Locale.ROOT));
  }

  static String shortened(String cell) {
    return cell.length() <= 40 ? cell : cell.substring(0, 39) + "…";
  }

  /** Null when it is none; groups of thousands must be whole. */
  static @Nullable Double number(String cell, boolean decimalComma) {
    char decimal = decimalComma ? ',' : '.';
    char group = decimalComma ? '.' : ',';
    int length = cell.length();
    var plain = new StringBuilder(length);
    int i = 0;
    if (length > 0 && (cell.charAt(0) == '-' || cell.charAt(0) == '+')) {
      plain.append(cell.charAt(0));
      i++;
    }
    int whole = 0;
    int run = 0;
    boolean grouped = false;
    for (; i < length; i++) {
      char c = cell.charAt(i);
      if (c >= '0' && c <= '9') {
        plain.append(c);
        whole++;
        run++;
      } else if (c == group || c == ' ' || c == '\'' || c == '\u2019') {
        if (run == 0 || run > 3 || (grouped && run != 3)) return null;
        grouped = true;
        run = 0;
      } else {
        break;
      }
    }
    if (grouped && run != 3) return null;
    int fraction = 0;
    if (i < length && cell.charAt(i) == decimal) {
      plain.append('.');
      i++;
      for (; i < length && cell.charAt(i) >= '0' && cell.charAt(i) <= '9'; i++) {
        plain.append(cell.charAt(i));
        fraction++;
      }
    }
    if (whole + fraction == 0) return null;
    if (i < length && (cell.charAt(i) == 'e' || cell.charAt(i) == 'E')) {
      plain.append('e');
      i++;
      int from = i;
      if (i < length && (cell.charAt(i) == '-' || cell.charAt(i) == '+'))
        plain.append(cell.charAt(i++));
      int digits = 0;
      for (; i < length && cell.charAt(i) >= '0' && cell.charAt(i) <= '9'; i++) {
        plain.append(cell.charAt(i));
        digits++;
      }
      if (digits == 0 || digits > 3 || i == from) return null;
    }
    if (i < length || plain.length() > 60) return null;
    double value = Double.parseDouble(plain.toString());
    return Double.isFinite(value) ? value : null;
  }
}
