package org.lanmei.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lanmei.kernel.Lang;
import org.lanmei.kernel.LocalizedText;
import org.lanmei.kernel.Party;
import org.lanmei.plan.assessment.State;

/** The drawing of the Leaders' Meetings, and of what has nothing to draw. */
class TimeLineTests {

  private static final Set<Party> SIX = EnumSet.allOf(Party.class);

  private static SmallBoard leaders() {
    var title = LocalizedText.of(Lang.EN, "Leaders");
    var board =
        new SmallBoard()
            .add(
                "4.1.1#1",
                Kind.RECURRING,
                null,
                List.of(),
                title,
                new Expectation.Every("meeting", title, Set.of(), 2, 2016, null));
    for (String day : List.of("2016-03-23", "2018-01-10", "2020-08-24", "2023-12-25")) {
      board.say("4.1.1#1", SIX, LocalDate.parse(day), new Fact.Occurred(true));
    }
    return board;
  }

  private static TimeLine drawn(SmallBoard small) {
    var board = small.on(SmallBoard.ON);
    return TimeLine.of(board.rows().getFirst(), board, null).orElseThrow();
  }

  private static double tick(TimeLine line, int year) {
    return line.years().stream().filter(y -> y.year() == year).findFirst().orElseThrow().tick();
  }

  @Test
  void a_row_for_each_reading_on_one_axis() {
    var line = drawn(leaders());
    assertThat(line.rows())
        .extracting(r -> r.label().key())
        .containsExactly("plan.reading.A.short", "plan.reading.B.short", "plan.reading.C.short");
    assertThat(line.rows()).extracting(TimeLine.Row::y).isSorted().doesNotHaveDuplicates();
    assertThat(line.height()).isGreaterThan(line.rows().getLast().y());
    assertThat(line.years().getFirst().year()).isEqualTo(2016);
    assertThat(line.years().getLast().year()).isEqualTo(2027);
    assertThat(line.years()).extracting(TimeLine.Year::tick).isSorted();
    assertThat(line.years()).allMatch(year -> year.middle() > year.tick());
  }

  @Test
  void everything_stands_where_its_day_is() {
    var line = drawn(leaders());
    double year = tick(line, 2027) - tick(line, 2026);
    assertThat(line.now())
        .isBetween(tick(line, 2026) + year * 0.89, tick(line, 2026) + year * 0.91);
    assertThat(line.planFrom()).isEqualTo(tick(line, 2023));
    assertThat(line.held()).hasSize(4);
    assertThat(line.held()).extracting(TimeLine.Held::x).isSorted();
    for (var row : line.rows()) {
      for (var bar : row.bars()) {
        assertThat(bar.from()).isBetween(0.0, line.width());
        assertThat(bar.to()).isBetween(bar.from(), line.width());
        assertThat(bar.past()).isNotNegative();
      }
    }
  }

  @Test
  void time_past_due_is_drawn_to_the_meeting_or_to_today() {
    var line = drawn(leaders());
    var bars = line.rows().getFirst().bars();
    assertThat(bars)
        .extracting(TimeLine.Bar::state)
        .containsExactly(State.KEPT, State.KEPT, State.LATE, State.OVERDUE);
    double day = (tick(line, 2027) - tick(line, 2026)) / 365;
    assertThat(bars.get(0).past()).isZero();
    assertThat(bars.get(2).past()).isBetween(day * 355, day * 363);
    assertThat(bars.get(3).past()).isBetween(day * 324, day * 332);
  }

  @Test
  void labels_do_not_run_into_each_other() {
    var board = leaders();
    for (int month = 1; month <= 12; month++) {
      board.say("4.1.1#1", SIX, LocalDate.of(2024, month, 1), new Fact.Occurred(true));
    }
    var labelled = drawn(board).held().stream().filter(TimeLine.Held::labelled).toList();
    assertThat(labelled).hasSizeGreaterThan(3).hasSizeLessThan(drawn(board).held().size());
    for (int n = 1; n < labelled.size(); n++) {
      assertThat(labelled.get(n).x() - labelled.get(n - 1).x()).isGreaterThan(50);
    }
  }

  @Test
  void without_periods_or_a_released_state_there_is_no_drawing() {
    var board = SmallBoard.filled().on(SmallBoard.ON);
    var standing = board.find(CommitmentId.of("4.1.1#1")).orElseThrow();
    assertThat(TimeLine.of(standing, board, null)).isEmpty();
    var hidden = leaders().notReleased("4.1.1#1").on(SmallBoard.ON);
    assertThat(TimeLine.of(hidden.rows().getFirst(), hidden, null)).isEmpty();
  }
}
