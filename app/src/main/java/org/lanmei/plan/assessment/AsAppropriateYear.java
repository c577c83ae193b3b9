package org.lanmei.plan.assessment;

import static java.util.Comparator.comparing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Message;
import org.lanmei.plan.Entry.Asserted;
import org.lanmei.plan.Fact;
import org.lanmei.plan.assessment.Assessment.Period;

/**
 * 每年视情: by 31 March the co-chairs declare it planned or, with a reason, not foreseen; otherwise it
 * is undeclared. At the year's end it was held, or not held with or without an explanation. It is
 * never overdue.
 *
 * <p>A declaration counts from when it was known; one known only after 31 March ends UNDECLARED.
 */
final class AsAppropriateYear {

  private final Ledger ledger;
  private final Frame frame;
  private final Weighing weighing = new Weighing();
  private final List<Asserted> held;
  private final Decisions decisions;

  private AsAppropriateYear(Ledger ledger, Frame frame) {
    this.ledger = ledger;
    this.frame = frame;
    this.held =
        Fillers.of(ledger, frame, weighing).stream()
            .filter(e -> e.fact() instanceof Fact.Occurred)
            .toList();
    this.decisions = Decisions.of(ledger, weighing);
  }

  static Finding assess(Ledger ledger, Frame frame) {
    return new AsAppropriateYear(ledger, frame).finding();
  }

  /** Whether the co-chairs declared it planned for the year. */
  static boolean isPlanned(Ledger ledger, int year) {
    return ledger.of(Fact.Planned.class).anyMatch(e -> speaksOf(e, year));
  }

  private Finding finding() {
    var years = new ArrayList<Year>();
    int last = frame.lastDay().getYear();
    for (int y = Math.min(frame.plan().from().getYear(), last); y <= last; y++) years.add(year(y));
    Year current = years.getLast();
    Message before = current.met == null ? lastHeldBefore(current.year) : null;
    setAsideOtherYears();
    return new Finding(
        current.state,
        headline(current),
        Say.sentences(reason(current), before),
        current.state == State.NOT_DUE ? declareBy(current.year) : null,
        years.stream().map(this::period).toList(),
        List.of(),
        weighing);
  }

  /**
   * @param met the first held in it; null when none was
   * @param said what was decided or declared about it
   */
  private record Year(int year, State state, @Nullable Asserted met, List<Asserted> said) {}

  private Year year(int year) {
    Asserted met = null;
    for (Asserted e : held) {
      if (e.when().from().getYear() != year) continue;
      if (met == null) met = e;
      else weighing.setAside(e, Say.notCounted("filled", met.when().from()));
    }
    if (met != null) weighing.use(met);
    List<Asserted> said = said(year);
    said.forEach(weighing::use);
    if (met != null) return new Year(year, State.HELD, met, said);
    boolean waived = said.stream().anyMatch(e -> e.fact() instanceof Fact.Waived);
    if (waived) return new Year(year, State.WAIVED, null, said);
    return new Year(year, frame.year() > year ? ended(said) : open(year, said), null, said);
  }

  /** Declarations, explanations and waivers that speak of the year, the last learned last. */
  private List<Asserted> said(int year) {
    var days = new LocalDate[] {LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31)};
    Stream<Asserted> waivers = decisions.about(days[0], days[1], days[1]).decisions();
    Stream<Asserted> statements =
        ledger.counting().stream()
            .filter(
                e ->
                    switch (e.fact()) {
                      case Fact.Planned _, Fact.NotForeseen _ -> speaksOf(e, year);
                      case Fact.NotHeld _ -> speaksOf(e, year) && frame.year() > year;
                      default -> false;
                    });
    return Stream.concat(waivers.filter(e -> e.fact() instanceof Fact.Waived), statements)
        .sorted(comparing(Asserted::seq))
        .toList();
  }

  private static State ended(List<Asserted> said) {
    boolean explained =
        said.stream()
            .anyMatch(
                e -> e.fact() instanceof Fact.NotHeld || e.fact() instanceof Fact.NotForeseen);
    return explained ? State.NOT_HELD_EXPLAINED : State.NOT_HELD_UNEXPLAINED;
  }

  /** The last declaration learned counts; a year may be declared planned and then not foreseen. */
  private State open(int year, List<Asserted> said) {
    if (!said.isEmpty()) {
      return said.getLast().fact() instanceof Fact.Planned ? State.PLANNED : State.NOT_FORESEEN;
    }
    return frame.on().isAfter(declareBy(year)) ? State.UNDECLARED : State.NOT_DUE;
  }

  private Period period(Year year) {
    LocalDate due = LocalDate.of(year.year, 12, 31);
    LocalDate metOn = year.met == null ? null : year.met.when().from();
    return new Period(
        LocalDate.of(year.year, 1, 1),
        due,
        null,
        year.state,
        metOn,
        null,
        frame.plan().isHistory(due, metOn),
        Stream.concat(Stream.ofNullable(year.met), year.said.stream()).map(Asserted::id).toList());
  }

  private Message headline(Year year) {
    String name = Say.year(year.year);
    return switch (year.state) {
      case HELD -> Say.headline("held", metOn(year));
      case WAIVED -> Say.headline("waived", name);
      case PLANNED -> Say.headline("planned-in", name);
      case NOT_FORESEEN -> Say.headline("not-foreseen", name);
      case UNDECLARED -> Say.headline("undeclared", name);
      case NOT_HELD_EXPLAINED -> Say.headline("not-held-explained", name);
      case NOT_HELD_UNEXPLAINED -> Say.headline("not-held-unexplained", name);
      default -> Say.headline("declaration-due", declareBy(year.year));
    };
  }

  private Message reason(Year year) {
    String name = Say.year(year.year);
    return switch (year.state) {
      case HELD -> Say.reason("opened", metOn(year));
      case WAIVED -> Say.reason("waived", name);
      case PLANNED -> Say.reason("planned-year", name);
      case NOT_FORESEEN -> Say.reason("not-foreseen", name);
      case UNDECLARED -> Say.reason("undeclared", declareBy(year.year));
      case NOT_HELD_EXPLAINED -> Say.reason("not-held-explained", name);
      case NOT_HELD_UNEXPLAINED -> Say.reason("not-held-unexplained", name);
      default -> Say.reason("declaration-due", declareBy(year.year));
    };
  }

  /** The last one held in an earlier year; null when none is on record. */
  private @Nullable Message lastHeldBefore(int year) {
    Asserted last = null;
    for (Asserted e : held) {
      if (e.when().from().getYear() < year) last = e;
    }
    if (last == null) return null;
    weighing.use(last);
    LocalDate day = last.when().from();
    return Say.reason(frame.plan().isHistory(day) ? "last-held-before" : "last-held", day);
  }

  private void setAsideOtherYears() {
    for (Asserted e : ledger.counting()) {
      switch (e.fact()) {
        case Fact.Occurred _ -> weighing.setAsideUnlessWeighed(e, Say.notCounted("before-plan"));
        case Fact.Planned _, Fact.NotForeseen _ ->
            weighing.setAsideUnlessWeighed(e, Say.notCounted("other-year"));
        case Fact.NotHeld _ ->
            weighing.setAsideUnlessWeighed(
                e,
                frame.isAhead(e.when().to()) ? Fillers.ahead(frame) : Say.notCounted("other-year"));
        default -> {}
      }
    }
    weighing.setAsideRest(ledger);
  }

  private LocalDate declareBy(int year) {
    return frame.rules().declareBy().atYear(year);
  }

  private static LocalDate metOn(Year year) {
    return Objects.requireNonNull(year.met).when().from();
  }

  private static boolean speaksOf(Asserted e, int year) {
    return e.when().from().getYear() <= year && year <= e.when().to().getYear();
  }
}
