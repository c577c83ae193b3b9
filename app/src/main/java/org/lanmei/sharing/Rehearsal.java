package org.lanmei.sharing;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Seq;
import org.lanmei.kernel.SeriesKey;

/**
 * Terms run over the records of a past year, as if they had governed then: what would have left,
 * when, how late. Nothing leaves by it.
 *
 * @param rows by day and series
 * @param score of the slots, our own gateway taken as always there
 * @param unknown series of the terms of which nothing is known here
 */
public record Rehearsal(
    int year,
    LocalDate first,
    LocalDate last,
    List<Row> rows,
    Score score,
    List<SeriesKey> unknown) {

  /**
   * One series on one day, in the zone of its line.
   *
   * @param leaves values that would have left
   * @param stays values that would not
   * @param late values that came in after their delivery was due
   * @param longest by how much the latest of them; null = none was late
   */
  public record Row(
      LocalDate day,
      SeriesKey series,
      int leaves,
      int stays,
      int late,
      @Nullable Duration longest) {}

  /**
   * One value.
   *
   * @param series as the receivers would know it
   * @param value in the unit of the series
   * @param leavesAt when it could have been seen; null = it stays
   * @param late by how much it missed its delivery; null = it did not
   */
  public record Value(
      SeriesKey series,
      Instant at,
      double value,
      Instant receivedAt,
      @Nullable Instant leavesAt,
      @Nullable Duration late) {}

  /** The same of whole months; the day is their first. */
  public List<Row> months() {
    var months = new TreeMap<String, Row>();
    for (Row row : rows) {
      var first = row.day().withDayOfMonth(1);
      months.merge(
          first + " " + row.series(),
          new Row(first, row.series(), row.leaves(), row.stays(), row.late(), row.longest()),
          Rehearsal::sum);
    }
    return List.copyOf(months.values());
  }

  private static Row sum(Row a, Row b) {
    Duration longest = a.longest();
    Duration other = b.longest();
    if (longest == null || (other != null && other.compareTo(longest) > 0)) longest = other;
    return new Row(
        a.day(),
        a.series(),
        a.leaves() + b.leaves(),
        a.stays() + b.stays(),
        a.late() + b.late(),
        longest);
  }

  /** The days of one month, {@code YYYY-MM}; all of them when it is none. */
  List<Row> rowsOf(String month) {
    boolean one = rows.stream().anyMatch(r -> r.day().toString().startsWith(month + "-"));
    return one
        ? rows.stream().filter(r -> r.day().toString().startsWith(month + "-")).toList()
        : rows;
  }

  public int leaves() {
    return rows.stream().mapToInt(Row::leaves).sum();
  }

  public int stays() {
    return rows.stream().mapToInt(Row::stays).sum();
  }

  public int late() {
    return rows.stream().mapToInt(Row::late).sum();
  }

  /** Reads held values of one series; the domains' own. */
  interface Records {
    boolean knows(SeriesKey series);

    void values(SeriesKey series, Instant from, Instant to, Consumer<Holdings.Held> each);
  }

  static Rehearsal of(Terms terms, int year, Records records) {
    var rows = new ArrayList<Row>();
    var slots = new ArrayList<Slot>();
    var unknown = new ArrayList<SeriesKey>();
    for (Terms.Line line : terms.lines()) {
      var days = days(line, year);
      var receipts = new ArrayList<Receipt>();
      for (SeriesKey series : line.series()) {
        if (!records.knows(series)) {
          unknown.add(series);
          continue;
        }
        var counts = new TreeMap<LocalDate, Counts>();
        var receiving = new Receiving(series, receipts);
        run(
            line,
            year,
            series,
            records,
            value ->
                counts
                    .computeIfAbsent(
                        LocalDate.ofInstant(value.at(), line.zone()), d -> new Counts())
                    .add(value),
            receiving);
        receiving.close();
        counts.forEach(
            (day, c) -> rows.add(new Row(day, series, c.leaves, c.stays, c.late, c.longest)));
      }
      slots.addAll(slots(line, days, receipts));
    }
    rows.sort(Comparator.comparing(Row::day).thenComparing(Row::series));
    return new Rehearsal(
        year,
        LocalDate.of(year, 1, 1),
        LocalDate.of(year, 12, 31),
        List.copyOf(rows),
        Score.of(slots),
        List.copyOf(unknown));
  }

  /** Every value of one series, in the order of time. */
  static List<Value> values(Terms terms, int year, SeriesKey series, Records records) {
    var values = new ArrayList<Value>();
    for (Terms.Line line : terms.lines()) {
      if (line.series().contains(series)) {
        run(line, year, series, records, values::add, held -> {});
      }
    }
    values.sort(Comparator.comparing(Value::at).thenComparing(v -> v.series().toString()));
    return values;
  }

  private record Days(LocalDate first, LocalDate last) {}

  private static Days days(Terms.Line line, int year) {
    var period = Scoreboard.Period.of(year, line.season());
    return new Days(period.first(), period.last());
  }

  private static List<Slot> slots(Terms.Line line, Days days, List<Receipt> receipts) {
    if (line.windows().isEmpty()) return List.of();
    Instant after = days.last().plusDays(3).atStartOfDay(line.zone()).toInstant();
    var always = new Heartbeats(List.of(new Heartbeats.Span(Instant.EPOCH, after)));
    return Timeliness.of(
        List.of(new Timeliness.Obligation(0, line, Instant.EPOCH, null)),
        days.first(),
        days.last(),
        receipts,
        List.of(),
        always,
        after);
  }

  /** Tells of every value of the year, and of what the season of that year needs beyond it. */
  private static void run(
      Terms.Line line,
      int year,
      SeriesKey series,
      Records records,
      Consumer<Value> each,
      Consumer<Holdings.Held> receipt) {
    Instant from = LocalDate.of(year, 1, 1).minusDays(1).atStartOfDay(line.zone()).toInstant();
    Instant begin = LocalDate.of(year, 1, 1).atStartOfDay(line.zone()).toInstant();
    var last = days(line, year).last();
    var newYear = LocalDate.of(year + 1, 1, 1);
    Instant to =
        (last.isBefore(newYear) ? newYear : last.plusDays(1)).atStartOfDay(line.zone()).toInstant();
    var spans = Compile.spans(line, begin, to, to);
    var means = new Means(line, series, each);
    records.values(
        series,
        from,
        to,
        held -> {
          receipt.accept(held);
          boolean shared = spans.stream().anyMatch(s -> within(s, held.at()));
          if (!shared && held.at().isBefore(begin)) return;
          boolean asItIs = shared && means.none();
          each.accept(
              new Value(
                  series,
                  held.at(),
                  held.value(),
                  held.receivedAt(),
                  asItIs ? later(held.receivedAt(), held.at().plus(line.delay())) : null,
                  shared ? late(line, held) : null));
          if (shared) means.add(held);
        });
    means.close();
  }

  private static boolean within(Compile.Span span, Instant at) {
    Instant to = span.to();
    return !at.isBefore(span.from()) && (to == null || at.isBefore(to));
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  /** By how much the value came after its delivery was due; null = in time, or due never. */
  private static @Nullable Duration late(Terms.Line line, Holdings.Held held) {
    var local = held.at().atZone(line.zone());
    for (Terms.Window w : line.windows()) {
      for (int ahead = 0; ahead <= 1; ahead++) {
        LocalDate day = local.toLocalDate().plusDays(ahead);
        Instant from = day.plusDays(w.fromDay()).atTime(w.from()).atZone(line.zone()).toInstant();
        Instant to = day.plusDays(w.toDay()).atTime(w.to()).atZone(line.zone()).toInstant();
        if (held.at().isBefore(from) || held.at().isAfter(to)) continue;
        Instant due = day.atTime(w.before()).atZone(line.zone()).toInstant();
        return held.receivedAt().isBefore(due) ? null : Duration.between(due, held.receivedAt());
      }
    }
    return null;
  }

  /** The coarser values that would have left instead, made as the values go by. */
  private static final class Means {
    private final Terms.Line line;
    private final SeriesKey key;
    private final Consumer<Value> each;
    private final List<Coarsening.Point> period = new ArrayList<>();
    private Instant received = Instant.EPOCH;

    Means(Terms.Line line, SeriesKey series, Consumer<Value> each) {
      this.line = line;
      this.key = line.coarsening().key(series, line.zone());
      this.each = each;
    }

    boolean none() {
      return line.coarsening() instanceof Coarsening.None;
    }

    void add(Holdings.Held held) {
      if (none()) return;
      var point = new Coarsening.Point(held.at(), held.value());
      if (!period.isEmpty() && !samePeriod(period.getFirst(), point)) close();
      period.add(point);
      received = later(received, held.receivedAt());
    }

    private boolean samePeriod(Coarsening.Point a, Coarsening.Point b) {
      return line.coarsening().apply(List.of(a, b), line.zone(), Instant.MAX).size() == 1;
    }

    void close() {
      for (var point : line.coarsening().apply(period, line.zone(), Instant.MAX)) {
        Instant complete = line.coarsening().endOf(point.at());
        each.accept(
            new Value(
                key,
                point.at(),
                point.value(),
                received,
                later(later(received, complete), point.at().plus(line.delay())),
                null));
      }
      period.clear();
      received = Instant.EPOCH;
    }
  }

  private static final class Counts {
    private int leaves;
    private int stays;
    private int late;
    private @Nullable Duration longest;

    void add(Value value) {
      if (value.leavesAt() == null) stays++;
      else leaves++;
      Duration by = value.late();
      if (by == null) return;
      late++;
      if (longest == null || by.compareTo(longest) > 0) longest = by;
    }
  }

  /** Puts values that came in together into one receipt. */
  private static final class Receiving implements Consumer<Holdings.Held> {
    private final SeriesKey series;
    private final List<Receipt> into;
    private final List<Instant> observed = new ArrayList<>();
    private @Nullable Instant at;

    Receiving(SeriesKey series, List<Receipt> into) {
      this.series = series;
      this.into = into;
    }

    @Override
    public void accept(Holdings.Held held) {
      if (!held.receivedAt().equals(at)) close();
      at = held.receivedAt();
      observed.add(held.at());
    }

    void close() {
      if (at != null && !observed.isEmpty()) {
        into.add(new Receipt(series, "", at, List.copyOf(observed), Seq.NONE));
      }
      observed.clear();
    }
  }
}
