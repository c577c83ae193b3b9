package org.lanmei.sharing;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Caller;
import org.lanmei.kernel.Capacity;
import org.lanmei.kernel.Party;
import org.lanmei.kernel.Problem.FieldError;
import org.lanmei.kernel.SeriesKey;
import org.lanmei.log.CanonicalJson;
import org.lanmei.log.Log;
import org.lanmei.parties.Acts;
import org.lanmei.parties.People;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * What officers do with agreements. The provider writes and tables; every party that a text binds
 * adopts it by an act of its secretariat; the administrator can do none of it. Whoever may not know
 * of an agreement is answered as if there were none.
 */
@Component
public class Agreements {

  private static final Pattern SLUG = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
  private static final int SLUG_MAX = 50;
  private static final int LINE_MAX = 500;

  private final AgreementStore store;
  private final CompiledReleases releases;
  private final Acts acts;
  private final People people;
  private final Log log;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final JsonMapper json;
  private final ObjectProvider<Holdings> holdings;

  Agreements(
      AgreementStore store,
      CompiledReleases releases,
      Acts acts,
      People people,
      Log log,
      TransactionTemplate transaction,
      Clock clock,
      JsonMapper json,
      ObjectProvider<Holdings> holdings) {
    this.store = store;
    this.releases = releases;
    this.acts = acts;
    this.people = people;
    this.log = log;
    this.transaction = transaction;
    this.clock = clock;
    this.json = json;
    this.holdings = holdings;
  }

  /** The agreements that the caller may know of. */
  public List<Agreement> list(Caller caller) {
    var now = clock.instant();
    return store.all().stream()
        .filter(a -> Readership.maySee(a, caller, now))
        .map(a -> Readership.seenBy(a, caller, now))
        .toList();
  }

  /**
   * An agreement with what the caller may see of it: texts that do not concern the caller, and
   * drafts of another party, are left out.
   *
   * @throws SharingProblem.UnknownAgreement when there is none, or none for the caller
   */
  public Agreement find(Caller caller, String id) {
    var now = clock.instant();
    return store
        .find(id)
        .filter(a -> Readership.maySee(a, caller, now))
        .map(a -> Readership.seenBy(a, caller, now))
        .orElseThrow(() -> new SharingProblem.UnknownAgreement(id));
  }

  /** The party for which the caller may write drafts; null = none. */
  public static @Nullable Party writesFor(Caller caller) {
    return caller.has(Capacity.SECRETARIAT) || caller.has(Capacity.HYDROLOGIST)
        ? caller.party()
        : null;
  }

  /**
   * Begins an agreement of the caller's party as provider.
   *
   * @param slug the end of its id; the provider's code is put in front
   * @return its id
   */
  public String begin(Caller caller, String slug, TermsForm form) {
    Party party = writer(caller);
    String id = party.name().toLowerCase(java.util.Locale.ROOT) + "-" + slug.strip();
    var wrong = new ArrayList<FieldError>();
    if (!SLUG.matcher(slug.strip()).matches() || slug.length() > SLUG_MAX) {
      wrong.add(error("slug", "sharing.field.slug"));
    }
    Terms terms = null;
    try {
      terms = read(party, form);
    } catch (SharingProblem.BadFields e) {
      wrong.addAll(e.fields());
    }
    if (!wrong.isEmpty() || terms == null) throw new SharingProblem.BadFields(wrong);
    var checked = terms;
    transaction.executeWithoutResult(
        status -> {
          store.lock(id);
          if (store.exists(id)) {
            throw SharingProblem.BadFields.of("slug", "sharing.field.slug-taken", id);
          }
          store.insert(id, party, caller.example(), person(caller));
          store.save(id, 1, checked, person(caller), null);
        });
    return id;
  }

  private Terms read(Party provider, TermsForm form) {
    var terms = TermsCheck.read(provider, form);
    var wrong = new ArrayList<FieldError>();
    for (int i = 0; i < terms.lines().size(); i++) {
      for (SeriesKey series : terms.lines().get(i).series()) {
        boolean anothers =
            holdings.stream()
                .flatMap(h -> h.find(series).stream())
                .anyMatch(h -> h.owner() != provider);
        if (anothers) {
          wrong.add(error("lines." + i + ".stations", "sharing.field.not-own", series.toString()));
        }
      }
    }
    if (!wrong.isEmpty()) throw new SharingProblem.BadFields(wrong);
    return terms;
  }

  /**
   * Saves what is written; begins an amendment when nothing is.
   *
   * @param opened the state on which the writer began, as {@link Agreement.Draft#at}; null = none
   */
  public void save(Caller caller, String id, TermsForm form, java.time.@Nullable Instant opened) {
    var agreement = ofProvider(caller, id);
    writer(caller);
    var terms = read(agreement.provider(), form);
    transaction.executeWithoutResult(
        status -> {
          store.lock(id);
          var now = store.find(id).orElseThrow();
          var draft = now.draft();
          int number = draft != null ? draft.number() : now.tabled().size() + 1;
          if (!store.save(id, number, terms, person(caller), opened)) {
            throw new SharingProblem.DraftChanged();
          }
        });
  }

  /** Throws the draft away. */
  public void discard(Caller caller, String id) {
    ofProvider(caller, id);
    writer(caller);
    transaction.executeWithoutResult(
        status -> {
          store.lock(id);
          store.dropDraft(id);
        });
  }

  /** Freezes the draft and lays it before the parties that it binds. */
  public void table(Caller caller, String id) {
    ofProvider(caller, id);
    change(
        caller,
        id,
        agreement -> {
          var draft = agreement.draft();
          if (draft == null) throw new SharingProblem.NotNow("no-draft");
          if (agreement.tabled().stream()
              .anyMatch(t -> state(agreement, t.number()) == Agreement.State.TABLED)) {
            throw new SharingProblem.NotNow("tabled-already");
          }
          store.freeze(id, draft.number(), draft.terms());
          store.dropDraft(id);
          return AgreementStore.NewStep.of(
              draft.number(), Agreement.Kind.TABLED, agreement.provider(), null);
        });
  }

  /** The caller's party adopts a tabled text. */
  public void adopt(Caller caller, String id, int version) {
    Party party = secretariat(caller);
    find(caller, id);
    change(
        caller,
        id,
        agreement -> {
          tabled(agreement, version);
          if (!agreement.needed(version).contains(party)) {
            throw new SharingProblem.NotForThisParty();
          }
          if (agreement.adoptedBy(version).contains(party)) {
            throw new SharingProblem.NotNow("adopted-already");
          }
          return AgreementStore.NewStep.of(version, Agreement.Kind.ADOPTED, party, null);
        });
  }

  /** The caller's party says that it does not join: the text is not adopted. */
  public void decline(Caller caller, String id, int version, @Nullable String reason) {
    Party party = secretariat(caller);
    find(caller, id);
    String words = line("reason", reason, true);
    change(
        caller,
        id,
        agreement -> {
          tabled(agreement, version);
          if (!agreement.needed(version).contains(party)) {
            throw new SharingProblem.NotForThisParty();
          }
          return AgreementStore.NewStep.of(version, Agreement.Kind.DECLINED, party, words);
        });
  }

  /** The provider takes a tabled text back before it was adopted. */
  public void withdraw(Caller caller, String id, int version, @Nullable String reason) {
    ofProvider(caller, id);
    String words = line("reason", reason, true);
    change(
        caller,
        id,
        agreement -> {
          tabled(agreement, version);
          return AgreementStore.NewStep.of(
              version, Agreement.Kind.WITHDRAWN, agreement.provider(), words);
        });
  }

  /**
   * The provider's registrar puts on record that an organisation, which makes no acts here, takes
   * part.
   *
   * @param reference number of its document
   */
  public void confirm(
      Caller caller, String id, int version, String organisation, @Nullable String reference) {
    ofProvider(caller, id);
    String words = line("reference", reference, true);
    change(
        caller,
        id,
        agreement -> {
          var text = tabled(agreement, version);
          if (!text.terms().organisations().contains(organisation)) {
            throw SharingProblem.BadFields.of(
                "organisation", "sharing.field.no-organisation", organisation);
          }
          if (agreement.confirmed(version).contains(organisation)) {
            throw new SharingProblem.NotNow("confirmed-already");
          }
          return new AgreementStore.NewStep(
              version,
              Agreement.Kind.CONFIRMED,
              agreement.provider(),
              organisation,
              null,
              null,
              words);
        });
  }

  /**
   * The caller's party ends the agreement, or as a receiver its own part in it.
   *
   * @param lastDay today or later: what was shared before stays shared
   */
  public void end(Caller caller, String id, @Nullable LocalDate lastDay, @Nullable String reason) {
    Party party = secretariat(caller);
    find(caller, id);
    String words = line("reason", reason, true);
    if (lastDay == null) throw SharingProblem.BadFields.of("lastDay", "sharing.field.needed");
    change(
        caller,
        id,
        agreement -> {
          var text =
              agreement
                  .inForce(clock.instant())
                  .orElseThrow(() -> new SharingProblem.NotNow("not-in-force"));
          if (!text.terms().parties().contains(party)) throw new SharingProblem.NotForThisParty();
          if (agreement.endOf(party) != null) throw new SharingProblem.NotNow("ended-already");
          var today = LocalDate.ofInstant(clock.instant(), Agreement.zone(text.terms()));
          if (lastDay.isBefore(today)) {
            throw SharingProblem.BadFields.of("lastDay", "sharing.field.past", today);
          }
          return new AgreementStore.NewStep(
              text.number(), Agreement.Kind.ENDED, party, null, null, lastDay, words);
        });
  }

  /**
   * Says which account reads for an organisation. Only this provider's data under this agreement
   * open to it.
   *
   * @param reference the organisation's letter that names the person
   */
  public void nameReader(
      Caller caller, String id, String organisation, UUID person, @Nullable String reference) {
    var before = ofProvider(caller, id);
    String words = line("reference", reference, true);
    if (people.find(person).filter(p -> p.party() == null).isEmpty()) {
      throw SharingProblem.BadFields.of("person", "sharing.field.reader");
    }
    change(
        caller,
        id,
        agreement -> {
          var text = withOrganisation(before, organisation);
          if (agreement.readers(organisation).contains(person)) {
            throw new SharingProblem.NotNow("named-already");
          }
          return new AgreementStore.NewStep(
              text.number(),
              Agreement.Kind.READER_NAMED,
              agreement.provider(),
              organisation,
              person,
              null,
              words);
        });
  }

  public void removeReader(Caller caller, String id, String organisation, UUID person) {
    var before = ofProvider(caller, id);
    change(
        caller,
        id,
        agreement -> {
          var text = withOrganisation(before, organisation);
          if (!agreement.readers(organisation).contains(person)) {
            throw new SharingProblem.NotNow("no-reader");
          }
          return new AgreementStore.NewStep(
              text.number(),
              Agreement.Kind.READER_REMOVED,
              agreement.provider(),
              organisation,
              person,
              null,
              null);
        });
  }

  private static Agreement.Text withOrganisation(Agreement agreement, String organisation) {
    return agreement.tabled().reversed().stream()
        .filter(t -> t.terms().organisations().contains(organisation))
        .findFirst()
        .orElseThrow(
            () ->
                SharingProblem.BadFields.of(
                    "organisation", "sharing.field.no-organisation", organisation));
  }

  /** What a step makes of the agreement as it is now, alone at it. */
  private interface Change {
    AgreementStore.NewStep of(Agreement agreement);
  }

  /** One transaction: the step, the party's act over it, the grants that follow. */
  private void change(Caller caller, String id, Change change) {
    Party party = secretariat(caller);
    var ticket =
        transaction.execute(
            status -> {
              store.lock(id);
              var step = change.of(store.find(id).orElseThrow());
              var text = store.find(id).orElseThrow().text(step.version()).orElseThrow();
              byte[] content = content(id, step, text);
              var act =
                  acts.record(
                      caller,
                      party,
                      Capacity.SECRETARIAT,
                      "sharing." + step.kind().slug(),
                      id + "/" + step.version(),
                      content);
              var placed = store.add(id, step, caller, act.value(), content);
              releases.compile(store.find(id).orElseThrow());
              return placed;
            });
    if (ticket != null) log.await(ticket);
  }

  private byte[] content(String id, AgreementStore.NewStep step, Agreement.Text text) {
    Map<String, String> said = new TreeMap<>();
    said.put("agreement", id);
    said.put("version", String.valueOf(step.version()));
    said.put("step", step.kind().slug());
    said.put("party", step.party().name());
    said.put("terms", text.digest());
    put(said, "organisation", step.organisation());
    put(said, "person", step.person());
    put(said, "lastDay", step.lastDay());
    put(said, "words", step.words());
    return CanonicalJson.bytes(json.valueToTree(said));
  }

  private static void put(Map<String, String> said, String key, @Nullable Object value) {
    if (value != null) said.put(key, value.toString());
  }

  private Agreement.Text tabled(Agreement agreement, int version) {
    var text =
        agreement
            .text(version)
            .orElseThrow(() -> new SharingProblem.UnknownVersion(agreement.id(), version));
    if (state(agreement, version) != Agreement.State.TABLED) {
      throw new SharingProblem.NotNow("not-tabled");
    }
    return text;
  }

  private Agreement.State state(Agreement agreement, int version) {
    return agreement.state(version, clock.instant());
  }

  private Agreement ofProvider(Caller caller, String id) {
    if (!caller.signedIn()) throw new SharingProblem.NotSignedIn();
    var agreement = find(caller, id);
    if (caller.party() != agreement.provider()) throw new SharingProblem.ProviderOnly();
    return agreement;
  }

  private static Party writer(Caller caller) {
    if (!caller.signedIn()) throw new SharingProblem.NotSignedIn();
    Party party = writesFor(caller);
    if (party == null) throw new SharingProblem.NotForThisParty();
    return party;
  }

  private static UUID person(Caller caller) {
    UUID person = caller.person();
    if (person == null) throw new SharingProblem.NotSignedIn();
    return person;
  }

  private static Party secretariat(Caller caller) {
    if (!caller.signedIn()) throw new SharingProblem.NotSignedIn();
    Party party = caller.speaksFor(Capacity.SECRETARIAT);
    if (party == null) throw new SharingProblem.NotForThisParty();
    return party;
  }

  private static @Nullable String line(String field, @Nullable String typed, boolean needed) {
    if (typed == null || typed.isBlank()) {
      if (needed) throw SharingProblem.BadFields.of(field, "sharing.field.needed");
      return null;
    }
    if (typed.length() > LINE_MAX) {
      throw SharingProblem.BadFields.of(field, "sharing.field.long", LINE_MAX);
    }
    return typed.strip();
  }

  private static FieldError error(String field, String key, Object... args) {
    return new FieldError(field, org.lanmei.kernel.Message.of(key, args));
  }
}
