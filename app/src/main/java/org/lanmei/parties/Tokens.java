package org.lanmei.parties;

import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.lanmei.kernel.Caller;
import org.lanmei.parties.accounts.Token;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Tokens with which a person's programs call the API: {@code lm_<id>_<secret>}. */
@Component
class Tokens {

  static final int MOST_DAYS = 366;

  private final JdbcClient db;
  private final Clock clock;

  Tokens(JdbcClient db, Clock clock) {
    this.db = db;
    this.clock = clock;
  }

  /** The caller's own that are not revoked, newest first. */
  List<Token> mine(Caller caller) {
    return db.sql(
            """
            select id, name, created_at, expires_at, last_used_at
              from parties.token where person = ? and revoked_at is null order by created_at desc, id
            """)
        .param(person(caller))
        .query(Tokens::read)
        .list();
  }

  /**
   * @param days until it expires, 1 to {@value #MOST_DAYS}
   * @throws PartiesProblem.NotWithToken a token that leaked must not make others
   */
  @Transactional
  Token.Made make(Caller caller, String name, int days) {
    UUID person = person(caller);
    if (caller.authentication().equals("token")) throw new PartiesProblem.NotWithToken();
    if (name.isBlank()) throw new PartiesProblem.BadFields("name", "parties.field.needed");
    if (name.length() > 100) throw new PartiesProblem.BadFields("name", "parties.field.long", 100);
    if (days < 1 || days > MOST_DAYS) {
      throw new PartiesProblem.BadFields("days", "parties.field.days", MOST_DAYS);
    }
    return insert(person, name.strip(), Duration.ofDays(days));
  }

  Token.Made insert(UUID person, String name, Duration life) {
    var now = clock.instant();
    String id = Secrets.shortId();
    String secret = Secrets.fresh();
    db.sql(
            """
            insert into parties.token (id, person, name, secret_sha256, created_at, expires_at)
            values (?, ?, ?, ?, ?, ?)
            """)
        .params(
            id,
            person,
            name,
            Secrets.sha256(secret),
            now.atOffset(UTC),
            now.plus(life).atOffset(UTC))
        .update();
    return new Token.Made(id, "lm_" + id + "_" + secret, now.plus(life));
  }

  void revoke(Caller caller, String id) {
    int revoked =
        db.sql(
                """
                update parties.token set revoked_at = ?
                 where id = ? and person = ? and revoked_at is null
                """)
            .params(clock.instant().atOffset(UTC), id, person(caller))
            .update();
    if (revoked == 0) throw new PartiesProblem.UnknownToken(id);
  }

  void revokeAll(UUID person) {
    db.sql("update parties.token set revoked_at = ? where person = ? and revoked_at is null")
        .params(clock.instant().atOffset(UTC), person)
        .update();
  }

  private static Token read(ResultSet row, int n) throws SQLException {
    var lastUsed = row.getObject("last_used_at", OffsetDateTime.class);
    return new Token(
        row.getString("id"),
        row.getString("name"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getObject("expires_at", OffsetDateTime.class).toInstant(),
        lastUsed == null ? null : lastUsed.toInstant());
  }

  private static UUID person(Caller caller) {
    UUID person = caller.person();
    if (person == null) throw new PartiesProblem.NotSignedIn();
    return person;
  }
}
