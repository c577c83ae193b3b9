package org.lanmei.water.intake;

import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one column holds, counted over the whole file in bounded memory. */
final class ColumnStudy {

  private static final int MOST_WORDS = 300;

  /** A cell with the line it stands on. */
  record At(long line, String cell) {}

  final String name;
  final int index;
  int filled;
  int empty;

  // as stamps
  int stamps;
  int times;
  int withTime;
  int withoutTime;
  int yearLast;
  int epochs;
  int withOffset;
  int shortYears;
  int buddhistYears;
  int plainYears;
  int dayFirst;
  int monthFirst;
  @Nullable At firstDayFirst;
  @Nullable At firstMonthFirst;
  @Nullable At firstEither;
  @Nullable At firstBuddhist;
  @Nullable At firstStamp;
  @Nullable At firstOffset;
  @Nullable At firstWithoutOffset;
  int lowestYear = Integer.MAX_VALUE;
  int highestYear;
  final Set<ZoneOffset> offsets = new LinkedHashSet<>();

  // as numbers
  int numbers;
  int pointOnly;
  int commaOnly;
  int eitherMark;
  @Nullable At firstPoint;
  @Nullable At firstComma;
  @Nullable At firstEitherMark;
  double lowest = Double.POSITIVE_INFINITY;
  double highest = Double.NEGATIVE_INFINITY;

  // as words
  final Map<String, Integer> words = new LinkedHashMap<>();
  boolean manyWords;
  final Map<String, At> firstWord = new HashMap<>();

  /** Numbers that stand for no value in many files, such as −999. */
  final Map<String, Integer> sentinels = new LinkedHashMap<>();

  ColumnStudy(String name, int index) {
    this.name = name;
    this.index = index;
  }

  void see(long line, String cell) {
    if (cell.isEmpty()) {
      empty++;
      return;
    }
    filled++;
    var stamp = RawStamp.parse(cell);
    if (stamp != null) stamp(line, cell, stamp);
    else if (RawStamp.isTime(cell)) times++;
    number(line, cell);
    if (words.size() < MOST_WORDS || words.containsKey(cell)) {
      words.merge(cell, 1, Integer::sum);
      firstWord.putIfAbsent(cell, new At(line, cell));
    } else {
      manyWords = true;
    }
  }

  private void stamp(long line, String cell, RawStamp stamp) {
    stamps++;
    if (firstStamp == null) firstStamp = new At(line, cell);
    if (stamp.form() == RawStamp.Form.EPOCH) {
      epochs++;
      return;
    }
    if (stamp.hasTime()) withTime++;
    else withoutTime++;
    if (stamp.offset() != null) {
      withOffset++;
      if (offsets.size() < 5) offsets.add(stamp.offset());
      if (firstOffset == null) firstOffset = new At(line, cell);
    } else if (firstWithoutOffset == null) {
      firstWithoutOffset = new At(line, cell);
    }
    if (stamp.shortYear()) {
      shortYears++;
    } else {
      lowestYear = Math.min(lowestYear, stamp.year());
      highestYear = Math.max(highestYear, stamp.year());
      if (stamp.year() >= 2300) {
        buddhistYears++;
        if (firstBuddhist == null) firstBuddhist = new At(line, cell);
      } else {
        plainYears++;
      }
    }
    if (stamp.form() != RawStamp.Form.YEAR_LAST) return;
    yearLast++;
    if (stamp.a() > 12) {
      dayFirst++;
      if (firstDayFirst == null) firstDayFirst = new At(line, cell);
    } else if (stamp.b() > 12) {
      monthFirst++;
      if (firstMonthFirst == null) firstMonthFirst = new At(line, cell);
    } else if (stamp.eitherOrder() && firstEither == null) {
      firstEither = new At(line, cell);
    }
  }

  private void number(long line, String cell) {
    String plain = Digits.latin(cell);
    Double point = NumberReading.number(plain, false);
    Double comma = NumberReading.number(plain, true);
    Double read = point != null ? point : comma;
    if (read == null) return;
    double value = read;
    if (isSentinel(value)) {
      sentinels.merge(cell.toLowerCase(Locale.ROOT), 1, Integer::sum);
    }
    numbers++;
    if (point != null && comma != null && point.doubleValue() != comma.doubleValue()) {
      eitherMark++;
      if (firstEitherMark == null) firstEitherMark = new At(line, cell);
    } else if (comma == null) {
      pointOnly++;
      if (firstPoint == null) firstPoint = new At(line, cell);
    } else if (point == null) {
      commaOnly++;
      if (firstComma == null) firstComma = new At(line, cell);
    }
    if (!isSentinel(value)) {
      lowest = Math.min(lowest, value);
      highest = Math.max(highest, value);
    }
  }

  /** −99, −999.9, −9999 and the like, 9999 and above of nines only. */
  static boolean isSentinel(double value) {
    double size = Math.abs(value);
    String digits =
        (size == Math.rint(size) ? String.valueOf((long) size) : String.valueOf(size))
            .replace(".", "");
    boolean nines = !digits.isEmpty() && digits.chars().allMatch(c -> c == '9');
    if (value < 0) return (nines && digits.length() >= 2) || value == -32768 || value == -6999;
    return nines && digits.length() >= 4 && size >= 999;
  }

  boolean isStamps() {
    return stamps * 10 >= filled * 6
        && stamps > 0
        && epochs == 0
        && !(pointOnly + commaOnly > stamps / 2);
  }

  boolean isEpochs() {
    return epochs * 10 >= filled * 9 && epochs > 0;
  }

  boolean isTimes() {
    return times * 10 >= filled * 6 && times > 0;
  }

  /** Mostly numbers, apart from marks for none. */
  boolean isNumbers() {
    int none = 0;
    for (var word : words.entrySet()) {
      if (NumberReading.WORDS.contains(word.getKey().toLowerCase(Locale.ROOT)))
        none += word.getValue();
    }
    int rest = filled - none;
    return numbers > 0 && numbers * 10 >= rest * 6;
  }
}
