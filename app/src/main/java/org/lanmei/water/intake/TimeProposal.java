package org.lanmei.water.intake;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Message;
import org.lanmei.water.intake.HeaderWords.Role;
import org.lanmei.water.intake.Profile.Part;
import org.lanmei.water.intake.Profile.TimeColumn;
import org.lanmei.water.intake.ProfileProposal.Evidence;
import org.lanmei.water.intake.ProfileProposal.Option;
import org.lanmei.water.intake.ProfileProposal.Setting;
import org.lanmei.water.intake.RawStamp.Order;

/** Finds out how the stamps of a file are meant. */
final class TimeProposal {

  /**
   * Gauges of the basin that people read are read at 07:00, and where twice a day at 19:00 (the
   * bulletins of the Mekong River Commission give the level of 07:00).
   */
  static final LocalTime MORNING = LocalTime.of(7, 0);

  static final String AS_STAMPED = "as-stamped";

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

  private ColumnStudy column(TimeColumn time) {
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

  /**
   * @param zone null = as each stamp says
   */
  record Zone(@Nullable String zone, boolean trustStamps) {}

  /**
   * The zone of the stamps.
   *
   * @param clocks times of day of the last part of the file; empty = there is no rhythm
   * @param station the zone in which the stations' service reads its clock
   */
  Zone zone(List<TimeColumn> time, Set<LocalTime> clocks, ZoneOffset station, boolean daysOnly) {
    ColumnStudy column = column(time.getFirst());
    var named = named(time);
    if (column.isEpochs() || (column.stamps > 0 && column.withOffset == column.stamps)) {
      if (column.isEpochs()) {
        draft.found(Setting.ZONE, said("found.zone.epoch"), Draft.at(column.firstStamp));
        return new Zone(null, true);
      }
      return stamped(column, named, clocks, station);
    }
    boolean some = column.withOffset > 0;
    if (some) {
      draft.warn(
          Setting.ZONE,
          said("found.zone.some", column.withOffset, column.stamps - column.withOffset),
          Draft.at(column.firstOffset),
          Draft.at(column.firstWithoutOffset));
    }
    if (named != null) {
      draft.found(Setting.ZONE, said("found.zone.named", id(named.offset)), named.evidence);
      return new Zone(named.offset.getId(), true);
    }
    return unnamed(column, clocks, station, daysOnly);
  }

  private record Named(ZoneOffset offset, Evidence evidence) {}

  /** By the headings of the time columns, or a line above the table. */
  private @Nullable Named named(List<TimeColumn> time) {
    for (TimeColumn part : time) {
      var zone = HeaderWords.zone(part.column());
      if (zone.isPresent()) {
        return new Named(zone.get(), new Evidence(shape.headerLine(), part.column()));
      }
    }
    for (var row : shape.preamble()) {
      String line = String.join(" ", row.cells());
      var zone = HeaderWords.zone(line);
      if (zone.isPresent()) {
        return new Named(zone.get(), new Evidence(row.line(), NumberReading.shortened(line)));
      }
    }
    return null;
  }

  private Zone stamped(
      ColumnStudy column, @Nullable Named named, Set<LocalTime> clocks, ZoneOffset station) {
    String offsets =
        column.offsets.stream().map(TimeProposal::id).collect(Collectors.joining(", "));
    if (named == null || column.offsets.equals(Set.of(named.offset))) {
      draft.found(Setting.ZONE, said("found.zone.stamped", offsets), Draft.at(column.firstOffset));
      return new Zone(null, true);
    }
    // The heading says one thing, the stamps another.
    draft.warn(
        Setting.ZONE,
        said("found.zone.mislabelled", id(named.offset), offsets),
        named.evidence,
        Draft.at(column.firstOffset));
    var utc = ZoneOffset.UTC;
    if (column.offsets.equals(Set.of(utc)) && !clocks.isEmpty()) {
      draft.found(
          Setting.ZONE,
          said("found.zone.clocks", list(clocks), list(moved(clocks, station)), id(station)));
    }
    var evidence = Draft.at(column.firstOffset);
    String answer =
        draft.ask(
            "zone",
            Setting.ZONE,
            said("ask.zone-mislabelled", id(named.offset), offsets),
            evidence,
            List.of(
                new Option(
                    AS_STAMPED,
                    said("zone.as-stamped", offsets),
                    reading(evidence.text(), null, station)),
                new Option(
                    named.offset.getId(),
                    said("zone.as-named", id(named.offset)),
                    reading(evidence.text(), named.offset, station))),
            AS_STAMPED,
            !speaks(moved(clocks, station)));
    return answer == null || answer.equals(AS_STAMPED)
        ? new Zone(null, true)
        : new Zone(answer, false);
  }

  /** Clocks at which gauges are read, or at which days begin. */
  private static boolean speaks(Set<LocalTime> clocks) {
    return clocks.contains(MORNING) || clocks.contains(LocalTime.MIDNIGHT);
  }

  private Zone unnamed(
      ColumnStudy column, Set<LocalTime> clocks, ZoneOffset station, boolean daysOnly) {
    var zones = new LinkedHashSet<ZoneOffset>();
    zones.add(station);
    zones.add(ZoneOffset.UTC);
    zones.add(ZoneOffset.ofHours(7));
    zones.add(ZoneOffset.ofHours(8));
    zones.add(ZoneOffset.ofHoursMinutes(6, 30));
    String recommended = null;
    var asks = said("ask.zone-none", id(station));
    if (daysOnly) {
      recommended = station.getId();
      asks = said("ask.zone-days", id(station));
    } else if (!clocks.isEmpty()) {
      boolean here = clocks.contains(MORNING);
      boolean utc = moved(clocks, station).contains(MORNING);
      if (here != utc) {
        recommended = here ? station.getId() : ZoneOffset.UTC.getId();
        asks =
            said(
                here ? "ask.zone-reading-hours-here" : "ask.zone-reading-hours-utc",
                list(clocks),
                list(moved(clocks, station)),
                id(station));
      } else {
        asks = said("ask.zone-clocks", list(clocks), list(moved(clocks, station)), id(station));
      }
    }
    var evidence = Draft.at(column.firstStamp);
    var options = new ArrayList<Option>();
    for (ZoneOffset zone : zones) {
      options.add(
          new Option(
              zone.getId(), said("zone.is", id(zone)), reading(evidence.text(), zone, station)));
    }
    String answer = draft.ask("zone", Setting.ZONE, asks, evidence, options, recommended, true);
    return new Zone(answer == null ? station.getId() : answer, true);
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

  /**
   * Changes of the file's clock.
   *
   * @param studies by the series' key; the change of one is looked for in the others
   */
  List<Profile.Shift> shifts(
      Map<String, ClockStudy> studies, Zone zone, ZoneOffset station, int mostQuestions) {
    var byKey = new LinkedHashMap<String, List<ClockStudy.Change>>();
    studies.forEach(
        (key, study) -> {
          var changes = study.changes();
          if (!changes.isEmpty()) byKey.put(key, changes);
        });
    if (byKey.isEmpty()) return List.of();
    boolean together = together(byKey, studies.size());
    var shifts = new ArrayList<Profile.Shift>();
    int n = 0;
    for (var entry : byKey.entrySet()) {
      for (ClockStudy.Change change : entry.getValue()) {
        if (n >= mostQuestions) return shifts;
        n++;
        shift("shift." + n, together ? null : entry.getKey(), change, zone, station)
            .ifPresent(shifts::add);
      }
      if (together) break;
    }
    return shifts;
  }

  /** Whether all series changed their clocks by the same amount within the same days. */
  private static boolean together(Map<String, List<ClockStudy.Change>> byKey, int all) {
    if (byKey.size() < all) return false;
    var first = byKey.values().iterator().next();
    for (var changes : byKey.values()) {
      if (changes.size() != first.size()) return false;
      for (int i = 0; i < changes.size(); i++) {
        if (!changes.get(i).plus().equals(first.get(i).plus())
            || !changes.get(i).later().first.equals(first.get(i).later().first)) {
          return false;
        }
      }
    }
    return true;
  }

  private Optional<Profile.Shift> shift(
      String id, @Nullable String key, ClockStudy.Change change, Zone zone, ZoneOffset station) {
    var earlier = change.earlier();
    var later = change.later();
    Duration plus = change.plus();
    ZoneOffset written = zone.zone() == null ? ZoneOffset.UTC : ZoneOffset.of(zone.zone());
    var laterHere =
        moved(
            later.clocks(),
            Duration.ofSeconds(station.getTotalSeconds() - written.getTotalSeconds()));
    var earlierHere =
        moved(
            earlier.clocks(),
            Duration.ofSeconds(station.getTotalSeconds() - written.getTotalSeconds()));
    var last = new Evidence(earlier.lastLine, earlier.last.toString());
    var first = new Evidence(later.firstLine, later.first.toString());
    draft.warn(
        Setting.SHIFT,
        said(
            "found.shift",
            list(earlier.clocks()),
            earlier.last.toLocalDate().toString(),
            list(later.clocks()),
            later.first.toLocalDate().toString(),
            amount(plus)),
        last,
        first);
    boolean zoneTwice = Math.abs(plus.toSeconds()) == Math.abs(station.getTotalSeconds());
    String recommended = null;
    if (laterHere.contains(MORNING) && !earlierHere.contains(MORNING)) recommended = "earlier";
    else if (earlierHere.contains(MORNING) && !laterHere.contains(MORNING)) recommended = "later";
    else if (!zoneTwice) recommended = "as-is";
    if (zoneTwice) {
      draft.found(Setting.SHIFT, said("found.shift-is-zone", amount(plus), id(station)));
    }
    String answer =
        draft.ask(
            id,
            Setting.SHIFT,
            key == null
                ? said(
                    "ask.shift",
                    later.first.toLocalDate().toString(),
                    list(earlierHere),
                    list(laterHere),
                    id(station))
                : said(
                    "ask.shift-of",
                    later.first.toLocalDate().toString(),
                    list(earlierHere),
                    list(laterHere),
                    id(station),
                    key.replace('\u001f', ' ')),
            last,
            List.of(
                new Option(
                    "earlier",
                    said("shift.earlier", later.first.toLocalDate().toString(), amount(plus)),
                    both(earlier.last.plus(plus), later.first, written, station)),
                new Option(
                    "later",
                    said(
                        "shift.later",
                        later.first.toLocalDate().toString(),
                        amount(plus.negated())),
                    both(earlier.last, later.first.minus(plus), written, station)),
                new Option(
                    "as-is",
                    said("shift.as-is"),
                    both(earlier.last, later.first, written, station))),
            recommended,
            true);
    if (answer == null) return Optional.empty();
    // Kept even when nothing is moved: a person has looked at this change.
    if (answer.equals("as-is")) {
      return Optional.of(new Profile.Shift(key, null, later.first, Duration.ZERO));
    }
    return Optional.of(
        answer.equals("earlier")
            ? new Profile.Shift(key, null, later.first, plus)
            : new Profile.Shift(key, later.first, null, plus.negated()));
  }

  /** The last stamp before the change, and the first after it. */
  private static String both(
      LocalDateTime last, LocalDateTime first, ZoneOffset zone, ZoneOffset station) {
    return here(last, zone, station) + " · " + here(first, zone, station);
  }

  private static String here(LocalDateTime written, ZoneOffset zone, ZoneOffset station) {
    return moment(written.atOffset(zone).withOffsetSameInstant(station).toLocalDateTime())
        + " "
        + id(station);
  }

  /** The moment of a stamp at the station, when read in a zone; null = in the stamp's own. */
  private static @Nullable String reading(
      String cell, @Nullable ZoneOffset zone, ZoneOffset station) {
    var stamp = RawStamp.parse(cell);
    if (stamp == null || stamp.form() == RawStamp.Form.EPOCH || stamp.shortYear()) return null;
    if (stamp.form() == RawStamp.Form.YEAR_LAST) return null;
    var offset = zone == null ? stamp.offset() : zone;
    if (offset == null) return null;
    try {
      int year = stamp.year() >= 2300 ? stamp.year() - 543 : stamp.year();
      var moment =
          stamp.date(Order.DAY_FIRST, year).atTime(Math.max(0, stamp.hour()) % 24, stamp.minute());
      return here(moment, offset, station);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static String moment(LocalDateTime moment) {
    return moment.toLocalDate() + " " + moment.toLocalTime();
  }

  private static SortedSet<LocalTime> moved(Set<LocalTime> clocks, ZoneOffset by) {
    return moved(clocks, Duration.ofSeconds(by.getTotalSeconds()));
  }

  private static SortedSet<LocalTime> moved(Set<LocalTime> clocks, Duration by) {
    return clocks.stream().map(c -> c.plus(by)).collect(Collectors.toCollection(TreeSet::new));
  }

  static String list(Set<LocalTime> clocks) {
    return new TreeSet<>(clocks)
        .stream().map(LocalTime::toString).collect(Collectors.joining(", "));
  }

  /** UTC, UTC+07:00. */
  static String id(ZoneOffset offset) {
    return offset.equals(ZoneOffset.UTC) ? "UTC" : "UTC" + offset.getId();
  }

  /** +7 h, −6:30 h. */
  static String amount(Duration plus) {
    long minutes = Math.abs(plus.toMinutes());
    String size =
        minutes % 60 == 0
            ? String.valueOf(minutes / 60)
            : minutes / 60 + ":" + String.format("%02d", minutes % 60);
    return (plus.isNegative() ? "−" : "+") + size + " h";
  }

  private static Message said(String key, Object... args) {
    return Message.of("water.intake." + key, args);
  }
}
