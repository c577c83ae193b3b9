package org.lanmei.plan.assessment;

import static java.util.Comparator.comparing;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Message;
import org.lanmei.plan.assessment.Assessment.Period;

/**
 * The periods of an obligation that have begun.
 *
 * @param periods oldest first
 * @param next the date that comes next, which for an overdue period has passed; null when none does
 * @param naming how a period is called
 */
record Course(List<Period> periods, @Nullable LocalDate next, Naming naming) {

  enum Naming {
    /** By its calendar years: 2019, 2024–25. */
    BLOCK,
    /** By the year in which it is due. */
    DUE_YEAR
  }

  Course {
    periods = List.copyOf(periods);
  }

  /**
   * The period that decides: of those that wait to be filled the one due first, otherwise the
   * latest that has begun; empty when none has.
   */
  Optional<Period> current() {
    if (periods.isEmpty()) return Optional.empty();
    return periods.stream()
        .filter(Period::open)
        .min(comparing(Period::dueNow))
        .or(() -> Optional.of(periods.getLast()));
  }

  String name(Period period) {
    int from = period.from().getYear();
    int to = period.due().getYear();
    if (naming == Naming.DUE_YEAR || from == to) return Say.year(to);
    return "%d–%02d".formatted(from, to % 100);
  }

  /** The state's short form with its figure. */
  Message headline(Period period, Frame frame) {
    return switch (period.state()) {
      case NOT_DUE -> Say.headline("not-due", period.dueNow());
      case DUE -> Say.headline("due", Frame.days(frame.on(), period.dueNow()));
      case OVERDUE -> Say.headline("overdue", days(period));
      case LATE -> Say.headline("late", days(period));
      case KEPT ->
          period.days() == null || period.days() == 0
              ? Say.headline("kept", name(period))
              : Say.headline("early", days(period));
      case MISSED -> Say.headline("missed", name(period));
      case WAIVED -> Say.headline("waived", name(period));
      default -> throw new IllegalStateException("no state of a period: " + period.state());
    };
  }

  /** Which earlier periods were missed, apart from {@code current}; null when none was. */
  @Nullable Message missed(Period current) {
    Message underThePlan = missed(current, false);
    Message before = missed(current, true);
    if (underThePlan == null && before == null) return null;
    return Say.sentences(underThePlan, before);
  }

  private @Nullable Message missed(Period current, boolean history) {
    List<String> names =
        periods.stream()
            .filter(p -> p.state() == State.MISSED && p.history() == history && !p.equals(current))
            .map(this::name)
            .toList();
    if (names.isEmpty()) return null;
    return Say.reason(history ? "missed-before" : "missed", Say.list(names));
  }

  /** That the body moved the date or waived the period; null when it did neither. */
  @Nullable Message decided(Period period) {
    if (period.state() == State.WAIVED) return Say.reason("waived", name(period));
    if (period.postponedTo() == null) return null;
    return Say.reason("postponed", period.due(), period.postponedTo());
  }

  private static Integer days(Period period) {
    return Objects.requireNonNull(period.days());
  }
}
