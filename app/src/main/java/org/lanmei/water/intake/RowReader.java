package org.lanmei.water.intake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Message;
import org.lanmei.kernel.SeriesKey;
import org.lanmei.water.intake.TableReader.Row;

/** Makes readings of rows, as a profile says. */
final class RowReader {

  /** Readings are kept in seconds since 2000, of 32 bits. */
  private static final Instant EARLIEST = Instant.parse("1932-01-01T00:00:00Z");

  private final Profile profile;
  private final TimeReader time;
  private final Instant latest;
  private final int[] keyColumns;
  private final Map<String, List<Bound>> byKey = new HashMap<>();

  private record Bound(Profile.Rule rule, int column, Unit.@Nullable Conversion conversion) {}

  /**
   * One value of a row.
   *
   * @param value in the unit of the series
   */
  record Value(SeriesKey series, Instant at, double value) {}

  /**
   * @param columns the headings of this very file
   * @param latest a reading after this moment cannot have been observed yet
   */
  RowReader(Profile profile, List<String> columns, Instant latest) {
    this.profile = profile;
    this.time = new TimeReader(profile.time(), columns);
    this.latest = latest;
    this.keyColumns = profile.keys().stream().mapToInt(columns::indexOf).toArray();
    for (Profile.Rule rule : profile.rules()) {
      var from = Unit.ofUcum(rule.fileUnit());
      var to = Unit.ofUcum(rule.unit());
      var conversion =
          rule.fileUnit().equals(rule.unit()) || from.isEmpty() || to.isEmpty()
              ? null
              : Unit.conversion(from.get(), to.get());
      byKey
          .computeIfAbsent(key(rule.key()), k -> new ArrayList<>())
          .add(new Bound(rule, columns.indexOf(rule.column()), conversion));
    }
  }

  static String key(List<String> cells) {
    return String.join("\u001f", cells);
  }

  static String key(Row row, int[] columns) {
    if (columns.length == 0) return "";
    if (columns.length == 1) return row.cell(columns[0]);
    var joined = new StringBuilder(row.cell(columns[0]));
    for (int i = 1; i < columns.length; i++) joined.append('\u001f').append(row.cell(columns[i]));
    return joined.toString();
  }

  TimeReader time() {
    return time;
  }

  Instant instant(Row row) throws BadCell {
    return time.instant(time.written(row), key(row, keyColumns));
  }

  /**
   * The values of a row; none when its cells are empty or say that there is none.
   *
   * @throws BadCell when the row cannot be taken: then none of its values is
   */
  List<Value> read(Row row) throws BadCell {
    String key = key(row, keyColumns);
    var rules = byKey.get(key);
    if (rules == null) {
      if (profile.skipped().contains(key)) return List.of();
      throw new BadCell(
          Message.of("water.intake.bad.key", NumberReading.shortened(key.replace('\u001f', ' '))),
          Message.of("water.intake.mend.key"));
    }
    if (row.cells().length > profile.table().columns().size() && !isEmptyFrom(row)) {
      throw new BadCell(
          Message.of(
              "water.intake.bad.cells", row.cells().length, profile.table().columns().size()),
          Message.of("water.intake.mend.cells"));
    }
    Instant at = time.instant(time.written(row), key);
    if (at.isAfter(latest)) {
      throw new BadCell(
          Message.of(
              "water.intake.bad.future", at.toString(), NumberReading.shortened(time.text(row))),
          Message.of("water.intake.mend.future"));
    }
    if (at.isBefore(EARLIEST)) {
      throw new BadCell(
          Message.of(
              "water.intake.bad.early", at.toString(), NumberReading.shortened(time.text(row))),
          Message.of("water.intake.mend.early"));
    }
    var values = new ArrayList<Value>(rules.size());
    for (Bound bound : rules) {
      Double value = profile.numbers().read(row.cell(bound.column), bound.rule.column());
      if (value == null) continue;
      values.add(
          new Value(
              bound.rule.series(),
              at,
              bound.conversion == null ? value : bound.conversion.apply(value)));
    }
    return values;
  }

  private boolean isEmptyFrom(Row row) {
    for (int i = profile.table().columns().size(); i < row.cells().length; i++) {
      if (!row.cells()[i].isEmpty()) return false;
    }
    return true;
  }
}
