package org.lanmei.parties;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lanmei.Browser;
import org.lanmei.SiteTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whole ceremonies over HTTP, with a device of our own. */
@SiteTest
class PasskeyTests {

  private static final String OPTIONS = "/account/passkeys/options";
  private static final String ADD = "/account/passkeys";

  @Autowired Cast cast;
  @Autowired JdbcClient db;
  @LocalServerPort int port;

  private TestAuthenticator device;

  @BeforeEach
  void begin() {
    device = new TestAuthenticator("http://localhost:" + port);
  }

  private static String options(Browser browser, String path) {
    var answer = browser.call("POST", path, "{}", "Accept", "application/json");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  private Browser withPasskey(String login) {
    var browser = cast.signedIn(login);
    String answer = device.create(options(browser, OPTIONS));
    assertThat(browser.call("POST", ADD + "?label=laptop", answer).statusCode()).isEqualTo(204);
    return browser;
  }

  private Browser guest() {
    var guest = cast.anonymous();
    guest.get("/sign-in");
    return guest;
  }

  private static int signIn(Browser guest, TestAuthenticator device) {
    String answer = device.get(options(guest, "/sign-in/passkey/options"));
    return guest.call("POST", "/sign-in/passkey", answer).statusCode();
  }

  @Test
  void a_passkey_signs_in_until_it_is_removed() {
    var owner = withPasskey("duty.th");
    assertThat(owner.get("/account").body()).contains("laptop");

    var guest = guest();
    assertThat(signIn(guest, device)).isEqualTo(204);
    assertThat(guest.get("/api/v1/me").body())
        .contains("\"login\":\"duty.th\"")
        .contains("\"authentication\":\"passkey\"");

    // The example's other officer does not remove it.
    var other = cast.signedIn("duty.vn");
    assertThat(other.post(ADD + "/" + device.id() + "/remove", Map.of()).statusCode())
        .isEqualTo(404);
    owner.get("/account");
    assertThat(owner.post(ADD + "/" + device.id() + "/remove", Map.of()).statusCode())
        .isEqualTo(303);
    assertThat(signIn(guest(), device)).isEqualTo(403);
  }

  @Test
  void what_a_party_is_bound_by_tells_that_it_was_by_passkey() {
    withPasskey("secretariat.vn");
    var guest = guest();
    assertThat(signIn(guest, device)).isEqualTo(204);
    guest.get("/mandates");
    var granted =
        guest.post(
            "/mandates",
            Map.of(
                "person",
                cast.person("evaluator.vn").toString(),
                "capacity",
                "DUTY_OFFICER",
                "firstDay",
                "2026-01-01",
                "source",
                "by passkey"));
    assertThat(granted.statusCode()).isEqualTo(303);
    assertThat(
            db.sql(
                    """
                    select a.authentication from parties.mandate m join parties.act a on a.id = m.act
                     where m.source = 'by passkey'
                    """)
                .query(String.class)
                .single())
        .isEqualTo("passkey");
  }

  @Test
  void an_answer_is_good_once_and_for_its_own_question() {
    withPasskey("duty.la");
    var guest = guest();
    String options = options(guest, "/sign-in/passkey/options");
    String answer = device.get(options);
    assertThat(guest().call("POST", "/sign-in/passkey", answer).statusCode())
        .as("of another session")
        .isEqualTo(403);
    String other = device.get(options(guest(), "/sign-in/passkey/options"));
    assertThat(guest.call("POST", "/sign-in/passkey", other).statusCode())
        .as("to another question")
        .isEqualTo(403);
    assertThat(guest.call("POST", "/sign-in/passkey", answer).statusCode())
        .as("after a wrong one the question is gone")
        .isEqualTo(403);
    String fresh = device.get(options(guest, "/sign-in/passkey/options"));
    assertThat(guest.call("POST", "/sign-in/passkey", fresh).statusCode()).isEqualTo(204);
    guest.get("/account");
    assertThat(guest.call("POST", "/sign-in/passkey", fresh).statusCode()).isEqualTo(403);
  }

  @Test
  void only_for_this_site_and_only_with_a_check_of_the_holder() {
    withPasskey("duty.kh");
    assertThat(signIn(guest(), device.unverified())).isEqualTo(403);

    var reader = cast.signedIn("reader");
    var elsewhere = new TestAuthenticator("http://localhost.example:" + port);
    assertThat(reader.call("POST", ADD, elsewhere.create(options(reader, OPTIONS))).statusCode())
        .isEqualTo(403);
    var careless = new TestAuthenticator("http://localhost:" + port).unverified();
    assertThat(reader.call("POST", ADD, careless.create(options(reader, OPTIONS))).statusCode())
        .isEqualTo(403);
    assertThat(reader.call("POST", ADD, "{}").statusCode()).isEqualTo(403);
    assertThat(reader.call("POST", ADD, "not json").statusCode()).isEqualTo(403);
  }

  @Test
  void a_disabled_account_is_not_opened_by_its_passkey() {
    withPasskey("customs.cn");
    var administrator = cast.signedIn("administrator");
    administrator.get("/accounts");
    String account = "/accounts/" + cast.person("customs.cn");
    administrator.post(account + "/disable", Map.of());
    assertThat(signIn(guest(), device)).isEqualTo(403);
    administrator.post(account + "/enable", Map.of());
    assertThat(signIn(guest(), device)).isEqualTo(204);
  }

  @Test
  void under_another_name_of_the_machine_the_page_says_where_passkeys_work() {
    var answer = cast.anonymous().get("/sign-in", "X-Forwarded-Host", "127.0.0.1");
    assertThat(answer.body()).contains("http://localhost:" + port + "/sign-in");
  }
}
