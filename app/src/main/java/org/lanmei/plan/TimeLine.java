package org.lanmei.plan;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.LocalizedText;
import org.lanmei.kernel.Message;
import org.lanmei.plan.assessment.Assessment;
import org.lanmei.plan.assessment.Assessment.Period;
import org.lanmei.plan.assessment.State;
import org.lanmei.site.Page;

/**
 * The drawing of an obligation's periods: what took place, and one row of periods for each reading
 * or expectation. All figures are units of the drawing.
 */
public record TimeLine(
    double width,
    double height,
    double planFrom,
    double now,
    LocalDate on,
    List<Year> years,
    List<Held> held,
    List<Row> rows) {

  private static final double LEFT = 250;
  private static final double RIGHT = 1170;
  private static final double ROW = 66;
  private static final double FIRST_ROW = 105;
  private static final double LABEL_UNITS = 78;

  /** Height of a row, its hairline included. */
  public double row() {
    return ROW;
  }

  /** Where a label beside a due date begins; left of it, to its end, when it would cross today. */
  public double beside(double due) {
    return due < now && due + LABEL_UNITS > now ? due - 5 : due;
  }

  /** Where a label within a bar stands; at the bar's end when it would cross today otherwise. */
  public double within(Bar bar) {
    double from = bar.from() + 6;
    boolean crosses = from < now && from + LABEL_UNITS > now;
    return crosses && bar.to() - now > LABEL_UNITS ? bar.to() - 5 : from;
  }

  /**
   * @param tick where the year begins; its number stands in the middle
   */
  public record Year(int year, double tick, double middle) {}

  /**
   * @param shown false when its label would run into the one before
   */
  public record Held(LocalDate on, double x, boolean labelled, @Nullable LocalizedText place) {}

  /**
   * @param y of the hairline above the row
   */
  public record Row(Message label, @Nullable Message hint, double y, List<Bar> bars) {}

  /**
   * @param from left edge of the period
   * @param to right edge: what filled it, or its due date
   * @param past width of the time past due; 0 when none
   * @param due where the due date's tick stands
   */
  public record Bar(
      double from,
      double to,
      double past,
      double due,
      String tone,
      State state,
      @Nullable Message label) {}

  /** Empty when the commitment has no periods to draw. */
  static Optional<TimeLine> of(Boards.Row row, Boards.Board board, Page page) {
    if (row.assessment().isEmpty()) return Optional.empty();
    var outcomes =
        row.assessment().get().outcomes().stream().filter(o -> !o.periods().isEmpty()).toList();
    if (outcomes.isEmpty()) return Optional.empty();
    var periods =
        outcomes.stream()
            .flatMap(
                o ->
                    Stream.concat(
                        Stream.of(o.periods()), o.readings().stream().map(r -> r.periods())))
            .flatMap(List::stream)
            .toList();
    var head = board.register().head();
    LocalDate on = board.asOf().on();
    LocalDate from =
        periods.stream().map(Period::from).min(LocalDate::compareTo).orElseThrow().withDayOfYear(1);
    LocalDate to =
        Stream.concat(
                periods.stream().map(Period::due),
                Stream.of(on, head.period() == null ? on : head.period().to()))
            .max(LocalDate::compareTo)
            .orElseThrow()
            .plusYears(1)
            .withDayOfYear(1);
    var scale = new Scale(from, to);
    var rows = new ArrayList<Row>();
    for (Assessment.Outcome outcome : outcomes) addRows(rows, outcome, row.commitment(), scale, on);
    double height = FIRST_ROW + rows.size() * ROW + 37;
    double planFrom = head.period() == null ? LEFT : Math.max(LEFT, scale.x(head.period().from()));
    return Optional.of(
        new TimeLine(
            1180,
            height,
            planFrom,
            scale.x(on),
            on,
            years(from, to, scale),
            held(row, board, scale),
            rows));
  }

  private record Scale(LocalDate from, LocalDate to) {
    double x(LocalDate day) {
      double share =
          (double) ChronoUnit.DAYS.between(from, day) / ChronoUnit.DAYS.between(from, to);
      return Math.round((LEFT + share * (RIGHT - LEFT)) * 10) / 10.0;
    }
  }

  private static void addRows(
      List<Row> rows,
      Assessment.Outcome outcome,
      Commitment commitment,
      Scale scale,
      LocalDate on) {
    if (outcome.readings().isEmpty()) {
      var title =
          commitment.expects().stream()
              .filter(x -> x.key().equals(outcome.expectation()))
              .findFirst()
              .map(Expectation::title)
              .orElseThrow();
      rows.add(
          row(Message.of("site.as-is", title), null, outcome.periods(), rows.size(), scale, on));
      return;
    }
    for (var reading : outcome.readings()) {
      String key = "plan.reading." + reading.reading();
      rows.add(
          row(
              Message.of(key + ".short"),
              Message.of(key + ".hint"),
              reading.periods(),
              rows.size(),
              scale,
              on));
    }
  }

  private static Row row(
      Message label,
      @Nullable Message hint,
      List<Period> periods,
      int index,
      Scale scale,
      LocalDate on) {
    var bars = periods.stream().map(p -> bar(p, scale, on)).toList();
    return new Row(label, hint, FIRST_ROW + index * ROW, bars);
  }

  private static Bar bar(Period p, Scale scale, LocalDate on) {
    double from = scale.x(p.from());
    double due = scale.x(p.postponedTo() == null ? p.due() : p.postponedTo());
    String tone = tone(p.state());
    return switch (p.state()) {
      case LATE, OVERDUE -> {
        double end = p.metOn() == null ? scale.x(on) : scale.x(p.metOn());
        yield new Bar(from, due, Math.max(0, end - due), due, tone, p.state(), Labels.of(p));
      }
      default -> {
        boolean wide = due - from >= LABEL_UNITS / 2;
        yield new Bar(from, due, 0, due, tone, p.state(), wide ? Labels.of(p) : null);
      }
    };
  }

  private static String tone(State state) {
    String tone = Marks.of(state).tone();
    return tone.equals("ink") ? "ok" : tone;
  }

  /** Short words on the bars. */
  private static final class Labels {
    static Message of(Period p) {
      if (p.state() == State.KEPT && p.days() != null && p.days() > 0) {
        return Message.of("plan.bar.early", p.days());
      }
      return p.days() == null || p.days() == 0
          ? Message.of(p.state().key())
          : Message.of("plan.bar.days", Message.of(p.state().key()), p.days());
    }
  }

  private static List<Year> years(LocalDate from, LocalDate to, Scale scale) {
    var years = new ArrayList<Year>();
    for (LocalDate year = from; year.isBefore(to); year = year.plusYears(1)) {
      years.add(new Year(year.getYear(), scale.x(year), scale.x(year.plusMonths(6))));
    }
    return years;
  }

  private static List<Held> held(Boards.Row row, Boards.Board board, Scale scale) {
    var days =
        row.assessment().stream()
            .flatMap(a -> a.evidence().stream())
            .map(board.evidence()::get)
            .filter(java.util.Objects::nonNull)
            .filter(e -> e.fact() instanceof Fact.Occurred || e.fact() instanceof Fact.Delivered)
            .map(e -> e.when().from())
            .filter(day -> !day.isBefore(scale.from()) && day.isBefore(scale.to()))
            .distinct()
            .sorted()
            .toList();
    var held = new ArrayList<Held>();
    double free = 0;
    for (LocalDate day : days) {
      double x = scale.x(day);
      boolean labelled = x >= free;
      if (labelled) free = x + LABEL_UNITS;
      held.add(new Held(day, x, labelled, null));
    }
    return held;
  }
}
