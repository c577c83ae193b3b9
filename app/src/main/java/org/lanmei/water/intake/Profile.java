package org.lanmei.water.intake;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.SeriesKey;

/**
 * How the files of one source are read, as data. Proposed from a file, confirmed by a person, kept
 * in versions; a file that does not fit it is stopped.
 *
 * @param table how the bytes become rows and columns
 * @param time how a stamp becomes an instant
 * @param numbers how a cell becomes a number
 * @param keys columns that say which series a row belongs to; empty = the column of the value says
 *     it
 * @param rules which cells are which series; a value that no rule names stops the file
 * @param skipped cells of the key columns, joined, whose rows a person chose to leave out
 * @param ignored columns that are known and not read
 * @param clocks times of day in the last part of the file, as written, when there are few of them:
 *     another set in a later file is another shift; empty = no rhythm was found
 */
public record Profile(
    Table table,
    Time time,
    NumberReading numbers,
    List<String> keys,
    List<Rule> rules,
    List<String> skipped,
    List<String> ignored,
    Set<LocalTime> clocks) {

  public Profile {
    keys = List.copyOf(keys);
    rules = List.copyOf(rules);
    skipped = List.copyOf(skipped);
    ignored = List.copyOf(ignored);
    clocks = Set.copyOf(clocks);
  }

  /**
   * How bytes become rows and columns.
   *
   * @param charset as Java names it
   * @param delimiter one character
   * @param header whether a row of headings precedes the data
   * @param columns the headings, made unique; or column-1, column-2 … without a header
   */
  public record Table(String charset, char delimiter, boolean header, List<String> columns) {
    public Table {
      columns = List.copyOf(columns);
    }
  }

  /** A column of which a stamp is made. */
  public record TimeColumn(String column, Part part) {}

  /** What a column contributes to the stamp. */
  public enum Part {
    STAMP,
    DATE,
    TIME,
    YEAR,
    MONTH,
    DAY,
    HOUR,
    MINUTE
  }

  /**
   * How a stamp becomes an instant.
   *
   * @param order of day and month where the year stands last
   * @param buddhist years are of the Buddhist era, 543 ahead
   * @param century added to years of two digits; null = they have four
   * @param zone of stamps that name none, such as {@code +07:00}; null = each names its own
   * @param trustStamps a zone in the stamp itself counts; false = it is wrong, {@code zone} counts
   * @param dayAt for stamps without a time: at what time of that day the value is put; null = they
   *     all have one
   * @param shifts corrections of stamps that are wrong for a while
   */
  public record Time(
      List<TimeColumn> columns,
      RawStamp.Order order,
      boolean buddhist,
      @Nullable Integer century,
      @Nullable String zone,
      boolean trustStamps,
      @Nullable LocalTime dayAt,
      List<Shift> shifts) {
    public Time {
      columns = List.copyOf(columns);
      shifts = List.copyOf(shifts);
    }
  }

  /**
   * Stamps from {@code from} up to before {@code before}, as written, are moved by {@code plus}.
   *
   * @param key the series' key cells, joined; null = all rows
   * @param from null = from the beginning
   * @param before null = without end
   */
  public record Shift(
      @Nullable String key,
      @Nullable LocalDateTime from,
      @Nullable LocalDateTime before,
      Duration plus) {

    boolean covers(String rowKey, LocalDateTime written) {
      return (key == null || key.equals(rowKey))
          && (from == null || !written.isBefore(from))
          && (before == null || written.isBefore(before));
    }
  }

  /**
   * Which cells are which series.
   *
   * @param column in which the value stands
   * @param key the cells of the key columns, in their order
   * @param fileUnit UCUM, as the file has it
   * @param unit UCUM, of the series
   */
  public record Rule(
      String column, List<String> key, SeriesKey series, String fileUnit, String unit) {
    public Rule {
      key = List.copyOf(key);
    }
  }
}
