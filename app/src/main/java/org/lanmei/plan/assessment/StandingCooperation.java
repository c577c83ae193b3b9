package org.lanmei.plan.assessment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.lanmei.kernel.Message;
import org.lanmei.plan.Entry.Asserted;
import org.lanmei.plan.Fact;
import org.lanmei.plan.Span;
import org.lanmei.plan.SubjectRef;

/**
 * Cooperation that goes on. No percentage: what is on record in the calendar year of the question,
 * by kind; figures of data obligations as the fraction they are. A party's declaration is the
 * weakest kind and shown as such.
 */
final class StandingCooperation {

  private final Ledger ledger;
  private final Frame frame;
  private final Weighing weighing = new Weighing();

  private StandingCooperation(Ledger ledger, Frame frame) {
    this.ledger = ledger;
    this.frame = frame;
  }

  static Finding assess(Ledger ledger, Frame frame) {
    return new StandingCooperation(ledger, frame).finding();
  }

  /** Whether the fact is something done or said, not an intention or a decision on a date. */
  static boolean isRecord(Fact fact) {
    return switch (fact) {
      case Fact.Occurred _,
          Fact.Stage _,
          Fact.Delivered _,
          Fact.Notified _,
          Fact.Measured _,
          Fact.Declared _ ->
          true;
      case Fact.Planned _,
          Fact.NotForeseen _,
          Fact.NotHeld _,
          Fact.Waived _,
          Fact.Postponed _,
          Fact.IntervalSet _ ->
          false;
    };
  }

  private Finding finding() {
    List<Asserted> records = records();
    weighing.setAsideRest(ledger);
    String year = Say.year(frame.year());
    if (records.isEmpty()) {
      return new Finding(
          State.NONE_ON_RECORD,
          Say.headline("none-on-record"),
          Say.reason("none-in-year", year),
          null,
          weighing);
    }
    Message byKind = Say.reason("on-record", year, Say.list(kinds(records)));
    List<Fact.Measured> figures =
        records.stream()
            .map(Asserted::fact)
            .filter(Fact.Measured.class::isInstance)
            .map(Fact.Measured.class::cast)
            .toList();
    if (!figures.isEmpty()) return measured(figures, byKind);
    if (records.stream().allMatch(e -> e.fact() instanceof Fact.Declared)) {
      return new Finding(
          State.DECLARED_ONLY,
          Say.headline("declared-only", records.size()),
          Say.reason("declared-only", records.size()),
          null,
          weighing);
    }
    return new Finding(
        State.ON_RECORD, Say.headline("on-record", records.size()), byKind, null, weighing);
  }

  private Finding measured(List<Fact.Measured> figures, Message byKind) {
    long kept = figures.stream().mapToLong(Fact.Measured::kept).sum();
    long due = figures.stream().mapToLong(Fact.Measured::due).sum();
    return new Finding(
        State.MEASURED,
        Say.headline("measured", kept, due),
        Say.sentences(Say.reason("measured", kept, due), byKind),
        null,
        weighing);
  }

  /** What is on record in the year, up to the day asked about. */
  private List<Asserted> records() {
    Map<Figure, UUID> latest = latestFigures();
    var records = new ArrayList<Asserted>();
    for (Asserted e : ledger.counting()) {
      if (!isRecord(e.fact())) continue;
      if (frame.isAhead(e.when().from())) {
        weighing.setAside(e, Fillers.ahead(frame));
      } else if (!frame.inYear(e)) {
        weighing.setAside(e, Say.notCounted("other-year"));
      } else if (e.fact() instanceof Fact.Measured && !e.id().equals(latest.get(Figure.of(e)))) {
        weighing.setAside(e, Say.notCounted("replaced"));
      } else {
        weighing.use(e);
        records.add(e);
      }
    }
    return records;
  }

  /**
   * The figure learned last for each obligation and period replaces earlier ones. One that is
   * contested still does: neither it nor the figure it corrected counts until it is settled.
   */
  private Map<Figure, UUID> latestFigures() {
    var latest = new HashMap<Figure, Asserted>();
    Stream.concat(ledger.counting().stream(), ledger.contested().stream())
        .filter(e -> e.fact() instanceof Fact.Measured)
        .forEach(e -> latest.merge(Figure.of(e), e, (a, b) -> b.seq().isAfter(a.seq()) ? b : a));
    var ids = new HashMap<Figure, UUID>();
    latest.forEach((figure, e) -> ids.put(figure, e.id()));
    return ids;
  }

  private record Figure(Set<SubjectRef> subjects, Span period) {
    static Figure of(Asserted e) {
      return new Figure(e.subjects(), e.when());
    }
  }

  private static List<Message> kinds(List<Asserted> records) {
    Map<String, Predicate<Fact>> kinds = new LinkedHashMap<>();
    kinds.put("occurred", Fact.Occurred.class::isInstance);
    kinds.put("stage", Fact.Stage.class::isInstance);
    kinds.put("delivered", Fact.Delivered.class::isInstance);
    kinds.put("notified", Fact.Notified.class::isInstance);
    kinds.put("measured", Fact.Measured.class::isInstance);
    kinds.put("declared", Fact.Declared.class::isInstance);
    var counted = new ArrayList<Message>();
    kinds.forEach(
        (key, is) -> {
          int count = (int) records.stream().filter(e -> is.test(e.fact())).count();
          if (count > 0) counted.add(Say.kind(key, count));
        });
    return counted;
  }
}
