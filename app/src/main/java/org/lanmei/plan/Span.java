package org.lanmei.plan;

import java.time.LocalDate;

/**
 * The days a fact speaks of, both included. A meeting counts from its opening day, {@code from}.
 *
 * @param from first day
 * @param to last day, not before {@code from}
 */
public record Span(LocalDate from, LocalDate to) {

  public Span {
    if (to.isBefore(from)) throw new IllegalArgumentException(to + " is before " + from);
  }

  public static Span day(LocalDate day) {
    return new Span(day, day);
  }

  /** The whole calendar year. */
  public static Span year(int year) {
    return new Span(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31));
  }
}
