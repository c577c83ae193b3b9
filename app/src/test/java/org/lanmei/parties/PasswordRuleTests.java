package org.lanmei.parties;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a password must be, as a table. */
class PasswordRuleTests {

  private final Passwords passwords = new Passwords();

  @ParameterizedTest(name = "{0} ({1}, {2}): {3}")
  @CsvSource(
      nullValues = "-",
      value = {
        "eleven char, vilay, Vilay P, parties.password.short",
        "twelve chars, vilay, Vilay P, -",
        "aaaaaaaaaaaa, vilay, Vilay P, -",
        "澜沧江湄公河流域六国合作共赢, lin, 林云鹤, -",
        "澜沧江湄公河六国合作共, lin, 林云鹤, parties.password.short",
        "我叫林云鹤而且喜欢写代码, lin, 林云鹤, parties.password.own-name",
        "my VILAY river, vilay, X Y, parties.password.own-name",
        "my Phommasak river, vp, Vilay Phommasak, parties.password.own-name",
        "my v i l a y p river, q1z, Vilay P, parties.password.own-name",
        "my-river-is-long, vilay.p@moe.la, V P, -",
        "vilay-river-long, vilay.p@moe.la, V P, parties.password.own-name",
        "សាលារៀននៅមាត់ទន្លេមេគង្គ, sok, Sok C, -",
        "សាលារៀននៅមាត់ទន្លេមេគង្គធំណាស់, sok, Sok C, parties.password.long",
      })
  void length_and_own_name(String password, String login, String name, String wrong) {
    assertThat(passwords.check("password", password, login, name))
        .extracting(e -> e.message().key())
        .isEqualTo(wrong == null ? java.util.List.of() : java.util.List.of(wrong));
  }

  @Test
  void matches_however_the_keyboard_composes_it() {
    String hash = passwords.hash("Trịnh kéo lưới trên sông");
    assertThat(hash).startsWith("{bcrypt}");
    assertThat(
            passwords.matches(
                "Tri\u0323nh ke\u0301o l\u01b0\u01a1\u0301i tre\u0302n so\u0302ng", hash))
        .isTrue();
    assertThat(passwords.matches("Trinh keo luoi tren song", hash)).isFalse();
    assertThat(passwords.matches("anything", null)).isFalse();
  }

  /** Not a measurement: whoever guesses logins must not see a difference of an order. */
  @Test
  void an_unknown_login_costs_as_much_as_a_known_one() {
    String hash = passwords.hash("some password of mine");
    long known = time(() -> passwords.matches("wrong", hash));
    long unknown = time(() -> passwords.matches("wrong", null));
    assertThat(unknown).isGreaterThan(known / 4);
  }

  private static long time(Runnable check) {
    check.run();
    long best = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      long start = System.nanoTime();
      check.run();
      best = Math.min(best, System.nanoTime() - start);
    }
    return best;
  }
}
