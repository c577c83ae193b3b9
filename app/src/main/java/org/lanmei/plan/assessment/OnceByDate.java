package org.lanmei.plan.assessment;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Message;
import org.lanmei.plan.Entry.Asserted;
import org.lanmei.plan.Expectation.ByDate;
import org.lanmei.plan.Fact;
import org.lanmei.plan.Fact.StageName;
import org.lanmei.plan.assessment.Assessment.Period;

/**
 * Something to be delivered or set up once. Where the plan sets no date none can be overdue: it is
 * on record or not, planned, under way, or kept.
 */
final class OnceByDate {

  private OnceByDate() {}

  static Finding assess(ByDate once, Ledger ledger, Frame frame) {
    var weighing = new Weighing();
    var progress = Progress.of(ledger, frame, weighing);
    Asserted done =
        Stream.concat(progress.stages().stream(), progress.others().stream())
            .filter(e -> keeps(once.counts(), e.fact()))
            .min(Evidence.BY_DAY)
            .orElse(null);
    LocalDate due = once.due();
    Finding finding =
        due == null
            ? withoutDate(once, progress, done, weighing)
            : withDate(once, due, progress, done, ledger, frame, weighing);
    weighing.setAsideRest(ledger);
    return finding;
  }

  /** A body at work was set up, whether or not the decision itself is on record. */
  private static boolean keeps(ByDate.Counts counts, Fact fact) {
    if (fact instanceof Fact.Stage(StageName stage)) {
      return stage == StageName.ACTIVE
          || (counts == ByDate.Counts.ADOPTED && stage == StageName.ADOPTED);
    }
    return counts == ByDate.Counts.DELIVERED && fact instanceof Fact.Delivered;
  }

  private static Finding withoutDate(
      ByDate once, Progress progress, @Nullable Asserted done, Weighing weighing) {
    if (done != null) {
      LocalDate day = done.when().from();
      return new Finding(State.KEPT, Say.headline("kept-on", day), doneOn(done), null, weighing);
    }
    return new Finding(
        progress.state(),
        progress.headline(),
        Say.sentences(progress.reason(once.title()), Say.reason("no-date")),
        null,
        weighing);
  }

  private static Finding withDate(
      ByDate once,
      LocalDate due,
      Progress progress,
      @Nullable Asserted done,
      Ledger ledger,
      Frame frame,
      Weighing weighing) {
    LocalDate begin = frame.plan().from().isAfter(due) ? due : frame.plan().from();
    var ruling = Decisions.of(ledger, weighing).about(begin, due, due);
    ruling.decisions().forEach(weighing::use);
    Period period = new Life(begin, due, null, false).judge(ruling, done, frame);
    var course =
        new Course(List.of(period), period.open() ? period.dueNow() : null, Course.Naming.DUE_YEAR);
    Message reason =
        Say.sentences(
            done == null ? progress.reason(once.title()) : doneOn(done),
            dates(period),
            course.decided(period));
    return new Finding(
        period.state(),
        done != null && period.state() == State.KEPT
            ? Say.headline("kept-on", done.when().from())
            : course.headline(period, frame),
        reason,
        course.next(),
        course.periods(),
        List.of(),
        weighing);
  }

  private static Message doneOn(Asserted done) {
    LocalDate day = done.when().from();
    if (!(done.fact() instanceof Fact.Stage(StageName stage))) return Say.happened(done);
    return stage == StageName.ACTIVE
        ? Say.reason("active-since", day)
        : Say.reason("adopted-on", day);
  }

  private static @Nullable Message dates(Period period) {
    return switch (period.state()) {
      case OVERDUE, LATE, KEPT -> Say.reason("was-due", period.dueNow());
      case NOT_DUE, DUE -> Say.reason("is-due", period.dueNow());
      default -> null;
    };
  }
}
