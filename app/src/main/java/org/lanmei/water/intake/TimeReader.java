package org.lanmei.water.intake;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Message;
import org.lanmei.water.intake.Profile.Part;
import org.lanmei.water.intake.TableReader.Row;

/** Makes instants of the stamps of a file, as its profile says. */
final class TimeReader {

  private static final List<Part> NUMBERS =
      List.of(Part.YEAR, Part.MONTH, Part.DAY, Part.HOUR, Part.MINUTE);

  private final Profile.Time time;
  private final int[] at;
  private final @Nullable ZoneOffset zone;

  TimeReader(Profile.Time time, List<String> columns) {
    this.time = time;
    this.at = new int[time.columns().size()];
    for (int i = 0; i < at.length; i++) at[i] = columns.indexOf(time.columns().get(i).column());
    this.zone = time.zone() == null ? null : ZoneOffset.of(time.zone());
  }

  /**
   * @param moment as the file has it, before any shift; midnight or the profile's time of day when
   *     it has none
   * @param offset what the stamp itself says; null = nothing
   */
  record Written(LocalDateTime moment, @Nullable ZoneOffset offset) {}

  /** The cells that the stamp is made of, as they stand there. */
  String text(Row row) {
    var cells = new ArrayList<String>();
    for (int column : at) cells.add(row.cell(column));
    return String.join(" ", cells);
  }

  private @Nullable RawStamp raw(Row row) throws BadCell {
    Part first = time.columns().getFirst().part();
    if (first == Part.STAMP || (first == Part.DATE && at.length == 1)) {
      return RawStamp.parse(row.cell(at[0]));
    }
    if (first == Part.DATE) return RawStamp.parse(row.cell(at[0]), row.cell(at[1]));
    int[] parts = {-1, -1, -1, -1, 0};
    for (int i = 0; i < at.length; i++) {
      String cell = Digits.latin(row.cell(at[i]));
      int part = NUMBERS.indexOf(time.columns().get(i).part());
      if (part < 0) return null;
      try {
        parts[part] =
            Integer.parseInt(cell.endsWith(".0") ? cell.substring(0, cell.length() - 2) : cell);
      } catch (NumberFormatException e) {
        return null;
      }
    }
    return RawStamp.of(parts[0], parts[1], parts[2], parts[3], parts[4]);
  }

  Written written(Row row) throws BadCell {
    var raw = raw(row);
    if (raw == null) {
      throw new BadCell(
          Message.of("water.intake.bad.stamp", NumberReading.shortened(text(row))),
          Message.of("water.intake.mend.stamp"));
    }
    if (raw.form() == RawStamp.Form.EPOCH) {
      return new Written(
          LocalDateTime.ofEpochSecond(raw.epochSecond(), 0, ZoneOffset.UTC), ZoneOffset.UTC);
    }
    LocalDate day;
    try {
      day = raw.date(time.order(), year(raw, row));
    } catch (DateTimeException e) {
      throw new BadCell(
          Message.of("water.intake.bad.day", NumberReading.shortened(text(row))),
          Message.of("water.intake.mend.day"));
    }
    if (raw.hour() == 24) return new Written(day.plusDays(1).atStartOfDay(), raw.offset());
    if (raw.hour() >= 0) {
      return new Written(
          LocalDateTime.of(day, LocalTime.of(raw.hour(), raw.minute(), raw.second())),
          raw.offset());
    }
    LocalTime dayAt = time.dayAt();
    if (dayAt == null) {
      throw new BadCell(
          Message.of("water.intake.bad.no-time", NumberReading.shortened(text(row))),
          Message.of("water.intake.mend.no-time"));
    }
    return new Written(LocalDateTime.of(day, dayAt), raw.offset());
  }

  private int year(RawStamp raw, Row row) throws BadCell {
    int year = raw.year();
    if (raw.shortYear()) {
      Integer century = time.century();
      if (century == null) {
        throw new BadCell(
            Message.of("water.intake.bad.short-year", NumberReading.shortened(text(row))),
            Message.of("water.intake.mend.short-year"));
      }
      // Two digits from 70 on are of the century before, where years are of the common era.
      year += century == 2000 && year >= 70 ? 1900 : century;
    }
    if (time.buddhist()) year -= 543;
    if (year < 1800 || year > 2200) {
      throw new BadCell(
          Message.of(
              "water.intake.bad.year",
              String.valueOf(raw.year()),
              NumberReading.shortened(text(row))),
          Message.of("water.intake.mend.year"));
    }
    return year;
  }

  /**
   * @param key the row's key cells, joined
   */
  Instant instant(Written written, String key) throws BadCell {
    LocalDateTime moment = written.moment();
    for (Profile.Shift shift : time.shifts()) {
      if (shift.covers(key, written.moment())) moment = moment.plus(shift.plus());
    }
    ZoneOffset offset = time.trustStamps() && written.offset() != null ? written.offset() : zone;
    if (offset == null) {
      throw new BadCell(
          Message.of("water.intake.bad.no-zone", moment.toString()),
          Message.of("water.intake.mend.no-zone"));
    }
    return moment.toInstant(offset);
  }
}
