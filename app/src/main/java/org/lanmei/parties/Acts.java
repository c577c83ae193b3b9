package org.lanmei.parties;

import static java.time.ZoneOffset.UTC;

import java.time.Clock;
import java.util.UUID;
import org.lanmei.kernel.Caller;
import org.lanmei.kernel.Capacity;
import org.lanmei.kernel.Party;
import org.lanmei.log.Log;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Acts: what a person did that binds a party. Each is kept with the digest of what was said and
 * with how the person was recognised, and goes into the commit order. Nothing of it can be changed.
 */
@Component
public class Acts {

  private final JdbcClient db;
  private final MandateStore mandates;
  private final Log log;
  private final Clock clock;

  Acts(JdbcClient db, MandateStore mandates, Log log, Clock clock) {
    this.db = db;
    this.mandates = mandates;
    this.log = log;
    this.clock = clock;
  }

  /**
   * Records an act in the running transaction. The mandate is looked up anew: what the caller could
   * do when the request began does not count.
   *
   * @param kind what was done, such as {@code mandate.granted}
   * @param ref the key of the record that it made, in its module
   * @param content what was said, in a canonical form; its SHA-256 digest is kept
   * @throws PartiesProblem.NoMandate when the caller has no mandate in force for the party in this
   *     capacity
   */
  @Transactional
  public ActId record(
      Caller caller, Party party, Capacity capacity, String kind, String ref, byte[] content) {
    UUID person = caller.person();
    if (person == null) throw new PartiesProblem.NotSignedIn();
    var now = clock.instant();
    boolean may =
        mandates.ofPerson(person).stream()
            .anyMatch(m -> m.party() == party && m.capacity() == capacity && m.inForce(now));
    if (!may) throw new PartiesProblem.NoMandate(party, capacity);
    return insert(person, party, capacity, kind, ref, content, caller.authentication());
  }

  /** Without a mandate: only for taking up the first one. */
  ActId insert(
      UUID person,
      Party party,
      Capacity capacity,
      String kind,
      String ref,
      byte[] content,
      String authentication) {
    var id = new ActId(UUID.randomUUID());
    db.sql(
            """
            insert into parties.act (id, person, party, capacity, kind, ref, digest, authentication, at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            id.value(),
            person,
            party.name(),
            capacity.name(),
            kind,
            ref,
            Secrets.sha256(content),
            authentication,
            clock.instant().atOffset(UTC))
        .update();
    log.record("parties.act", id.toString(), content);
    return id;
  }
}
