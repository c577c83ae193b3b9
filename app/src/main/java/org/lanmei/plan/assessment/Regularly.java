package org.lanmei.plan.assessment;

import static java.util.Comparator.comparing;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Message;
import org.lanmei.plan.Entry.Asserted;
import org.lanmei.plan.Expectation.Every;
import org.lanmei.plan.Fact;
import org.lanmei.plan.assessment.Assessment.Period;

/**
 * 定期: no due date until the body adopts an interval, so nothing can be overdue; dormant when the
 * gap since the last one is unusual. With an adopted interval due dates count from the last one.
 */
final class Regularly {

  private Regularly() {}

  static Finding assess(Every every, Ledger ledger, Frame frame) {
    var weighing = new Weighing();
    var held = Fillers.of(ledger, frame, weighing);
    var intervals = intervals(ledger, frame, weighing);
    Finding finding =
        intervals.isEmpty()
            ? withoutInterval(every, held, ledger, frame, weighing)
            : withInterval(every, held, intervals, ledger, frame, weighing);
    weighing.setAsideRest(ledger);
    return finding;
  }

  /** Adopted by the body up to the day asked about, in the order of adoption. */
  private static List<Asserted> intervals(Ledger ledger, Frame frame, Weighing weighing) {
    return Decisions.byTheBody(ledger.of(Fact.IntervalSet.class), weighing).stream()
        .filter(
            e -> {
              if (!frame.isAhead(e.when().from())) return true;
              weighing.setAside(e, Fillers.ahead(frame));
              return false;
            })
        .sorted(comparing((Asserted e) -> e.when().from()).thenComparing(Asserted::seq))
        .toList();
  }

  private static Finding withoutInterval(
      Every every, List<Asserted> held, Ledger ledger, Frame frame, Weighing weighing) {
    held.forEach(weighing::use);
    if (held.isEmpty()) {
      Asserted planned = Intentions.ahead(ledger, null, frame, weighing);
      return new Finding(
          State.NO_INTERVAL,
          Say.headline("no-interval"),
          Say.sentences(
              Say.reason("none"), Say.reason("no-interval"), Intentions.sentence(planned)),
          null,
          weighing);
    }
    Asserted last = held.getLast();
    LocalDate lastDay = last.when().from();
    Asserted planned = Intentions.ahead(ledger, lastDay, frame, weighing);
    LocalDate limit = dormantAfter(held, frame.rules());
    boolean dormant = frame.on().isAfter(limit);
    return new Finding(
        dormant ? State.DORMANT : State.NO_INTERVAL,
        dormant ? Say.headline("dormant", lastDay) : Say.headline("no-interval"),
        Say.sentences(
            Say.last(every.title(), last),
            Say.reason(dormant ? "dormant" : "dormant-after", limit),
            Say.reason("no-interval"),
            Intentions.sentence(planned)),
        null,
        weighing);
  }

  /**
   * The last day that is not dormant: 1.5 times the median of past gaps after the last one, where
   * there are at least three, and 36 months after it in any case.
   */
  private static LocalDate dormantAfter(List<Asserted> held, Rules rules) {
    List<LocalDate> days = held.stream().map(e -> e.when().from()).distinct().sorted().toList();
    LocalDate last = days.getLast();
    LocalDate limit = last.plusMonths(rules.dormantMonths());
    int[] gaps =
        IntStream.range(1, days.size())
            .map(i -> Frame.days(days.get(i - 1), days.get(i)))
            .sorted()
            .toArray();
    if (gaps.length < rules.dormantMinGaps()) return limit;
    LocalDate unusual = last.plusDays((long) Math.floor(rules.dormantFactor() * median(gaps)));
    return unusual.isBefore(limit) ? unusual : limit;
  }

  private static double median(int[] sorted) {
    int middle = sorted.length / 2;
    if (sorted.length % 2 == 1) return sorted[middle];
    return (sorted[middle - 1] + sorted[middle]) / 2.0;
  }

  private static Finding withInterval(
      Every every,
      List<Asserted> held,
      List<Asserted> intervals,
      Ledger ledger,
      Frame frame,
      Weighing weighing) {
    intervals.forEach(weighing::use);
    LocalDate adopted = intervals.getFirst().when().from();
    List<Asserted> before = held.stream().filter(e -> !e.when().from().isAfter(adopted)).toList();
    before.forEach(weighing::use);
    LocalDate last = before.isEmpty() ? null : before.getLast().when().from();
    Course course =
        Chain.course(
            new Adopted(intervals),
            last,
            held.subList(before.size(), held.size()),
            Decisions.of(ledger, weighing),
            weighing,
            frame);
    Period current = course.current().orElse(null);
    if (current == null) return Recurring.notBegun(course, weighing);
    var basis =
        new Recurring.Basis(
            "interval", List.of(((Fact.IntervalSet) intervals.getLast().fact()).months()));
    Message reason = Recurring.reason(every, course, current, basis, ledger, frame, weighing);
    return new Finding(
        current.state(),
        course.headline(current, frame),
        reason,
        course.next(),
        course.periods(),
        List.of(),
        weighing);
  }

  /**
   * Due so many months after the last one, by the interval in force when the period closes, but
   * never before that interval was adopted: it makes nothing overdue for the time before.
   */
  private record Adopted(List<Asserted> intervals) implements Rhythm {

    @Override
    public Leg leg(@Nullable LocalDate last, LocalDate closing) {
      Asserted inForce = inForce(closing);
      LocalDate adopted = inForce.when().from();
      int months = ((Fact.IntervalSet) inForce.fact()).months();
      if (last == null) return new Leg(adopted, adopted.plusMonths(months));
      LocalDate due = last.plusMonths(months);
      return new Leg(last.plusDays(1), due.isBefore(adopted) ? adopted : due);
    }

    private Asserted inForce(LocalDate day) {
      return intervals.stream()
          .filter(e -> !e.when().from().isAfter(day))
          .reduce((_, later) -> later)
          .orElse(intervals.getFirst());
    }

    @Override
    public LocalDate earliest(@Nullable LocalDate last) {
      return last == null ? LocalDate.MIN : last.plusDays(1);
    }

    @Override
    public boolean countsEarly() {
      return false;
    }

    @Override
    public boolean firstOnlyStarts() {
      return false;
    }
  }
}
