package org.lanmei.water.intake;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Message;
import org.lanmei.water.intake.HeaderWords.Role;
import org.lanmei.water.intake.Profile.Part;
import org.lanmei.water.intake.Profile.TimeColumn;
import org.lanmei.water.intake.ProfileProposal.Option;
import org.lanmei.water.intake.ProfileProposal.Setting;
import org.lanmei.water.intake.RawStamp.Order;

/** Finds out which columns make the stamp of a row, and how days and years are written. */
final class TimeProposal {

  private final Draft draft;
  private final List<ColumnStudy> columns;
  private final TableShape shape;

  TimeProposal(Draft draft, TableShape shape, List<ColumnStudy> columns) {
    this.draft = draft;
    this.shape = shape;
    this.columns = columns;
  }

  /** The columns that make the stamp; the first one decides on form and zone. */
  List<TimeColumn> timeColumns() {
    var stamps = columns.stream().filter(ColumnStudy::isStamps).toList();
    if (stamps.isEmpty()) stamps = columns.stream().filter(ColumnStudy::isEpochs).toList();
    if (stamps.isEmpty()) return numbersOfDates();
    ColumnStudy chosen = stamps.getFirst();
    if (stamps.size() > 1) {
      var names =
          stamps.stream().map(c -> new Option(c.name, said("as-is", c.name), null)).toList();
      String answer =
          draft.ask(
              "time-column",
              Setting.TIME,
              said("ask.time-column"),
              Draft.at(chosen.firstStamp),
              names,
              chosen.name,
              true);
      for (ColumnStudy column : stamps) if (column.name.equals(answer)) chosen = column;
    }
    var stamp = chosen;
    if (chosen.withTime == 0 && chosen.epochs == 0) {
      var times = columns.stream().filter(c -> c != stamp && isTimes(c)).findFirst();
      if (times.isPresent()) {
        draft.found(
            Setting.TIME,
            said("found.date-and-time", chosen.name, times.get().name),
            Draft.at(chosen.firstStamp));
        return List.of(
            new TimeColumn(chosen.name, Part.DATE), new TimeColumn(times.get().name, Part.TIME));
      }
    }
    String key =
        chosen.isEpochs() ? "found.epoch" : chosen.withTime > 0 ? "found.stamp" : "found.date-only";
    draft.found(Setting.TIME, said(key, chosen.name), Draft.at(chosen.firstStamp));
    return List.of(new TimeColumn(chosen.name, Part.STAMP));
  }

  /** 4.20 is a level unless its heading says that it is a time. */
  private static boolean isTimes(ColumnStudy column) {
    boolean named = HeaderWords.role(column.name).equals(Optional.of(Role.TIME));
    return column.isTimes() && (named || column.numbers * 2 < column.times);
  }

  private List<TimeColumn> numbersOfDates() {
    var found = new ArrayList<TimeColumn>();
    for (Role role : List.of(Role.YEAR, Role.MONTH, Role.DAY, Role.HOUR, Role.MINUTE)) {
      columns.stream()
          .filter(c -> HeaderWords.role(c.name).equals(Optional.of(role)) && c.numbers > 0)
          .findFirst()
          .ifPresent(c -> found.add(new TimeColumn(c.name, Part.valueOf(role.name()))));
    }
    if (found.size() < 3
        || found.get(0).part() != Part.YEAR
        || found.get(1).part() != Part.MONTH
        || found.get(2).part() != Part.DAY) {
      throw new IntakeProblem.NoTime(
          shape.columns().stream().limit(20).collect(Collectors.joining(", ")));
    }
    draft.found(
        Setting.TIME,
        said(
            "found.numbers-of-dates",
            found.stream().map(TimeColumn::column).collect(Collectors.joining(", "))));
    return found;
  }

  ColumnStudy column(TimeColumn time) {
    return columns.get(shape.columns().indexOf(time.column()));
  }

  /** Which orders of day and month have to be looked at. */
  List<Order> orders(List<TimeColumn> time) {
    ColumnStudy column = column(time.getFirst());
    if (column.yearLast == 0 || (column.monthFirst == 0 && column.dayFirst > 0)) {
      return List.of(Order.DAY_FIRST);
    }
    if (column.dayFirst == 0 && column.monthFirst > 0) return List.of(Order.MONTH_FIRST);
    return List.of(Order.DAY_FIRST, Order.MONTH_FIRST);
  }

  /**
   * Day first or month first.
   *
   * @param regularity of the stamps in each order, by which one is recommended
   */
  Order order(List<TimeColumn> time, Map<Order, Double> regularity) {
    ColumnStudy column = column(time.getFirst());
    if (column.yearLast == 0) return Order.DAY_FIRST;
    if (column.dayFirst > 0 && column.monthFirst == 0) {
      draft.found(
          Setting.TIME, said("found.day-first", column.dayFirst), Draft.at(column.firstDayFirst));
      return Order.DAY_FIRST;
    }
    if (column.monthFirst > 0 && column.dayFirst == 0) {
      draft.found(
          Setting.TIME,
          said("found.month-first", column.monthFirst),
          Draft.at(column.firstMonthFirst));
      return Order.MONTH_FIRST;
    }
    boolean mixed = column.dayFirst > 0;
    double day = regularity.getOrDefault(Order.DAY_FIRST, 0.0);
    double month = regularity.getOrDefault(Order.MONTH_FIRST, 0.0);
    Order likely = day >= month ? Order.DAY_FIRST : Order.MONTH_FIRST;
    String recommended =
        mixed
            ? (column.dayFirst >= column.monthFirst ? "day-first" : "month-first")
            : Math.abs(day - month) < 0.05
                ? null
                : likely == Order.DAY_FIRST ? "day-first" : "month-first";
    var example = mixed ? column.firstMonthFirst : column.firstEither;
    var evidence = Draft.at(example);
    String answer =
        draft.ask(
            "order",
            Setting.TIME,
            mixed
                ? said("ask.order-mixed", column.dayFirst, column.monthFirst)
                : said("ask.order", Math.round(day * 100), Math.round(month * 100)),
            evidence,
            List.of(
                new Option(
                    "day-first", said("order.day-first"), read(evidence.text(), Order.DAY_FIRST)),
                new Option(
                    "month-first",
                    said("order.month-first"),
                    read(evidence.text(), Order.MONTH_FIRST))),
            recommended,
            true);
    if (answer == null) return likely;
    return answer.equals("day-first") ? Order.DAY_FIRST : Order.MONTH_FIRST;
  }

  private static @Nullable String read(String cell, Order order) {
    var stamp = RawStamp.parse(cell);
    if (stamp == null) return null;
    try {
      int year = stamp.shortYear() ? 2000 + stamp.year() : stamp.year();
      return stamp.date(order, year).toString();
    } catch (DateTimeException e) {
      return "—";
    }
  }

  /** Years of the Buddhist era, which are 543 ahead. */
  boolean buddhist(List<TimeColumn> time) {
    ColumnStudy column = column(time.getFirst());
    if (time.getFirst().part() == Part.YEAR) {
      boolean buddhist = column.lowest >= 2300 && column.highest < 2800;
      if (buddhist)
        draft.found(Setting.TIME, said("found.buddhist", String.valueOf((int) column.highest)));
      return buddhist;
    }
    if (column.buddhistYears == 0) return false;
    if (column.plainYears == 0) {
      draft.found(
          Setting.TIME,
          said("found.buddhist", String.valueOf(column.highestYear)),
          Draft.at(column.firstBuddhist));
      return true;
    }
    draft.warn(
        Setting.TIME,
        said("found.two-eras", column.buddhistYears, column.plainYears),
        Draft.at(column.firstBuddhist));
    return column.buddhistYears > column.plainYears;
  }

  /** What is added to years of two digits; null when all have four. */
  @Nullable Integer century(List<TimeColumn> time, LocalDate today) {
    ColumnStudy column = column(time.getFirst());
    if (column.shortYears == 0) return null;
    String cell = Draft.at(column.firstStamp).text();
    var stamp = RawStamp.parse(cell);
    int two = stamp == null ? 0 : stamp.year() % 100;
    int common = two >= 70 ? 1900 + two : 2000 + two;
    int buddhist = 2500 + two - 543;
    var options = new ArrayList<Option>();
    if (common <= today.getYear()) {
      options.add(new Option("2000", said("century.common"), String.valueOf(common)));
    }
    options.add(new Option("2500", said("century.buddhist"), String.valueOf(buddhist)));
    String answer =
        draft.ask(
            "century",
            Setting.TIME,
            said("ask.century"),
            Draft.at(column.firstStamp),
            options,
            options.getFirst().value(),
            true);
    return answer == null ? 2000 : Integer.valueOf(answer);
  }

  /** At which time of its day a value stands that has none; null when the stamps have one. */
  @Nullable LocalTime dayAt(List<TimeColumn> time) {
    ColumnStudy column = column(time.getFirst());
    boolean numbers = time.getFirst().part() == Part.YEAR;
    boolean hour = time.stream().anyMatch(t -> t.part() == Part.HOUR || t.part() == Part.TIME);
    if (numbers ? hour : hour || column.withoutTime == 0) return null;
    if (!numbers && column.withTime > 0) {
      draft.warn(Setting.TIME, said("found.some-days", column.withoutTime, column.withTime));
    }
    String answer =
        draft.ask(
            "day",
            Setting.TIME,
            said("ask.day"),
            Draft.at(column.firstStamp),
            List.of(
                new Option("00:00", said("day.start"), null),
                new Option("07:00", said("day.morning"), null),
                new Option("12:00", said("day.noon"), null)),
            "00:00",
            false);
    return answer == null ? LocalTime.MIDNIGHT : LocalTime.parse(answer);
  }

  private static Message said(String key, Object... args) {
    return Message.of("water.intake." + key, args);
  }
}
