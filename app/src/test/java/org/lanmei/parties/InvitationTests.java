package org.lanmei.parties;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.lanmei.Browser;
import org.lanmei.SiteTest;
import org.lanmei.kernel.Capacity;
import org.lanmei.kernel.Party;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Invitations and first grantors, over HTTP. */
@SiteTest
class InvitationTests {

  private static final String PASSWORD = "nine dragons and a gauge";

  @Autowired Cast cast;
  @Autowired Mandates mandates;
  @Autowired Callers callers;
  @Autowired JdbcClient db;

  /** The path of the link that the page shows once. */
  private static String link(String body) {
    String path =
        body.replaceFirst("(?s).*<code>http://localhost:\\d+(/invitation/[^<]+)</code>.*", "$1");
    assertThat(path).startsWith("/invitation/");
    return path;
  }

  private String invite(Map<String, String> who) {
    var administrator = cast.signedIn("administrator");
    administrator.get("/accounts");
    return link(administrator.post("/accounts/invite", who).body());
  }

  private Browser opened(String link) {
    var guest = cast.anonymous();
    assertThat(guest.get(link).statusCode()).isEqualTo(200);
    return guest;
  }

  private static String login() {
    return "guest." + UUID.randomUUID().toString().substring(0, 8);
  }

  @Test
  void an_invitation_makes_one_account_that_speaks_for_nobody() {
    String link = invite(Map.of("name", "Sita Vong", "party", "LA", "language", "lo"));
    var guest = opened(link);
    String login = login();
    var weak = guest.post(link, Map.of("login", login, "password", "too short"));
    assertThat(weak.statusCode()).isEqualTo(400);
    assertThat(weak.body()).contains("at least 12").contains("value=\"" + login + "\"");
    assertThat(guest.post(link, Map.of("login", login, "password", PASSWORD)).statusCode())
        .isEqualTo(303);
    assertThat(guest.get("/api/v1/me").body())
        .contains("\"login\":\"" + login + "\"")
        .contains("\"party\":null")
        .contains("[\"READER\"]");

    var again = cast.anonymous();
    assertThat(again.get(link).statusCode()).isEqualTo(404);
    again.get("/sign-in");
    var reused = again.post(link, Map.of("login", login(), "password", PASSWORD));
    assertThat(reused.statusCode()).isEqualTo(404);
    assertThat(reused.body()).contains("This link does not work any more");
  }

  @Test
  void a_taken_login_is_told_and_the_link_still_works() {
    String link = invite(Map.of("name", "Some Reader"));
    var guest = opened(link);
    var taken = guest.post(link, Map.of("login", "reader", "password", PASSWORD));
    assertThat(taken.statusCode()).isEqualTo(400);
    assertThat(taken.body()).contains("This login is taken");
    assertThat(guest.post(link, Map.of("login", login(), "password", PASSWORD)).statusCode())
        .isEqualTo(303);
  }

  @Test
  void an_expired_invitation_is_gone() {
    String link = invite(Map.of("name", "Late Reader"));
    opened(link);
    db.sql(
            """
            insert into parties.invitation (id, secret_sha256, name, organisation, basis, language,
                   example, grantor, invited_by, invited_at, expires_at)
            select gen_random_uuid(), ?, name, organisation, basis, language, example, grantor,
                   invited_by, invited_at, now() - interval '1 second'
              from parties.invitation where name = 'Late Reader'
            """)
        .param(Secrets.sha256("expired-secret"))
        .update();
    assertThat(cast.anonymous().get("/invitation/expired-secret").statusCode()).isEqualTo(404);
  }

  @Test
  void two_at_once_make_one_account() throws Exception {
    String link = invite(Map.of("name", "Twice Reader"));
    var guests = new Browser[] {opened(link), opened(link)};
    var answers = new int[2];
    var threads = new Thread[2];
    for (int i = 0; i < 2; i++) {
      int n = i;
      threads[i] =
          Thread.ofVirtual()
              .start(
                  () ->
                      answers[n] =
                          guests[n]
                              .post(link, Map.of("login", login(), "password", PASSWORD))
                              .statusCode());
    }
    for (var thread : threads) thread.join();
    assertThat(answers).containsExactlyInAnyOrder(303, 404);
  }

  @Test
  void nobody_is_invited_to_speak_for_a_party() {
    var administrator = cast.signedIn("administrator");
    administrator.get("/accounts");
    for (var capacity : Capacity.values()) {
      for (String party : new String[] {"", "LA"}) {
        boolean may =
            party.isEmpty() ? Accounts.BASES.contains(capacity) : capacity == Capacity.READER;
        var answer =
            administrator.post(
                "/accounts/invite",
                Map.of("name", "Anybody", "party", party, "basis", capacity.name()));
        assertThat(answer.statusCode()).as(capacity + " " + party).isEqualTo(may ? 200 : 400);
      }
    }
  }

  private static Map<String, String> note(String party) {
    return Map.of(
        "party",
        party,
        "name",
        "First Grantor",
        "source",
        "Note 5/2026",
        "sourceDay",
        "2026-01-05",
        "firstDay",
        "2026-01-05",
        "language",
        "my");
  }

  @Test
  void a_first_grantor_only_where_there_is_none_and_only_by_the_person() {
    var administrator = cast.signedIn("administrator");
    administrator.get("/accounts");
    var refused = administrator.post("/accounts/first-grantor", note("MM"));
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body()).contains("Myanmar has a grantor in force");

    // The party's only grantor lays the mandate down.
    var grantor = callers.byPerson(cast.person("secretariat.mm"), "password").orElseThrow();
    mandates.list(grantor, Party.MM).stream()
        .filter(m -> m.capacity() == Capacity.MANDATE_GRANTOR && m.endedAt() == null)
        .forEach(m -> mandates.end(grantor, m.id()));

    var incomplete =
        administrator.post("/accounts/first-grantor", Map.of("party", "MM", "name", "X"));
    assertThat(incomplete.statusCode()).isEqualTo(400);
    assertThat(incomplete.body()).contains("#f-source").contains("#f-sourceDay");

    String first = link(administrator.post("/accounts/first-grantor", note("MM")).body());
    String second = link(administrator.post("/accounts/first-grantor", note("MM")).body());
    assertThat(mandates.hasGrantor(Party.MM)).as("nothing is granted by registering").isFalse();

    var guest = opened(first);
    String login = login();
    assertThat(guest.post(first, Map.of("login", login, "password", PASSWORD)).statusCode())
        .isEqualTo(303);
    assertThat(guest.get("/api/v1/me").body())
        .contains("\"party\":\"MM\"")
        .contains("MANDATE_GRANTOR");
    assertThat(
            db.sql(
                    """
                    select a.kind || ' ' || a.authentication || ' ' || (a.person = m.person)
                      from parties.mandate m join parties.act a on a.id = m.act
                      join parties.person p on p.id = m.person where p.login = ?
                    """)
                .param(login)
                .query(String.class)
                .single())
        .isEqualTo("mandate.taken-up password true");
    assertThat(guest.get("/mandates?party=MM").body())
        .contains("registered by Jonas Wieland, taken up in person")
        .contains("Note 5/2026 of 5 January 2026");

    // The other link is void: the party has a grantor now.
    var late = opened(second);
    assertThat(late.post(second, Map.of("login", login(), "password", PASSWORD)).statusCode())
        .isEqualTo(409);

    // Put the example's officer back, as the party does it.
    guest.get("/mandates");
    assertThat(
            guest
                .post(
                    "/mandates",
                    Map.of(
                        "person",
                        grantor.person().toString(),
                        "capacity",
                        "MANDATE_GRANTOR",
                        "firstDay",
                        "2026-01-05",
                        "source",
                        "Note 6/2026"))
                .statusCode())
        .isEqualTo(303);
  }

  @Test
  void an_invitation_for_somebody_with_an_account_needs_that_person() {
    var grantor = callers.byPerson(cast.person("secretariat.cn"), "password").orElseThrow();
    mandates.list(grantor, Party.CN).stream()
        .filter(m -> m.capacity() == Capacity.MANDATE_GRANTOR && m.endedAt() == null)
        .forEach(m -> mandates.end(grantor, m.id()));
    var administrator = cast.signedIn("administrator");
    administrator.get("/accounts");
    var fields = new java.util.HashMap<>(note("CN"));
    fields.put("person", grantor.person().toString());
    fields.remove("name");
    String link = link(administrator.post("/accounts/first-grantor", fields).body());

    var anonymous = opened(link);
    assertThat(anonymous.post(link, Map.of("login", login(), "password", PASSWORD)).statusCode())
        .isEqualTo(401);
    administrator.get(link);
    assertThat(administrator.post(link, Map.of()).statusCode()).isEqualTo(403);
    var other = cast.signedIn("hydrologist.cn");
    other.get(link);
    assertThat(other.post(link, Map.of()).statusCode()).isEqualTo(403);
    assertThat(mandates.hasGrantor(Party.CN)).isFalse();

    var named = cast.signedIn("secretariat.cn");
    named.get(link);
    assertThat(named.post(link, Map.of()).statusCode()).isEqualTo(303);
    assertThat(mandates.hasGrantor(Party.CN)).isTrue();
  }
}
