package org.lanmei.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanmei.kernel.Seq;
import org.lanmei.kernel.SeriesKey;

/**
 * The sentences of the rules on timeliness, each a test. The terms are those of the flood season:
 * two stations, UTC+8, 1 June to 31 October; before 09:00 the observations from 21:00 of the day
 * before to 08:00, before 21:00 those from 09:00 to 20:00.
 */
class TimelinessTests {

  private static final ZoneId ZONE = ZoneId.of("UTC+8");
  private static final String A = "092600";
  private static final String B = "092980";
  private static final LocalDate DAY = LocalDate.of(2026, 7, 10);
  private static final LocalDate FIRST = LocalDate.of(2026, 6, 1);
  private static final LocalDate LAST = LocalDate.of(2026, 10, 31);
  private static final List<Terms.Window> TWICE =
      List.of(
          new Terms.Window(LocalTime.of(9, 0), -1, LocalTime.of(21, 0), 0, LocalTime.of(8, 0)),
          new Terms.Window(LocalTime.of(21, 0), 0, LocalTime.of(9, 0), 0, LocalTime.of(20, 0)));
  private static final Terms.Season SEASON =
      new Terms.Season(MonthDay.of(6, 1), MonthDay.of(10, 31));
  private static final Heartbeats ALWAYS =
      new Heartbeats(
          List.of(
              new Heartbeats.Span(
                  Instant.parse("2020-01-01T00:00:00Z"), Instant.parse("2030-01-01T00:00:00Z"))));
  private static final Instant LONG_AFTER = at(LocalDate.of(2026, 12, 1), "00:00:00");

  private static Instant at(LocalDate day, String time) {
    return day.atTime(LocalTime.parse(time)).atZone(ZONE).toInstant();
  }

  private static List<Timeliness.Obligation> terms(Duration frequency, String... variables) {
    var line =
        new Terms.Line(
            List.of(A, B),
            List.of(variables.length == 0 ? new String[] {"water-level"} : variables),
            SEASON,
            ZONE,
            frequency,
            TWICE,
            Duration.ZERO,
            new Coarsening.None());
    return List.of(
        new Timeliness.Obligation(
            1, line, LocalDate.of(2019, 6, 1).atStartOfDay(ZONE).toInstant(), null));
  }

  private static Receipt receipt(String station, Instant received, Instant... observed) {
    return new Receipt(
        new SeriesKey(station, "water-level"), "b", received, List.of(observed), new Seq(1));
  }

  /** The morning slot of {@link #DAY} at station A. */
  private static Slot morning(
      List<Receipt> receipts, List<Notice> notices, Heartbeats beats, Instant asOf) {
    return Timeliness.of(terms(null), DAY, DAY, receipts, notices, beats, asOf).stream()
        .filter(s -> s.station().equals(A) && s.time().equals("0900"))
        .findFirst()
        .orElseThrow();
  }

  private static Verdict morning(Instant asOf, Receipt... receipts) {
    return morning(List.of(receipts), List.of(), ALWAYS, asOf).verdict();
  }

  /** Hourly observations of the morning window, received at the time of the day. */
  private static Receipt inAt(String time) {
    return receipt(A, at(DAY, time), at(DAY, "07:00:00"));
  }

  private static Notice notice(Instant told, Instant from, Instant to) {
    return new Notice(
        UUID.randomUUID(), "x", List.of(A), from, to, "repair", "n", told, null, null);
  }

  private static Notice back(Notice n, Instant returned) {
    return new Notice(
        n.id(),
        n.agreement(),
        n.stations(),
        n.from(),
        n.to(),
        n.reason(),
        n.byName(),
        n.at(),
        returned,
        returned);
  }

  @Test
  void a_season_has_153_times_2_times_2_slots() {
    var slots = Timeliness.of(terms(null), FIRST, LAST, List.of(), List.of(), ALWAYS, LONG_AFTER);
    assertThat(slots).hasSize(153 * 2 * 2).hasSize(612);
  }

  @Test
  void days_outside_of_the_season_have_none() {
    var year =
        Timeliness.of(
            terms(null),
            LocalDate.of(2026, 1, 1),
            LocalDate.of(2026, 12, 31),
            List.of(),
            List.of(),
            ALWAYS,
            LONG_AFTER);
    assertThat(year).hasSize(612);
  }

  @Test
  void before_0900_the_observations_from_2100_of_the_day_before_to_0800() {
    var slot = morning(List.of(), List.of(), ALWAYS, LONG_AFTER);
    assertThat(slot.from()).isEqualTo(Instant.parse("2026-07-09T13:00:00Z"));
    assertThat(slot.to()).isEqualTo(Instant.parse("2026-07-10T00:00:00Z"));
    assertThat(slot.due()).isEqualTo(Instant.parse("2026-07-10T01:00:00Z"));
    assertThat(slot.next()).isEqualTo(Instant.parse("2026-07-10T13:00:00Z"));
  }

  @Test
  void an_observation_outside_of_the_window_delivers_nothing() {
    for (String time : List.of("08:00:01", "09:00:00")) {
      assertThat(morning(LONG_AFTER, receipt(A, at(DAY, "08:30:00"), at(DAY, time))))
          .isEqualTo(Verdict.MISSING);
    }
    assertThat(
            morning(LONG_AFTER, receipt(A, at(DAY, "08:30:00"), at(DAY.minusDays(1), "20:59:59"))))
        .isEqualTo(Verdict.MISSING);
    for (Instant edge : List.of(at(DAY.minusDays(1), "21:00:00"), at(DAY, "08:00:00"))) {
      assertThat(morning(LONG_AFTER, receipt(A, at(DAY, "08:30:00"), edge)))
          .isEqualTo(Verdict.ON_TIME);
    }
  }

  @Test
  void another_stations_observation_delivers_nothing() {
    assertThat(morning(LONG_AFTER, receipt(B, at(DAY, "08:30:00"), at(DAY, "07:00:00"))))
        .isEqualTo(Verdict.MISSING);
  }

  @ParameterizedTest(name = "received at {0}: {1}")
  @CsvSource({
    "08:59:59, ON_TIME",
    "09:00:00, LATE",
    "09:00:01, LATE",
    "20:59:59, LATE",
    "21:00:00, LATE_AFTER_MISSING",
    "23:00:00, LATE_AFTER_MISSING"
  })
  void our_gateways_receipt_decides(String received, Verdict verdict) {
    assertThat(morning(LONG_AFTER, inAt(received))).isEqualTo(verdict);
  }

  @ParameterizedTest(name = "asked at {0}: {1}")
  @CsvSource({
    "08:59:59, NOT_DUE",
    "09:00:00, LATE",
    "20:59:59, LATE",
    "21:00:00, MISSING",
    "23:00:00, MISSING"
  })
  void it_is_missing_once_the_next_slot_is_due(String asked, Verdict verdict) {
    assertThat(morning(at(DAY, asked))).isEqualTo(verdict);
  }

  @Test
  void what_comes_after_it_was_missing_was_missing_until_then() {
    var late = inAt("22:00:00");
    assertThat(morning(at(DAY, "21:30:00"), late)).isEqualTo(Verdict.MISSING);
    assertThat(morning(at(DAY, "22:00:00"), late)).isEqualTo(Verdict.LATE_AFTER_MISSING);
  }

  @Test
  void a_part_in_time_and_the_rest_never_is_partial() {
    var slots =
        Timeliness.of(
            terms(null, "water-level", "rainfall"),
            DAY,
            DAY,
            List.of(inAt("08:30:00")),
            List.of(),
            ALWAYS,
            LONG_AFTER);
    assertThat(slots.getFirst().verdict()).isEqualTo(Verdict.PARTIAL);
  }

  @ParameterizedTest(name = "the rest at {0}: {1}")
  @CsvSource({"08:59:59, ON_TIME", "09:00:00, LATE", "20:59:59, LATE", "21:00:00, PARTIAL"})
  void a_slot_is_complete_with_its_last_part(String rest, Verdict verdict) {
    var rain =
        new Receipt(
            new SeriesKey(A, "rainfall"),
            "r",
            at(DAY, rest),
            List.of(at(DAY, "07:00:00")),
            new Seq(2));
    var slots =
        Timeliness.of(
            terms(null, "water-level", "rainfall"),
            DAY,
            DAY,
            List.of(inAt("08:30:00"), rain),
            List.of(),
            ALWAYS,
            LONG_AFTER);
    assertThat(slots.getFirst().verdict()).isEqualTo(verdict);
  }

  @Test
  void without_an_interval_there_is_no_score_of_completeness() {
    var slots =
        Timeliness.of(
            terms(null), DAY, DAY, List.of(inAt("08:30:00")), List.of(), ALWAYS, LONG_AFTER);
    assertThat(slots).allSatisfy(s -> assertThat(s.expected()).isNull());
    assertThat(Score.of(slots).expected()).isNull();
  }

  @Test
  void with_an_interval_each_observation_is_asked_for() {
    var moments = new ArrayList<Instant>();
    for (int hour = 0; hour < 12; hour++) {
      moments.add(at(DAY.minusDays(1), "21:00:00").plus(Duration.ofHours(hour)));
    }
    var whole = receipt(A, at(DAY, "08:30:00"), moments.toArray(Instant[]::new));
    var slot =
        Timeliness.of(
                terms(Duration.ofHours(1)), DAY, DAY, List.of(whole), List.of(), ALWAYS, LONG_AFTER)
            .getFirst();
    assertThat(slot.verdict()).isEqualTo(Verdict.ON_TIME);
    assertThat(slot.received()).isEqualTo(12);
    assertThat(slot.expected()).isEqualTo(12);

    moments.remove(5);
    var part = receipt(A, at(DAY, "08:30:00"), moments.toArray(Instant[]::new));
    slot =
        Timeliness.of(
                terms(Duration.ofHours(1)), DAY, DAY, List.of(part), List.of(), ALWAYS, LONG_AFTER)
            .getFirst();
    assertThat(slot.verdict()).isEqualTo(Verdict.PARTIAL);
    assertThat(slot.received()).isEqualTo(11);
  }

  @ParameterizedTest(name = "told {0} hours and {1} seconds ahead: {2}")
  @CsvSource({"24, 0, EXCUSED", "48, 0, EXCUSED", "23, 3599, EXPLAINED", "0, 0, EXPLAINED"})
  void notice_at_least_24_hours_ahead_excuses(int hours, int seconds, Verdict verdict) {
    Instant from = at(DAY.minusDays(1), "20:00:00");
    var notice =
        notice(from.minus(Duration.ofHours(hours).plusSeconds(seconds)), from, at(DAY, "12:00:00"));
    assertThat(morning(List.of(), List.of(notice), ALWAYS, LONG_AFTER).verdict())
        .isEqualTo(verdict);
  }

  @Test
  void it_must_name_the_station() {
    Instant from = at(DAY.minusDays(1), "20:00:00");
    var notice =
        new Notice(
            UUID.randomUUID(),
            "x",
            List.of(B),
            from,
            at(DAY, "12:00:00"),
            "repair",
            "n",
            from.minus(Duration.ofDays(2)),
            null,
            null);
    assertThat(morning(List.of(), List.of(notice), ALWAYS, LONG_AFTER).verdict())
        .isEqualTo(Verdict.MISSING);
  }

  @Test
  void it_must_name_the_end() {
    Instant from = at(DAY.minusDays(1), "20:00:00");
    var notice = notice(from.minus(Duration.ofDays(2)), from, null);
    assertThat(morning(List.of(), List.of(notice), ALWAYS, LONG_AFTER).verdict())
        .isEqualTo(Verdict.EXPLAINED);
  }

  @Test
  void announced_afterwards_it_is_explained_and_still_counted() {
    var notice = notice(at(DAY, "22:00:00"), at(DAY.minusDays(1), "20:00:00"), at(DAY, "12:00:00"));
    assertThat(morning(List.of(), List.of(notice), ALWAYS, at(DAY, "21:30:00")).verdict())
        .as("before it was told")
        .isEqualTo(Verdict.MISSING);
    var slot = morning(List.of(), List.of(notice), ALWAYS, LONG_AFTER);
    assertThat(slot.verdict()).isEqualTo(Verdict.EXPLAINED);
    assertThat(slot.delivery()).isEqualTo(Verdict.MISSING);
    assertThat(slot.notice()).isEqualTo(notice.id());
    assertThat(Score.of(List.of(slot)).counted()).isEqualTo(1);
    assertThat(Score.of(List.of(slot)).onTime()).isZero();
  }

  @Test
  void early_return_ends_it() {
    Instant from = at(DAY.minusDays(2), "12:00:00");
    var notice = notice(from.minus(Duration.ofDays(2)), from, at(DAY.plusDays(2), "12:00:00"));
    assertThat(morning(List.of(), List.of(notice), ALWAYS, LONG_AFTER).verdict())
        .isEqualTo(Verdict.EXCUSED);
    Instant returned = at(DAY.minusDays(1), "15:00:00");
    assertThat(morning(List.of(), List.of(back(notice, returned)), ALWAYS, LONG_AFTER).verdict())
        .isEqualTo(Verdict.MISSING);
  }

  @Test
  void an_interruption_counts_where_it_stands_in_the_way_of_the_delivery() {
    Instant from = at(DAY.minusDays(1), "20:00:00");
    var over = notice(from.minus(Duration.ofDays(2)), from, at(DAY, "07:00:00"));
    assertThat(morning(List.of(), List.of(over), ALWAYS, LONG_AFTER).verdict())
        .as("one observation would have been a delivery")
        .isEqualTo(Verdict.MISSING);
    assertThat(
            Timeliness.of(
                    terms(Duration.ofHours(1)),
                    DAY,
                    DAY,
                    List.of(),
                    List.of(over),
                    ALWAYS,
                    LONG_AFTER)
                .getFirst()
                .verdict())
        .as("with an interval each observation is asked for")
        .isEqualTo(Verdict.EXCUSED);
  }

  @Test
  void what_comes_in_time_in_spite_of_a_notice_is_on_time() {
    Instant from = at(DAY.minusDays(1), "20:00:00");
    var notice = notice(from.minus(Duration.ofDays(2)), from, at(DAY, "12:00:00"));
    assertThat(morning(List.of(inAt("08:00:00")), List.of(notice), ALWAYS, LONG_AFTER).verdict())
        .isEqualTo(Verdict.ON_TIME);
  }

  @Test
  void without_a_heartbeat_of_our_own_gateway_it_is_undetermined() {
    var away =
        new Heartbeats(
            List.of(
                new Heartbeats.Span(at(DAY.minusDays(9), "00:00:00"), at(DAY, "08:20:00")),
                new Heartbeats.Span(at(DAY, "08:40:00"), at(DAY.plusDays(9), "00:00:00"))));
    assertThat(morning(List.of(), List.of(), away, LONG_AFTER).verdict())
        .isEqualTo(Verdict.UNDETERMINED);
    assertThat(morning(List.of(inAt("09:30:00")), List.of(), away, LONG_AFTER).verdict())
        .isEqualTo(Verdict.UNDETERMINED);
    assertThat(morning(List.of(inAt("08:10:00")), List.of(), away, LONG_AFTER).verdict())
        .as("what came in time did come")
        .isEqualTo(Verdict.ON_TIME);
    var earlier =
        new Heartbeats(
            List.of(
                new Heartbeats.Span(at(DAY.minusDays(9), "00:00:00"), at(DAY, "06:00:00")),
                new Heartbeats.Span(at(DAY, "07:00:00"), at(DAY.plusDays(9), "00:00:00"))));
    assertThat(morning(List.of(), List.of(), earlier, LONG_AFTER).verdict())
        .as("away before the last observation could come")
        .isEqualTo(Verdict.MISSING);
  }

  @Test
  void a_beat_a_minute_late_is_no_gap() {
    var beats =
        new Heartbeats(
            List.of(
                new Heartbeats.Span(at(DAY.minusDays(9), "00:00:00"), at(DAY, "08:20:00")),
                new Heartbeats.Span(at(DAY, "08:22:30"), at(DAY.plusDays(9), "00:00:00"))));
    assertThat(morning(List.of(), List.of(), beats, LONG_AFTER).verdict())
        .isEqualTo(Verdict.MISSING);
  }

  @Test
  void before_our_first_heartbeat_nothing_is_missing() {
    assertThat(morning(List.of(), List.of(), new Heartbeats(List.of()), LONG_AFTER).verdict())
        .isEqualTo(Verdict.UNDETERMINED);
  }

  @Test
  void a_correction_never_changes_the_verdict() {
    var first = inAt("08:30:00");
    var correction = inAt("14:00:00");
    assertThat(morning(LONG_AFTER, first, correction)).isEqualTo(Verdict.ON_TIME);
    assertThat(morning(LONG_AFTER, correction, first)).isEqualTo(Verdict.ON_TIME);
    assertThat(morning(LONG_AFTER, inAt("09:30:00"), inAt("22:00:00"))).isEqualTo(Verdict.LATE);
  }

  @Test
  void the_rate_is_a_fraction_570_of_612_less_8_less_4() {
    var season = season();
    var score = Score.of(season);
    assertThat(score.slots()).isEqualTo(612);
    assertThat(score.due()).isEqualTo(612);
    assertThat(score.excused()).isEqualTo(8);
    assertThat(score.undetermined()).isEqualTo(4);
    assertThat(score.onTime()).isEqualTo(570);
    assertThat(score.counted()).isEqualTo(600);
    assertThat(score.permille()).isEqualTo(950);
  }

  @Test
  void nothing_counted_has_no_rate() {
    assertThat(Score.of(List.of()).permille()).isNull();
  }

  /** 8 excused, 4 undetermined, 30 late, all others on time. */
  private static List<Slot> season() {
    Instant from = at(LocalDate.of(2026, 6, 10), "09:30:00");
    var notice =
        notice(from.minus(Duration.ofDays(3)), from, at(LocalDate.of(2026, 6, 14), "08:30:00"));
    Instant down = at(LocalDate.of(2026, 8, 3), "20:30:00");
    Instant up = at(LocalDate.of(2026, 8, 4), "08:30:00");
    var beats =
        new Heartbeats(
            List.of(
                new Heartbeats.Span(Instant.EPOCH, down),
                new Heartbeats.Span(up, LONG_AFTER.plus(Duration.ofDays(1)))));
    var receipts = new ArrayList<Receipt>();
    int late = 0;
    for (var slot :
        Timeliness.of(terms(null), FIRST, LAST, List.of(), List.of(), beats, LONG_AFTER)) {
      boolean excused = notice.covers(slot.station(), slot.to(), slot.due(), LONG_AFTER);
      boolean away = beats.gapIn(slot.to(), slot.due());
      if (excused || away) continue;
      boolean isLate = slot.day().getMonthValue() == 9 && late < 30;
      if (isLate) late++;
      receipts.add(
          receipt(
              slot.station(),
              slot.due().plus(isLate ? Duration.ofMinutes(20) : Duration.ofMinutes(-20)),
              slot.to()));
    }
    return Timeliness.of(terms(null), FIRST, LAST, receipts, List.of(notice), beats, LONG_AFTER);
  }

  // properties, over random seasons with fixed seeds

  private record Story(List<Receipt> receipts, List<Notice> notices, Heartbeats beats) {
    List<Slot> asOf(Instant asOf) {
      return Timeliness.of(terms(null), FIRST, FIRST.plusDays(9), receipts, notices, beats, asOf);
    }

    static Story random(long seed) {
      var random = new Random(seed);
      var receipts = new ArrayList<Receipt>();
      for (int i = 0; i < 60; i++) {
        Instant observed = at(FIRST, "00:00:00").plusSeconds(random.nextInt(10 * 86_400));
        receipts.add(
            receipt(
                random.nextBoolean() ? A : B,
                observed.plusSeconds(random.nextInt(86_400)),
                observed));
      }
      var notices = new ArrayList<Notice>();
      for (int i = 0; i < 3; i++) {
        Instant from = at(FIRST, "00:00:00").plusSeconds(random.nextInt(10 * 86_400));
        var notice =
            notice(
                from.minusSeconds(random.nextInt(3 * 86_400) - 43_200L),
                from,
                random.nextInt(4) == 0 ? null : from.plusSeconds(1 + random.nextInt(2 * 86_400)));
        notices.add(
            random.nextInt(3) == 0
                ? back(notice, from.plusSeconds(random.nextInt(86_400)))
                : notice);
      }
      Instant down = at(FIRST, "00:00:00").plusSeconds(random.nextInt(10 * 86_400));
      return new Story(
          receipts,
          notices,
          new Heartbeats(
              List.of(
                  new Heartbeats.Span(Instant.EPOCH, down),
                  new Heartbeats.Span(down.plusSeconds(random.nextInt(40_000)), LONG_AFTER))));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
  void the_order_of_receipts_and_notices_is_of_no_account(long seed) {
    var story = Story.random(seed);
    var shuffled = new ArrayList<>(story.receipts());
    Collections.shuffle(shuffled, new Random(seed));
    var notices = new ArrayList<>(story.notices());
    Collections.reverse(notices);
    assertThat(new Story(shuffled, notices, story.beats()).asOf(LONG_AFTER))
        .isEqualTo(story.asOf(LONG_AFTER));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
  void the_parts_add_up_and_the_rate_is_at_most_one(long seed) {
    var random = new Random(seed);
    var story = Story.random(seed);
    for (int i = 0; i < 20; i++) {
      var slots = story.asOf(at(FIRST, "00:00:00").plusSeconds(random.nextInt(12 * 86_400)));
      var score = Score.of(slots);
      assertThat(score.slots()).isEqualTo(40);
      assertThat(score.counts().values().stream().mapToInt(n -> n).sum()).isEqualTo(40);
      assertThat(score.onTime()).isBetween(0, Math.max(0, score.counted()));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
  void what_happens_later_changes_nothing_of_what_was_said_before(long seed) {
    var random = new Random(seed);
    var story = Story.random(seed);
    for (int i = 0; i < 20; i++) {
      Instant asOf = at(FIRST, "00:00:00").plusSeconds(random.nextInt(12 * 86_400));
      var until =
          new Story(
              story.receipts().stream().filter(r -> !r.receivedAt().isAfter(asOf)).toList(),
              story.notices().stream().filter(n -> !n.at().isAfter(asOf)).toList(),
              story.beats());
      assertThat(until.asOf(asOf)).isEqualTo(story.asOf(asOf));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
  void on_time_is_for_ever_and_so_is_missing_in_time(long seed) {
    var story = Story.random(seed);
    List<Slot> before = List.of();
    for (int hour = 0; hour < 14 * 24; hour++) {
      var slots = story.asOf(at(FIRST, "00:00:00").plus(Duration.ofHours(hour)));
      for (int s = 0; s < before.size(); s++) {
        var was = before.get(s).delivery();
        var is = slots.get(s).delivery();
        if (was == Verdict.ON_TIME) assertThat(is).isEqualTo(Verdict.ON_TIME);
        if (was == Verdict.MISSING) {
          assertThat(is).isIn(Verdict.MISSING, Verdict.LATE_AFTER_MISSING);
        }
        if (was != Verdict.NOT_DUE && was != Verdict.ON_TIME) {
          assertThat(is).isNotIn(Verdict.ON_TIME, Verdict.NOT_DUE);
        }
      }
      before = slots;
    }
  }

  @Test
  void a_version_answers_for_whole_days() {
    var line = terms(null).getFirst().line();
    Instant change = DAY.atStartOfDay(ZONE).toInstant();
    var versions =
        List.of(
            new Timeliness.Obligation(1, line, Instant.EPOCH, change),
            new Timeliness.Obligation(2, line, change, null));
    var slots =
        Timeliness.of(versions, DAY.minusDays(1), DAY, List.of(), List.of(), ALWAYS, LONG_AFTER);
    assertThat(slots).hasSize(8);
    assertThat(slots)
        .allSatisfy(s -> assertThat(s.version()).isEqualTo(s.day().equals(DAY) ? 2 : 1));
  }
}
