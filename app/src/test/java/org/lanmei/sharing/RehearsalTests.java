package org.lanmei.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.lanmei.kernel.Party;
import org.lanmei.kernel.SeriesKey;

/** What would have left, when, how late: before anybody signs. */
class RehearsalTests {

  private static final ZoneId ZONE = ZoneId.of("UTC+8");
  private static final SeriesKey SERIES = new SeriesKey("s1", "water-level");

  /** Hourly values of one series through 2025, each received ten minutes later. */
  private static final class Hourly implements Rehearsal.Records {
    private final Duration lag;

    Hourly(Duration lag) {
      this.lag = lag;
    }

    @Override
    public boolean knows(SeriesKey series) {
      return series.equals(SERIES);
    }

    @Override
    public void values(SeriesKey series, Instant from, Instant to, Consumer<Holdings.Held> each) {
      Instant at = from;
      for (int i = 0; at.isBefore(to); i++, at = at.plus(Duration.ofHours(1))) {
        each.accept(new Holdings.Held(at, at.plus(lag), i));
      }
    }
  }

  private static Terms terms(TermsForm form) {
    return TermsCheck.read(Party.CN, form);
  }

  private static Rehearsal run(TermsForm form, Duration lag) {
    return Rehearsal.of(terms(form), 2025, new Hourly(lag));
  }

  @Test
  void in_season_it_leaves_and_otherwise_it_stays() {
    var rehearsal = run(SomeTerms.floodSeason("LA", "s1"), Duration.ofMinutes(10));
    // 153 days and the three hours before the first delivery
    assertThat(rehearsal.leaves()).isEqualTo(153 * 24 + 3);
    assertThat(rehearsal.leaves() + rehearsal.stays()).isEqualTo(365 * 24);
    assertThat(rehearsal.late()).isZero();
    assertThat(rehearsal.score().onTime()).isEqualTo(306);
    var june = row(rehearsal, LocalDate.of(2025, 6, 1));
    assertThat(june.leaves()).isEqualTo(24);
    assertThat(june.stays()).isZero();
    assertThat(row(rehearsal, LocalDate.of(2025, 5, 31)).leaves()).isEqualTo(3);
    assertThat(row(rehearsal, LocalDate.of(2025, 5, 30)).stays()).isEqualTo(24);
  }

  private static Rehearsal.Row row(Rehearsal rehearsal, LocalDate day) {
    return rehearsal.rows().stream().filter(r -> r.day().equals(day)).findFirst().orElseThrow();
  }

  @Test
  void it_says_how_late() {
    var rehearsal = run(SomeTerms.floodSeason("LA", "s1"), Duration.ofHours(2));
    // of 12 observations before 09:00 those of 07:00 and 08:00 come at 09:00 and 10:00
    var day = row(rehearsal, LocalDate.of(2025, 7, 1));
    assertThat(day.late()).isEqualTo(4);
    assertThat(day.longest()).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void a_delay_of_the_terms_holds_a_value_back() {
    var form = SomeTerms.form("LA", "2019-01-01", "2018-12-01", SomeTerms.coarse("none", "", "s1"));
    var values = Rehearsal.values(terms(form), 2025, SERIES, new Hourly(Duration.ofMinutes(10)));
    assertThat(values)
        .allSatisfy(v -> assertThat(v.leavesAt()).isEqualTo(v.at().plus(Duration.ofHours(1))));
  }

  @Test
  void of_coarser_terms_the_means_leave_and_the_values_stay() {
    var form =
        SomeTerms.form("LA", "2019-01-01", "2018-12-01", SomeTerms.coarse("daily-mean", "", "s1"));
    var rehearsal = run(form, Duration.ofMinutes(10));
    assertThat(rehearsal.leaves()).isEqualTo(365);
    assertThat(rehearsal.stays()).isEqualTo(365 * 24);
    var values = Rehearsal.values(terms(form), 2025, SERIES, new Hourly(Duration.ofMinutes(10)));
    var mean = values.stream().filter(v -> v.leavesAt() != null).findFirst().orElseThrow();
    assertThat(mean.series()).hasToString("s1/water-level.daily-mean-utc8");
    assertThat(mean.leavesAt())
        .isEqualTo(LocalDate.of(2025, 1, 2).atTime(0, 0).atZone(ZONE).toInstant());
  }

  @Test
  void a_series_that_is_not_known_here_is_named() {
    var rehearsal = run(SomeTerms.floodSeason("LA", "s1", "elsewhere"), Duration.ofMinutes(10));
    assertThat(rehearsal.unknown()).containsExactly(new SeriesKey("elsewhere", "water-level"));
  }

  @Test
  void it_agrees_with_what_the_scoreboard_would_have_said() {
    var terms = terms(SomeTerms.floodSeason("LA", "s1"));
    var receipts = new ArrayList<Receipt>();
    new Hourly(Duration.ofHours(2))
        .values(
            SERIES,
            LocalDate.of(2025, 5, 30).atStartOfDay(ZONE).toInstant(),
            LocalDate.of(2025, 11, 2).atStartOfDay(ZONE).toInstant(),
            held ->
                receipts.add(
                    new Receipt(
                        SERIES,
                        "b",
                        held.receivedAt(),
                        List.of(held.at()),
                        new org.lanmei.kernel.Seq(1))));
    Instant after = Instant.parse("2026-01-01T00:00:00Z");
    var slots =
        Timeliness.of(
            List.of(new Timeliness.Obligation(1, terms.lines().getFirst(), Instant.EPOCH, null)),
            LocalDate.of(2025, 6, 1),
            LocalDate.of(2025, 10, 31),
            receipts,
            List.of(),
            new Heartbeats(List.of(new Heartbeats.Span(Instant.EPOCH, after))),
            after);
    assertThat(run(SomeTerms.floodSeason("LA", "s1"), Duration.ofHours(2)).score())
        .isEqualTo(Score.of(slots));
  }
}
