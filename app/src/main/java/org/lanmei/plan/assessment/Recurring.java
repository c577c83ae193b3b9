package org.lanmei.plan.assessment;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Message;
import org.lanmei.plan.Entry.Asserted;
import org.lanmei.plan.Expectation.Every;
import org.lanmei.plan.Fact;
import org.lanmei.plan.assessment.Assessment.Period;

/** Obligations at a rhythm: 每年, 每两年, 定期. */
final class Recurring {

  private Recurring() {}

  static Finding assess(Every every, Ledger ledger, Frame frame) {
    Integer years = every.years();
    if (years == null) return Regularly.assess(every, ledger, frame);
    if (years == 1) return EveryYear.assess(every, ledger, frame);
    return EveryTwoYears.assess(every, years, ledger, frame);
  }

  /** When no period has begun, or none within the plan. */
  static Finding notBegun(Course course, Weighing weighing) {
    LocalDate next = course.next();
    if (next == null) {
      return new Finding(
          State.NOT_DUE, Say.headline("nothing-due"), Say.reason("nothing-due"), null, weighing);
    }
    return new Finding(
        State.NOT_DUE,
        Say.headline("not-due", next),
        Say.reason("first-due", next),
        next,
        weighing);
  }

  /** The last meeting or document that was used; null when none was. */
  static @Nullable Asserted last(Weighing weighing) {
    return weighing.used().stream()
        .filter(e -> e.fact() instanceof Fact.Occurred || e.fact() instanceof Fact.Delivered)
        .max(Evidence.BY_DAY)
        .orElse(null);
  }

  /**
   * Why a date is what it is.
   *
   * @param key first part of the message keys {@code …-next}, {@code …-was} and {@code …-that}
   * @param args what these take before the date
   */
  record Basis(String key, List<Object> args) {

    Message next(LocalDate due) {
      return say("-next", due);
    }

    Message wasDueAndNoneSince(LocalDate due) {
      return say("-was", due);
    }

    Message thatOneWasDue(LocalDate due) {
      return say("-that", due);
    }

    private Message say(String form, LocalDate due) {
      var all = new ArrayList<>(args);
      all.add(due);
      return Say.reason(key + form, all.toArray());
    }
  }

  /** The sentences for the period that decides, where dates follow from {@code basis}. */
  static Message reason(
      Every every,
      Course course,
      Period current,
      Basis basis,
      Ledger ledger,
      Frame frame,
      Weighing weighing) {
    Asserted last = last(weighing);
    Asserted planned =
        Intentions.ahead(ledger, last == null ? null : last.when().from(), frame, weighing);
    Message about =
        switch (current.state()) {
          case NOT_DUE, DUE -> basis.next(current.dueNow());
          case OVERDUE ->
              last == null
                  ? basis.thatOneWasDue(current.dueNow())
                  : basis.wasDueAndNoneSince(current.dueNow());
          case KEPT, LATE -> basis.thatOneWasDue(current.dueNow());
          case MISSED -> Say.reason("none-for", course.name(current));
          default -> null;
        };
    return Say.sentences(
        last == null ? Say.reason("none") : Say.last(every.title(), last),
        about,
        course.decided(current),
        current.open() ? Intentions.sentence(planned) : null,
        course.missed(current));
  }
}
