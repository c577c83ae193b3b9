package org.lanmei.plan.assessment;

import java.time.LocalDate;
import java.util.List;
import org.lanmei.kernel.Message;
import org.lanmei.plan.Expectation;

/**
 * A commitment of several things each held each year as appropriate (4.1.1#5: the senior officials
 * and the working groups) is told in counts: how many were planned and how many held.
 */
final class TogetherInAYear {

  private TogetherInAYear() {}

  static boolean appliesTo(List<Expectation> expects) {
    return expects.size() > 1
        && expects.stream()
            .allMatch(x -> x instanceof Expectation.AsAppropriate event && event.yearly());
  }

  /** Planned counts what was declared planned for the year, held or not yet. */
  static Message headline(List<Ledger> ledgers, List<Finding> findings, Frame frame) {
    int year = frame.lastDay().getYear();
    int planned = (int) ledgers.stream().filter(l -> AsAppropriateYear.isPlanned(l, year)).count();
    return Say.headline("planned-held", planned, count(findings, State.HELD));
  }

  static Message reason(List<Finding> findings, Frame frame) {
    LocalDate declareBy = frame.rules().declareBy().atYear(frame.lastDay().getYear());
    int unexplained = count(findings, State.NOT_HELD_UNEXPLAINED);
    if (unexplained > 0) return Say.reason("unexplained-of", unexplained, findings.size());
    return frame.on().isAfter(declareBy)
        ? Say.reason("undeclared-of", count(findings, State.UNDECLARED), declareBy)
        : Say.reason("declaration-due", declareBy);
  }

  private static int count(List<Finding> findings, State state) {
    return (int) findings.stream().filter(f -> f.state() == state).count();
  }
}
