package org.lanmei.plan.assessment;

import static java.util.Comparator.comparing;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Party;
import org.lanmei.plan.Entry.Asserted;
import org.lanmei.plan.Fact;

/**
 * Decisions of the body concerned that waive or postpone periods, the first learned first. Only the
 * body itself decides that, and in it sit all six: what fewer than six stand behind is set aside.
 */
record Decisions(List<Asserted> waivers, List<Asserted> postponements) {

  static final EnumSet<Party> SIX = EnumSet.allOf(Party.class);

  static Decisions of(Ledger ledger, Weighing weighing) {
    return new Decisions(
        byTheBody(ledger.of(Fact.Waived.class), weighing),
        byTheBody(ledger.of(Fact.Postponed.class), weighing));
  }

  /** Those that all six stand behind, the first learned first; the others are set aside. */
  static List<Asserted> byTheBody(Stream<Asserted> decisions, Weighing weighing) {
    return decisions
        .sorted(comparing(Asserted::seq))
        .filter(
            e -> {
              if (e.by().containsAll(SIX)) return true;
              weighing.setAside(e, Say.notCounted("not-the-body"));
              return false;
            })
        .toList();
  }

  /** What was decided about the period {@code from}–{@code to} that is due on {@code due}. */
  Ruling about(LocalDate from, LocalDate due, LocalDate to) {
    Asserted waiver = null;
    for (Asserted e : waivers) {
      if (Spans.contains(e.when(), due) || Spans.within(e.when(), from, to)) waiver = e;
    }
    Asserted postponement = null;
    LocalDate dueNow = due;
    for (Asserted e : postponements) {
      LocalDate moved = ((Fact.Postponed) e.fact()).to();
      boolean meant = Spans.contains(e.when(), due) || Spans.contains(e.when(), dueNow);
      if (!meant || !moved.isAfter(due)) continue;
      postponement = e;
      dueNow = moved;
    }
    return new Ruling(waiver, postponement, dueNow);
  }

  /**
   * @param dueNow the due date as it stands after any postponement
   */
  record Ruling(@Nullable Asserted waiver, @Nullable Asserted postponement, LocalDate dueNow) {

    boolean waived() {
      return waiver != null;
    }

    Stream<Asserted> decisions() {
      return Stream.of(waiver, postponement).flatMap(Stream::ofNullable);
    }
  }
}
