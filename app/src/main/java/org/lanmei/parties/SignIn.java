package org.lanmei.parties;

import java.text.Normalizer;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Signing in by login and password. */
@Component
class SignIn {

  private static final int LONGEST = 1_000;

  private final PersonStore people;
  private final Passwords passwords;
  private final Attempts attempts;
  private final Clock clock;

  SignIn(PersonStore people, Passwords passwords, Attempts attempts, Clock clock) {
    this.people = people;
    this.passwords = passwords;
    this.attempts = attempts;
    this.clock = clock;
  }

  /**
   * @param address from which it is tried
   * @return the person; empty when login or password are wrong or the account is disabled: which of
   *     them is not told, nor by the time it takes
   * @throws PartiesProblem.TooManyAttempts when it is too early
   */
  Optional<UUID> withPassword(String typed, String password, String address) {
    String login = login(typed);
    if (password.length() > LONGEST) return Optional.empty();
    attempts.begin(login, address);
    var credentials = people.credentials(login);
    String hash = credentials.map(PersonStore.Credentials::hash).orElse(null);
    if (!passwords.matches(password, hash)) return Optional.empty();
    attempts.succeeded(login, address);
    UUID person = credentials.orElseThrow().person();
    if (hash != null && passwords.outdated(hash)) {
      people.setPassword(person, passwords.hash(password), clock.instant());
    }
    return Optional.of(person);
  }

  /** As it is kept: without surrounding spaces, in small letters. */
  static String login(String typed) {
    return Normalizer.normalize(typed.strip(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
  }
}
