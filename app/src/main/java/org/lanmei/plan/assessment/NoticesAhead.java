package org.lanmei.plan.assessment;

import static java.util.Comparator.comparing;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Message;
import org.lanmei.plan.Entry.Asserted;
import org.lanmei.plan.Fact;

/**
 * 适时通知: each notice of a rule change is AHEAD (30 days or more before it takes effect), SHORT, or
 * AFTER_EFFECT. The worst notice of the calendar year decides; in a year without one, the last one
 * given before. An emergency is judged alike and flagged.
 */
final class NoticesAhead {

  private NoticesAhead() {}

  static Finding assess(Ledger ledger, Frame frame) {
    var weighing = new Weighing();
    var thisYear = new ArrayList<Asserted>();
    Asserted lastBefore = null;
    for (Asserted e : ledger.of(Fact.Notified.class).toList()) {
      if (frame.isAhead(e.when().from())) weighing.setAside(e, Fillers.ahead(frame));
      else if (e.when().from().getYear() == frame.year()) thisYear.add(e);
      else {
        if (lastBefore != null) weighing.setAside(lastBefore, Say.notCounted("other-year"));
        lastBefore = e;
      }
    }
    if (!thisYear.isEmpty() && lastBefore != null) {
      weighing.setAside(lastBefore, Say.notCounted("other-year"));
      lastBefore = null;
    }
    thisYear.forEach(weighing::use);
    if (lastBefore != null) weighing.use(lastBefore);
    weighing.setAsideRest(ledger);
    Asserted decisive =
        thisYear.stream().min(comparing(NoticesAhead::daysAhead)).orElse(lastBefore);
    if (decisive == null) {
      return new Finding(
          State.NONE_ON_RECORD, Say.headline("none-on-record"), Say.reason("none"), null, weighing);
    }
    int days = daysAhead(decisive);
    return new Finding(
        state(days, frame.rules()),
        headline(days, frame.rules()),
        reason(thisYear, decisive, frame),
        null,
        weighing);
  }

  /** Days from the notice to its effect; negative when the rule was in effect already. */
  private static int daysAhead(Asserted e) {
    return Frame.days(e.when().from(), notice(e).effect());
  }

  private static State state(int daysAhead, Rules rules) {
    if (daysAhead >= rules.noticeDays()) return State.AHEAD;
    return daysAhead >= 0 ? State.SHORT : State.AFTER_EFFECT;
  }

  private static Message headline(int daysAhead, Rules rules) {
    return switch (state(daysAhead, rules)) {
      case AHEAD -> Say.headline("ahead", daysAhead);
      case SHORT -> Say.headline("short", daysAhead);
      default -> Say.headline("after-effect", -daysAhead);
    };
  }

  private static Message reason(List<Asserted> thisYear, Asserted decisive, Frame frame) {
    String year = Say.year(frame.year());
    if (thisYear.isEmpty()) {
      return Say.sentences(
          Say.reason("none-in-year", year),
          Say.reason("last-notice", decisive.when().from(), notice(decisive).effect()),
          emergencies(List.of(decisive)));
    }
    int[] counts = new int[3];
    for (Asserted e : thisYear) {
      switch (state(daysAhead(e), frame.rules())) {
        case AHEAD -> counts[0]++;
        case SHORT -> counts[1]++;
        default -> counts[2]++;
      }
    }
    return Say.sentences(
        Say.reason("notices", year, counts[0], counts[1], counts[2], frame.rules().noticeDays()),
        emergencies(thisYear));
  }

  private static @Nullable Message emergencies(List<Asserted> notices) {
    int count = (int) notices.stream().filter(e -> notice(e).emergency()).count();
    return count == 0 ? null : Say.reason("emergencies", count);
  }

  private static Fact.Notified notice(Asserted e) {
    return (Fact.Notified) e.fact();
  }
}
