package org.lanmei.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lanmei.MovableClock;
import org.lanmei.PlanTest;
import org.lanmei.kernel.Party;
import org.lanmei.kernel.Seq;
import org.lanmei.kernel.SeriesKey;
import org.lanmei.log.Log;
import org.lanmei.parties.Officers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/** Receipts, notices, heartbeats and measurements in the database, and what follows from them. */
@PlanTest
@TestPropertySource(properties = "lanmei.test.own=timekeeping") // a clock and an order of its own
class TimekeepingTests {

  private static final ZoneId ZONE = ZoneId.of("UTC+8");

  @Autowired Agreements agreements;
  @Autowired Arrivals arrivals;
  @Autowired Notices notices;
  @Autowired Scoreboard scoreboard;
  @Autowired Measurements measurements;
  @Autowired HeartbeatStore heartbeats;
  @Autowired Officers officers;
  @Autowired MovableClock clock;
  @Autowired Log log;
  @Autowired TransactionTemplate transaction;

  // The clock is shared with other tests.

  @AfterEach
  void back() {
    if (clock.instant().isBefore(MovableClock.START)) clock.set(MovableClock.START);
  }

  private String inForce(String slug, String... stations) {
    var china = officers.of(Party.CN);
    String id = agreements.begin(china, slug, SomeTerms.floodSeason("LA", stations));
    agreements.table(china, id);
    agreements.adopt(china, id, 1);
    agreements.adopt(officers.of(Party.LA), id, 1);
    return id;
  }

  private void deliver(String station, Instant received, Instant... observed) {
    transaction.executeWithoutResult(
        s ->
            arrivals.arrived(
                station + received,
                received,
                Map.of(new SeriesKey(station, "water-level"), List.of(observed))));
  }

  private Agreement agreement(String id) {
    return agreements.find(officers.of(Party.CN), id);
  }

  private static Instant at(LocalDate day, int hour, int minute) {
    return day.atTime(hour, minute).atZone(ZONE).toInstant();
  }

  @Test
  void a_season_is_kept_as_rules_say_measured_once_and_again_when_it_changes() {
    String id = inForce("season-kept", "tk-a");
    heartbeats.add(Instant.parse("2025-05-01T00:00:00Z"), Instant.parse("2025-12-01T00:00:00Z"));
    var first = LocalDate.of(2025, 6, 1);
    for (int day = 0; day < 153; day++) {
      var on = first.plusDays(day);
      if (day != 7) deliver("tk-a", at(on, 8, 30), at(on, 8, 0));
      deliver("tk-a", at(on, day == 9 ? 21 : 20, 15), at(on, 20, 0));
    }
    log.settle();
    var period = Scoreboard.Period.of(2025, SomeSeason.FLOOD);
    var score = Score.of(scoreboard.slots(agreement(id), period, scoreboard.now()));
    assertThat(score.slots()).isEqualTo(306);
    assertThat(score.of(Verdict.MISSING)).isEqualTo(1);
    assertThat(score.of(Verdict.LATE)).isEqualTo(1);
    assertThat(score.onTime()).isEqualTo(304);

    measurements.measure();
    measurements.measure();
    log.settle();
    assertThat(of(id))
        .filteredOn(m -> m.from().equals(first))
        .singleElement()
        .satisfies(
            m -> {
              assertThat(m.kept()).isEqualTo(304);
              assertThat(m.due()).isEqualTo(306);
              assertThat(m.to()).isEqualTo(LocalDate.of(2025, 10, 31));
              assertThat(m.provider()).isEqualTo(Party.CN);
            });

    Instant then = log.when(log.latest()).orElseThrow();
    clock.set(then);
    clock.tick();
    deliver("tk-a", at(first.plusDays(7), 8, 40), at(first.plusDays(7), 8, 0));
    log.settle();
    measurements.measure();
    log.settle();
    assertThat(of(id)).filteredOn(m -> m.from().equals(first)).hasSize(2);
    assertThat(of(id).getLast().kept()).isEqualTo(305);
    assertThat(
            Score.of(scoreboard.slots(agreement(id), period, scoreboard.asOf(null, then))).onTime())
        .as("as it was known before")
        .isEqualTo(304);
  }

  private List<Measurements.Measurement> of(String id) {
    var all = new ArrayList<Measurements.Measurement>();
    Seq cursor = Seq.NONE;
    for (; ; ) {
      var next = measurements.after(cursor, 2);
      if (next.isEmpty()) break;
      all.addAll(next);
      assertThat(next.getLast().seq()).isGreaterThan(cursor);
      cursor = next.getLast().seq();
    }
    return all.stream().filter(m -> m.agreement().equals(id)).toList();
  }

  @Test
  void where_our_gateway_was_not_yet_there_nothing_is_measured() {
    String id = inForce("no-beats", "tk-none");
    measurements.measure();
    log.settle();
    assertThat(of(id)).as("before any beat").noneMatch(m -> m.from().getYear() < 2025);
    var period = Scoreboard.Period.of(2021, SomeSeason.FLOOD);
    assertThat(scoreboard.slots(agreement(id), period, scoreboard.now()))
        .hasSize(306)
        .allMatch(slot -> slot.verdict() == Verdict.UNDETERMINED);
  }

  @Test
  void a_notice_excuses_by_when_it_was_given_and_an_early_return_ends_it() {
    String id = inForce("notices", "tk-n");
    var china = officers.of(Party.CN);
    var form =
        new Notices.NoticeForm(
            List.of("tk-n"), "2027-06-10T09:30", "2027-06-14T08:30", "new transmitter");
    var given = notices.give(china, id, form);
    log.settle();
    heartbeats.add(Instant.parse("2027-05-01T00:00:00Z"), Instant.parse("2027-11-01T00:00:00Z"));
    var period = Scoreboard.Period.of(2027, SomeSeason.FLOOD);
    var later = new Scoreboard.AsOf(Instant.parse("2027-12-01T00:00:00Z"), log.latest());
    assertThat(Score.of(scoreboard.slots(agreement(id), period, later)).excused()).isEqualTo(8);

    assertThat(notices.of(officers.of(Party.LA), id)).hasSize(1);
    assertThatThrownBy(() -> notices.of(officers.of(Party.VN), id))
        .isInstanceOf(SharingProblem.UnknownAgreement.class);
    assertThatThrownBy(() -> notices.give(officers.of(Party.LA), id, form))
        .isInstanceOf(SharingProblem.ProviderOnly.class);
    assertThatThrownBy(() -> notices.returned(china, id, given, clock.instant().plusSeconds(60)))
        .isInstanceOf(SharingProblem.BadFields.class);

    clock.set(Instant.parse("2027-06-12T02:00:00Z"));
    try {
      notices.returned(china, id, given, null);
      log.settle();
      var told = new Scoreboard.AsOf(Instant.parse("2027-12-01T00:00:00Z"), log.latest());
      assertThat(Score.of(scoreboard.slots(agreement(id), period, told)).excused()).isEqualTo(4);
      assertThat(Score.of(scoreboard.slots(agreement(id), period, later)).excused())
          .as("as it was known before")
          .isEqualTo(8);
    } finally {
      clock.set(MovableClock.START.plus(Duration.ofHours(1)));
    }
  }

  @Test
  void every_field_of_a_notice_that_cannot_be_taken_is_named() {
    String id = inForce("bad-notice", "tk-b");
    assertThatThrownBy(
            () ->
                notices.give(
                    officers.of(Party.CN),
                    id,
                    new Notices.NoticeForm(List.of("elsewhere"), "soon", "2027-06-14T08:30", " ")))
        .isInstanceOfSatisfying(
            SharingProblem.BadFields.class,
            e ->
                assertThat(e.fields())
                    .extracting(f -> f.field())
                    .containsExactlyInAnyOrder("stations", "from", "reason"));
  }

  @Test
  void a_heartbeat_stretches_until_there_is_a_gap() {
    Instant start = clock.instant().plus(Duration.ofDays(900));
    try {
      clock.set(start);
      heartbeats.beat();
      for (int i = 0; i < 5; i++) {
        clock.forward(Duration.ofSeconds(60));
        heartbeats.beat();
      }
      clock.forward(Duration.ofMinutes(10));
      heartbeats.beat();
      var spans = heartbeats.between(start.minusSeconds(1), start.plus(Duration.ofDays(1))).spans();
      assertThat(spans)
          .containsExactly(
              new Heartbeats.Span(start, start.plusSeconds(300)),
              new Heartbeats.Span(start.plusSeconds(900), start.plusSeconds(900)));
    } finally {
      clock.set(MovableClock.START.plus(Duration.ofHours(1)));
    }
  }

  @Test
  void a_slot_tells_what_came_when_and_where_it_stands_in_the_log() {
    String id = inForce("detail", "tk-d");
    var day = LocalDate.of(2025, 7, 1);
    deliver("tk-d", at(day, 9, 10), at(day, 7, 0), at(day, 8, 0), at(day, 8, 30));
    log.settle();
    var detail =
        scoreboard.detail(agreement(id), "tk-d", day, "0900", scoreboard.now()).orElseThrow();
    assertThat(detail.receipts())
        .singleElement()
        .satisfies(
            r -> {
              assertThat(r.receivedAt()).isEqualTo(at(day, 9, 10));
              assertThat(r.observed()).hasSize(2);
              assertThat(r.seq().value()).isPositive();
            });
    assertThat(scoreboard.detail(agreement(id), "tk-d", day, "1000", scoreboard.now())).isEmpty();
  }
}
