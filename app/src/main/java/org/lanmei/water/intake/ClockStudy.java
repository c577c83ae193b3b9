package org.lanmei.water.intake;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/*
 * A service reads its gauges at the same hours for years. When the hours in a file change all at once
 * and for good, and the new ones are the old ones moved by the same amount, then it was the clock of
 * the file that changed, not the habit of the readers.
 *
 * So a series is cut into parts with few times of day each. A stamp whose time of day is new to the
 * part waits; when the old times come back, it was an odd reading and joins the part; when a run of
 * stamps keeps clear of all the old times, a new part has begun. More than eight times of day are
 * telemetry, which has no such habit.
 */
/** At which times of day a series is read, and since when, from its stamps as written. */
final class ClockStudy {

  private static final int FEW = 8;
  private static final int ENOUGH = 6;
  private static final int NEAR_HOURS = 50;

  /** A stretch of a series that keeps to the same times of day. */
  static final class Part {
    private final TreeMap<LocalTime, Integer> counts = new TreeMap<>();
    int count;
    LocalDateTime first;
    LocalDateTime last;
    long firstLine;
    long lastLine;

    Part(LocalDateTime moment, long line) {
      first = moment;
      last = moment;
      firstLine = line;
      lastLine = line;
    }

    void see(LocalDateTime moment, long line) {
      count++;
      counts.merge(moment.toLocalTime(), 1, Integer::sum);
      if (moment.isBefore(first)) {
        first = moment;
        firstLine = line;
      }
      if (moment.isAfter(last)) {
        last = moment;
        lastLine = line;
      }
    }

    boolean knows(LocalTime clock) {
      return counts.containsKey(clock);
    }

    int size() {
      return counts.size();
    }

    /** The times of day that are a habit: odd readings apart. */
    SortedSet<LocalTime> clocks() {
      var habit = new TreeSet<LocalTime>();
      counts.forEach(
          (clock, n) -> {
            if (n * 50 >= count) habit.add(clock);
          });
      return habit;
    }
  }

  private record Seen(LocalDateTime moment, long line) {}

  private final List<Part> parts = new ArrayList<>();
  private final List<Seen> waiting = new ArrayList<>();
  private boolean telemetry;
  private @Nullable LocalDateTime before;
  private int steps;
  private int near;
  private int same;
  private @Nullable LocalDateTime first;
  private @Nullable LocalDateTime last;

  void see(LocalDateTime moment, long line) {
    if (before != null) {
      int order = moment.compareTo(before);
      if (order == 0) same++;
      steps++;
      if (Math.abs(Duration.between(before, moment).toHours()) <= NEAR_HOURS) near++;
    }
    before = moment;
    if (first == null || moment.isBefore(first)) first = moment;
    if (last == null || moment.isAfter(last)) last = moment;
    if (telemetry) return;
    if (parts.isEmpty()) parts.add(new Part(moment, line));
    Part part = parts.getLast();
    if (part.knows(moment.toLocalTime())) {
      join(part);
      part.see(moment, line);
    } else if (part.count < ENOUGH) {
      part.see(moment, line);
    } else {
      waiting.add(new Seen(moment, line));
      var clocks = new TreeSet<LocalTime>();
      for (Seen seen : waiting) clocks.add(seen.moment.toLocalTime());
      if (clocks.size() > FEW) telemetry = true;
      else if (waiting.size() >= ENOUGH && clocks.size() * 2 <= waiting.size()) begin();
    }
    if (parts.getLast().size() > FEW * 2 || parts.size() > 20) telemetry = true;
  }

  /** What waited was no change of the habit. */
  private void join(Part part) {
    for (Seen seen : waiting) part.see(seen.moment, seen.line);
    waiting.clear();
  }

  private void begin() {
    var part = new Part(waiting.getFirst().moment, waiting.getFirst().line);
    parts.add(part);
    join(part);
  }

  /** In the order of time; empty for telemetry. */
  List<Part> parts() {
    if (telemetry || parts.isEmpty()) return List.of();
    join(parts.getLast());
    if (parts.stream().anyMatch(part -> part.clocks().size() > FEW)) return List.of();
    var sorted = new ArrayList<>(parts);
    sorted.sort((a, b) -> a.first.compareTo(b.first));
    return sorted;
  }

  boolean isTelemetry() {
    return telemetry;
  }

  /** The share of stamps that lie within two days of the one before, from 0 to 1. */
  double regularity() {
    return steps == 0 ? 0.5 : (double) near / steps;
  }

  int same() {
    return same;
  }

  @Nullable LocalDateTime first() {
    return first;
  }

  @Nullable LocalDateTime last() {
    return last;
  }

  /**
   * A change of clocks between two parts of a series.
   *
   * @param plus what must be added to the earlier stamps to keep to the later clocks; the smallest
   *     such amount
   */
  record Change(Part earlier, Part later, Duration plus) {}

  /** Changes where the later clocks are the earlier ones moved by one amount. */
  List<Change> changes() {
    var changes = new ArrayList<Change>();
    var sorted = parts();
    for (int i = 1; i < sorted.size(); i++) {
      Part earlier = sorted.get(i - 1);
      Part later = sorted.get(i);
      if (!earlier.last.isBefore(later.first)) continue;
      var plus = moved(earlier.clocks(), later.clocks());
      if (plus != null) changes.add(new Change(earlier, later, plus));
    }
    return changes;
  }

  /** Null when the second are not the first, all moved by the same amount. */
  static @Nullable Duration moved(SortedSet<LocalTime> from, SortedSet<LocalTime> to) {
    if (from.isEmpty() || from.size() != to.size()) return null;
    Duration best = null;
    for (LocalTime target : to) {
      long seconds = Duration.between(from.first(), target).toSeconds();
      for (long each : new long[] {seconds, seconds + 86_400, seconds - 86_400}) {
        if (each == 0 || Math.abs(each) > 50_400) continue;
        boolean all = from.stream().allMatch(clock -> to.contains(clock.plusSeconds(each)));
        if (all && (best == null || better(each, best.toSeconds()))) {
          best = Duration.ofSeconds(each);
        }
      }
    }
    return best;
  }

  /** Offsets of the basin lie between six and eight hours; such an amount explains itself. */
  private static boolean better(long a, long b) {
    boolean zoneA = Math.abs(a) >= 6 * 3600 && Math.abs(a) <= 8 * 3600;
    boolean zoneB = Math.abs(b) >= 6 * 3600 && Math.abs(b) <= 8 * 3600;
    if (zoneA != zoneB) return zoneA;
    if (Math.abs(a) != Math.abs(b)) return Math.abs(a) < Math.abs(b);
    return a > b;
  }
}
