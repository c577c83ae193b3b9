package org.lanmei.sharing;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The slots of a period as small squares: a column for each day, a row for each delivery of the
 * day. What is not on time stands a little higher, so that it is seen without colour.
 *
 * @param rows times of delivery, from the top
 * @param paths for each verdict, as an SVG path
 * @param months where each month begins
 */
public record SlotStrip(
    List<String> rows, Map<Verdict, String> paths, List<Month> months, int height) {

  private static final double LEFT = 44;
  private static final double RIGHT = 1080;
  private static final int ROW = 11;

  public record Month(String x, LocalDate first) {}

  static SlotStrip of(Scoreboard.Period period, List<Slot> slots) {
    long days = ChronoUnit.DAYS.between(period.first(), period.last()) + 1;
    double step = (RIGHT - LEFT) / days;
    double side = Math.max(1.6, Math.min(5, step * 0.74));
    var rows = slots.stream().map(s -> s.window().before().toString()).distinct().sorted().toList();
    var paths = new EnumMap<Verdict, StringBuilder>(Verdict.class);
    for (Slot slot : slots) {
      double x = LEFT + step * ChronoUnit.DAYS.between(period.first(), slot.day());
      boolean quiet = slot.verdict() == Verdict.ON_TIME || slot.verdict() == Verdict.NOT_DUE;
      double y = 3 + ROW * rows.indexOf(slot.window().before().toString()) - (quiet ? 0 : 2);
      double height = quiet ? 5 : 9;
      paths
          .computeIfAbsent(slot.verdict(), _ -> new StringBuilder())
          .append(
              String.format(Locale.ROOT, "M%.1f %.0fh%.1fv%.0fh-%.1fz", x, y, side, height, side));
    }
    var drawn = new EnumMap<Verdict, String>(Verdict.class);
    paths.forEach((verdict, path) -> drawn.put(verdict, path.toString()));
    var months = new ArrayList<Month>();
    for (LocalDate day = period.first(); !day.isAfter(period.last()); day = day.plusDays(1)) {
      if (day.getDayOfMonth() != 1 && !day.equals(period.first())) continue;
      double x = LEFT + step * ChronoUnit.DAYS.between(period.first(), day);
      months.add(new Month(String.format(Locale.ROOT, "%.1f", x), day));
    }
    return new SlotStrip(rows, Map.copyOf(drawn), List.copyOf(months), ROW * rows.size() + 22);
  }

  /** Where the text of a row stands. */
  public int baseline(int row) {
    return 9 + ROW * row;
  }
}
