package org.lanmei.plan.assessment;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lanmei.plan.Entry.Asserted;
import org.lanmei.plan.assessment.Assessment.Period;

/**
 * Periods each counted from what filled the one before: readings A and C of 每两年, and an adopted
 * interval. None is ever missed: it stays overdue until it is filled late.
 */
final class Chain {

  private final Rhythm rhythm;
  private final List<Asserted> fillers;
  private final Decisions decisions;
  private final Weighing weighing;
  private final Frame frame;

  private final List<Period> periods = new ArrayList<>();
  private int at;
  private @Nullable LocalDate last;
  private LocalDate earliest;

  private Chain(
      Rhythm rhythm,
      @Nullable LocalDate last,
      List<Asserted> fillers,
      Decisions decisions,
      Weighing weighing,
      Frame frame) {
    this.rhythm = rhythm;
    this.fillers = fillers;
    this.decisions = decisions;
    this.weighing = weighing;
    this.frame = frame;
    this.last = last;
    this.earliest = rhythm.earliest(last);
  }

  /**
   * @param last from which the first period is counted; null when the count has not started
   * @param fillers those after {@code last}, oldest first
   */
  static Course course(
      Rhythm rhythm,
      @Nullable LocalDate last,
      List<Asserted> fillers,
      Decisions decisions,
      Weighing weighing,
      Frame frame) {
    var chain = new Chain(rhythm, last, fillers, decisions, weighing, frame);
    LocalDate next = chain.run();
    chain.setAsideRest();
    return new Course(chain.periods, next, Course.Naming.DUE_YEAR);
  }

  /** Adds the periods that have begun; gives the date that comes next. */
  private @Nullable LocalDate run() {
    while (true) {
      Asserted met = nextFiller();
      Rhythm.Leg leg = rhythm.leg(last, met == null ? frame.on() : met.when().from());
      var ruling = decisions.about(leg.from(), leg.due(), leg.due());
      if (leg.from().isAfter(frame.plan().to())) return null;
      if (leg.from().isAfter(frame.on())) return ruling.dueNow();
      boolean inTime = met != null && !met.when().from().isAfter(ruling.dueNow());
      if (ruling.waived() && !inTime) met = null;
      LocalDate closed = met == null ? frame.on() : met.when().from();
      if (beyondPlan(ruling.dueNow(), closed)) return null;
      if (met != null && last == null && inTime && rhythm.firstOnlyStarts()) {
        pass(met);
        continue;
      }
      periods.add(
          new Life(leg.from(), leg.due(), null, rhythm.countsEarly()).judge(ruling, met, frame));
      ruling.decisions().forEach(weighing::use);
      if (met != null) {
        pass(met);
        continue;
      }
      if (!ruling.waived()) return ruling.dueNow();
      if (!frame.on().isAfter(ruling.dueNow())) {
        return nextAfterWaiver(ruling.dueNow());
      }
      last = ruling.dueNow();
      earliest = last.plusDays(1);
    }
  }

  /* What fell due after the plan ended, and was not done before, is no promise of this plan. */
  private boolean beyondPlan(LocalDate due, LocalDate closed) {
    LocalDate end = frame.plan().to();
    return due.isAfter(end) && closed.isAfter(end);
  }

  private @Nullable LocalDate nextAfterWaiver(LocalDate due) {
    Rhythm.Leg leg = rhythm.leg(due, frame.on());
    return leg.from().isAfter(frame.plan().to()) ? null : leg.due();
  }

  private @Nullable Asserted nextFiller() {
    while (at < fillers.size()) {
      Asserted e = fillers.get(at);
      if (!e.when().from().isBefore(earliest)) return e;
      weighing.setAside(
          e, last == null ? Say.notCounted("no-period") : Say.notCounted("filled", last));
      at++;
    }
    return null;
  }

  private void pass(Asserted met) {
    weighing.use(met);
    last = met.when().from();
    earliest = rhythm.earliest(last);
    at++;
  }

  private void setAsideRest() {
    for (; at < fillers.size(); at++) {
      weighing.setAside(fillers.get(at), Say.notCounted("no-period"));
    }
  }
}
