package org.lanmei.plan.assessment;

import static java.time.temporal.ChronoUnit.DAYS;

import java.time.LocalDate;
import org.lanmei.plan.Entry.Asserted;
import org.lanmei.plan.PlanPeriod;

/**
 * What every rule judges by, apart from the evidence.
 *
 * @param on the day asked about
 */
record Frame(LocalDate on, Rules rules, PlanPeriod plan) {

  /** The last day on which a period of the plan can have begun. */
  LocalDate lastDay() {
    return on.isAfter(plan.to()) ? plan.to() : on;
  }

  /** The calendar year the question is about. */
  int year() {
    return on.getYear();
  }

  boolean isAhead(LocalDate day) {
    return day.isAfter(on);
  }

  /** Whether the evidence speaks of days of the year asked about, up to the day asked about. */
  boolean inYear(Asserted e) {
    return !isAhead(e.when().from()) && Spans.touchesYear(e, year());
  }

  /** Days from {@code a} to {@code b}. */
  static int days(LocalDate a, LocalDate b) {
    return Math.toIntExact(DAYS.between(a, b));
  }
}
