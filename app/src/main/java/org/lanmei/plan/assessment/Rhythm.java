package org.lanmei.plan.assessment;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Where the next period lies when each is counted from what filled the one before. */
interface Rhythm {

  /**
   * The period that follows.
   *
   * @param last when the one before was filled, or fell due when it was waived; null = none before
   * @param closing when the period is filled, or the day asked about while it is not
   */
  Leg leg(@Nullable LocalDate last, LocalDate closing);

  /**
   * The first day on which something can fill the period after {@code last}; what comes before is a
   * second one in the same period.
   */
  LocalDate earliest(@Nullable LocalDate last);

  /** Whether a period kept says how many days early. */
  boolean countsEarly();

  /** Whether the very first one, when in time, fills no period and only starts the count. */
  boolean firstOnlyStarts();

  /**
   * A period's first day and due date.
   *
   * @param from first day of the period
   * @param due last day on which it is filled in time
   */
  record Leg(LocalDate from, LocalDate due) {}

  /**
   * Reading A of 每两年: 31 December two years after the last one. Counted in calendar years, so a
   * second meeting in the year of the last one moves nothing.
   *
   * @param first first year of the obligation
   */
  record ToYearEnd(int first, int years) implements Rhythm {
    @Override
    public Leg leg(@Nullable LocalDate last, LocalDate closing) {
      int before = last == null ? first - 1 : last.getYear();
      return new Leg(LocalDate.of(before + 1, 1, 1), LocalDate.of(before + years, 12, 31));
    }

    @Override
    public LocalDate earliest(@Nullable LocalDate last) {
      return LocalDate.of(last == null ? first : last.getYear() + 1, 1, 1);
    }

    @Override
    public boolean countsEarly() {
      return false;
    }

    @Override
    public boolean firstOnlyStarts() {
      return true;
    }
  }

  /**
   * Reading C of 每两年: two years to the day. As under A a second meeting in the calendar year of the
   * last one is on record only; otherwise two would fill two periods.
   */
  record Anniversary(int first, int years) implements Rhythm {
    @Override
    public Leg leg(@Nullable LocalDate last, LocalDate closing) {
      if (last == null) return new ToYearEnd(first, years).leg(null, closing);
      return new Leg(last.plusDays(1), last.plusYears(years));
    }

    @Override
    public LocalDate earliest(@Nullable LocalDate last) {
      return new ToYearEnd(first, years).earliest(last);
    }

    @Override
    public boolean countsEarly() {
      return true;
    }

    @Override
    public boolean firstOnlyStarts() {
      return true;
    }
  }
}
