package org.lanmei.plan.assessment;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lanmei.plan.Entry.Asserted;
import org.lanmei.plan.Expectation.Every;

/**
 * Periods that are blocks of whole calendar years, never back-filled: 每年, and reading B of 每两年. A
 * report belongs to the year in which it was received; the year it reports on is its own field.
 *
 * <p>One meeting fills one block, the earliest that is open to it; a second one is on record only.
 */
final class Blocks {

  private final Every every;
  private final int years;
  private final Decisions decisions;
  private final Weighing weighing;
  private final Frame frame;

  private Blocks(Every every, int years, Decisions decisions, Weighing weighing, Frame frame) {
    this.every = every;
    this.years = years;
    this.decisions = decisions;
    this.weighing = weighing;
    this.frame = frame;
  }

  static Course course(
      Every every,
      int years,
      List<Asserted> fillers,
      Decisions decisions,
      Weighing weighing,
      Frame frame) {
    return new Blocks(every, years, decisions, weighing, frame).course(fillers);
  }

  private Course course(List<Asserted> fillers) {
    var blocks = new ArrayList<Block>();
    int year = every.from();
    for (; !LocalDate.of(year, 1, 1).isAfter(frame.lastDay()); year += years) {
      blocks.add(block(year));
    }
    for (Asserted e : fillers) fill(blocks, e);
    var periods = blocks.stream().map(b -> b.life.judge(b.ruling, b.met, frame)).toList();
    blocks.forEach(b -> b.ruling.decisions().forEach(weighing::use));
    var course = new Course(periods, null, Course.Naming.BLOCK);
    LocalDate next =
        course
            .current()
            .filter(Assessment.Period::open)
            .map(Assessment.Period::dueNow)
            .orElse(null);
    return new Course(periods, next == null ? dueOfBlock(year) : next, Course.Naming.BLOCK);
  }

  private void fill(List<Block> blocks, Asserted e) {
    Block filled = null;
    for (Block block : blocks) {
      if (!block.isOpenOn(e.when().from())) continue;
      if (block.met == null) {
        block.met = e;
        weighing.use(e);
        return;
      }
      filled = block;
    }
    weighing.setAside(
        e,
        filled == null || filled.met == null
            ? Say.notCounted("no-period")
            : Say.notCounted("filled", filled.met.when().from()));
  }

  private Block block(int year) {
    LocalDate from = LocalDate.of(year, 1, 1);
    LocalDate end = LocalDate.of(year + years - 1, 12, 31);
    LocalDate due = every.week() == null ? end : weekEnd(end.getYear());
    return new Block(new Life(from, due, end, false), decisions.about(from, due, end));
  }

  /** The last day, Sunday, of the ISO week that holds the anniversary. */
  private LocalDate weekEnd(int year) {
    if (every.week() == null) throw new IllegalStateException("no week is meant");
    return every.week().atYear(year).with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY));
  }

  /** When the block that begins with {@code year} is due; null when the plan has ended by then. */
  private @Nullable LocalDate dueOfBlock(int year) {
    if (LocalDate.of(year, 1, 1).isAfter(frame.plan().to())) return null;
    return block(year).ruling.dueNow();
  }

  private static final class Block {
    final Life life;
    final Decisions.Ruling ruling;
    @Nullable Asserted met;

    Block(Life life, Decisions.Ruling ruling) {
      this.life = life;
      this.ruling = ruling;
    }

    boolean isOpenOn(LocalDate day) {
      LocalDate lastChance = life.lastChance(ruling);
      return !day.isBefore(life.from()) && (lastChance == null || !day.isAfter(lastChance));
    }
  }
}
