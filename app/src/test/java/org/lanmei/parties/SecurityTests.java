package org.lanmei.parties;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.sql.Timestamp;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanmei.Browser;
import org.lanmei.SiteTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Signing in, sessions, tokens and forms, over HTTP. */
@SiteTest
class SecurityTests {

  @Autowired Cast cast;
  @Autowired JdbcClient db;

  private Browser anonymous;

  @BeforeEach
  void begin() {
    anonymous = cast.anonymous();
    db.sql("delete from parties.attempt").update();
  }

  private static String[] bearer(String token) {
    return new String[] {"Authorization", "Bearer " + token};
  }

  private static String me(Browser browser) {
    return browser.get("/api/v1/me").body();
  }

  @Test
  void signing_in_leads_back_to_where_one_was_and_signing_out_ends_it() {
    String password = cast.password("hydrologist.th");
    assertThat(anonymous.get("/account").headers().firstValue("Location"))
        .hasValue("/sign-in?next=%2Faccount");
    anonymous.get("/sign-in?next=%2Faccount");
    var answer =
        anonymous.post(
            "/sign-in",
            Map.of("login", " Hydrologist.TH ", "password", password, "next", "/account"));
    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.headers().firstValue("Location")).hasValue("/account");
    assertThat(anonymous.get("/account").body()).contains("Anuwat Srisombat");
    assertThat(me(anonymous)).contains("\"authentication\":\"password\"");

    String session = anonymous.cookie("lanmei").orElseThrow().getValue();
    assertThat(anonymous.post("/sign-out", Map.of()).statusCode()).isEqualTo(303);
    assertThat(anonymous.get("/api/v1/me").statusCode()).isEqualTo(401);
    assertThat(cast.anonymous().get("/api/v1/me", "Cookie", "lanmei=" + session).statusCode())
        .isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource({
    "/account, /account",
    "/plan?lang=zh, /plan?lang=zh",
    "https://elsewhere.example/, /",
    "//elsewhere.example/, /",
    "/\\elsewhere.example, /",
    "javascript:alert(1), /",
    "/sign-out, /",
  })
  void goes_on_only_within_the_site(String next, String to) {
    String password = cast.password("hydrologist.th");
    anonymous.get("/sign-in");
    var answer =
        anonymous.post(
            "/sign-in", Map.of("login", "hydrologist.th", "password", password, "next", next));
    assertThat(answer.headers().firstValue("Location")).hasValue(to);
  }

  @Test
  void the_session_id_is_another_after_signing_in() {
    String password = cast.password("hydrologist.th");
    anonymous.get("/sign-in");
    anonymous.call("POST", "/sign-in/passkey/options", "{}"); // begins a session
    String before = anonymous.cookie("lanmei").orElseThrow().getValue();
    anonymous.post("/sign-in", Map.of("login", "hydrologist.th", "password", password));
    assertThat(anonymous.cookie("lanmei").orElseThrow().getValue()).isNotEqualTo(before);
    assertThat(me(anonymous)).contains("hydrologist.th");
    assertThat(cast.anonymous().get("/api/v1/me", "Cookie", "lanmei=" + before).statusCode())
        .isEqualTo(401);
  }

  @Test
  void reading_makes_no_session_and_sets_no_cookie() {
    long sessions = count("parties.session");
    for (String path : new String[] {"/", "/nothing-here", "/api/openapi.json"}) {
      assertThat(anonymous.get(path).headers().allValues("Set-Cookie")).as(path).isEmpty();
    }
    anonymous.get("/sign-in");
    assertThat(anonymous.cookie("form")).isPresent();
    assertThat(anonymous.cookie("lanmei")).isEmpty();
    assertThat(count("parties.session")).isEqualTo(sessions);
  }

  @Test
  void cookies_are_out_of_reach_of_scripts_and_other_sites() {
    String password = cast.password("hydrologist.th");
    var form = anonymous.get("/sign-in").headers().allValues("Set-Cookie");
    var session =
        anonymous
            .post("/sign-in", Map.of("login", "hydrologist.th", "password", password))
            .headers()
            .allValues("Set-Cookie");
    assertThat(form).singleElement().asString().contains("HttpOnly").contains("SameSite=Lax");
    assertThat(session)
        .anySatisfy(
            c -> assertThat(c).startsWith("lanmei=").contains("HttpOnly").contains("SameSite=Lax"));
    assertThat(
            cast.anonymous()
                .get("/sign-in", "X-Forwarded-Proto", "https")
                .headers()
                .allValues("Set-Cookie"))
        .singleElement()
        .asString()
        .contains("Secure");
  }

  @Test
  void headers_let_nothing_in_from_elsewhere() {
    var headers = anonymous.get("/").headers();
    assertThat(headers.firstValue("Content-Security-Policy"))
        .hasValue(
            "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self';"
                + " frame-ancestors 'none'; base-uri 'none'; form-action 'self'");
    assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(headers.firstValue("Referrer-Policy")).hasValue("same-origin");
    assertThat(headers.firstValue("Strict-Transport-Security")).isEmpty();
    assertThat(headers.firstValue("Cache-Control")).hasValue("no-cache, private");
    assertThat(
            anonymous
                .get("/", "X-Forwarded-Proto", "https")
                .headers()
                .firstValue("Strict-Transport-Security"))
        .isPresent();
    assertThat(cast.signedIn("reader").get("/account").headers().firstValue("Cache-Control"))
        .hasValue("no-store");
  }

  @Test
  void a_form_without_its_value_is_refused_and_says_how_to_mend_it() {
    var reader = cast.signedIn("reader").withoutCsrf();
    var page = reader.post("/account/tokens", Map.of("name", "x"));
    assertThat(page.statusCode()).isEqualTo(403);
    assertThat(page.body()).contains("The form is too old");
    var api = reader.call("POST", "/api/v1/me/tokens", "{\"name\":\"x\"}");
    assertProblem(api, 403, "parties.form-expired");
    assertThat(cast.anonymous().post("/sign-in", Map.of()).statusCode()).isEqualTo(403);
  }

  @Test
  void a_form_can_be_sent_twice_and_after_other_pages() {
    var reader = cast.signedIn("reader");
    reader.get("/mandates");
    assertThat(reader.post("/account/tokens", Map.of("name", "one")).statusCode()).isEqualTo(200);
    assertThat(reader.post("/account/tokens", Map.of("name", "two")).statusCode()).isEqualTo(200);
    assertThat(reader.call("POST", "/api/v1/me/tokens", "{\"name\":\"three\"}").statusCode())
        .isEqualTo(201);
  }

  @Test
  void a_token_is_shown_once_and_does_what_its_person_may_do() {
    var officer = cast.signedIn("hydrologist.vn");
    var page = officer.post("/account/tokens", Map.of("name", "upload", "days", "30"));
    String token = page.body().replaceFirst("(?s).*<code>(lm_[^<…]+)</code>.*", "$1");
    assertThat(token).startsWith("lm_");
    assertThat(officer.get("/account").body()).doesNotContain(token).contains("upload");
    var me = cast.anonymous().get("/api/v1/me", bearer(token));
    assertThat(me.body())
        .contains("\"HYDROLOGIST\"")
        .contains("\"party\":\"VN\"")
        .contains("\"authentication\":\"token\"");
    assertThat(me.headers().allValues("Set-Cookie")).isEmpty();
    String id = token.split("_")[1];
    assertThat(
            db.sql("select last_used_at from parties.token where id = ?")
                    .param(id)
                    .query(Timestamp.class)
                    .single()
                    .toInstant()
                    .getEpochSecond()
                % 3600)
        .isZero();
    assertThat(
            db.sql("select encode(secret_sha256, 'escape') from parties.token where id = ?")
                .param(id)
                .query(String.class)
                .single())
        .doesNotContain(token.split("_", 3)[2]);

    officer.get("/account");
    assertThat(officer.post("/account/tokens/" + id + "/revoke", Map.of()).statusCode())
        .isEqualTo(303);
    var refused = cast.anonymous().get("/api/v1/me", bearer(token));
    assertProblem(refused, 401, "parties.token-refused");
    assertThat(refused.headers().firstValue("WWW-Authenticate")).isPresent();
  }

  @Test
  void nobody_revokes_anothers_token() {
    String token = cast.token("hydrologist.vn");
    var other = cast.signedIn("hydrologist.th");
    assertThat(other.call("DELETE", "/api/v1/me/tokens/" + token.split("_")[1], null).statusCode())
        .isEqualTo(404);
    assertThat(cast.anonymous().get("/api/v1/me", bearer(token)).statusCode()).isEqualTo(200);
  }

  @Test
  void an_expired_token_is_refused_even_where_anybody_may_read() {
    String token = cast.token("reader");
    assertThat(anonymous.get("/api/openapi.json", bearer(token)).statusCode()).isEqualTo(200);
    db.sql(
            """
            insert into parties.token (id, person, name, secret_sha256, created_at, expires_at)
            select 'expired', person, name, secret_sha256, now() - interval '2 days', now() - interval '1 day'
              from parties.token where id = ?
            """)
        .param(token.split("_")[1])
        .update();
    String expired = "lm_expired_" + token.split("_", 3)[2];
    assertProblem(anonymous.get("/api/v1/me", bearer(expired)), 401, "parties.token-refused");
    assertThat(anonymous.get("/api/openapi.json", bearer(expired)).statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "lm_", "lm__", "lm_0000000000000000_AAAA", "Basic", "lm_a_b_c"})
  void what_is_no_token_is_refused(String token) {
    assertThat(anonymous.get("/api/v1/me", bearer(token)).statusCode()).isEqualTo(401);
  }

  @Test
  void a_token_makes_no_token_and_signs_nobody_in() {
    String token = cast.token("reader");
    assertProblem(
        anonymous.call("POST", "/api/v1/me/tokens", "{\"name\":\"x\"}", bearer(token)),
        403,
        "parties.not-with-token");
    assertThat(anonymous.get("/account", bearer(token)).statusCode()).isEqualTo(303);
  }

  @Test
  void problems_come_in_the_readers_language() {
    var answer = anonymous.get("/api/v1/me", "Accept-Language", "zh-CN");
    assertProblem(answer, 401, "site.not-signed-in");
    assertThat(answer.body()).contains("请先登录");
    assertThat(anonymous.call("POST", "/api/v1/mandates", "{}", "Accept-Language", "zh").body())
        .contains("请先登录");
  }

  @Test
  void guessing_one_login_is_slowed_down_also_with_the_right_password() {
    String login = "duty.mm";
    String password = cast.password(login);
    db.sql("delete from parties.attempt").update();
    anonymous.get("/sign-in");
    for (int i = 0; i < Attempts.FREE_BY_LOGIN; i++) {
      var wrong = anonymous.post("/sign-in", Map.of("login", login, "password", "not this " + i));
      assertThat(wrong.statusCode()).isEqualTo(400);
      assertThat(wrong.body()).contains("Login or password is wrong").contains("value=\"duty.mm\"");
    }
    var held = anonymous.post("/sign-in", Map.of("login", login, "password", password));
    assertThat(held.statusCode()).isEqualTo(429);
    assertThat(Long.parseLong(held.headers().firstValue("Retry-After").orElseThrow()))
        .isBetween(1L, 31L);
    assertThat(held.body()).contains("Too many attempts");

    db.sql("update parties.attempt set blocked_until = now() - interval '1 second'").update();
    assertThat(
            anonymous.post("/sign-in", Map.of("login", login, "password", password)).statusCode())
        .isEqualTo(303);
  }

  @Test
  void each_further_failure_waits_twice_as_long() {
    anonymous.get("/sign-in");
    var fields = Map.of("login", "nobody.there", "password", "whatever it is");
    long[] waits = new long[8];
    for (int i = 0; i < Attempts.FREE_BY_LOGIN - 1 + waits.length; i++) {
      db.sql("update parties.attempt set blocked_until = null").update();
      assertThat(anonymous.post("/sign-in", fields).statusCode()).isEqualTo(400);
      int n = i - Attempts.FREE_BY_LOGIN + 1;
      if (n >= 0) {
        waits[n] =
            db.sql(
                    """
                    select round(extract(epoch from max(blocked_until - last_at))) from parties.attempt
                    """)
                .query(Long.class)
                .single();
      }
    }
    assertThat(waits).containsExactly(30, 60, 120, 240, 480, 900, 900, 900);
  }

  @Test
  void many_logins_from_one_address_are_slowed_down_too() {
    anonymous.get("/sign-in");
    for (int i = 0; i < Attempts.FREE_BY_ADDRESS; i++) {
      assertThat(
              anonymous
                  .post("/sign-in", Map.of("login", "someone" + i, "password", "one for all"))
                  .statusCode())
          .isEqualTo(400);
    }
    assertThat(
            anonymous
                .post("/sign-in", Map.of("login", "someone.else", "password", "one for all"))
                .statusCode())
        .isEqualTo(429);
  }

  @Test
  void a_disabled_account_is_out_at_once_everywhere() {
    var administrator = cast.signedIn("administrator");
    var officer = cast.signedIn("duty.cn");
    String token = cast.token("duty.cn");
    UUID person = cast.person("duty.cn");
    administrator.get("/accounts");
    assertThat(administrator.post("/accounts/" + person + "/disable", Map.of()).statusCode())
        .isEqualTo(303);
    assertThat(officer.get("/api/v1/me").statusCode()).isEqualTo(401);
    assertThat(anonymous.get("/api/v1/me", bearer(token)).statusCode()).isEqualTo(401);
    db.sql("delete from parties.attempt").update();
    anonymous.get("/sign-in");
    assertThat(
            anonymous
                .post(
                    "/sign-in",
                    Map.of("login", "duty.cn", "password", "correct horse battery staple"))
                .statusCode())
        .isEqualTo(400);
    assertThat(administrator.post("/accounts/" + person + "/enable", Map.of()).statusCode())
        .isEqualTo(303);
    assertThat(anonymous.get("/api/v1/me", bearer(token)).statusCode()).isEqualTo(200);
  }

  @Test
  void a_new_password_ends_the_other_sessions() {
    var here = cast.signedIn("evaluator.vn");
    var there = cast.signedIn("evaluator.vn");
    String old = cast.password("evaluator.vn");
    here.get("/account");
    var wrong =
        here.post(
            "/account/password", Map.of("old", "not it", "password", "a new one, quite long"));
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(wrong.body()).contains("The password until now is not right");
    assertThat(
            here.post("/account/password", Map.of("old", old, "password", "a new one, quite long"))
                .statusCode())
        .isEqualTo(303);
    assertThat(here.get("/api/v1/me").statusCode()).isEqualTo(200);
    assertThat(there.get("/api/v1/me").statusCode()).isEqualTo(401);
    cast.anonymous().signIn("evaluator.vn", "a new one, quite long");
    here.get("/account");
    here.post("/account/password", Map.of("old", "a new one, quite long", "password", old));
  }

  @Test
  void the_description_of_the_api_says_what_may_go_wrong() {
    String description = anonymous.get("/api/openapi.json").body();
    assertThat(description)
        .contains("\"/api/v1/me/tokens\"")
        .contains("application/problem+json")
        .contains("#/components/schemas/Problem")
        .contains("\"bearer\"")
        .doesNotContain("\"/account\"");
  }

  private static void assertProblem(HttpResponse<String> answer, int status, String slug) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    assertThat(answer.body()).contains("\"type\":\"/problems/" + slug + "\"");
  }

  private long count(String table) {
    return db.sql("select count(*) from " + table).query(Long.class).single();
  }
}
