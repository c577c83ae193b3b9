package org.lanmei.parties;

import static java.time.ZoneOffset.UTC;

import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Caller;
import org.lanmei.kernel.Capacity;
import org.lanmei.kernel.Party;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Builds a {@link Caller} anew for each request, by one statement: what ended a moment ago is gone.
 */
@Component
class Callers {

  private static final Duration COARSE = Duration.ofHours(1);

  private final JdbcClient db;
  private final Clock clock;

  Callers(JdbcClient db, Clock clock) {
    this.db = db;
    this.clock = clock;
  }

  /** Empty when there is no such person or the account is disabled. */
  Optional<Caller> byPerson(UUID person, String how) {
    var rows =
        db.sql(
                """
                select p.id, p.name, p.party, p.basis, p.example, m.capacity, m.first_day, m.last_day,
                       null::bytea as secret_sha256, null::timestamptz as last_used_at
                  from parties.person p
                  left join parties.mandate m on m.person = p.id and not exists (
                       select from parties.mandate_end e where e.mandate = m.id)
                 where p.id = ? and p.disabled_at is null
                """)
            .param(person)
            .query(Row::read)
            .list();
    return caller(rows, how);
  }

  /**
   * @param token as it was sent, {@code lm_<id>_<secret>}
   * @return empty when it is unknown, expired or revoked, or the account is disabled
   */
  Optional<Caller> byToken(String token) {
    String[] parts = token.split("_", 3);
    if (parts.length != 3 || !parts[0].equals("lm")) return Optional.empty();
    var now = clock.instant();
    var rows =
        db.sql(
                """
                select p.id, p.name, p.party, p.basis, p.example, m.capacity, m.first_day, m.last_day,
                       t.secret_sha256, t.last_used_at
                  from parties.token t
                  join parties.person p on p.id = t.person and p.disabled_at is null
                  left join parties.mandate m on m.person = p.id and not exists (
                       select from parties.mandate_end e where e.mandate = m.id)
                 where t.id = ? and t.revoked_at is null and t.expires_at > ?
                """)
            .params(parts[1], now.atOffset(UTC))
            .query(Row::read)
            .list();
    byte[] secret = Secrets.sha256(parts[2]);
    if (rows.isEmpty() || !MessageDigest.isEqual(secret, rows.getFirst().secret())) {
      return Optional.empty();
    }
    Instant lastUsed = rows.getFirst().lastUsed();
    if (lastUsed == null || lastUsed.isBefore(now.minus(COARSE))) {
      db.sql(
              "update parties.token set last_used_at = date_trunc('hour', ?::timestamptz) where id"
                  + " = ?")
          .params(now.atOffset(UTC), parts[1])
          .update();
    }
    return caller(rows, "token");
  }

  private Optional<Caller> caller(List<Row> rows, String how) {
    if (rows.isEmpty()) return Optional.empty();
    var person = rows.getFirst();
    return Optional.of(
        new Caller(
            person.id(), person.name(), speaksFor(rows), capacities(rows), how, person.example()));
  }

  /** The party, when a mandate of it is in force. */
  private @Nullable Party speaksFor(List<Row> rows) {
    var now = clock.instant();
    return rows.stream().anyMatch(row -> row.inForce(now)) ? rows.getFirst().party() : null;
  }

  private Set<Capacity> capacities(List<Row> rows) {
    var now = clock.instant();
    var capacities = EnumSet.noneOf(Capacity.class);
    for (var row : rows) {
      if (row.inForce(now) && row.capacity() != null) capacities.add(row.capacity());
    }
    if (capacities.isEmpty()) capacities.add(rows.getFirst().basis());
    return capacities;
  }

  /** A person with one of the mandates that have not been ended, or none. */
  private record Row(
      UUID id,
      String name,
      @Nullable Party party,
      Capacity basis,
      boolean example,
      @Nullable Capacity capacity,
      @Nullable LocalDate firstDay,
      @Nullable LocalDate lastDay,
      byte @Nullable [] secret,
      @Nullable Instant lastUsed) {

    boolean inForce(Instant now) {
      return party != null && firstDay != null && Mandate.holds(party, firstDay, lastDay, now);
    }

    static Row read(ResultSet row, int n) throws SQLException {
      String party = row.getString("party");
      String capacity = row.getString("capacity");
      var lastUsed = row.getObject("last_used_at", OffsetDateTime.class);
      return new Row(
          row.getObject("id", UUID.class),
          row.getString("name"),
          party == null ? null : Party.valueOf(party),
          Capacity.valueOf(row.getString("basis")),
          row.getBoolean("example"),
          capacity == null ? null : Capacity.valueOf(capacity),
          row.getObject("first_day", LocalDate.class),
          row.getObject("last_day", LocalDate.class),
          row.getBytes("secret_sha256"),
          lastUsed == null ? null : lastUsed.toInstant());
    }
  }
}
