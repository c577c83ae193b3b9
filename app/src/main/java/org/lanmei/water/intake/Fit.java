package org.lanmei.water.intake;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Message;
import org.lanmei.water.intake.TableReader.Row;

/**
 * Whether a file is one that a profile was confirmed for.
 *
 * @param firstRow line of the first row of data; 0 when the headings were not found
 * @param columns the headings in this file's order
 * @param rows of data
 * @param reasons why it is stopped; empty = it fits
 */
record Fit(long firstRow, List<String> columns, long rows, List<Message> reasons) {

  private static final int HEADINGS_WITHIN = 300;

  /** A few bad rows are listed and the rest is loaded; more of them are another kind of file. */
  private static final double MOST_BAD = 0.2;

  static Fit check(Profile profile, Content content, Instant now) throws IOException {
    var reasons = new ArrayList<Message>();
    var table = profile.table();
    Charset charset = Charset.forName(table.charset());
    var encoding = Encoding.of(content);
    boolean known =
        encoding.because() == Encoding.Because.ASCII
            || encoding.charset().equals(charset)
            || encoding.others().contains(charset);
    if (!known) {
      reasons.add(
          Message.of("water.intake.misfit.encoding", table.charset(), encoding.charset().name()));
      return new Fit(0, table.columns(), 0, reasons);
    }
    if (encoding.because() == Encoding.Because.ASCII && table.charset().startsWith("UTF-16")) {
      charset = StandardCharsets.UTF_8;
    }
    var head = head(content, charset, table);
    if (head.row == null && table.header()) {
      reasons.addAll(head.reasons);
      return new Fit(0, table.columns(), 0, reasons);
    }
    var columns =
        table.header() && head.row != null
            ? TableShape.columns(head.row, head.row.cells().length)
            : table.columns();
    long first = head.row == null ? 1 : head.row.line() + 1;
    return rows(profile, content, charset, first, columns, now);
  }

  private record Head(@Nullable Row row, List<Message> reasons) {}

  /** The row with the profile's headings, in whatever order. */
  private static Head head(Content content, Charset charset, Profile.Table table)
      throws IOException {
    if (!table.header()) return new Head(null, List.of());
    var wanted = new TreeSet<>(table.columns());
    var found = new Row[1];
    var nearest = new Row[1];
    var most = new int[1];
    var seen = new int[1];
    TableReader.read(
        content,
        charset,
        table.delimiter(),
        row -> {
          var columns = new TreeSet<>(TableShape.columns(row, row.cells().length));
          if (columns.equals(wanted)) {
            found[0] = row;
            return false;
          }
          columns.retainAll(wanted);
          if (columns.size() > most[0]) {
            most[0] = columns.size();
            nearest[0] = row;
          }
          return ++seen[0] < HEADINGS_WITHIN;
        });
    if (found[0] != null) return new Head(found[0], List.of());
    if (nearest[0] == null) {
      return new Head(
          null,
          List.of(
              Message.of(
                  "water.intake.misfit.no-headings",
                  NumberReading.shortened(String.join(", ", table.columns())))));
    }
    var reasons = new ArrayList<Message>();
    var here = TableShape.columns(nearest[0], nearest[0].cells().length);
    var missing = new LinkedHashSet<>(table.columns());
    here.forEach(missing::remove);
    var more = new LinkedHashSet<>(here);
    more.removeAll(wanted);
    long line = nearest[0].line();
    if (!missing.isEmpty()) {
      reasons.add(Message.of("water.intake.misfit.missing", line, String.join(", ", missing)));
    }
    if (!more.isEmpty()) {
      reasons.add(Message.of("water.intake.misfit.new", line, String.join(", ", more)));
    }
    return new Head(null, reasons);
  }

  private static Fit rows(
      Profile profile,
      Content content,
      Charset charset,
      long first,
      List<String> columns,
      Instant now)
      throws IOException {
    var reader = new RowReader(profile, columns, now.plus(Proposer.AHEAD));
    int[] keyColumns = profile.keys().stream().mapToInt(columns::indexOf).toArray();
    var keys = new TreeSet<String>(profile.skipped());
    profile.rules().forEach(rule -> keys.add(RowReader.key(rule.key())));
    var studies = new LinkedHashMap<String, ClockStudy>();
    var unknown = new LinkedHashMap<String, long[]>();
    var count = new long[2];
    var firstBad = new BadRow[1];
    TableReader.read(
        content,
        charset,
        profile.table().delimiter(),
        row -> {
          if (row.line() < first || row.isNothing()) return true;
          String key = RowReader.key(row, keyColumns);
          if (!keys.contains(key) && (unknown.size() < 20 || unknown.containsKey(key))) {
            unknown.computeIfAbsent(key, k -> new long[] {row.line(), 0})[1]++;
          }
          count[0]++;
          try {
            reader.read(row);
            var moment = reader.time().written(row).moment();
            studies.computeIfAbsent(key, k -> new ClockStudy()).see(moment, row.line());
          } catch (BadCell e) {
            count[1]++;
            if (firstBad[0] == null) firstBad[0] = Proposer.bad(row, profile, e);
          }
          return true;
        });
    var reasons = new ArrayList<Message>();
    if (count[0] == 0) reasons.add(Message.of("water.intake.misfit.empty"));
    unknown.forEach(
        (key, seen) -> {
          // A misprint is a bad row; a name that comes again is another series.
          boolean again = seen[1] > 2 || seen[1] * 20 >= count[0];
          if (again && !profile.keys().isEmpty() && !key.replace("\u001f", "").isBlank()) {
            reasons.add(Message.of("water.intake.misfit.key", seen[0], key.replace('\u001f', ' ')));
          }
        });
    if (reasons.isEmpty()
        && count[1] > 20
        && count[1] > MOST_BAD * count[0]
        && firstBad[0] != null) {
      reasons.add(Message.of("water.intake.misfit.bad", count[1], count[0], firstBad[0].line()));
    }
    clocks(profile, studies, reasons);
    return new Fit(first, columns, count[0], reasons);
  }

  /** Another shift: the clocks changed within the file, or are others than those confirmed. */
  private static void clocks(
      Profile profile, LinkedHashMap<String, ClockStudy> studies, List<Message> reasons) {
    if (profile.time().dayAt() != null) return;
    for (var study : studies.entrySet()) {
      for (ClockStudy.Change change : study.getValue().changes()) {
        if (!isConfirmed(profile, change)) {
          reasons.add(
              Message.of(
                  "water.intake.misfit.shift",
                  change.later().firstLine,
                  Clocks.list(change.earlier().clocks()),
                  Clocks.list(change.later().clocks()),
                  change.later().first.toLocalDate().toString()));
          return;
        }
      }
      var parts = study.getValue().parts();
      if (parts.isEmpty() || profile.clocks().isEmpty()) continue;
      var last = parts.getLast();
      if (last.count < 4) continue;
      var shared = shifted(profile, study.getKey(), last);
      if (shared.isEmpty()) continue;
      shared.retainAll(profile.clocks());
      if (shared.isEmpty()) {
        reasons.add(
            Message.of(
                "water.intake.misfit.clocks",
                last.firstLine,
                Clocks.list(profile.clocks()),
                Clocks.list(last.clocks())));
        return;
      }
    }
  }

  private static boolean isConfirmed(Profile profile, ClockStudy.Change change) {
    return profile.time().shifts().stream()
        .map(s -> s.before() == null ? s.from() : s.before())
        .anyMatch(
            at ->
                at != null
                    && at.isAfter(change.earlier().last)
                    && !at.isAfter(change.later().first));
  }

  /** The clocks of a part after the profile's shift; empty when a person left the part as it is. */
  private static TreeSet<LocalTime> shifted(Profile profile, String key, ClockStudy.Part part) {
    var clocks = new TreeSet<LocalTime>(part.clocks());
    for (Profile.Shift shift : profile.time().shifts()) {
      boolean earlier = shift.before() != null && shift.covers(key, part.last);
      if (!earlier) continue;
      if (shift.plus().isZero()) return new TreeSet<>();
      var moved = new TreeSet<LocalTime>();
      for (LocalTime clock : clocks) moved.add(clock.plus(shift.plus()));
      clocks = moved;
    }
    return clocks;
  }
}
