package org.lanmei.plan;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The days a plan covers and the day it was adopted. For the Plan of Action 2023–2027: 1 January
 * 2023 to 31 December 2027, adopted on 25 December 2023.
 *
 * @param from first day covered
 * @param to last day covered; obligations that begin later are not this plan's
 * @param adopted what fell due or was done up to this day is history, not compliance with the plan
 */
public record PlanPeriod(LocalDate from, LocalDate to, LocalDate adopted) {

  public PlanPeriod {
    if (to.isBefore(from)) throw new IllegalArgumentException(to + " is before " + from);
  }

  /**
   * Whether a period of an obligation is shown as history only: it ended before the plan began,
   * fell due before the plan was adopted, or was filled before that, the adopting meeting included.
   *
   * @param due last day on which the period was filled in time
   * @param metOn day on which it was filled; null when it was not
   */
  public boolean isHistory(LocalDate due, @Nullable LocalDate metOn) {
    return due.isBefore(from) || !due.isAfter(adopted) || (metOn != null && isHistory(metOn));
  }

  /** Whether something done on {@code day} came before the plan, the adopting day included. */
  public boolean isHistory(LocalDate day) {
    return day.isBefore(from) || !day.isAfter(adopted);
  }
}
