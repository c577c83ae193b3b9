package org.lanmei.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lanmei.MovableClock;
import org.lanmei.PlanTest;
import org.lanmei.kernel.Caller;
import org.lanmei.kernel.Party;
import org.lanmei.kernel.Problem;
import org.lanmei.kernel.SeriesKey;
import org.lanmei.log.Log;
import org.lanmei.parties.Officers;
import org.lanmei.sharing.Agreement.State;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/** From a draft to grants: who does what, when it binds, and what may be seen because of it. */
@PlanTest
@TestPropertySource(properties = "lanmei.test.own=agreements") // a clock and an order of its own
class AgreementTests {

  @Autowired Agreements agreements;
  @Autowired Releases releases;
  @Autowired Arrivals arrivals;
  @Autowired AgreementReaders readers;
  @Autowired Officers officers;
  @Autowired MovableClock clock;
  @Autowired Log log;
  @Autowired JdbcClient db;
  @Autowired TransactionTemplate transaction;

  private Caller of(Party party) {
    return officers.of(party);
  }

  private State state(String id, int version) {
    return agreements.find(of(Party.CN), id).state(version, clock.instant());
  }

  private List<Releases.Grant> grants(String id) {
    return releases.grants().stream().filter(g -> g.agreement().equals(id)).toList();
  }

  private String inForce(String slug, TermsForm form, Party... parties) {
    String id = agreements.begin(of(Party.CN), slug, form);
    agreements.table(of(Party.CN), id);
    agreements.adopt(of(Party.CN), id, 1);
    for (Party party : parties) agreements.adopt(of(party), id, 1);
    return id;
  }

  @Test
  void a_text_binds_when_every_party_it_names_has_adopted_it_and_the_day_has_come() {
    String id =
        agreements.begin(of(Party.CN), "life", SomeTerms.allYear("LA TH", "2026-01-01", "t-life"));
    assertThat(state(id, 1)).isEqualTo(State.DRAFT);
    assertThatThrownBy(() -> agreements.find(of(Party.LA), id))
        .isInstanceOf(SharingProblem.UnknownAgreement.class);

    agreements.table(of(Party.CN), id);
    assertThat(state(id, 1)).isEqualTo(State.TABLED);
    assertThat(agreements.find(of(Party.LA), id).tabled()).hasSize(1);
    agreements.adopt(of(Party.CN), id, 1);
    agreements.adopt(of(Party.LA), id, 1);
    assertThat(state(id, 1)).isEqualTo(State.TABLED);
    assertThat(grants(id)).isEmpty();

    agreements.adopt(of(Party.TH), id, 1);
    assertThat(state(id, 1))
        .as("bound from the next day, never backwards")
        .isEqualTo(State.ADOPTED);
    Instant begin = LocalDate.of(2026, 11, 25).atStartOfDay(Party.CN.zone()).toInstant();
    assertThat(grants(id))
        .containsExactlyInAnyOrder(
            new Releases.Grant(
                id, new SeriesKey("t-life", "water-level"), "LA", begin, null, Duration.ZERO),
            new Releases.Grant(
                id, new SeriesKey("t-life", "water-level"), "TH", begin, null, Duration.ZERO));
    assertThat(agreements.find(of(Party.CN), id).state(1, begin)).isEqualTo(State.IN_FORCE);
  }

  @Test
  void others_and_the_administrator_are_told_that_there_is_no_such_agreement() {
    String id = inForce("hidden", SomeTerms.floodSeason("LA", "t-hidden"), Party.LA);
    for (Caller caller :
        List.of(of(Party.VN), officers.administrator(), officers.reader(), Caller.ANONYMOUS)) {
      assertThatThrownBy(() -> agreements.find(caller, id))
          .isInstanceOf(SharingProblem.UnknownAgreement.class);
      assertThat(agreements.list(caller)).extracting(Agreement::id).doesNotContain(id);
      assertThat(readers.mayRead(id, caller)).isFalse();
    }
    assertThat(readers.mayRead(id, of(Party.LA))).isTrue();
    assertThat(readers.mayRead(id, of(Party.CN))).isTrue();
  }

  @Test
  void the_administrator_can_do_none_of_it() {
    String id = agreements.begin(of(Party.CN), "admin", SomeTerms.floodSeason("LA", "t-admin"));
    var admin = officers.administrator();
    assertThatThrownBy(
            () -> agreements.begin(admin, "by-admin", SomeTerms.floodSeason("LA", "t-admin")))
        .isInstanceOf(SharingProblem.NotForThisParty.class);
    assertThatThrownBy(() -> agreements.table(admin, id)).isInstanceOf(Problem.class);
    agreements.table(of(Party.CN), id);
    for (Runnable step :
        List.<Runnable>of(
            () -> agreements.adopt(admin, id, 1),
            () -> agreements.decline(admin, id, 1, "no"),
            () -> agreements.withdraw(admin, id, 1, "no"),
            () -> agreements.end(admin, id, LocalDate.of(2027, 1, 1), "no"))) {
      assertThatThrownBy(step::run).isInstanceOf(Problem.class);
    }
    assertThat(state(id, 1)).isEqualTo(State.TABLED);
    assertThat(agreements.find(of(Party.CN), id).steps()).hasSize(1);
  }

  @Test
  void a_tabled_text_is_frozen_and_only_its_provider_writes() {
    String id = agreements.begin(of(Party.CN), "frozen", SomeTerms.floodSeason("LA", "t-frozen"));
    agreements.table(of(Party.CN), id);
    String digest = agreements.find(of(Party.CN), id).text(1).orElseThrow().digest();
    agreements.save(of(Party.CN), id, SomeTerms.floodSeason("LA TH", "t-frozen"), null);
    var after = agreements.find(of(Party.CN), id);
    assertThat(after.text(1).orElseThrow().digest()).isEqualTo(digest);
    assertThat(after.draft().number()).isEqualTo(2);
    assertThatThrownBy(
            () -> agreements.save(of(Party.LA), id, SomeTerms.floodSeason("LA", "x"), null))
        .isInstanceOf(SharingProblem.ProviderOnly.class);
    assertThatThrownBy(
            () ->
                db.sql("update sharing.version set terms = '{}' where agreement = ?")
                    .param(id)
                    .update())
        .hasRootCauseMessage("ERROR: permission denied for table version");
  }

  @Test
  void two_who_write_at_once_do_not_lose_each_others_words() {
    String id = agreements.begin(of(Party.CN), "two", SomeTerms.floodSeason("LA", "t-two"));
    var opened = agreements.find(of(Party.CN), id).draft().at();
    clock.tick();
    agreements.save(of(Party.CN), id, SomeTerms.floodSeason("TH", "t-two"), opened);
    assertThatThrownBy(
            () -> agreements.save(of(Party.CN), id, SomeTerms.floodSeason("VN", "t-two"), opened))
        .isInstanceOf(SharingProblem.DraftChanged.class);
    assertThat(agreements.find(of(Party.CN), id).draft().terms().receivers()).containsExactly("TH");
  }

  @Test
  void a_declined_text_binds_nobody() {
    String id =
        agreements.begin(of(Party.CN), "declined", SomeTerms.floodSeason("LA TH", "t-decl"));
    agreements.table(of(Party.CN), id);
    agreements.adopt(of(Party.CN), id, 1);
    agreements.decline(of(Party.TH), id, 1, "Not this season");
    assertThat(state(id, 1)).isEqualTo(State.DECLINED);
    assertThatThrownBy(() -> agreements.adopt(of(Party.LA), id, 1))
        .isInstanceOf(SharingProblem.NotNow.class);
    assertThat(grants(id)).isEmpty();
  }

  @Test
  void a_season_is_granted_from_its_first_delivery_to_its_last_day() {
    String id = inForce("season", SomeTerms.floodSeason("LA", "t-season"), Party.LA);
    assertThat(state(id, 1)).as("concluded on paper in 2019").isEqualTo(State.IN_FORCE);
    var grants = grants(id);
    assertThat(grants).hasSize(9); // 2019 to 2027
    assertThat(grants.getFirst().from())
        .as("the first delivery looks back to 21:00 of the day before")
        .isEqualTo(Instant.parse("2019-05-31T13:00:00Z"));
    assertThat(grants.getFirst().to()).isEqualTo(Instant.parse("2019-10-31T16:00:00Z"));
  }

  @Test
  void an_amendment_governs_from_its_day_and_what_was_granted_before_can_be_asked_again() {
    String id = inForce("amended", SomeTerms.allYear("LA", "2026-01-01", "t-amended"), Party.LA);
    log.settle();
    Instant before = clock.instant();
    clock.tick();
    agreements.save(
        of(Party.CN), id, SomeTerms.allYear("LA VN", "2027-01-01", "t-amended", "t-more"), null);
    agreements.table(of(Party.CN), id);
    agreements.adopt(of(Party.CN), id, 2);
    agreements.adopt(of(Party.LA), id, 2);
    assertThat(grants(id)).hasSize(1);
    agreements.adopt(of(Party.VN), id, 2);

    Instant change = LocalDate.of(2027, 1, 1).atStartOfDay(Party.CN.zone()).toInstant();
    assertThat(grants(id)).hasSize(5);
    assertThat(grants(id)).filteredOn(g -> change.equals(g.to())).hasSize(1);
    assertThat(state(id, 1)).isEqualTo(State.ADOPTED);
    assertThat(agreements.find(of(Party.CN), id).state(1, change)).isEqualTo(State.SUPERSEDED);
    assertThat(agreements.find(of(Party.CN), id).state(2, change)).isEqualTo(State.IN_FORCE);
    assertThat(releases.grants(before))
        .filteredOn(g -> g.agreement().equals(id))
        .singleElement()
        .satisfies(g -> assertThat(g.to()).isNull());
  }

  @Test
  void a_receiver_is_taken_out_only_with_its_own_act() {
    String id = inForce("out", SomeTerms.floodSeason("LA TH", "t-out"), Party.LA, Party.TH);
    agreements.save(of(Party.CN), id, SomeTerms.floodSeason("LA", "t-out"), null);
    agreements.table(of(Party.CN), id);
    assertThat(agreements.find(of(Party.CN), id).needed(2))
        .containsExactlyInAnyOrder(Party.CN, Party.LA, Party.TH);
  }

  @Test
  void a_receiver_ends_its_own_part_and_the_provider_the_whole() {
    String id = inForce("ended", SomeTerms.floodSeason("LA TH", "t-ended"), Party.LA, Party.TH);
    agreements.end(of(Party.TH), id, LocalDate.of(2026, 11, 30), "Letter 5");
    assertThat(state(id, 1)).isEqualTo(State.IN_FORCE);
    assertThat(grants(id)).filteredOn(g -> g.grantee().equals("TH")).hasSize(8);
    assertThat(grants(id)).filteredOn(g -> g.grantee().equals("LA")).hasSize(9);
    assertThatThrownBy(() -> agreements.end(of(Party.CN), id, LocalDate.of(2026, 11, 1), "x"))
        .isInstanceOf(SharingProblem.BadFields.class);
    agreements.end(of(Party.CN), id, LocalDate.of(2026, 12, 31), "Letter 6");
    Instant after = Instant.parse("2027-01-01T00:00:00Z");
    assertThat(agreements.find(of(Party.CN), id).state(1, after)).isEqualTo(State.ENDED);
    assertThat(grants(id)).allSatisfy(g -> assertThat(g.from()).isBefore(after));
  }

  @Test
  void an_organisation_takes_part_by_a_confirmed_document_and_reads_through_named_accounts() {
    String id = inForce("mrc", SomeTerms.floodSeason("MRC", "t-mrc"));
    assertThat(state(id, 1)).isEqualTo(State.TABLED);
    agreements.confirm(of(Party.CN), id, 1, "MRC", "MRC-CN 7/2019");
    assertThat(state(id, 1)).isEqualTo(State.IN_FORCE);

    var reader = officers.reader();
    assertThat(releases.grantees(reader)).containsExactly(Releases.PUBLIC);
    agreements.nameReader(of(Party.CN), id, "MRC", reader.person(), "Letter of MRC");
    assertThat(releases.grantees(reader)).contains("MRC@" + id);
    assertThat(grants(id)).allSatisfy(g -> assertThat(g.grantee()).isEqualTo("MRC@" + id));
    assertThat(agreements.find(reader, id).tabled()).hasSize(1);
    assertThat(readers.mayRead(id, reader)).isTrue();
    agreements.removeReader(of(Party.CN), id, "MRC", reader.person());
    assertThat(releases.grantees(reader)).containsExactly(Releases.PUBLIC);
    assertThatThrownBy(() -> agreements.find(reader, id)).isInstanceOf(Problem.class);
    assertThatThrownBy(
            () ->
                agreements.nameReader(
                    of(Party.CN), id, "MRC", of(Party.LA).person(), "a party’s officer"))
        .isInstanceOf(SharingProblem.BadFields.class);
  }

  @Test
  void coarser_values_are_released_as_a_series_of_their_own() {
    var form =
        SomeTerms.form(
            "LA",
            "2019-01-01",
            "2018-12-01",
            SomeTerms.coarse("daily-mean", "", "t-mean"),
            SomeTerms.coarse("rounded", "0.10", "t-round"));
    String id = inForce("coarse", form, Party.LA);
    assertThat(grants(id))
        .extracting(g -> g.series().toString())
        .containsExactlyInAnyOrder(
            "t-mean/water-level.daily-mean-utc8", "t-round/water-level.round-0.1");
    assertThat(grants(id)).allSatisfy(g -> assertThat(g.delay()).isEqualTo(Duration.ofHours(1)));
    assertThat(releases.derivations())
        .extracting(d -> d.source().toString())
        .contains("t-mean/water-level", "t-round/water-level");
  }

  @Test
  void receipts_are_kept_for_scheduled_series_once_for_each_batch() {
    inForce("arrivals", SomeTerms.floodSeason("LA", "t-arrive"), Party.LA);
    var at = List.of(Instant.parse("2026-07-01T00:00:00Z"));
    var received = Instant.parse("2026-07-01T00:40:00Z");
    var values =
        Map.of(
            new SeriesKey("t-arrive", "water-level"), at,
            new SeriesKey("t-arrive", "rainfall"), at,
            new SeriesKey("t-elsewhere", "water-level"), at);
    for (int twice = 0; twice < 2; twice++) {
      transaction.executeWithoutResult(s -> arrivals.arrived("batch-1", received, values));
    }
    assertThat(
            db.sql("select count(*) from sharing.arrival where batch = 'batch-1'")
                .query(Long.class)
                .single())
        .isEqualTo(1);
    assertThatThrownBy(() -> arrivals.arrived("batch-2", received, values))
        .as("without the transaction of the values")
        .isInstanceOf(RuntimeException.class);
  }

  @Test
  void every_field_that_cannot_be_taken_is_named_at_once() {
    var line =
        new TermsForm.LineForm(
            List.of("a/b"),
            List.of(),
            "13-40",
            "10-31",
            "Mars",
            "-5",
            List.of(new TermsForm.WindowForm("08:00", "0", "07:00", "0", "09:00")),
            "x",
            "rounded",
            "0");
    var form =
        new TermsForm(
            Map.of(),
            List.of("CN", "??"),
            List.of(line),
            "",
            "",
            "x",
            "",
            "",
            "soon",
            "",
            "2020-01-01");
    assertThatThrownBy(() -> agreements.begin(of(Party.CN), "Bad Slug", form))
        .isInstanceOfSatisfying(
            SharingProblem.BadFields.class,
            e ->
                assertThat(e.fields())
                    .extracting(Problem.FieldError::field)
                    .contains(
                        "slug",
                        "title.en",
                        "receivers",
                        "lines.0.stations",
                        "lines.0.variables",
                        "lines.0.seasonFrom",
                        "lines.0.zone",
                        "lines.0.frequencyMinutes",
                        "lines.0.windows.0.before",
                        "lines.0.delayMinutes",
                        "lines.0.roundTo",
                        "purpose",
                        "onwardSharing",
                        "classification",
                        "approver",
                        "document",
                        "concludedOn",
                        "from"));
  }
}
