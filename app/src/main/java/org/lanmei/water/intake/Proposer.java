package org.lanmei.water.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Message;
import org.lanmei.water.intake.Profile.TimeColumn;
import org.lanmei.water.intake.ProfileProposal.Evidence;
import org.lanmei.water.intake.ProfileProposal.Option;
import org.lanmei.water.intake.ProfileProposal.Setting;
import org.lanmei.water.intake.ProfileProposal.Shown;
import org.lanmei.water.intake.RawStamp.Order;
import org.lanmei.water.intake.TableReader.Row;

/*
 * A file is gone through three times, a row at a time: first to see what its columns hold, then to see
 * at which times of day each series is read, and last as a rehearsal of the load. Between the passes
 * each setting is decided by what was found, and said with its reason and the lines it rests on. Where
 * the file leaves two readings, a question is put and nothing is loaded before it is answered.
 */
/** Understands a file of readings: proposes the profile by which it is to be read, with reasons. */
final class Proposer {

  private static final int MOST_SERIES = 5_000;
  private static final int MOST_SHIFT_QUESTIONS = 12;
  private static final int FIRST_ROWS = 6;
  private static final int LAST_ROWS = 4;
  static final int FIRST_BAD = 20;

  /** A clock may be a little ahead of ours. */
  static final Duration AHEAD = Duration.ofMinutes(10);

  private final String fileName;
  private final Content content;
  private final List<KnownSeries> known;
  private final ZoneOffset own;
  private final Instant now;
  private final Draft draft;

  private Proposer(
      String fileName,
      Content content,
      List<KnownSeries> known,
      ZoneOffset own,
      Instant now,
      Map<String, String> answers) {
    this.fileName = fileName;
    this.content = content;
    this.known = known;
    this.own = own;
    this.now = now;
    this.draft = new Draft(answers);
  }

  /**
   * @param known the series that the file may hold
   * @param own zone of the service, where a series has none
   * @param answers choices made so far, by the question's id
   * @throws IntakeProblem when the file cannot be understood, or a choice was not offered
   */
  static ProfileProposal propose(
      String fileName,
      Content content,
      List<KnownSeries> known,
      ZoneOffset own,
      Instant now,
      Map<String, String> answers) {
    try {
      return new Proposer(fileName, content, known, own, now, answers).propose();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ProfileProposal propose() throws IOException {
    Charset charset = charset();
    var shape = TableShape.find(content, charset);
    shapeFound(shape);
    var columns = study(charset, shape);
    var times = new TimeProposal(draft, shape, columns);
    var time = times.timeColumns();
    var series = new SeriesProposal(draft, shape, columns, fileName, known);
    var where = series.columns(time);
    var numbers = series.numbers(where.values());

    boolean buddhist = times.buddhist(time);
    Integer century = times.century(time, LocalDate.ofInstant(now, own));
    LocalTime dayAt = times.dayAt(time);
    var rhythm = rhythm(charset, shape, time, where, times.orders(time), buddhist, century, dayAt);
    Order order = times.order(time, rhythm.regularity());
    var studies = rhythm.studies(order);
    var rules = series.rules(rhythm.slots());
    ZoneOffset station = station(rules);
    var clocks = clocks(studies);
    var zone =
        new ZoneProposal(draft, shape)
            .zone(time, times.column(time.getFirst()), clocks, station, dayAt != null);
    var shifts = new ShiftProposal(draft).shifts(studies, zone, station, MOST_SHIFT_QUESTIONS);
    repeated(studies);

    var ignored =
        shape.columns().stream()
            .filter(c -> time.stream().noneMatch(t -> t.column().equals(c)))
            .filter(c -> where.keys().stream().noneMatch(k -> k.name.equals(c)))
            .filter(c -> rules.stream().noneMatch(r -> r.column().equals(c)))
            .toList();
    long rows = rhythm.slots().stream().mapToLong(SeriesProposal.Slot::rows).sum();
    var skipped =
        rhythm.slots().stream()
            .filter(slot -> !series.isStray(slot, rows))
            .map(SeriesProposal.Slot::key)
            .filter(k -> rules.stream().noneMatch(r -> r.key().equals(k)))
            .map(RowReader::key)
            .distinct()
            .toList();
    var profile =
        new Profile(
            new Profile.Table(
                charset.name(), shape.delimiter(), shape.headerLine() > 0, shape.columns()),
            new Profile.Time(
                time, order, buddhist, century, zone.zone(), zone.trustStamps(), dayAt, shifts),
            numbers,
            where.keys().stream().map(c -> c.name).toList(),
            rules,
            skipped,
            ignored,
            dayAt != null ? Set.of() : clocks);
    return rehearse(charset, shape, profile, station);
  }

  private Charset charset() throws IOException {
    var found = Encoding.of(content);
    String name = found.charset().name();
    var says =
        Message.of(
            "water.intake.found.encoding."
                + found.because().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
            name);
    draft.found(Setting.ENCODING, says);
    if (found.others().isEmpty()) return found.charset();
    var options = new ArrayList<Option>();
    options.add(
        new Option(name, Message.of("water.intake.as-is", name), firstWords(found.charset())));
    for (Charset other : found.others()) {
      options.add(
          new Option(
              other.name(), Message.of("water.intake.as-is", other.name()), firstWords(other)));
    }
    String answer =
        draft.ask(
            "encoding",
            Setting.ENCODING,
            Message.of("water.intake.ask.encoding"),
            null,
            options,
            name,
            false);
    return answer == null ? found.charset() : Charset.forName(answer);
  }

  /** The first line with a letter beyond ASCII, for judging an encoding by eye. */
  private @Nullable String firstWords(Charset charset) throws IOException {
    try (var reader = new java.io.BufferedReader(TableReader.reader(content, charset))) {
      for (int n = 0; n < 5_000; n++) {
        String line = reader.readLine();
        if (line == null) return null;
        if (line.chars().anyMatch(c -> c > 127)) return NumberReading.shortened(line);
      }
    }
    return null;
  }

  private void shapeFound(TableShape shape) {
    String delimiter =
        switch (shape.delimiter()) {
          case '\t' -> "tab";
          case ';' -> "semicolon";
          case '|' -> "bar";
          default -> "comma";
        };
    draft.found(
        Setting.TABLE,
        Message.of("water.intake.found.delimiter." + delimiter, shape.columns().size()),
        new Evidence(shape.firstRow(), ""));
    if (shape.headerLine() == 0) {
      draft.found(Setting.TABLE, Message.of("water.intake.found.no-header"));
    } else {
      draft.found(
          Setting.TABLE,
          Message.of(
              "water.intake.found.header",
              shape.headerLine(),
              NumberReading.shortened(String.join(", ", shape.columns()))),
          new Evidence(shape.headerLine(), ""));
    }
    if (!shape.preamble().isEmpty()) {
      draft.found(
          Setting.TABLE,
          Message.of("water.intake.found.preamble", shape.preamble().size()),
          new Evidence(shape.preamble().getFirst().line(), ""));
    }
  }

  private interface EachRow {
    void row(Row row);
  }

  private void rows(Charset charset, TableShape shape, EachRow each) throws IOException {
    TableReader.read(
        content,
        charset,
        shape.delimiter(),
        row -> {
          if (row.line() >= shape.firstRow() && !row.isNothing()) each.row(row);
          return true;
        });
  }

  private List<ColumnStudy> study(Charset charset, TableShape shape) throws IOException {
    var columns = new ArrayList<ColumnStudy>();
    for (int i = 0; i < shape.columns().size(); i++) {
      columns.add(new ColumnStudy(shape.columns().get(i), i));
    }
    rows(
        charset,
        shape,
        row -> {
          for (var column : columns) column.see(row.line(), row.cell(column.index));
        });
    return columns;
  }

  /** What the second pass found. */
  private record Rhythm(
      Map<Order, Map<String, ClockStudy>> byOrder, List<SeriesProposal.Slot> slots) {

    Map<String, ClockStudy> studies(Order order) {
      var studies = byOrder.get(order);
      return studies == null ? byOrder.values().iterator().next() : studies;
    }

    Map<Order, Double> regularity() {
      var regularity = new EnumMap<Order, Double>(Order.class);
      byOrder.forEach(
          (order, studies) ->
              regularity.put(
                  order,
                  studies.values().stream()
                      .mapToDouble(ClockStudy::regularity)
                      .average()
                      .orElse(0)));
      return regularity;
    }
  }

  private static final class Counted {
    final List<String> key;
    final String unit;
    final long line;
    long rows;

    Counted(List<String> key, String unit, long line) {
      this.key = key;
      this.unit = unit;
      this.line = line;
    }
  }

  /** The stamps read with day and month in one order. */
  private record InOrder(TimeReader reader, Map<String, ClockStudy> studies) {}

  private Rhythm rhythm(
      Charset charset,
      TableShape shape,
      List<TimeColumn> time,
      SeriesProposal.Columns where,
      List<Order> orders,
      boolean buddhist,
      @Nullable Integer century,
      @Nullable LocalTime dayAt)
      throws IOException {
    int[] keyColumns = where.keys().stream().mapToInt(c -> c.index).toArray();
    var readers = new ArrayList<InOrder>();
    var byOrder = new EnumMap<Order, Map<String, ClockStudy>>(Order.class);
    for (Order order : orders) {
      var reading = new Profile.Time(time, order, buddhist, century, null, true, dayAt, List.of());
      var studies = new LinkedHashMap<String, ClockStudy>();
      readers.add(new InOrder(new TimeReader(reading, shape.columns()), studies));
      byOrder.put(order, studies);
    }
    var counted = new LinkedHashMap<String, Counted>();
    var unit = where.unit();
    rows(
        charset,
        shape,
        row -> {
          String key = RowReader.key(row, keyColumns);
          boolean stamped = false;
          for (InOrder each : readers) {
            try {
              var moment = each.reader.written(row).moment();
              each.studies.computeIfAbsent(key, k -> new ClockStudy()).see(moment, row.line());
              stamped = true;
            } catch (BadCell e) {
              // counted when the load is rehearsed
            }
          }
          if (!stamped) return;
          var here = counted.get(key);
          if (here == null) {
            if (counted.size() == MOST_SERIES) {
              throw new IntakeProblem.TooManySeries(MOST_SERIES, row.line());
            }
            here =
                new Counted(
                    where.keys().stream().map(c -> row.cell(c.index)).toList(),
                    unit == null ? "" : row.cell(unit.index),
                    row.line());
            counted.put(key, here);
          }
          here.rows++;
        });
    if (counted.isEmpty()) {
      throw new IntakeProblem.NoTime(time.getFirst().column());
    }
    if (counted.size() * (long) where.values().size() > MOST_SERIES) {
      throw new IntakeProblem.TooManySeries(MOST_SERIES, shape.firstRow());
    }
    var slots = new ArrayList<SeriesProposal.Slot>();
    for (Counted here : counted.values()) {
      for (ColumnStudy column : where.values()) {
        slots.add(new SeriesProposal.Slot(column, here.key, here.unit, here.line, here.rows));
      }
    }
    return new Rhythm(byOrder, slots);
  }

  /** The zone of the stations of the file, where they agree; the service's own otherwise. */
  private ZoneOffset station(List<Profile.Rule> rules) {
    var zones = new TreeSet<ZoneOffset>();
    for (Profile.Rule rule : rules) {
      known.stream().filter(s -> s.key().equals(rule.series())).forEach(s -> zones.add(s.zone()));
    }
    return zones.size() == 1 ? zones.first() : own;
  }

  private static Set<LocalTime> clocks(Map<String, ClockStudy> studies) {
    var clocks = new TreeSet<LocalTime>();
    for (ClockStudy study : studies.values()) {
      var parts = study.parts();
      if (parts.isEmpty()) return Set.of();
      clocks.addAll(parts.getLast().clocks());
    }
    return clocks.size() > 8 ? Set.of() : clocks;
  }

  private void repeated(Map<String, ClockStudy> studies) {
    int same = studies.values().stream().mapToInt(ClockStudy::same).sum();
    if (same > 0) draft.warn(Setting.TIME, Message.of("water.intake.found.repeated", same));
  }

  /** Reads the whole file as it would be loaded, and counts. */
  private ProfileProposal rehearse(
      Charset charset, TableShape shape, Profile profile, ZoneOffset station) throws IOException {
    var reader = new RowReader(profile, shape.columns(), now.plus(AHEAD));
    var count = new long[4];
    var bad = new ArrayList<BadRow>();
    var first = new ArrayList<Shown>();
    var last = new ArrayDeque<Shown>();
    rows(
        charset,
        shape,
        row -> {
          count[0]++;
          Shown shown;
          try {
            var values = reader.read(row);
            count[1] += values.size();
            if (values.isEmpty()) count[2]++;
            if (first.size() == FIRST_ROWS && values.isEmpty()) return;
            shown = shown(row, reader, values, station);
          } catch (BadCell e) {
            count[3]++;
            if (bad.size() < FIRST_BAD) bad.add(bad(row, profile, e));
            shown =
                new Shown(
                    row.line(),
                    reader.time().text(row),
                    null,
                    null,
                    null,
                    Clocks.id(station),
                    e.what());
          }
          if (first.size() < FIRST_ROWS) {
            first.add(shown);
          } else {
            last.add(shown);
            if (last.size() > LAST_ROWS) last.remove();
          }
        });
    first.addAll(last);
    if (count[1] == 0 && !draft.open()) {
      throw new IntakeProblem.NoValues(
          String.join(", ", shape.columns().stream().limit(20).toList()));
    }
    boolean complete = !profile.rules().isEmpty() && !draft.open();
    return new ProfileProposal(
        fileName,
        shape.columns(),
        count[0],
        count[1],
        count[2],
        count[3],
        bad,
        draft.findings,
        draft.questions,
        first,
        profile.rules().isEmpty() ? null : profile,
        complete ? profile : null);
  }

  static BadRow bad(Row row, Profile profile, BadCell e) {
    return new BadRow(
        row.line(), shorten(row.text(profile.table().delimiter())), e.what(), e.how());
  }

  private static String shorten(String cells) {
    return cells.length() <= 400 ? cells : cells.substring(0, 399) + "…";
  }

  private static Shown shown(
      Row row, RowReader reader, List<RowReader.Value> values, ZoneOffset station) throws BadCell {
    String written = reader.time().text(row);
    String zone = Clocks.id(station);
    if (values.isEmpty()) {
      return new Shown(row.line(), written, reader.instant(row), null, null, zone, null);
    }
    var value = values.getFirst();
    return new Shown(row.line(), written, value.at(), value.series(), value.value(), zone, null);
  }
}
