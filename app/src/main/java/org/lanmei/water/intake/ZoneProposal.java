package org.lanmei.water.intake;

import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Message;
import org.lanmei.water.intake.Profile.TimeColumn;
import org.lanmei.water.intake.ProfileProposal.Evidence;
import org.lanmei.water.intake.ProfileProposal.Option;
import org.lanmei.water.intake.ProfileProposal.Setting;
import org.lanmei.water.intake.RawStamp.Order;

/** Finds out in which zone the stamps of a file are meant. */
final class ZoneProposal {

  static final String AS_STAMPED = "as-stamped";

  private final Draft draft;
  private final TableShape shape;

  ZoneProposal(Draft draft, TableShape shape) {
    this.draft = draft;
    this.shape = shape;
  }

  /**
   * @param zone null = as each stamp says
   */
  record Zone(@Nullable String zone, boolean trustStamps) {}

  /**
   * The zone of the stamps.
   *
   * @param column the first of the columns that make the stamp
   * @param clocks times of day of the last part of the file; empty = there is no rhythm
   * @param station the zone in which the stations' service reads its clock
   */
  Zone zone(
      List<TimeColumn> time,
      ColumnStudy column,
      Set<LocalTime> clocks,
      ZoneOffset station,
      boolean daysOnly) {
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
      draft.found(Setting.ZONE, said("found.zone.named", Clocks.id(named.offset)), named.evidence);
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
    String offsets = column.offsets.stream().map(Clocks::id).collect(Collectors.joining(", "));
    if (named == null || column.offsets.equals(Set.of(named.offset))) {
      draft.found(Setting.ZONE, said("found.zone.stamped", offsets), Draft.at(column.firstOffset));
      return new Zone(null, true);
    }
    // The heading says one thing, the stamps another.
    draft.warn(
        Setting.ZONE,
        said("found.zone.mislabelled", Clocks.id(named.offset), offsets),
        named.evidence,
        Draft.at(column.firstOffset));
    var utc = ZoneOffset.UTC;
    if (column.offsets.equals(Set.of(utc)) && !clocks.isEmpty()) {
      draft.found(
          Setting.ZONE,
          said(
              "found.zone.clocks",
              Clocks.list(clocks),
              Clocks.list(Clocks.moved(clocks, station)),
              Clocks.id(station)));
    }
    var evidence = Draft.at(column.firstOffset);
    String answer =
        draft.ask(
            "zone",
            Setting.ZONE,
            said("ask.zone-mislabelled", Clocks.id(named.offset), offsets),
            evidence,
            List.of(
                new Option(
                    AS_STAMPED,
                    said("zone.as-stamped", offsets),
                    reading(evidence.text(), null, station)),
                new Option(
                    named.offset.getId(),
                    said("zone.as-named", Clocks.id(named.offset)),
                    reading(evidence.text(), named.offset, station))),
            AS_STAMPED,
            !speaks(Clocks.moved(clocks, station)));
    return answer == null || answer.equals(AS_STAMPED)
        ? new Zone(null, true)
        : new Zone(answer, false);
  }

  /** Clocks at which gauges are read, or at which days begin. */
  private static boolean speaks(Set<LocalTime> clocks) {
    return clocks.contains(Clocks.MORNING) || clocks.contains(LocalTime.MIDNIGHT);
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
    var asks = said("ask.zone-none", Clocks.id(station));
    if (daysOnly) {
      recommended = station.getId();
      asks = said("ask.zone-days", Clocks.id(station));
    } else if (!clocks.isEmpty()) {
      boolean here = clocks.contains(Clocks.MORNING);
      boolean utc = Clocks.moved(clocks, station).contains(Clocks.MORNING);
      if (here != utc) {
        recommended = here ? station.getId() : ZoneOffset.UTC.getId();
        asks =
            said(
                here ? "ask.zone-reading-hours-here" : "ask.zone-reading-hours-utc",
                Clocks.list(clocks),
                Clocks.list(Clocks.moved(clocks, station)),
                Clocks.id(station));
      } else {
        asks =
            said(
                "ask.zone-clocks",
                Clocks.list(clocks),
                Clocks.list(Clocks.moved(clocks, station)),
                Clocks.id(station));
      }
    }
    var evidence = Draft.at(column.firstStamp);
    var options = new ArrayList<Option>();
    for (ZoneOffset zone : zones) {
      options.add(
          new Option(
              zone.getId(),
              said("zone.is", Clocks.id(zone)),
              reading(evidence.text(), zone, station)));
    }
    String answer = draft.ask("zone", Setting.ZONE, asks, evidence, options, recommended, true);
    return new Zone(answer == null ? station.getId() : answer, true);
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
      return Clocks.here(moment, offset, station);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static Message said(String key, Object... args) {
    return Message.of("water.intake." + key, args);
  }
}
