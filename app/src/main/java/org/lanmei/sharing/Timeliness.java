package org.lanmei.sharing;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.SeriesKey;

/**
 * Whether shared data came in time; pure: the same answer for any past moment, from what had
 * happened and what had been learned by then.
 *
 * <p>The receipt at our own gateway decides. A correction never changes a verdict: only the first
 * receipt of each moment counts. What came in time is on time, whatever was announced.
 */
public final class Timeliness {

  private Timeliness() {}

  /**
   * A line of terms and when it governs.
   *
   * @param to that moment left out; null = without an end
   */
  record Obligation(int version, Terms.Line line, Instant from, @Nullable Instant to) {

    /** For one of its stations only. */
    Obligation of(String station) {
      return new Obligation(version, line.of(station), from, to);
    }
  }

  /** The lines with delivery times of all versions that were adopted. */
  static List<Obligation> obligations(Agreement agreement) {
    var obligations = new ArrayList<Obligation>();
    for (Agreement.Text text : agreement.tabled()) {
      Instant from = agreement.governsFrom(text);
      if (from == null) continue;
      for (Terms.Line line : text.terms().lines()) {
        if (line.windows().isEmpty()) continue;
        obligations.add(new Obligation(text.number(), line, from, agreement.governsTo(text)));
      }
    }
    return obligations;
  }

  /**
   * The slots of deliveries from {@code first} to {@code last}, by time and station.
   *
   * @param receipts as learned by the moment of knowledge that is asked about
   * @param notices the same
   * @param asOf what comes in or is told later is left aside
   */
  static List<Slot> of(
      List<Obligation> terms,
      LocalDate first,
      LocalDate last,
      List<Receipt> receipts,
      List<Notice> notices,
      Heartbeats heartbeats,
      Instant asOf) {
    var firstReceipts = firstReceipts(receipts, asOf);
    var slots = new ArrayList<Slot>();
    for (Obligation obligation : terms) {
      var line = obligation.line();
      for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
        if (line.season() != null && !line.season().contains(day)) continue;
        for (int w = 0; w < line.windows().size(); w++) {
          for (String station : line.stations()) {
            var asked = Asked.of(obligation, station, day, w);
            if (!asked.governed(obligation)) continue;
            slots.add(judge(asked, firstReceipts, notices, heartbeats, asOf));
          }
        }
      }
    }
    slots.sort(Comparator.comparing(Slot::due).thenComparing(Slot::station));
    return List.copyOf(slots);
  }

  /** What one slot asks for. */
  private record Asked(
      String station,
      int version,
      LocalDate day,
      Terms.Window window,
      Instant due,
      Instant next,
      Instant from,
      Instant to,
      @Nullable Duration frequency,
      List<String> variables) {

    static Asked of(Obligation obligation, String station, LocalDate day, int w) {
      var line = obligation.line();
      var window = line.windows().get(w);
      boolean lastOfDay = w == line.windows().size() - 1;
      var following = line.windows().get(lastOfDay ? 0 : w + 1);
      return new Asked(
          station,
          obligation.version(),
          day,
          window,
          day.atTime(window.before()).atZone(line.zone()).toInstant(),
          day.plusDays(lastOfDay ? 1 : 0)
              .atTime(following.before())
              .atZone(line.zone())
              .toInstant(),
          day.plusDays(window.fromDay()).atTime(window.from()).atZone(line.zone()).toInstant(),
          day.plusDays(window.toDay()).atTime(window.to()).atZone(line.zone()).toInstant(),
          line.frequency(),
          line.variables());
    }

    /**
     * From when on an interruption stands in the way: with an interval from the first observation
     * on, without one only from the last on, since one observation is a delivery then.
     */
    Instant needed() {
      return frequency == null ? to : from;
    }

    /** A version governs whole days, each with all its deliveries. */
    boolean governed(Obligation o) {
      Instant to = o.to();
      Instant begin = day.atStartOfDay(o.line().zone()).toInstant();
      return !begin.isBefore(o.from()) && (to == null || begin.isBefore(to));
    }
  }

  /** For each series, the first receipt of each moment, as far as it had come by then. */
  private static Map<SeriesKey, NavigableMap<Instant, Instant>> firstReceipts(
      List<Receipt> receipts, Instant asOf) {
    var first = new HashMap<SeriesKey, NavigableMap<Instant, Instant>>();
    for (Receipt receipt : receipts) {
      if (receipt.receivedAt().isAfter(asOf)) continue;
      var moments = first.computeIfAbsent(receipt.series(), k -> new TreeMap<>());
      for (Instant at : receipt.observed()) {
        moments.merge(at, receipt.receivedAt(), (a, b) -> a.isBefore(b) ? a : b);
      }
    }
    return first;
  }

  private static Slot judge(
      Asked asked,
      Map<SeriesKey, NavigableMap<Instant, Instant>> receipts,
      List<Notice> notices,
      Heartbeats heartbeats,
      Instant asOf) {
    var came = Came.of(asked, receipts);
    var delivery = delivery(asked, came, asOf);
    Verdict verdict = delivery;
    UUID named = null;
    if (delivery != Verdict.ON_TIME && delivery != Verdict.NOT_DUE) {
      var covering =
          notices.stream()
              .filter(n -> n.covers(asked.station(), asked.needed(), asked.due(), asOf))
              .sorted(Comparator.comparing(Notice::at))
              .toList();
      var excusing = covering.stream().filter(Notice::excuses).findFirst();
      if (excusing.isPresent()) {
        verdict = Verdict.EXCUSED;
        named = excusing.get().id();
      } else if (heartbeats.gapIn(asked.to(), asked.due())) {
        verdict = Verdict.UNDETERMINED;
      } else if (!covering.isEmpty()) {
        verdict = Verdict.EXPLAINED;
        named = covering.getFirst().id();
      }
    }
    return new Slot(
        asked.station(),
        asked.version(),
        asked.day(),
        asked.window(),
        asked.due(),
        asked.next(),
        asked.from(),
        asked.to(),
        delivery,
        verdict,
        came.firstAt(),
        came.completeAt(),
        came.inTime(),
        came.expected(),
        asked.variables(),
        named);
  }

  private static Verdict delivery(Asked asked, Came came, Instant asOf) {
    if (asOf.isBefore(asked.due())) return Verdict.NOT_DUE;
    Instant complete = came.completeAt();
    if (complete != null && complete.isBefore(asked.due())) return Verdict.ON_TIME;
    Instant first = came.firstAt();
    if (first == null || !first.isBefore(asked.next())) {
      if (asOf.isBefore(asked.next())) return Verdict.LATE;
      return first == null ? Verdict.MISSING : Verdict.LATE_AFTER_MISSING;
    }
    return complete != null && complete.isBefore(asked.next()) ? Verdict.LATE : Verdict.PARTIAL;
  }

  /**
   * What came of a slot.
   *
   * @param inTime observations before the time; null = no interval is named
   */
  private record Came(
      @Nullable Instant firstAt,
      @Nullable Instant completeAt,
      @Nullable Integer inTime,
      @Nullable Integer expected) {

    static Came of(Asked asked, Map<SeriesKey, NavigableMap<Instant, Instant>> receipts) {
      Instant first = null;
      Instant complete = Instant.MIN;
      boolean whole = true;
      int inTime = 0;
      int expected = 0;
      for (String variable : asked.variables()) {
        var moments =
            receipts.getOrDefault(new SeriesKey(asked.station(), variable), new TreeMap<>());
        Duration step = asked.frequency();
        // Without an interval one observation of the window is a delivery.
        Instant begin = asked.from();
        do {
          Instant end = step == null ? asked.to().plusSeconds(1) : begin.plus(step);
          Instant at = earliest(moments, begin, end);
          expected++;
          if (at == null) whole = false;
          else {
            if (first == null || at.isBefore(first)) first = at;
            if (at.isAfter(complete)) complete = at;
            if (at.isBefore(asked.due())) inTime++;
          }
          begin = end;
        } while (!begin.isAfter(asked.to()));
      }
      boolean scored = asked.frequency() != null;
      return new Came(
          first, whole ? complete : null, scored ? inTime : null, scored ? expected : null);
    }

    private static @Nullable Instant earliest(
        NavigableMap<Instant, Instant> moments, Instant begin, Instant end) {
      return moments.subMap(begin, true, end, false).values().stream()
          .min(Comparator.naturalOrder())
          .orElse(null);
    }
  }
}
