package org.lanmei.plan.assessment;

import java.util.Arrays;
import java.util.List;
import org.lanmei.kernel.Message;
import org.lanmei.plan.Expectation.Every;
import org.lanmei.plan.assessment.Assessment.Period;
import org.lanmei.plan.assessment.Assessment.ReadingOutcome;
import org.lanmei.plan.assessment.Rules.Reading;

/**
 * 每两年. How the period is read is itself a decision of the parties; until it is taken all three
 * readings are given and the state is that of the working one.
 */
final class EveryTwoYears {

  private EveryTwoYears() {}

  static Finding assess(Every every, int years, Ledger ledger, Frame frame) {
    Reading working = frame.rules().reading();
    List<ReadingOutcome> readings =
        Arrays.stream(Reading.values())
            .map(r -> outcome(r, read(every, years, r, ledger, new Weighing(), frame), frame))
            .toList();
    var weighing = new Weighing();
    Course course = read(every, years, working, ledger, weighing, frame);
    Finding finding =
        course
            .current()
            .map(current -> finding(every, course, current, ledger, weighing, frame))
            .orElseGet(() -> Recurring.notBegun(course, weighing));
    weighing.setAsideRest(ledger);
    return new Finding(
        finding.state(),
        finding.headline(),
        finding.reason(),
        finding.next(),
        course.periods(),
        readings,
        weighing);
  }

  private static Course read(
      Every every, int years, Reading reading, Ledger ledger, Weighing weighing, Frame frame) {
    var fillers = Fillers.of(ledger, frame, weighing);
    var decisions = Decisions.of(ledger, weighing);
    return switch (reading) {
      case A ->
          Chain.course(
              new Rhythm.ToYearEnd(every.from(), years), null, fillers, decisions, weighing, frame);
      case B -> Blocks.course(every, years, fillers, decisions, weighing, frame);
      case C ->
          Chain.course(
              new Rhythm.Anniversary(every.from(), years),
              null,
              fillers,
              decisions,
              weighing,
              frame);
    };
  }

  private static ReadingOutcome outcome(Reading reading, Course course, Frame frame) {
    Period current = course.current().orElse(null);
    if (current == null) {
      Finding none = Recurring.notBegun(course, new Weighing());
      return new ReadingOutcome(
          reading, none.state(), none.headline(), none.next(), course.periods());
    }
    return new ReadingOutcome(
        reading, current.state(), course.headline(current, frame), course.next(), course.periods());
  }

  private static Finding finding(
      Every every, Course course, Period current, Ledger ledger, Weighing weighing, Frame frame) {
    Rules rules = frame.rules();
    var basis =
        new Recurring.Basis(
            "reading", List.of(rules.adopted() ? "adopted" : "working", rules.reading().name()));
    Message reason = Recurring.reason(every, course, current, basis, ledger, frame, weighing);
    return new Finding(
        current.state(), course.headline(current, frame), reason, course.next(), weighing);
  }
}
