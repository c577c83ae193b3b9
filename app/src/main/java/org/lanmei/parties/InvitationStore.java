package org.lanmei.parties;

import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.lanmei.kernel.Capacity;
import org.lanmei.kernel.Lang;
import org.lanmei.kernel.Party;
import org.lanmei.parties.accounts.Invitation;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Invitations and the set-up link. */
@Repository
class InvitationStore {

  private static final String COLUMNS =
      """
      id, person, name, organisation, party, basis, language, example, grantor, source, source_day,
      first_day, last_day, invited_by, expires_at
      """;

  private final JdbcClient db;

  InvitationStore(JdbcClient db) {
    this.db = db;
  }

  void insert(Invitation i, String secret, Instant at) {
    var credential = i.credential();
    db.sql(
            """
            insert into parties.invitation (id, person, name, organisation, party, basis, language,
                   example, grantor, source, source_day, first_day, last_day, invited_by, expires_at,
                   secret_sha256, invited_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            Arrays.asList(
                i.id(),
                i.person(),
                i.name(),
                i.organisation(),
                i.party() == null ? null : i.party().name(),
                i.basis().name(),
                i.language().tag(),
                i.example(),
                credential != null,
                credential == null ? null : credential.source(),
                credential == null ? null : credential.sourceDay(),
                credential == null ? null : credential.firstDay(),
                credential == null ? null : credential.lastDay(),
                i.invitedBy(),
                i.expiresAt().atOffset(UTC),
                Secrets.sha256(secret),
                at.atOffset(UTC)))
        .update();
  }

  /** Empty when it was used, has expired or never was. */
  Optional<Invitation> open(String secret, Instant now) {
    return db.sql(
            "select "
                + COLUMNS
                + " from parties.invitation"
                + " where secret_sha256 = ? and used_at is null and expires_at > ?")
        .params(Secrets.sha256(secret), now.atOffset(UTC))
        .query(InvitationStore::read)
        .optional();
  }

  /** As {@link #open}, and nobody can use it again once the transaction is committed. */
  Optional<Invitation> use(String secret, Instant now) {
    return db.sql(
            """
            update parties.invitation set used_at = :now
             where secret_sha256 = :secret and used_at is null and expires_at > :now
            returning
            """
                + COLUMNS)
        .param("now", now.atOffset(UTC))
        .param("secret", Secrets.sha256(secret))
        .query(InvitationStore::read)
        .optional();
  }

  /** Not used and not expired, newest first. */
  List<Invitation> waiting(Instant now) {
    return db.sql(
            "select "
                + COLUMNS
                + " from parties.invitation where used_at is null and expires_at > ?"
                + " order by invited_at desc, id")
        .param(now.atOffset(UTC))
        .query(InvitationStore::read)
        .list();
  }

  /** The set-up link is now this one. */
  void setUpBy(String secret, Instant now) {
    db.sql(
            """
            insert into parties.setup_link (secret_sha256, made_at) values (?, ?)
            on conflict (single) do update set secret_sha256 = excluded.secret_sha256,
                   made_at = excluded.made_at
            """)
        .params(Secrets.sha256(secret), now.atOffset(UTC))
        .update();
  }

  boolean isSetUp(String secret) {
    return db.sql("select exists (select from parties.setup_link where secret_sha256 = ?)")
        .param(Secrets.sha256(secret))
        .query(Boolean.class)
        .single();
  }

  /** False when it was used or replaced. */
  boolean useSetUp(String secret) {
    return db.sql("delete from parties.setup_link where secret_sha256 = ?")
            .param(Secrets.sha256(secret))
            .update()
        == 1;
  }

  private static Invitation read(ResultSet row, int n) throws SQLException {
    String party = row.getString("party");
    var credential =
        row.getBoolean("grantor")
            ? new Invitation.Credential(
                row.getString("source"),
                row.getObject("source_day", LocalDate.class),
                row.getObject("first_day", LocalDate.class),
                row.getObject("last_day", LocalDate.class))
            : null;
    return new Invitation(
        row.getObject("id", UUID.class),
        row.getObject("person", UUID.class),
        row.getString("name"),
        row.getString("organisation"),
        party == null ? null : Party.valueOf(party),
        Capacity.valueOf(row.getString("basis")),
        Lang.of(row.getString("language")).orElse(Lang.EN),
        row.getBoolean("example"),
        credential,
        row.getObject("invited_by", UUID.class),
        row.getObject("expires_at", OffsetDateTime.class).toInstant());
  }
}
