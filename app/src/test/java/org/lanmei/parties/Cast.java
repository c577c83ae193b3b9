package org.lanmei.parties;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.lanmei.Browser;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.env.Environment;

/**
 * The worked example's people, for tests of the running application: signs in as one of them, or
 * gives a token. A bean of every {@link org.lanmei.SiteTest}.
 */
@TestComponent
public class Cast {

  /** For everybody; the tests' database is gone after them. */
  private static final String PASSWORD = "correct horse battery staple";

  private final PersonStore people;
  private final Passwords passwords;
  private final Tokens tokens;
  private final Environment environment;
  private final Map<String, Boolean> known = new ConcurrentHashMap<>();

  Cast(PersonStore people, Passwords passwords, Tokens tokens, Environment environment) {
    this.people = people;
    this.passwords = passwords;
    this.tokens = tokens;
    this.environment = environment;
  }

  /** Nobody in particular. */
  public Browser anonymous() {
    return Browser.at(environment.getRequiredProperty("local.server.port", Integer.class));
  }

  /**
   * @param login of {@code example/people.csv}, such as {@code secretariat.la}
   */
  public Browser signedIn(String login) {
    known.computeIfAbsent(
        login,
        l -> {
          people.setPassword(person(l), passwords.hash(PASSWORD), Instant.now());
          return true;
        });
    return anonymous().signIn(login, PASSWORD);
  }

  public String password(String login) {
    signedIn(login);
    return PASSWORD;
  }

  public UUID person(String login) {
    return people.byLogin(login).orElseThrow().id();
  }

  /** A new token of the person, good for an hour. */
  public String token(String login) {
    return tokens.insert(person(login), "test", Duration.ofHours(1)).token();
  }
}
