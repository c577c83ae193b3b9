package org.lanmei.parties;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Caller;
import org.lanmei.kernel.Capacity;
import org.lanmei.kernel.Message;
import org.lanmei.kernel.Party;
import org.lanmei.kernel.Problem.FieldError;
import org.lanmei.parties.accounts.Invitation;
import org.lanmei.parties.accounts.MandateForm;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who speaks for which party. A mandate is granted and ended by a grantor of the same party; nobody
 * else, the administrator included, gives or takes one.
 */
@Component
public class Mandates {

  private static final int LINE = 500;
  private static final Set<Capacity> NOT_GRANTED = Set.of(Capacity.ADMINISTRATOR, Capacity.READER);

  private final MandateStore store;
  private final PersonStore people;
  private final Acts acts;
  private final JsonMapper json;
  private final Clock clock;

  Mandates(MandateStore store, PersonStore people, Acts acts, JsonMapper json, Clock clock) {
    this.store = store;
    this.people = people;
    this.acts = acts;
    this.json = json;
    this.clock = clock;
  }

  /** What the person may use at this moment. */
  public List<Mandate> inForce(UUID person) {
    var now = clock.instant();
    return store.ofPerson(person).stream().filter(m -> m.inForce(now)).toList();
  }

  /**
   * The mandates of a party, also those that have ended or not begun; for everybody who is signed
   * in, since each party may see who speaks for the others.
   *
   * @param party null = all six
   */
  public List<Mandate> list(Caller caller, @Nullable Party party) {
    if (!caller.signedIn()) throw new PartiesProblem.NotSignedIn();
    return store.ofParty(party);
  }

  /**
   * What a grantor gives.
   *
   * @param person who belongs to the grantor's party
   * @param capacity neither administrator nor reader
   * @param scope what within the capacity; empty = all of it
   * @param lastDay null = until ended
   * @param source reference of the credential letter or note
   * @param sourceDay the letter's date; null when it has none
   */
  public record Grant(
      UUID person,
      Capacity capacity,
      String scope,
      LocalDate firstDay,
      @Nullable LocalDate lastDay,
      String source,
      @Nullable LocalDate sourceDay) {}

  /**
   * Gives a mandate of the caller's own party. A grantor cannot make or prolong the own power to
   * grant.
   *
   * @throws PartiesProblem.NoMandate when the caller is no grantor
   */
  @Transactional
  public MandateId grant(Caller caller, Grant grant) {
    Party party = grantorsParty(caller);
    check(caller, party, grant);
    var id = new MandateId(UUID.randomUUID());
    var content =
        content(
            Map.of(
                "mandate", id.toString(),
                "person", grant.person().toString(),
                "party", party.name(),
                "capacity", grant.capacity().name(),
                "scope", grant.scope(),
                "firstDay", grant.firstDay().toString(),
                "lastDay", String.valueOf(grant.lastDay()),
                "source", grant.source().strip(),
                "sourceDay", String.valueOf(grant.sourceDay())));
    var act =
        acts.record(
            caller, party, Capacity.MANDATE_GRANTOR, "mandate.granted", id.toString(), content);
    store.insert(
        id,
        grant.person(),
        party,
        grant.capacity(),
        grant.scope().strip(),
        grant.firstDay(),
        grant.lastDay(),
        grant.source().strip(),
        grant.sourceDay(),
        caller.person(),
        null,
        act,
        clock.instant());
    return id;
  }

  /**
   * As {@link #grant(Caller, Grant)}, of what was typed: whoever is no grantor is told that first.
   */
  @Transactional
  MandateId grant(Caller caller, MandateForm form) {
    grantorsParty(caller);
    var person = form.person();
    var capacity = form.capacity();
    var firstDay = form.firstDay();
    var missing = new ArrayList<FieldError>();
    if (person == null) missing.add(error("person", "parties.field.needed"));
    if (capacity == null) missing.add(error("capacity", "parties.field.needed"));
    if (firstDay == null) missing.add(error("firstDay", "parties.field.needed"));
    if (person == null || capacity == null || firstDay == null) {
      throw new PartiesProblem.BadFields(missing);
    }
    return grant(
        caller,
        new Grant(
            person,
            capacity,
            form.scope() == null ? "" : form.scope(),
            firstDay,
            form.lastDay(),
            form.source() == null ? "" : form.source(),
            form.sourceDay()));
  }

  /**
   * Ends a mandate of the caller's own party, at once.
   *
   * @throws PartiesProblem.NoMandate when the caller is no grantor of that party
   */
  @Transactional
  public void end(Caller caller, MandateId id) {
    var mandate = store.find(id).orElseThrow(() -> new PartiesProblem.UnknownMandate(id));
    if (!caller.signedIn()) throw new PartiesProblem.NotSignedIn();
    var act =
        acts.record(
            caller,
            mandate.party(),
            Capacity.MANDATE_GRANTOR,
            "mandate.ended",
            id.toString(),
            content(Map.of("mandate", id.toString())));
    UUID by = caller.person();
    if (by == null || !store.end(id, by, act, clock.instant())) {
      throw new PartiesProblem.AlreadyEnded();
    }
  }

  /** Whether the party has somebody who can grant, at this moment. */
  boolean hasGrantor(Party party) {
    var now = clock.instant();
    return store.ofParty(party).stream()
        .anyMatch(m -> m.capacity() == Capacity.MANDATE_GRANTOR && m.inForce(now));
  }

  /**
   * The invited person takes up what the administrator registered from the party's note.
   *
   * @throws PartiesProblem.GrantorInForce when the party has got a grantor in the meantime
   */
  @Transactional
  MandateId takeUpFirst(
      UUID person, Party party, Invitation.Credential credential, UUID registeredBy, String how) {
    store.lock(party);
    if (hasGrantor(party)) throw new PartiesProblem.GrantorInForce(party);
    var id = new MandateId(UUID.randomUUID());
    var content =
        content(
            Map.of(
                "mandate", id.toString(),
                "person", person.toString(),
                "party", party.name(),
                "capacity", Capacity.MANDATE_GRANTOR.name(),
                "firstDay", credential.firstDay().toString(),
                "lastDay", String.valueOf(credential.lastDay()),
                "source", credential.source(),
                "sourceDay", credential.sourceDay().toString(),
                "registeredBy", registeredBy.toString()));
    var act =
        acts.insert(
            person,
            party,
            Capacity.MANDATE_GRANTOR,
            "mandate.taken-up",
            id.toString(),
            content,
            how);
    store.insert(
        id,
        person,
        party,
        Capacity.MANDATE_GRANTOR,
        "",
        credential.firstDay(),
        credential.lastDay(),
        credential.source(),
        credential.sourceDay(),
        null,
        registeredBy,
        act,
        clock.instant());
    return id;
  }

  private static Party grantorsParty(Caller caller) {
    if (!caller.signedIn()) throw new PartiesProblem.NotSignedIn();
    Party party = caller.speaksFor(Capacity.MANDATE_GRANTOR);
    if (party == null) throw new PartiesProblem.NotGrantor();
    return party;
  }

  private void check(Caller caller, Party party, Grant grant) {
    var wrong = new ArrayList<FieldError>();
    var person = people.find(grant.person());
    if (person.isEmpty() || person.get().party() != party || person.get().disabledAt() != null) {
      wrong.add(error("person", "parties.field.not-of-party"));
    }
    if (NOT_GRANTED.contains(grant.capacity())) {
      wrong.add(error("capacity", "parties.field.not-granted"));
    } else if (grant.capacity() == Capacity.MANDATE_GRANTOR
        && grant.person().equals(caller.person())) {
      wrong.add(error("capacity", "parties.field.own-grantor"));
    }
    if (grant.source().isBlank()) wrong.add(error("source", "parties.field.needed"));
    if (grant.source().length() > LINE) wrong.add(error("source", "parties.field.long", LINE));
    if (grant.scope().length() > LINE) wrong.add(error("scope", "parties.field.long", LINE));
    LocalDate lastDay = grant.lastDay();
    if (lastDay != null && lastDay.isBefore(grant.firstDay())) {
      wrong.add(error("lastDay", "parties.field.before-first"));
    }
    if (!wrong.isEmpty()) throw new PartiesProblem.BadFields(wrong);
  }

  private static FieldError error(String field, String key, Object... args) {
    return new FieldError(field, Message.of(key, args));
  }

  /** JSON with its keys in alphabetical order and nothing between them. */
  private byte[] content(Map<String, String> said) {
    return json.writeValueAsString(new TreeMap<>(said)).getBytes(StandardCharsets.UTF_8);
  }
}
