package org.lanmei.governance.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lanmei.governance.consensus.Story.officer;
import static org.lanmei.governance.consensus.Story.question;
import static org.lanmei.governance.consensus.Story.time;
import static org.lanmei.governance.consensus.Story.waterFestival;
import static org.lanmei.kernel.Party.CN;
import static org.lanmei.kernel.Party.KH;
import static org.lanmei.kernel.Party.LA;
import static org.lanmei.kernel.Party.MM;
import static org.lanmei.kernel.Party.TH;
import static org.lanmei.kernel.Party.VN;

import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lanmei.governance.consensus.Question.Kind;
import org.lanmei.governance.consensus.Standing.State;
import org.lanmei.governance.consensus.Standing.Why;
import org.lanmei.governance.consensus.Step.Position;
import org.lanmei.governance.consensus.Step.Procedure;
import org.lanmei.governance.consensus.Step.Seat;
import org.lanmei.kernel.Party;

/** The rules of consensus, sentence by sentence. */
class ConsensusTests {

  private static Why onlyReason(Standing standing) {
    assertThat(standing.disregarded()).hasSize(1);
    return standing.disregarded().getFirst().why();
  }

  @Test
  void a_draft_is_tabled_asked_about_and_adopted() {
    var story = Story.about(Kind.OTHER);
    assertThat(story.standing().state()).isEqualTo(State.DRAFT);
    assertThat(story.tabled().standing().state()).isEqualTo(State.TABLED);
    assertThat(story.opened(Procedure.EXPRESS).standing().state()).isEqualTo(State.EXPRESS);
    assertThat(story.say(Position.JOIN, Party.values()).standing().state())
        .isEqualTo(State.ADOPTED);
  }

  @Nested
  class Positions {
    @Test
    void express_consent_waits_for_the_sixth() {
      var story = Story.about(Kind.OTHER).tabled().opened(Procedure.EXPRESS);
      story.say(Position.JOIN, KH, CN, LA, MM, TH);
      assertThat(story.standing().state()).isEqualTo(State.EXPRESS);
      assertThat(story.standing().waitsFor()).containsExactly(VN);
    }

    @Test
    void who_does_not_participate_neither_blocks_nor_is_bound() {
      var standing =
          Story.about(Kind.OTHER)
              .tabled()
              .opened(Procedure.EXPRESS)
              .say(Position.NOT_PARTICIPATING, MM)
              .say(Position.JOIN, KH, CN, LA, TH, VN)
              .standing();
      assertThat(standing.state()).isEqualTo(State.ADOPTED);
      assertThat(standing.parties().get(MM).boundFrom()).isNull();
      assertThat(standing.parties().get(LA).boundFrom()).isEqualTo(standing.adoptedAt());
    }

    @Test
    void six_that_do_not_participate_adopt_nothing() {
      var story = Story.about(Kind.OTHER).tabled().opened(Procedure.EXPRESS);
      story.say(Position.NOT_PARTICIPATING, Party.values());
      assertThat(story.standing().state()).isEqualTo(State.EXPRESS);
    }

    @ParameterizedTest
    @EnumSource(names = {"OBJECT", "AMEND"})
    void an_objection_or_an_amendment_blocks_until_it_is_taken_back(Position position) {
      var story = Story.about(Kind.OTHER).tabled().opened(Procedure.EXPRESS);
      story.say(Position.JOIN, KH, CN, LA, MM, TH).say(position, VN);
      assertThat(story.standing().state()).isEqualTo(State.EXPRESS);
      story.takenBack(VN);
      assertThat(story.standing().state())
          .as("no objection is not consent")
          .isEqualTo(State.EXPRESS);
      assertThat(story.say(Position.JOIN, VN).standing().state()).isEqualTo(State.ADOPTED);
    }

    @Test
    void a_reservation_needs_a_text_that_permits_it() {
      var strict =
          new Question(
              Kind.OTHER,
              Set.of(CN, TH),
              false,
              Set.of(),
              Calendars.WITHOUT_HOLIDAYS,
              Story.BEIJING,
              Story.RULES);
      var story = new Story(strict).tabled().opened(Procedure.EXPRESS);
      story.say(Position.JOIN_WITH_RESERVATION, LA);
      assertThat(onlyReason(story.standing())).isEqualTo(Why.NO_RESERVATION);
    }

    @Test
    void reservations_are_withdrawn_at_any_time_and_none_added_after_adoption() {
      var story = Story.about(Kind.OTHER).tabled().opened(Procedure.EXPRESS);
      story.say(Position.JOIN_WITH_RESERVATION, LA).say(Position.JOIN, KH, CN, MM, TH);
      story.say(Position.NOT_PARTICIPATING, VN);
      assertThat(story.standing().parties().get(LA).reservation()).isEqualTo(Story.TEXT);

      story.say(Position.JOIN_WITH_RESERVATION, VN);
      assertThat(onlyReason(story.standing())).isEqualTo(Why.NO_RESERVATION);

      story.add(new Step.ReservationLifted(story.now(), LA, officer(LA)));
      assertThat(story.standing().parties().get(LA).reservation()).isNull();
      assertThat(story.standing().state()).isEqualTo(State.ADOPTED);
    }

    @Test
    void a_late_joiner_is_bound_from_receipt_never_backwards() {
      var story = Story.about(Kind.OTHER).tabled().opened(Procedure.EXPRESS);
      story.say(Position.NOT_PARTICIPATING, MM).say(Position.JOIN, KH, CN, LA, TH, VN);
      story.at("2027-02-01T10:00").say(Position.JOIN, MM);
      var standing = story.standing();
      assertThat(standing.parties().get(MM).boundFrom()).isEqualTo(time("2027-02-01T10:00"));
      assertThat(standing.adoptedAt()).isBefore(time("2026-11-03T00:00"));
    }
  }

  @Nested
  class Texts {
    @Test
    void a_change_of_text_voids_all_positions_on_the_old_one() {
      var story = Story.about(Kind.OTHER).tabled().opened(Procedure.EXPRESS);
      story.say(Position.JOIN, KH, CN, LA, MM, TH).tabled();
      assertThat(story.standing().state()).isEqualTo(State.TABLED);
      assertThat(story.standing().parties().values()).allMatch(p -> p.said() == null);

      story.opened(Procedure.EXPRESS).sayOn(1, Position.JOIN, VN);
      assertThat(onlyReason(story.standing())).isEqualTo(Why.OUTDATED_TEXT);
    }

    @Test
    void brackets_belong_to_parties_and_hold_the_text_up() {
      var story = Story.about(Kind.OTHER).tabled(VN).opened(Procedure.EXPRESS);
      assertThat(onlyReason(story.standing())).isEqualTo(Why.BRACKETS);
      assertThat(story.tabled().opened(Procedure.EXPRESS).standing().state())
          .isEqualTo(State.EXPRESS);
    }

    @Test
    void the_text_is_not_changed_after_adoption() {
      var story = Story.about(Kind.OTHER).tabled().opened(Procedure.EXPRESS);
      story.say(Position.JOIN, Party.values()).tabled();
      assertThat(onlyReason(story.standing())).isEqualTo(Why.OVER);
    }

    @Test
    void who_tabled_it_can_withdraw_it() {
      var story = Story.about(Kind.OTHER).tabled().opened(Procedure.EXPRESS);
      story.add(new Step.Withdrawn(story.now())).say(Position.JOIN, VN);
      assertThat(story.standing().state()).isEqualTo(State.WITHDRAWN);
      assertThat(onlyReason(story.standing())).isEqualTo(Why.OVER);
    }
  }

  @Nested
  class Meetings {
    private final Story story = Story.about(Kind.DECLARATION).tabled().opened(Procedure.MEETING);

    @Test
    void six_present_and_none_objecting_adopt() {
      story.seated(Seat.PRESENT, Party.values()).put();
      assertThat(story.standing().state()).isEqualTo(State.ADOPTED);
      assertThat(story.standing().parties().values()).allMatch(p -> p.boundFrom() != null);
    }

    @Test
    void an_objection_in_the_room_ends_it() {
      story.seated(Seat.PRESENT, Party.values()).say(Position.OBJECT, KH).put();
      assertThat(story.standing().state()).isEqualTo(State.NOT_ADOPTED);
    }

    @Test
    void a_party_absent_leaves_it_ad_referendum_until_it_expressly_confirms() {
      story.seated(Seat.PRESENT, KH, CN, LA, TH, VN).seated(Seat.ABSENT, MM).put();
      assertThat(story.standing().state()).isEqualTo(State.AD_REFERENDUM);
      assertThat(story.standing().waitsFor()).containsExactly(MM);
      assertThat(story.standingAt("2027-12-31T00:00").state())
          .as("silence confirms nothing")
          .isEqualTo(State.AD_REFERENDUM);

      story.at("2026-12-01T10:00").say(Position.JOIN, MM);
      assertThat(story.standing().state()).isEqualTo(State.ADOPTED);
      assertThat(story.standing().adoptedAt()).isEqualTo(time("2026-12-01T10:00"));
    }

    @Test
    void a_party_absent_can_object() {
      story.seated(Seat.PRESENT, KH, CN, LA, TH, VN).put().say(Position.OBJECT, MM);
      assertThat(story.standing().state()).isEqualTo(State.NOT_ADOPTED);
    }

    @Test
    void pending_credentials_hold_the_question() {
      story.seated(Seat.PRESENT, KH, CN, LA, MM, TH).seated(Seat.CREDENTIALS_PENDING, VN).put();
      assertThat(story.standing().state()).isEqualTo(State.MEETING);
      assertThat(story.standing().waitsFor()).containsExactly(VN);
      assertThat(story.seated(Seat.PRESENT, VN).standing().state()).isEqualTo(State.ADOPTED);
    }

    @Test
    void who_was_present_when_it_was_asked_does_not_object_afterwards() {
      story.seated(Seat.PRESENT, KH, CN, LA, MM, TH).seated(Seat.CREDENTIALS_PENDING, VN).put();
      story.say(Position.OBJECT, KH);
      assertThat(onlyReason(story.standing())).isEqualTo(Why.OVER);
      assertThat(story.seated(Seat.PRESENT, VN).standing().state()).isEqualTo(State.ADOPTED);
    }

    @Test
    void an_amended_text_goes_on_in_the_same_meeting() {
      story.seated(Seat.PRESENT, Party.values()).say(Position.AMEND, LA).tabled().put();
      assertThat(story.standing().state()).isEqualTo(State.ADOPTED);
      assertThat(story.standing().version()).isEqualTo(2);
    }
  }

  @Nested
  class Silence {
    private final Story story =
        new Story(question(Kind.MEETING_CALENDAR, waterFestival()))
            .tabled()
            .opened(Procedure.SILENCE);

    /** Sixth receipt on Monday 9 November, as on the drawn page. */
    private Story running() {
      return story.received(KH, CN, LA, TH, VN).at("2026-11-09T16:40").received(MM);
    }

    @ParameterizedTest
    @EnumSource(
        value = Kind.class,
        names = {"DECLARATION", "BODY", "PROJECT_LIST", "DATA_TERMS", "PARTNER"})
    void never_for_some_kinds_even_where_it_was_agreed(Kind kind) {
      var refused = Story.about(kind).tabled().opened(Procedure.SILENCE).standing();
      assertThat(refused.state()).isEqualTo(State.TABLED);
      assertThat(onlyReason(refused)).isEqualTo(Why.NO_SILENCE);
    }

    @Test
    void only_for_kinds_that_all_six_agreed_to() {
      var refused = Story.about(Kind.AGENDA).tabled().opened(Procedure.SILENCE).standing();
      assertThat(onlyReason(refused)).isEqualTo(Why.NO_SILENCE);
    }

    @Test
    void ten_days_that_are_working_days_in_all_six_calendars_from_the_sixth_receipt() {
      assertThat(running().standing().deadline()).isEqualTo(time("2026-11-27T00:00"));
      assertThat(story.standingAt("2026-11-27T00:00").state()).isEqualTo(State.SILENCE);
      var after = story.standingAt("2026-11-27T00:01");
      assertThat(after.state()).isEqualTo(State.ADOPTED);
      assertThat(after.adoptedAt()).isEqualTo(time("2026-11-27T00:00"));
    }

    @Test
    void the_clock_does_not_start_before_the_sixth_receipt() {
      story.say(Position.JOIN, KH, CN, LA, TH, VN);
      var later = story.standingAt("2027-06-01T00:00");
      assertThat(later.state()).as("five joined, the sixth delivered").isEqualTo(State.SILENCE);
      assertThat(later.deadline()).isNull();
      assertThat(later.waitsFor()).containsExactly(MM);
    }

    @ParameterizedTest
    @EnumSource(names = {"OBJECT", "AMEND", "TIME"})
    void an_objection_amendment_or_request_for_time_breaks_it(Position position) {
      running().at("2026-11-26T23:59").say(position, LA);
      assertThat(story.standing().state()).isEqualTo(State.NOT_ADOPTED);
      assertThat(story.standingAt("2026-12-31T00:00").state()).isEqualTo(State.NOT_ADOPTED);
    }

    @Test
    void received_at_the_deadline_counts_and_a_second_later_does_not() {
      running().at("2026-11-27T00:00").say(Position.OBJECT, LA);
      assertThat(story.standing().state()).isEqualTo(State.NOT_ADOPTED);

      var late = new Story(question(Kind.MEETING_CALENDAR, waterFestival())).tabled();
      late.opened(Procedure.SILENCE).received(KH, CN, LA, TH, VN);
      late.at("2026-11-09T16:40").received(MM);
      late.at("2026-11-27T00:00:01").say(Position.OBJECT, LA);
      assertThat(late.standing().state()).isEqualTo(State.ADOPTED);
      assertThat(onlyReason(late.standing())).isEqualTo(Why.OVER);
    }

    @Test
    void withdrawing_the_objection_revives_nothing() {
      running().at("2026-11-12T10:00").say(Position.OBJECT, LA).takenBack(LA);
      assertThat(story.standingAt("2026-12-31T00:00").state()).isEqualTo(State.NOT_ADOPTED);
    }

    @Test
    void a_new_silence_of_three_days_follows_once_the_objection_is_taken_back() {
      running().at("2026-11-12T10:00").say(Position.OBJECT, LA).opened(Procedure.SILENCE);
      assertThat(onlyReason(story.standing())).isEqualTo(Why.OBJECTED);
      story.takenBack(LA).at("2026-11-13T10:00").opened(Procedure.SILENCE).receivedByAll();
      assertThat(story.standing().deadline()).isEqualTo(time("2026-11-19T00:00"));
      assertThat(story.standingAt("2026-11-19T00:01").state()).isEqualTo(State.ADOPTED);
    }

    @Test
    void or_express_consent() {
      running().say(Position.TIME, LA).opened(Procedure.EXPRESS);
      story.say(Position.JOIN, Party.values());
      assertThat(story.standing().state()).isEqualTo(State.ADOPTED);
    }

    @Test
    void a_party_that_says_nothing_lets_it_pass_and_is_bound() {
      running().say(Position.NOT_PARTICIPATING, KH);
      var after = story.standingAt("2026-11-28T00:00");
      assertThat(after.parties().get(LA).boundFrom()).isEqualTo(after.adoptedAt());
      assertThat(after.parties().get(KH).boundFrom()).isNull();
    }
  }

  @Nested
  class Closing {
    private final Story story =
        Story.about(Kind.OTHER)
            .tabled()
            .opened(Procedure.EXPRESS)
            .say(Position.JOIN, Party.values());

    @Test
    void both_co_chairs_close_and_only_then() {
      assertThat(story.standing().closed()).isFalse();
      assertThat(story.closed(CN).standing().closed()).isFalse();
      assertThat(story.closed(TH).standing().closed()).isTrue();
    }

    @Test
    void nobody_else_closes() {
      assertThat(onlyReason(story.closed(LA).standing())).isEqualTo(Why.NOT_TO_BE_CLOSED);
    }

    @Test
    void nothing_is_closed_before_it_is_adopted() {
      var open = Story.about(Kind.OTHER).tabled().opened(Procedure.EXPRESS).closed(CN);
      assertThat(onlyReason(open.standing())).isEqualTo(Why.NOT_TO_BE_CLOSED);
    }
  }

  @Nested
  class Speaking {
    private final UUID stranger = new UUID(7, 7);
    private final Story story = Story.about(Kind.OTHER).tabled().opened(Procedure.EXPRESS);

    private Story says(UUID person, Party party) {
      return story.add(new Step.Said(story.now(), party, 1, Position.JOIN, person, null, null));
    }

    @Test
    void nobody_speaks_without_credentials_the_administrator_included() {
      assertThat(onlyReason(says(stranger, LA).standing())).isEqualTo(Why.NO_CREDENTIALS);
    }

    @Test
    void nobody_speaks_for_another_party() {
      assertThat(onlyReason(says(officer(CN), LA).standing())).isEqualTo(Why.NO_CREDENTIALS);
    }

    @Test
    void credentials_hold_from_their_first_moment_to_their_last() {
      var from = story.now().plus(Duration.ofDays(1));
      var to = from.plus(Duration.ofDays(2));
      story.add(new Step.Credential(story.now(), stranger, LA, from, to, "note LA-05", null));
      says(stranger, LA);
      assertThat(onlyReason(story.standing())).as("not yet").isEqualTo(Why.NO_CREDENTIALS);
      story.at("2026-11-04T12:00");
      assertThat(says(stranger, LA).standing().parties().get(LA).said()).isNotNull();
      story.at("2026-11-20T12:00");
      assertThat(says(stranger, LA).standing().disregarded()).as("no longer").hasSize(2);
    }

    @Test
    void a_deputy_speaks_while_the_one_on_leave_could() {
      var now = story.now();
      var back = now.plus(Duration.ofDays(5));
      story.add(new Step.Credential(now, stranger, LA, now, back, "leave", officer(LA)));
      assertThat(says(stranger, LA).standing().parties().get(LA).said()).isNotNull();

      var other = Story.about(Kind.OTHER).tabled().opened(Procedure.EXPRESS);
      var nobody = new UUID(8, 8);
      other.add(new Step.Credential(other.now(), stranger, LA, other.now(), null, "leave", nobody));
      other.add(new Step.Said(other.now(), LA, 1, Position.JOIN, stranger, null, null));
      assertThat(onlyReason(other.standing())).isEqualTo(Why.NO_CREDENTIALS);
    }
  }

  @Nested
  class Transcripts {
    private final UUID note = new UUID(3, 3);
    private final Story story =
        Story.about(Kind.OTHER)
            .tabled()
            .opened(Procedure.EXPRESS)
            .say(Position.JOIN, KH, CN, LA, MM, TH)
            .transcribed(note, Position.JOIN, VN);

    @Test
    void a_transcribed_position_counts_and_the_party_confirms_it() {
      assertThat(story.standing().state()).isEqualTo(State.ADOPTED);
      assertThat(story.answered(note, true, VN).closed(CN).closed(TH).standing().closed()).isTrue();
    }

    @Test
    void disputed_within_ten_working_days_it_was_never_said() {
      story.at("2026-11-10T10:00").answered(note, false, VN);
      assertThat(story.standing().state()).isEqualTo(State.EXPRESS);
      assertThat(story.standing().waitsFor()).containsExactly(VN);
    }

    @Test
    void a_dispute_after_ten_working_days_is_too_late() {
      story.at("2026-11-17T10:00").answered(note, false, VN);
      assertThat(story.standing().state()).isEqualTo(State.ADOPTED);
      assertThat(onlyReason(story.standing())).isEqualTo(Why.NOT_TO_BE_ANSWERED);
    }

    @Test
    void nothing_is_closed_that_rests_on_an_unanswered_one() {
      assertThat(onlyReason(story.closed(CN).standing())).isEqualTo(Why.NOT_TO_BE_CLOSED);
      story.at("2026-11-17T10:00").closed(CN).closed(TH);
      assertThat(story.standing().closed()).as("the time to answer has passed").isTrue();
    }

    @Test
    void it_needs_two_registrars_a_scan_and_a_reference() {
      var incomplete = Story.about(Kind.OTHER).tabled().opened(Procedure.EXPRESS);
      var one = new UUID(0, 1);
      incomplete.add(
          new Step.Said(
              incomplete.now(),
              VN,
              1,
              Position.JOIN,
              one,
              null,
              new Step.Transcript(note, one, "scan", "note 12")));
      assertThat(onlyReason(incomplete.standing())).isEqualTo(Why.INCOMPLETE_TRANSCRIPT);
    }

    @Test
    void only_its_own_party_answers() {
      story.answered(note, false, CN);
      assertThat(story.standing().state()).isEqualTo(State.ADOPTED);
    }
  }
}
