package org.lanmei.plan.assessment;

import java.time.LocalDate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lanmei.plan.Entry.Asserted;
import org.lanmei.plan.assessment.Assessment.Period;

/**
 * The life of one period: {@code NOT_DUE → DUE} (the last months before its date) {@code → KEPT},
 * or {@code OVERDUE → LATE} when it is filled after all, or {@code MISSED} when it can no longer be
 * filled.
 *
 * @param from first day of the period
 * @param due last day on which it is filled in time, as first set
 * @param until last day on which it can be filled at all, as first set; null = any later day
 * @param countsEarly whether a period kept says how many days early
 */
record Life(LocalDate from, LocalDate due, @Nullable LocalDate until, boolean countsEarly) {

  Period judge(Decisions.Ruling ruling, @Nullable Asserted met, Frame frame) {
    LocalDate metOn = met == null ? null : met.when().from();
    State state = metOn == null ? unfilled(ruling, frame) : filled(metOn, ruling.dueNow());
    LocalDate counted = metOn == null ? frame.on() : metOn;
    Integer days =
        switch (state) {
          case LATE, OVERDUE -> Frame.days(ruling.dueNow(), counted);
          case KEPT -> countsEarly ? (Integer) Frame.days(counted, ruling.dueNow()) : null;
          default -> null;
        };
    return new Period(
        from,
        due,
        ruling.dueNow().equals(due) ? null : ruling.dueNow(),
        state,
        metOn,
        days,
        frame.plan().isHistory(due, metOn),
        Stream.concat(Stream.ofNullable(met), ruling.decisions()).map(Asserted::id).toList());
  }

  /** The last day on which it can be filled, with what the body decided; null = any later day. */
  @Nullable LocalDate lastChance(Decisions.Ruling ruling) {
    if (until == null) return null;
    return until.isBefore(ruling.dueNow()) ? ruling.dueNow() : until;
  }

  private static State filled(LocalDate metOn, LocalDate dueNow) {
    return metOn.isAfter(dueNow) ? State.LATE : State.KEPT;
  }

  private State unfilled(Decisions.Ruling ruling, Frame frame) {
    if (ruling.waived()) return State.WAIVED;
    LocalDate lastChance = lastChance(ruling);
    if (lastChance != null && frame.on().isAfter(lastChance)) return State.MISSED;
    if (frame.on().isAfter(ruling.dueNow())) return State.OVERDUE;
    LocalDate soon = ruling.dueNow().minusMonths(frame.rules().dueWithinMonths());
    return frame.on().isAfter(soon) ? State.DUE : State.NOT_DUE;
  }
}
