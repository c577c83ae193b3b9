package org.lanmei.plan.assessment;

import java.time.LocalDate;
import org.lanmei.plan.Entry.Asserted;
import org.lanmei.plan.Fact;
import org.lanmei.plan.Span;

/** How spans of days lie to each other. */
final class Spans {

  private Spans() {}

  static boolean contains(Span span, LocalDate day) {
    return !day.isBefore(span.from()) && !day.isAfter(span.to());
  }

  static boolean within(Span span, LocalDate from, LocalDate to) {
    return !span.from().isBefore(from) && !span.to().isAfter(to);
  }

  /** A meeting belongs to the year of its opening day; all else to each year it speaks of. */
  static boolean touchesYear(Asserted e, int year) {
    int from = e.when().from().getYear();
    int to = e.fact() instanceof Fact.Occurred ? from : e.when().to().getYear();
    return from <= year && year <= to;
  }
}
