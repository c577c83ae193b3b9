package org.lanmei.parties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanmei.SiteTest;
import org.lanmei.kernel.Caller;
import org.lanmei.kernel.Capacity;
import org.lanmei.kernel.Lang;
import org.lanmei.kernel.Party;
import org.lanmei.kernel.Problem.FieldError;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who grants, ends and uses mandates, and who does not. */
@SiteTest
class MandatesTests {

  private static final LocalDate FROM = LocalDate.of(2026, 1, 1);

  @Autowired Mandates mandates;
  @Autowired Acts acts;
  @Autowired Accounts accounts;
  @Autowired Callers callers;
  @Autowired Cast cast;
  @Autowired JdbcClient db;

  private Caller grantor;

  @BeforeEach
  void begin() {
    grantor = caller("secretariat.kh");
  }

  private Caller caller(String login) {
    return callers.byPerson(cast.person(login), "password").orElseThrow();
  }

  private static Mandates.Grant grant(UUID person, Capacity capacity) {
    return new Mandates.Grant(person, capacity, "", FROM, null, "KH 12/2026", FROM);
  }

  /** A person of the party with nothing but an account. */
  private Caller newcomer(Party party) {
    String login = "new." + UUID.randomUUID().toString().substring(0, 8);
    UUID id =
        accounts.make(
            login, "river of nine dragons", "Newcomer", "", party, Capacity.READER, Lang.EN, true);
    return callers.byPerson(id, "password").orElseThrow();
  }

  @Test
  void a_grantor_gives_and_the_person_can_act_and_then_cannot() {
    var officer = newcomer(Party.KH);
    assertThat(officer.party()).isNull();
    assertThat(officer.capacities()).containsExactly(Capacity.READER);
    assertThatExceptionOfType(PartiesProblem.NoMandate.class)
        .isThrownBy(() -> act(officer, Party.KH, Capacity.SECRETARIAT));

    var id = mandates.grant(grantor, grant(officer.person(), Capacity.SECRETARIAT));
    var appointed = callers.byPerson(officer.person(), "password").orElseThrow();
    assertThat(appointed.speaksFor(Capacity.SECRETARIAT)).isEqualTo(Party.KH);
    var act = act(appointed, Party.KH, Capacity.SECRETARIAT);
    assertThat(
            db.sql("select encode(digest, 'hex') from parties.act where id = ?")
                .param(act.value())
                .query(String.class)
                .single())
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"); // of abc

    mandates.end(grantor, id);
    assertThat(callers.byPerson(officer.person(), "password").orElseThrow().capacities())
        .containsExactly(Capacity.READER);
    // Also when the request began before the end.
    assertThatExceptionOfType(PartiesProblem.NoMandate.class)
        .isThrownBy(() -> act(appointed, Party.KH, Capacity.SECRETARIAT));
    assertThatExceptionOfType(PartiesProblem.AlreadyEnded.class)
        .isThrownBy(() -> mandates.end(grantor, id));
  }

  private ActId act(Caller caller, Party party, Capacity capacity) {
    return acts.record(
        caller, party, capacity, "test.said", "1", "abc".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void an_ended_mandate_loses_its_power_within_the_session() {
    var officer = cast.signedIn("hydrologist.kh");
    assertThat(officer.get("/api/v1/me").body()).contains("\"HYDROLOGIST\"");
    var id =
        mandates.inForce(cast.person("hydrologist.kh")).stream()
            .filter(m -> m.capacity() == Capacity.HYDROLOGIST)
            .findFirst()
            .orElseThrow()
            .id();
    var desk = cast.signedIn("secretariat.kh");
    desk.get("/mandates");
    assertThat(desk.post("/mandates/" + id + "/end", Map.of()).statusCode()).isEqualTo(303);
    assertThat(officer.get("/api/v1/me").body())
        .contains("\"capacities\":[\"READER\"]")
        .contains("\"party\":null");
    mandates.grant(grantor, grant(cast.person("hydrologist.kh"), Capacity.HYDROLOGIST));
    assertThat(officer.get("/api/v1/me").body()).contains("\"HYDROLOGIST\"");
  }

  static Stream<String> whoCannotGrant() {
    return Stream.of("administrator", "reader", "hydrologist.kh", "duty.kh", "hydrologist.mrc");
  }

  @ParameterizedTest
  @MethodSource("whoCannotGrant")
  void nobody_but_a_grantor_grants_or_ends(String login) {
    var caller = caller(login);
    var person = newcomer(Party.KH).person();
    assertThatExceptionOfType(PartiesProblem.NotGrantor.class)
        .isThrownBy(() -> mandates.grant(caller, grant(person, Capacity.SECRETARIAT)));
    var any = mandates.list(caller, Party.KH).getFirst().id();
    assertThatExceptionOfType(PartiesProblem.NoMandate.class)
        .isThrownBy(() -> mandates.end(caller, any));
  }

  @Test
  void an_administrator_acts_for_no_party_whatever_the_caller_says() {
    var administrator = caller("administrator");
    for (Party party : Party.values()) {
      for (Capacity capacity : Capacity.values()) {
        var pretended =
            new Caller(
                administrator.person(), "x", party, Set.of(Capacity.values()), "password", true);
        assertThatExceptionOfType(PartiesProblem.NoMandate.class)
            .isThrownBy(() -> act(pretended, party, capacity));
      }
    }
    assertThatExceptionOfType(PartiesProblem.NotSignedIn.class)
        .isThrownBy(() -> act(Caller.ANONYMOUS, Party.LA, Capacity.SECRETARIAT));
  }

  @ParameterizedTest
  @EnumSource(Party.class)
  void a_grantor_acts_only_for_the_own_party(Party party) {
    if (party == Party.KH) return;
    var person = newcomer(party).person();
    assertThatThrownBy(() -> mandates.grant(grantor, grant(person, Capacity.SECRETARIAT)))
        .isInstanceOfSatisfying(
            PartiesProblem.BadFields.class,
            bad -> assertThat(fields(bad)).containsExactly("person"));
    var foreign = mandates.list(grantor, party).getFirst().id();
    assertThatExceptionOfType(PartiesProblem.NoMandate.class)
        .isThrownBy(() -> mandates.end(grantor, foreign));
  }

  @Test
  void what_cannot_be_granted() {
    var person = newcomer(Party.KH).person();
    assertWrong(grant(person, Capacity.ADMINISTRATOR), "capacity");
    assertWrong(grant(person, Capacity.READER), "capacity");
    assertWrong(grant(grantor.person(), Capacity.MANDATE_GRANTOR), "capacity");
    assertWrong(grant(cast.person("administrator"), Capacity.SECRETARIAT), "person");
    assertWrong(grant(UUID.randomUUID(), Capacity.SECRETARIAT), "person");
    assertWrong(
        new Mandates.Grant(person, Capacity.EVALUATOR, "", FROM, FROM.minusDays(1), "n", null),
        "lastDay");
    assertWrong(
        new Mandates.Grant(person, Capacity.EVALUATOR, "", FROM, null, "  ", null), "source");
    assertWrong(
        new Mandates.Grant(person, Capacity.EVALUATOR, "x".repeat(501), FROM, null, "n", null),
        "scope");
  }

  private void assertWrong(Mandates.Grant grant, String... fields) {
    assertThatThrownBy(() -> mandates.grant(grantor, grant))
        .isInstanceOfSatisfying(
            PartiesProblem.BadFields.class, bad -> assertThat(fields(bad)).containsExactly(fields));
  }

  private static List<String> fields(PartiesProblem.BadFields bad) {
    return bad.fields().stream().map(FieldError::field).toList();
  }

  @Test
  void a_mandate_that_has_not_begun_gives_nothing_yet() {
    var officer = newcomer(Party.KH);
    mandates.grant(
        grantor,
        new Mandates.Grant(
            officer.person(),
            Capacity.DUTY_OFFICER,
            "",
            LocalDate.now(Party.KH.zone()).plusDays(1),
            null,
            "KH 13/2026",
            null));
    assertThat(callers.byPerson(officer.person(), "password").orElseThrow().party()).isNull();
    assertThat(mandates.inForce(officer.person())).isEmpty();
    assertThat(mandates.list(grantor, Party.KH)).anyMatch(m -> m.person().equals(officer.person()));
  }

  @Test
  void the_page_grants_and_tells_what_is_wrong_and_keeps_what_was_typed() {
    var person = newcomer(Party.TH).person().toString();
    var desk = cast.signedIn("secretariat.th");
    assertThat(desk.get("/mandates").body()).contains("Grant a mandate");
    var wrong =
        desk.post(
            "/mandates",
            Map.of(
                "person",
                person,
                "capacity",
                "EVALUATOR",
                "firstDay",
                "2026-02-01",
                "lastDay",
                "2026-01-01",
                "source",
                "TH 7/2026"));
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(wrong.body())
        .contains("The last day is before the first.")
        .contains("value=\"TH 7/2026\"")
        .contains("value=\"2026-02-01\"");
    assertThat(
            desk.post(
                    "/mandates",
                    Map.of(
                        "person",
                        person,
                        "capacity",
                        "EVALUATOR",
                        "firstDay",
                        "2026-02-01",
                        "lastDay",
                        "",
                        "source",
                        "TH 7/2026",
                        "sourceDay",
                        "2026-01-20"))
                .statusCode())
        .isEqualTo(303);
    assertThat(desk.get("/mandates?party=TH").body())
        .contains("TH 7/2026 of 20 January 2026")
        .contains("from 1 February 2026");
    // Each party sees who speaks for the others, and cannot touch it.
    var other = cast.signedIn("secretariat.vn").get("/mandates?party=TH").body();
    assertThat(other).contains("TH 7/2026 of 20 January 2026").doesNotContain("/end\"");
  }

  @Test
  void the_database_keeps_what_was_granted() {
    var id = mandates.inForce(cast.person("secretariat.la")).getFirst();
    for (String statement :
        List.of(
            "update parties.mandate set capacity = 'SECRETARIAT'",
            "delete from parties.mandate",
            "update parties.act set digest = digest",
            "delete from parties.act",
            "delete from parties.mandate_end",
            "update parties.person set party = 'LA'",
            "update parties.person set basis = 'ADMINISTRATOR'",
            "delete from parties.person")) {
      assertThatThrownBy(() -> db.sql(statement).update())
          .as(statement)
          .rootCause()
          .hasMessageContaining("permission denied");
    }
    // Not even an insert gives one to somebody of another party, or an administrator.
    for (String login : List.of("secretariat.kh", "administrator")) {
      assertThatThrownBy(
              () ->
                  db.sql(
                          """
                          insert into parties.mandate (id, person, party, capacity, scope, first_day,
                                 source, granted_by, act, granted_at)
                          values (gen_random_uuid(), ?, 'LA', 'SECRETARIAT', '', current_date, 'x', ?, ?, now())
                          """)
                      .params(
                          Arrays.asList(
                              cast.person(login), cast.person("secretariat.la"), id.act().value()))
                      .update())
          .rootCause()
          .hasMessageContaining("foreign key");
    }
  }

  @Test
  void acts_stand_in_the_commit_order() {
    long before = count();
    mandates.grant(grantor, grant(newcomer(Party.KH).person(), Capacity.EVALUATOR));
    assertThat(count()).isEqualTo(before + 1);
  }

  private long count() {
    return db.sql(
            """
            select (select count(*) from log.pending where kind = 'parties.act')
                 + (select count(*) from log.entry where kind = 'parties.act')
            """)
        .query(Long.class)
        .single();
  }
}
