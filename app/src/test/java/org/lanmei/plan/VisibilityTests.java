package org.lanmei.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lanmei.PlanTest;
import org.lanmei.kernel.Caller;
import org.lanmei.kernel.Lang;
import org.lanmei.kernel.LocalizedText;
import org.lanmei.kernel.Party;
import org.lanmei.kernel.Seq;
import org.lanmei.log.Log;
import org.lanmei.parties.Officers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Who sees whose evidence and states (rules.md, end of section 1, and section 8). Today is Tuesday,
 * 24 November 2026. Clauses 4.3.2 and 4.1.3 and the boards of 2011 to 2019 are this class's own.
 */
@PlanTest
class VisibilityTests {

  private static final String OWN = "4.3.2";
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

  @Autowired Evidence evidence;
  @Autowired FiledEvidence filed;
  @Autowired EvidenceCopy copy;
  @Autowired Boards boards;
  @Autowired BoardStore store;
  @Autowired BoardRelease release;
  @Autowired Officers officers;
  @Autowired Log log;
  @Autowired TransactionTemplate transaction;

  private static final Map<String, UUID> RECORDS = new LinkedHashMap<>();

  /** One record of Laos for each case; made once, since records are permanent. */
  @BeforeEach
  void record() {
    if (!RECORDS.isEmpty()) return;
    RECORDS.put("never opened", own(2011));
    RECORDS.put("opened today", own(2012));
    store.open(Party.LA, 2012, TODAY);
    RECORDS.put("last day of the reply time", own(2013));
    store.open(Party.LA, 2013, LocalDate.of(2026, 11, 3)); // the 15th working day is the 24th
    RECORDS.put("reply time over", own(2014));
    store.open(Party.LA, 2014, LocalDate.of(2026, 11, 2)); // the 15th working day is the 23rd
    RECORDS.put("replied", own(2015));
    store.open(Party.LA, 2015, TODAY);
    release.reply(officers.of(Party.LA), 2015, Lang.EN, "We have nothing to add.");
    RECORDS.put("of the six", record(2016, true));
    RECORDS.put("from a public source", shipped());
  }

  private UUID own(int year) {
    return record(year, false);
  }

  private UUID record(int year, boolean ofTheSix) {
    return evidence.record(
        officers.of(Party.LA),
        new NewEvidence(
            List.of(OWN + "#1"),
            NewEvidence.What.EVENT,
            ofTheSix,
            LocalDate.of(year, 5, 1),
            null,
            "Of " + year,
            Lang.EN,
            null,
            null,
            null,
            false,
            null,
            null,
            false),
        null);
  }

  private UUID shipped() {
    UUID id = UUID.randomUUID();
    var entry =
        new Entry.Asserted(
            Seq.NONE,
            Instant.EPOCH,
            id,
            Set.of(new SubjectRef("commitment:" + OWN + "#1")),
            Set.of(Party.LA),
            Span.day(LocalDate.of(2011, 6, 1)),
            new Fact.Occurred(true),
            LocalizedText.of(Lang.EN, "In the newspaper"),
            new Entry.Origin("plan", null, null, "https://example.org/news", "A newspaper"),
            false);
    var ticket =
        transaction.execute(
            s -> filed.file(entry, FiledEvidence.Filing.shipped("test-" + id)).orElseThrow());
    copy.await(ticket);
    return id;
  }

  private Caller caller(String who) {
    return switch (who) {
      case "LA" -> officers.of(Party.LA);
      case "TH" -> officers.of(Party.TH);
      case "reader" -> officers.reader();
      case "administrator" -> officers.administrator();
      default -> Caller.ANONYMOUS;
    };
  }

  private boolean sees(String who, String record) {
    UUID id = RECORDS.get(record);
    var caller = caller(who);
    boolean onBoard = boards.main(caller, Boards.Question.NOW).evidence().containsKey(id);
    boolean byItself = !boards.about(id, caller).isEmpty();
    assertThat(byItself).as("the same by itself").isEqualTo(onBoard);
    if (!onBoard) {
      assertThatExceptionOfType(PlanProblem.UnknownEvidence.class)
          .isThrownBy(() -> evidence.standing(caller, id));
      assertThatExceptionOfType(PlanProblem.UnknownEvidence.class)
          .isThrownBy(() -> evidence.attachment(caller, id));
    }
    return onBoard;
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    // record,                   its party, another party
    "never opened,               true,      false",
    "opened today,               true,      false",
    "last day of the reply time, true,      false",
    "reply time over,            true,      true",
    "replied,                    true,      true",
    "of the six,                 true,      true",
    "from a public source,       true,      true"
  })
  void a_party_sees_its_own_first_and_the_others_after_its_time_to_reply(
      String record, boolean itself, boolean another) {
    assertThat(sees("LA", record)).isEqualTo(itself);
    assertThat(sees("TH", record)).isEqualTo(another);
  }

  @Test
  void the_public_sees_what_the_six_release_from_the_sixth_consent_on() {
    var released = List.of("reply time over", "replied", "of the six");
    for (Party party : Party.values()) {
      for (String who : List.of("anonymous", "reader", "administrator")) {
        for (String record : RECORDS.keySet()) {
          assertThat(sees(who, record))
              .as(who + " " + record + " before " + party)
              .isEqualTo(record.equals("from a public source"));
        }
        assertThat(row(who, OWN + "#1").assessment()).as(who).isEmpty();
        assertThat(release.consents(caller(who))).as(who).doesNotContainKey(OWN);
      }
      release.consent(officers.of(party), OWN);
      assertThat(release.consents(officers.of(Party.TH)).get(OWN)).contains(party);
      assertThatExceptionOfType(PlanProblem.TooLate.class)
          .isThrownBy(() -> release.consent(officers.of(party), OWN));
    }
    for (String who : List.of("anonymous", "reader", "administrator")) {
      for (String record : RECORDS.keySet()) {
        assertThat(sees(who, record))
            .as(who + " " + record)
            .isEqualTo(released.contains(record) || record.equals("from a public source"));
      }
      var state = row(who, OWN + "#1").assessment();
      assertThat(state).as(who).isPresent();
      assertThat(state.orElseThrow().evidence()).doesNotContain(RECORDS.get("never opened"));
      assertThat(row(who, "4.3.3#1").assessment()).as("not released").isEmpty();
      assertThat(release.consents(caller(who)).get(OWN)).isEqualTo(EnumSet.allOf(Party.class));
    }
  }

  @Test
  void releasing_a_clause_releases_those_below_it() {
    for (Party party : Party.values()) {
      assertThat(row("anonymous", "4.1.3.2#1").assessment()).isEmpty();
      release.consent(officers.of(party), "4.1.3");
    }
    for (String id : List.of("4.1.3.1#1", "4.1.3.2#1", "4.1.3.3#6")) {
      assertThat(row("anonymous", id).assessment()).as(id).isPresent();
    }
    assertThat(row("anonymous", "4.1.2#1").assessment()).isEmpty();
  }

  private Boards.Row row(String who, String id) {
    return boards.main(caller(who), Boards.Question.NOW).find(CommitmentId.of(id)).orElseThrow();
  }

  @Test
  void nobody_contests_what_they_do_not_see() {
    UUID hidden = RECORDS.get("opened today");
    assertThatExceptionOfType(PlanProblem.UnknownEvidence.class)
        .isThrownBy(
            () -> evidence.contest(officers.of(Party.TH), hidden, Lang.EN, "We do not agree."));
    UUID shown = RECORDS.get("reply time over");
    evidence.contest(officers.of(Party.TH), shown, Lang.EN, "We do not agree.");
    assertThat(evidence.standing(officers.of(Party.LA), shown).contestedBy())
        .containsExactly(Party.TH);
    evidence.settle(officers.of(Party.TH), shown, Lang.EN, "We agree now.");
  }

  @Test
  void an_earlier_moment_shows_no_more_than_today() {
    var earlier =
        new Boards.Question(LocalDate.of(2011, 12, 31), Instant.parse("2026-11-24T20:00:00Z"));
    assertThat(boards.main(officers.of(Party.TH), earlier).evidence())
        .doesNotContainKeys(RECORDS.get("never opened"), RECORDS.get("opened today"));
    assertThat(boards.main(officers.of(Party.LA), earlier).evidence())
        .containsKeys(RECORDS.get("never opened"), RECORDS.get("opened today"));
  }

  @Test
  void a_board_says_from_when_the_others_see_it() {
    var own = release.own(officers.of(Party.LA)).stream().filter(b -> b.year() < 2020).toList();
    assertThat(own)
        .containsExactly(
            new BoardRelease.OwnBoard(2015, TODAY, true, TODAY),
            new BoardRelease.OwnBoard(2014, LocalDate.of(2026, 11, 2), false, TODAY),
            new BoardRelease.OwnBoard(2013, LocalDate.of(2026, 11, 3), false, TODAY.plusDays(1)),
            new BoardRelease.OwnBoard(2012, TODAY, false, LocalDate.of(2026, 12, 16)));
    assertThat(
            boards
                .main(officers.of(Party.TH), new Boards.Question(LocalDate.of(2013, 7, 1), null))
                .hidden())
        .containsEntry(Party.LA, TODAY.plusDays(1));
  }

  @Test
  void a_party_replies_to_its_own_open_board_only() {
    assertThatExceptionOfType(PlanProblem.TooLate.class)
        .isThrownBy(() -> release.reply(officers.of(Party.LA), 2019, Lang.EN, "Too early."));
    assertThatExceptionOfType(PlanProblem.BadFields.class)
        .isThrownBy(() -> release.reply(officers.of(Party.LA), 2012, Lang.EN, " "));
    for (Caller caller : List.of(officers.reader(), officers.administrator())) {
      assertThatExceptionOfType(PlanProblem.NotForThisParty.class)
          .isThrownBy(() -> release.reply(caller, 2012, Lang.EN, "Not ours."));
      assertThatExceptionOfType(PlanProblem.NotForThisParty.class)
          .isThrownBy(() -> release.consent(caller, OWN));
      assertThatExceptionOfType(PlanProblem.NotForThisParty.class)
          .isThrownBy(() -> release.own(caller));
    }
    assertThatExceptionOfType(PlanProblem.NotSignedIn.class)
        .isThrownBy(() -> release.consent(Caller.ANONYMOUS, OWN));
    assertThatExceptionOfType(PlanProblem.UnknownClause.class)
        .isThrownBy(() -> release.consent(officers.of(Party.LA), "9.9"));
    assertThat(store.replies())
        .filteredOn(r -> r.party() == Party.LA && r.year() == 2015)
        .hasSize(1);
  }
}
