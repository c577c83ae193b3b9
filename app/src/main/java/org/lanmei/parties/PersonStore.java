package org.lanmei.parties;

import static java.time.ZoneOffset.UTC;
import static java.util.Comparator.naturalOrder;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.lanmei.kernel.Capacity;
import org.lanmei.kernel.Lang;
import org.lanmei.kernel.Party;
import org.lanmei.parties.accounts.Account;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PersonStore {

  private static final String SELECT =
      """
      select id, login, name, organisation, party, basis, language, example, created_at, disabled_at
        from parties.person
      """;

  private final JdbcClient db;

  PersonStore(JdbcClient db) {
    this.db = db;
  }

  Optional<Account> find(UUID id) {
    return db.sql(SELECT + " where id = ?").param(id).query(PersonStore::read).optional();
  }

  Optional<Account> byLogin(String login) {
    return db.sql(SELECT + " where login = ?").param(login).query(PersonStore::read).optional();
  }

  /** By party, in the order of the parties; those without one last. */
  List<Account> all() {
    return db.sql(SELECT + " order by name, id").query(PersonStore::read).list().stream()
        .sorted(Comparator.comparing(Account::party, Comparator.nullsLast(naturalOrder())))
        .toList();
  }

  List<Account> ofParty(Party party) {
    return db.sql(SELECT + " where party = ? order by name, id")
        .param(party.name())
        .query(PersonStore::read)
        .list();
  }

  List<Account> byIds(Collection<UUID> ids) {
    return db.sql(SELECT + " where id = any(?)")
        .param(ids.toArray(UUID[]::new))
        .query(PersonStore::read)
        .list();
  }

  /** False when the login is taken. */
  boolean insert(Account a) {
    return db.sql(
                """
                insert into parties.person (id, login, name, organisation, party, basis, language,
                       example, created_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (login) do nothing
                """)
            .params(
                Arrays.asList(
                    a.id(),
                    a.login(),
                    a.name(),
                    a.organisation(),
                    a.party() == null ? null : a.party().name(),
                    a.basis().name(),
                    a.language().tag(),
                    a.example(),
                    a.createdAt().atOffset(UTC)))
            .update()
        == 1;
  }

  void disable(UUID id, UUID by, Instant at) {
    db.sql(
            """
            update parties.person set disabled_at = ?, disabled_by = ?
             where id = ? and disabled_at is null
            """)
        .params(at.atOffset(UTC), by, id)
        .update();
  }

  void enable(UUID id) {
    db.sql("update parties.person set disabled_at = null, disabled_by = null where id = ?")
        .param(id)
        .update();
  }

  boolean anyAdministrator() {
    return db.sql(
            """
            select exists (select from parties.person
                            where basis = 'ADMINISTRATOR' and disabled_at is null)
            """)
        .query(Boolean.class)
        .single();
  }

  boolean anyRealPerson() {
    return db.sql("select exists (select from parties.person where not example)")
        .query(Boolean.class)
        .single();
  }

  void setPassword(UUID person, String hash, Instant at) {
    db.sql(
            """
            insert into parties.password (person, hash, changed_at) values (?, ?, ?)
            on conflict (person) do update set hash = excluded.hash, changed_at = excluded.changed_at
            """)
        .params(person, hash, at.atOffset(UTC))
        .update();
  }

  record Credentials(UUID person, String hash) {}

  /** Of an account that can be used. */
  Optional<Credentials> credentials(String login) {
    return db.sql(
            """
            select w.person, w.hash from parties.person p join parties.password w on w.person = p.id
             where p.login = ? and p.disabled_at is null
            """)
        .param(login)
        .query(Credentials.class)
        .optional();
  }

  Optional<Credentials> credentials(UUID person) {
    return db.sql("select person, hash from parties.password where person = ?")
        .param(person)
        .query(Credentials.class)
        .optional();
  }

  private static Account read(ResultSet row, int n) throws SQLException {
    String party = row.getString("party");
    var disabled = row.getObject("disabled_at", OffsetDateTime.class);
    return new Account(
        row.getObject("id", UUID.class),
        row.getString("login"),
        row.getString("name"),
        row.getString("organisation"),
        party == null ? null : Party.valueOf(party),
        Capacity.valueOf(row.getString("basis")),
        Lang.of(row.getString("language")).orElse(Lang.EN),
        row.getBoolean("example"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        disabled == null ? null : disabled.toInstant());
  }
}
