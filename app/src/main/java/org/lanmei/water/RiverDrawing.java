package org.lanmei.water;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.lanmei.water.states.Standing;

/**
 * The river line as it is drawn: one river bending with the longitudes of its stations, and beside
 * it every level in metres to its own alarm level on one axis.
 */
public final class RiverDrawing {

  /** Width of the river's column, and height of one station's piece of it. */
  private static final double SPINE = 84;

  private static final double WEST = 100.09;
  private static final double WEST_X = 10.8;
  private static final double PER_DEGREE = 8.98;

  /** The axis ends here at the latest, and a level further down is drawn at its end. */
  private static final int LEAST = -16;

  private final List<River.Row> rows;
  private final double low;
  private final double high;
  private final List<Piece> pieces;
  private final List<Tick> ticks;

  /**
   * What is drawn in one row.
   *
   * @param river path of the river's piece
   * @param width of the river there
   * @param node where the station stands on it, in per cent of the column
   * @param level where its level stands on the axis, in per cent; null = not held against a limit
   * @param dayAgo where it stood 24 hours before; null = not known
   * @param flood where its flood level is; null = none, or no alarm level to measure from
   * @param beyond the level is further down than the axis goes
   */
  public record Piece(
      String river,
      String width,
      String node,
      @Nullable String level,
      @Nullable String dayAgo,
      @Nullable String flood,
      boolean beyond) {}

  /**
   * @param x in per cent
   */
  public record Tick(int metres, String x) {}

  private RiverDrawing(List<River.Row> rows) {
    this.rows = rows;
    double lowest = -8;
    double highest = 1.5;
    for (River.Row row : rows) {
      Double level = level(row.standing());
      if (level != null) {
        lowest = Math.min(lowest, level);
        highest = Math.max(highest, level);
      }
    }
    low = Math.max(LEAST, 2 * Math.floor(lowest / 2)) - 1;
    high = Math.ceil(highest) + 0.5;
    ticks = new ArrayList<>();
    int step = high - low > 12 ? 4 : 2;
    for (int m = 0; m > low + 0.5; m -= step) ticks.addFirst(new Tick(m, x(m)));
    pieces = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) pieces.add(piece(i));
  }

  public static RiverDrawing of(List<River.Row> rows) {
    return new RiverDrawing(List.copyOf(rows));
  }

  public Piece piece(River.Row row) {
    return pieces.get(rows.indexOf(row));
  }

  public List<Tick> ticks() {
    return ticks;
  }

  /** Where every alarm level is, in per cent. */
  public String alarm() {
    return x(0);
  }

  /** The piece above the first station. */
  public String source() {
    String x = n(spineX(0));
    return "M%s 0 V20".formatted(x);
  }

  /** The piece below the last one, out to the sea. */
  public String mouth() {
    double x = spineX(rows.size() - 1);
    return "M%s 0 C%s 8 %s 8 %s 20".formatted(n(x), n(x + 1), n(x + 2), n(Math.min(SPINE, x + 8)));
  }

  public String mouthWidth() {
    return n(width(rows.size() - 1));
  }

  private static @Nullable Double level(@Nullable Standing standing) {
    return standing != null && standing.state().judged() ? standing.toAlarm() : null;
  }

  private Piece piece(int i) {
    double above = i == 0 ? spineX(0) : (spineX(i - 1) + spineX(i)) / 2;
    double here = spineX(i);
    double below = i == rows.size() - 1 ? here : (here + spineX(i + 1)) / 2;
    String path =
        "M%s -.3 C%s 7 %s 8 %s 15 S%s 23 %s 30.3"
            .formatted(
                n(above), n((above + here) / 2), n(here), n(here), n((here + below) / 2), n(below));
    var station = rows.get(i).station();
    var standing = rows.get(i).standing();
    double aside = width(i) / 2 + 1.4;
    double node = here;
    if (station.bank() == Station.Bank.LEFT) node = here + aside;
    if (station.bank() == Station.Bank.RIGHT) node = here - aside;
    Double level = level(standing);
    Double change = level == null ? null : Objects.requireNonNull(standing).change24h();
    Double alarm = standing == null ? null : standing.alarm();
    Double flood = standing == null ? null : standing.flood();
    return new Piece(
        path,
        n(width(i)),
        n(100 * node / SPINE),
        level == null ? null : x(level),
        level == null || change == null ? null : x(level - change),
        flood == null || alarm == null || flood - alarm > high ? null : x(flood - alarm),
        level != null && level < low);
  }

  private double spineX(int i) {
    return Math.clamp(WEST_X + (rows.get(i).station().lon() - WEST) * PER_DEGREE, 6, SPINE - 6);
  }

  private double width(int i) {
    return 2.4 + 6.0 * i / Math.max(1, rows.size() - 1);
  }

  private String x(double metres) {
    double share = (Math.max(metres, low) - low) / (high - low);
    return n(3 + 94 * share);
  }

  private static String n(double number) {
    return String.format(Locale.ROOT, "%.1f", number);
  }
}
