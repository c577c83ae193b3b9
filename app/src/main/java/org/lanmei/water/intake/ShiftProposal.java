package org.lanmei.water.intake;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Message;
import org.lanmei.water.intake.ProfileProposal.Evidence;
import org.lanmei.water.intake.ProfileProposal.Option;
import org.lanmei.water.intake.ProfileProposal.Setting;

/** Finds changes of a file's clock, and asks what they mean. */
final class ShiftProposal {

  private final Draft draft;

  ShiftProposal(Draft draft) {
    this.draft = draft;
  }

  /**
   * Changes of the file's clock.
   *
   * @param studies by the series' key; the change of one is looked for in the others
   */
  List<Profile.Shift> shifts(
      Map<String, ClockStudy> studies,
      ZoneProposal.Zone zone,
      ZoneOffset station,
      int mostQuestions) {
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
      String id,
      @Nullable String key,
      ClockStudy.Change change,
      ZoneProposal.Zone zone,
      ZoneOffset station) {
    var earlier = change.earlier();
    var later = change.later();
    Duration plus = change.plus();
    ZoneOffset written = zone.zone() == null ? ZoneOffset.UTC : ZoneOffset.of(zone.zone());
    var laterHere =
        Clocks.moved(
            later.clocks(),
            Duration.ofSeconds(station.getTotalSeconds() - written.getTotalSeconds()));
    var earlierHere =
        Clocks.moved(
            earlier.clocks(),
            Duration.ofSeconds(station.getTotalSeconds() - written.getTotalSeconds()));
    var last = new Evidence(earlier.lastLine, earlier.last.toString());
    var first = new Evidence(later.firstLine, later.first.toString());
    draft.warn(
        Setting.SHIFT,
        said(
            "found.shift",
            Clocks.list(earlier.clocks()),
            earlier.last.toLocalDate().toString(),
            Clocks.list(later.clocks()),
            later.first.toLocalDate().toString(),
            Clocks.amount(plus)),
        last,
        first);
    boolean zoneTwice = Math.abs(plus.toSeconds()) == Math.abs(station.getTotalSeconds());
    String recommended = null;
    if (laterHere.contains(Clocks.MORNING) && !earlierHere.contains(Clocks.MORNING))
      recommended = "earlier";
    else if (earlierHere.contains(Clocks.MORNING) && !laterHere.contains(Clocks.MORNING))
      recommended = "later";
    else if (!zoneTwice) recommended = "as-is";
    if (zoneTwice) {
      draft.found(
          Setting.SHIFT, said("found.shift-is-zone", Clocks.amount(plus), Clocks.id(station)));
    }
    String answer =
        draft.ask(
            id,
            Setting.SHIFT,
            key == null
                ? said(
                    "ask.shift",
                    later.first.toLocalDate().toString(),
                    Clocks.list(earlierHere),
                    Clocks.list(laterHere),
                    Clocks.id(station))
                : said(
                    "ask.shift-of",
                    later.first.toLocalDate().toString(),
                    Clocks.list(earlierHere),
                    Clocks.list(laterHere),
                    Clocks.id(station),
                    key.replace('\u001f', ' ')),
            last,
            List.of(
                new Option(
                    "earlier",
                    said(
                        "shift.earlier", later.first.toLocalDate().toString(), Clocks.amount(plus)),
                    both(earlier.last.plus(plus), later.first, written, station)),
                new Option(
                    "later",
                    said(
                        "shift.later",
                        later.first.toLocalDate().toString(),
                        Clocks.amount(plus.negated())),
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
    return Clocks.here(last, zone, station) + " · " + Clocks.here(first, zone, station);
  }

  private static Message said(String key, Object... args) {
    return Message.of("water.intake." + key, args);
  }
}
