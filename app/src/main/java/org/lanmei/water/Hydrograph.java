package org.lanmei.water;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.lanmei.water.states.Limits;

/**
 * Levels through a time, drawn on the server: observed values with their gaps, what other years had
 * on the same days, and the limits that were in force.
 *
 * @param low lowest value of the span; null = none
 * @param high highest value of the span; null = none
 * @param gaps spans without a value, longer than the readings around them are apart
 * @param band of other years, most to least and the middle half; empty without three years
 */
public record Hydrograph(
    Span span,
    @Nullable Extreme low,
    @Nullable Extreme high,
    List<Gap> gaps,
    List<Line> grid,
    List<Line> months,
    List<Limit> limits,
    String observed,
    String dots,
    String band,
    String quartiles,
    String median,
    int bandYears,
    boolean fromZero) {

  static final double LEFT = 44;
  static final double RIGHT = 1080;
  static final double TOP = 34;
  static final double BOTTOM = 410;

  /** Fewer years are no band. */
  private static final int LEAST_YEARS = 3;

  /** Of the whole drawing, with room at the right for what is written there in bold. */
  public int width(List<String> labels) {
    double most = labels.stream().mapToDouble(Hydrograph::room).max().orElse(0);
    return (int) Math.max(1180, Math.ceil(RIGHT + 6 + most));
  }

  /**
   * About how long a text is at the drawing’s size. The scripts of the river are told apart by how
   * wide their letters are; marks above and below take no room.
   */
  private static double room(String text) {
    double em = 0;
    for (int c : text.codePoints().toArray()) {
      int type = Character.getType(c);
      if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) continue;
      em +=
          switch (Character.UnicodeScript.of(c)) {
            case MYANMAR, HAN -> 1.1;
            case KHMER -> 0.95;
            case LAO, THAI -> 0.72;
            default -> 0.64;
          };
    }
    return em * 12.5;
  }

  /**
   * @param from in
   * @param to out
   */
  public record Span(Instant from, Instant to, ZoneId zone) {
    double x(Instant at) {
      double share =
          Duration.between(from, at).toMillis() / (double) Duration.between(from, to).toMillis();
      return LEFT + (RIGHT - LEFT) * share;
    }

    /** The day of its first moment. */
    public LocalDate firstDay() {
      return LocalDate.ofInstant(from, zone);
    }

    /** The day of its last moment. */
    public LocalDate lastDay() {
      return LocalDate.ofInstant(to.minusSeconds(1), zone);
    }
  }

  /**
   * A value that is named.
   *
   * @param x where it is drawn
   * @param y where it is drawn
   */
  public record Extreme(Instant at, double value, String x, String y) {}

  /**
   * @param x1 where it begins on the drawing
   * @param x2 where it ends
   */
  public record Gap(Instant from, Instant to, String x1, String x2) {}

  /**
   * A line of the grid.
   *
   * @param at along the axis
   * @param value of the axis there; of a month its first day as epoch day
   */
  public record Line(String at, double value) {
    public LocalDate day() {
      return LocalDate.ofEpochDay((long) value);
    }
  }

  /**
   * One limit as long as it was in force.
   *
   * @param last whether it is still in force at the end of the span, and so is named there
   */
  public record Limit(
      Limits.Role role, double level, String x1, String x2, String y, boolean last) {}

  /** Means of the days of other years, for each day of the span those that are there. */
  public record OtherYears(Map<LocalDate, double[]> byDay, int years) {
    static final OtherYears NONE = new OtherYears(Map.of(), 0);
  }

  /**
   * @param readings ascending, of the span; suspect ones are drawn as dots and move no axis
   */
  static Hydrograph of(
      Span span, List<Reading> readings, Limits limits, OtherYears others, boolean gauge) {
    var good = readings.stream().filter(r -> r.value() != null && !r.suspect()).toList();
    var inForce = limitsOf(span, limits);
    double[] axis = axis(good, inForce, others, gauge);
    var y = new Axis(axis[0], axis[1]);
    var grid = new ArrayList<Line>();
    for (double v = axis[0]; v <= axis[1] + 1e-9; v += axis[2]) {
      grid.add(new Line(n(y.of(v)), v));
    }
    var pieces = pieces(readings);
    Reading low = null;
    Reading high = null;
    for (Reading r : good) {
      if (low == null || value(r) < value(low)) low = r;
      if (high == null || value(r) > value(high)) high = r;
    }
    var gaps = gaps(span, pieces);
    boolean band = others.years() >= LEAST_YEARS && !others.byDay().isEmpty();
    return new Hydrograph(
        span,
        low == null ? null : extreme(span, y, low),
        high == null ? null : extreme(span, y, high),
        gaps,
        List.copyOf(grid),
        months(span),
        inForce.stream().map(l -> l.drawn(span, y)).toList(),
        observed(span, y, pieces),
        dots(span, y, readings),
        band ? band(span, y, others, 0, 1) : "",
        band ? band(span, y, others, 0.25, 0.75) : "",
        band ? path(span, y, others, 0.5) : "",
        band ? others.years() : 0,
        axis[0] == 0);
  }

  /** How the vertical axis runs. */
  private record Axis(double low, double high) {
    double of(double value) {
      double share = (value - low) / (high - low);
      return BOTTOM - (BOTTOM - TOP) * Math.clamp(share, -0.02, 1.04);
    }
  }

  private record Held(Limits.Role role, double level, Instant from, Instant to) {
    Limit drawn(Span span, Axis y) {
      return new Limit(
          role, level, n(span.x(from)), n(span.x(to)), n(y.of(level)), !to.isBefore(span.to()));
    }
  }

  /** Each alarm and flood level for the days on which it was in force. */
  private static List<Held> limitsOf(Span span, Limits limits) {
    var held = new ArrayList<Held>();
    var days = new ArrayList<Instant>(List.of(span.from()));
    for (var l : limits.all()) {
      LocalDate from = l.from();
      if (from == null) continue;
      Instant begin = from.atStartOfDay(limits.zone()).toInstant();
      if (begin.isAfter(span.from()) && begin.isBefore(span.to())) days.add(begin);
    }
    days.sort(null);
    for (int i = 0; i < days.size(); i++) {
      Instant end = i + 1 < days.size() ? days.get(i + 1) : span.to();
      for (var role : List.of(Limits.Role.ALARM, Limits.Role.FLOOD)) {
        Double level = limits.level(role, days.get(i));
        if (level != null) held.add(new Held(role, level, days.get(i), end));
      }
    }
    return held;
  }

  /** From, to, step. From zero where the levels are heights above a gauge and near enough to it. */
  private static double[] axis(
      List<Reading> good, List<Held> limits, OtherYears others, boolean gauge) {
    double low = Double.MAX_VALUE;
    double high = -Double.MAX_VALUE;
    for (Reading r : good) {
      low = Math.min(low, value(r));
      high = Math.max(high, value(r));
    }
    for (double[] day : others.byDay().values()) {
      for (double v : day) {
        low = Math.min(low, v);
        high = Math.max(high, v);
      }
    }
    for (Held l : limits) high = Math.max(high, l.level());
    if (low > high) return new double[] {0, 10, 2};
    if (gauge && low >= 0 && low < high * 0.75) low = 0;
    double step = step((high - low) / 6);
    double from = Math.floor(low / step) * step;
    double to = Math.ceil((high + step * 0.15) / step) * step;
    return new double[] {from, Math.max(to, from + step), step};
  }

  private static double step(double wished) {
    for (double s : new double[] {0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50}) {
      if (s >= wished) return s;
    }
    return 100;
  }

  private static List<Line> months(Span span) {
    var lines = new ArrayList<Line>();
    long days = Duration.between(span.from(), span.to()).toDays();
    ZonedDateTime day = span.from().atZone(span.zone()).truncatedTo(ChronoUnit.DAYS);
    if (day.toInstant().isBefore(span.from())) day = day.plusDays(1);
    for (; day.toInstant().isBefore(span.to()); day = day.plusDays(1)) {
      boolean shown =
          days > 70
              ? day.getDayOfMonth() == 1
              : days > 21 ? (day.getDayOfMonth() - 1) % 7 == 0 && day.getDayOfMonth() < 28 : true;
      if (shown) lines.add(new Line(n(span.x(day.toInstant())), day.toLocalDate().toEpochDay()));
    }
    return lines;
  }

  /** Runs of values without a gap in between. */
  static List<List<Reading>> pieces(List<Reading> readings) {
    var pieces = new ArrayList<List<Reading>>();
    var piece = new ArrayList<Reading>();
    var values = readings.stream().filter(r -> !r.suspect()).toList();
    for (int i = 0; i < values.size(); i++) {
      Reading r = values.get(i);
      boolean broken = r.value() == null || (!piece.isEmpty() && isGap(values, i));
      if (broken && !piece.isEmpty()) {
        pieces.add(List.copyOf(piece));
        piece.clear();
      }
      if (r.value() != null) piece.add(r);
    }
    if (!piece.isEmpty()) pieces.add(List.copyOf(piece));
    return pieces;
  }

  /** Much longer before this reading than is usual before or after. */
  private static boolean isGap(List<Reading> all, int i) {
    double here = apart(all, i);
    double usual = Math.max(usual(all, i - 5, i - 1), usual(all, i + 1, i + 5));
    return usual > 0 && here > 2.5 * usual;
  }

  private static double usual(List<Reading> all, int from, int to) {
    var some = new ArrayList<Double>();
    for (int i = Math.max(1, from); i <= Math.min(all.size() - 1, to); i++) some.add(apart(all, i));
    if (some.isEmpty()) return 0;
    some.sort(null);
    return some.get(some.size() / 2);
  }

  private static double apart(List<Reading> all, int i) {
    return Duration.between(all.get(i - 1).at(), all.get(i).at()).toSeconds();
  }

  private static List<Gap> gaps(Span span, List<List<Reading>> pieces) {
    var gaps = new ArrayList<Gap>();
    for (int i = 1; i < pieces.size(); i++) {
      Instant from = pieces.get(i - 1).getLast().at();
      Instant to = pieces.get(i).getFirst().at();
      gaps.add(new Gap(from, to, n(span.x(from)), n(span.x(to))));
    }
    return List.copyOf(gaps);
  }

  /** All values; where there are many to a point of the drawing, the least and greatest of them. */
  private static String observed(Span span, Axis y, List<List<Reading>> pieces) {
    var d = new StringBuilder();
    for (var piece : pieces) {
      String command = "M";
      for (Reading r : thinned(span, piece)) {
        d.append(command).append(n(span.x(r.at()))).append(' ').append(n(y.of(value(r))));
        command = "L";
      }
    }
    return d.toString();
  }

  private static List<Reading> thinned(Span span, List<Reading> piece) {
    if (piece.size() < 1200) return piece;
    var kept = new ArrayList<Reading>();
    int i = 0;
    while (i < piece.size()) {
      int column = (int) span.x(piece.get(i).at());
      Reading least = piece.get(i);
      Reading most = piece.get(i);
      for (; i < piece.size() && (int) span.x(piece.get(i).at()) == column; i++) {
        if (value(piece.get(i)) < value(least)) least = piece.get(i);
        if (value(piece.get(i)) > value(most)) most = piece.get(i);
      }
      boolean rising = least.at().isBefore(most.at());
      kept.add(rising ? least : most);
      if (least != most) kept.add(rising ? most : least);
    }
    return kept;
  }

  /** Values that failed a check: shown, and joined to nothing. */
  private static String dots(Span span, Axis y, List<Reading> readings) {
    var d = new StringBuilder();
    for (Reading r : readings) {
      if (r.value() == null || !r.suspect()) continue;
      d.append('M').append(n(span.x(r.at()))).append(' ').append(n(y.of(value(r)))).append("h.1");
    }
    return d.toString();
  }

  private static String band(Span span, Axis y, OtherYears others, double low, double high) {
    var d = new StringBuilder();
    var days = new TreeMap<>(others.byDay());
    String command = "M";
    for (var day : days.entrySet()) {
      d.append(command).append(at(span, y, day, high));
      command = "L";
    }
    for (var day : days.descendingMap().entrySet()) d.append('L').append(at(span, y, day, low));
    return d.append('z').toString();
  }

  private static String path(Span span, Axis y, OtherYears others, double share) {
    var d = new StringBuilder();
    String command = "M";
    for (var day : new TreeMap<>(others.byDay()).entrySet()) {
      d.append(command).append(at(span, y, day, share));
      command = "L";
    }
    return d.toString();
  }

  private static String at(Span span, Axis y, Map.Entry<LocalDate, double[]> day, double share) {
    Instant noon = day.getKey().atTime(12, 0).atZone(span.zone()).toInstant();
    double x = Math.clamp(span.x(noon), LEFT, RIGHT);
    return n(x) + " " + n(y.of(quantile(day.getValue(), share)));
  }

  static double quantile(double[] values, double share) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double place = share * (sorted.length - 1);
    int below = (int) Math.floor(place);
    int above = Math.min(sorted.length - 1, below + 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  private static Extreme extreme(Span span, Axis y, Reading r) {
    return new Extreme(r.at(), value(r), n(span.x(r.at())), n(y.of(value(r))));
  }

  private static double value(Reading r) {
    return Objects.requireNonNull(r.value());
  }

  private static String n(double number) {
    return String.format(Locale.ROOT, "%.1f", number);
  }
}
