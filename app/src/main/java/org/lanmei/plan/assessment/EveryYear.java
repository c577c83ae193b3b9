package org.lanmei.plan.assessment;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Message;
import org.lanmei.plan.Entry.Asserted;
import org.lanmei.plan.Expectation.Every;
import org.lanmei.plan.assessment.Assessment.Period;

/**
 * 每年: once in the calendar year, never back-filled; Lancang-Mekong Week by the end of the week of
 * its anniversary. The current year decides, the missed ones stand in the periods and the reason.
 */
final class EveryYear {

  private EveryYear() {}

  static Finding assess(Every every, Ledger ledger, Frame frame) {
    var weighing = new Weighing();
    var fillers = Fillers.of(ledger, frame, weighing);
    var course = Blocks.course(every, 1, fillers, Decisions.of(ledger, weighing), weighing, frame);
    Period current = course.current().orElse(null);
    if (current == null) {
      weighing.setAsideRest(ledger);
      return Recurring.notBegun(course, weighing);
    }
    Message reason = reason(every, course, current, ledger, frame, weighing);
    weighing.setAsideRest(ledger);
    return new Finding(
        current.state(),
        course.headline(current, frame),
        reason,
        course.next(),
        course.periods(),
        List.of(),
        weighing);
  }

  private static Message reason(
      Every every, Course course, Period current, Ledger ledger, Frame frame, Weighing weighing) {
    Asserted planned = Intentions.ahead(ledger, current.metOn(), frame, weighing);
    String year = course.name(current);
    Message first =
        switch (current.state()) {
          case KEPT, LATE -> Say.happened(filler(current, weighing));
          case WAIVED -> null;
          default -> Say.reason("none-for", year);
        };
    return Say.sentences(
        first,
        dates(every, current),
        course.decided(current),
        current.open() ? Intentions.sentence(planned) : null,
        course.missed(current));
  }

  private static @Nullable Message dates(Every every, Period current) {
    Message lastChance = Say.reason("never-back-filled", lastChance(current));
    return switch (current.state()) {
      case LATE -> Say.reason("was-due", current.dueNow());
      case OVERDUE -> Say.sentences(Say.reason("was-due", current.dueNow()), lastChance);
      case DUE, NOT_DUE ->
          every.week() == null
              ? lastChance
              : Say.sentences(Say.reason("is-due", current.dueNow()), lastChance);
      default -> null;
    };
  }

  private static LocalDate lastChance(Period current) {
    LocalDate yearEnd = LocalDate.of(current.from().getYear(), 12, 31);
    return yearEnd.isBefore(current.dueNow()) ? current.dueNow() : yearEnd;
  }

  private static Asserted filler(Period period, Weighing weighing) {
    return weighing.used().stream()
        .filter(e -> Objects.equals(e.id(), period.evidence().getFirst()))
        .findFirst()
        .orElseThrow();
  }
}
