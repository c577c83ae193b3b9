package org.lanmei.parties;

import static java.time.ZoneOffset.UTC;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lanmei.parties.accounts.Account;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.web.webauthn.api.AuthenticatorTransport;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutableCredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCose;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialType;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;
import org.springframework.stereotype.Repository;

/**
 * Passkeys in our own tables: Spring's JDBC repositories fix their tables' names and keep a second
 * list of users beside ours. The user handle of a passkey is the person's id.
 */
@Repository
class PasskeyStore implements UserCredentialRepository, PublicKeyCredentialUserEntityRepository {

  private static final String SELECT =
      """
      select id, person, label, public_key, signature_count, uv_initialized, transports,
             backup_eligible, backup_state, attestation_object, attestation_client_data, created_at,
             last_used_at
        from parties.passkey
      """;

  private final JdbcClient db;
  private final PersonStore people;

  PasskeyStore(JdbcClient db, PersonStore people) {
    this.db = db;
    this.people = people;
  }

  static Bytes handle(UUID person) {
    return new Bytes(
        ByteBuffer.allocate(16)
            .putLong(person.getMostSignificantBits())
            .putLong(person.getLeastSignificantBits())
            .array());
  }

  /** Null when these are not the bytes of a person's id. */
  static @Nullable UUID person(Bytes handle) {
    if (handle.getBytes().length != 16) return null;
    var bytes = ByteBuffer.wrap(handle.getBytes());
    return new UUID(bytes.getLong(), bytes.getLong());
  }

  boolean delete(Bytes id, UUID person) {
    return db.sql("delete from parties.passkey where id = ? and person = ?")
            .params(id.getBytes(), person)
            .update()
        == 1;
  }

  @Override
  public void delete(Bytes id) {
    db.sql("delete from parties.passkey where id = ?").param(id.getBytes()).update();
  }

  @Override
  public void save(CredentialRecord key) {
    UUID person = person(key.getUserEntityUserId());
    if (person == null) throw new IllegalArgumentException("a passkey of nobody");
    db.sql(
            """
            insert into parties.passkey (id, person, label, public_key, signature_count,
                   uv_initialized, transports, backup_eligible, backup_state, attestation_object,
                   attestation_client_data, created_at, last_used_at)
            values (:id, :person, :label, :key, :count, :uv, string_to_array(:transports, ','),
                   :eligible, :state, :attestation, :client, :created, :used)
            on conflict (id) do update set signature_count = :count, uv_initialized = :uv,
                   backup_state = :state, last_used_at = :used
             where parties.passkey.person = :person
            """)
        .param("id", key.getCredentialId().getBytes())
        .param("person", person)
        .param("label", key.getLabel())
        .param("key", key.getPublicKey().getBytes())
        .param("count", key.getSignatureCount())
        .param("uv", key.isUvInitialized())
        .param(
            "transports",
            key.getTransports().stream()
                .map(AuthenticatorTransport::getValue)
                .collect(Collectors.joining(",")))
        .param("eligible", key.isBackupEligible())
        .param("state", key.isBackupState())
        .param("attestation", bytes(key.getAttestationObject()))
        .param("client", bytes(key.getAttestationClientDataJSON()))
        .param("created", key.getCreated().atOffset(UTC))
        .param("used", key.getLastUsed().atOffset(UTC))
        .update();
  }

  private static byte @Nullable [] bytes(@Nullable Bytes bytes) {
    return bytes == null ? null : bytes.getBytes();
  }

  @Override
  public @Nullable CredentialRecord findByCredentialId(Bytes id) {
    return db.sql(SELECT + " where id = ?")
        .param(id.getBytes())
        .query(PasskeyStore::read)
        .optional()
        .orElse(null);
  }

  @Override
  public List<CredentialRecord> findByUserId(Bytes handle) {
    UUID person = person(handle);
    if (person == null) return List.of();
    return db.sql(SELECT + " where person = ? order by created_at")
        .param(person)
        .query(PasskeyStore::read)
        .list();
  }

  @Override
  public @Nullable PublicKeyCredentialUserEntity findById(Bytes handle) {
    UUID person = person(handle);
    return person == null ? null : people.find(person).map(PasskeyStore::user).orElse(null);
  }

  /**
   * @param name the person's id, as {@link SignedIn#getName} gives it
   */
  @Override
  public @Nullable PublicKeyCredentialUserEntity findByUsername(String name) {
    return people.find(UUID.fromString(name)).map(PasskeyStore::user).orElse(null);
  }

  /** People are made elsewhere. */
  @Override
  public void save(PublicKeyCredentialUserEntity user) {
    throw new UnsupportedOperationException();
  }

  private static PublicKeyCredentialUserEntity user(Account account) {
    return ImmutablePublicKeyCredentialUserEntity.builder()
        .id(handle(account.id()))
        .name(account.login())
        .displayName(account.name())
        .build();
  }

  private static CredentialRecord read(ResultSet row, int n) throws SQLException {
    return ImmutableCredentialRecord.builder()
        .credentialType(PublicKeyCredentialType.PUBLIC_KEY)
        .credentialId(new Bytes(row.getBytes("id")))
        .userEntityUserId(handle(row.getObject("person", UUID.class)))
        .label(row.getString("label"))
        .publicKey(new ImmutablePublicKeyCose(row.getBytes("public_key")))
        .signatureCount(row.getLong("signature_count"))
        .uvInitialized(row.getBoolean("uv_initialized"))
        .transports(transports((String[]) row.getArray("transports").getArray()))
        .backupEligible(row.getBoolean("backup_eligible"))
        .backupState(row.getBoolean("backup_state"))
        .attestationObject(nullable(row.getBytes("attestation_object")))
        .attestationClientDataJSON(nullable(row.getBytes("attestation_client_data")))
        .created(instant(row, "created_at"))
        .lastUsed(instant(row, "last_used_at"))
        .build();
  }

  private static Set<AuthenticatorTransport> transports(String[] values) {
    return Stream.of(values).map(AuthenticatorTransport::valueOf).collect(Collectors.toSet());
  }

  private static @Nullable Bytes nullable(byte @Nullable [] bytes) {
    return bytes == null ? null : new Bytes(bytes);
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
