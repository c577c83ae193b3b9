package org.lanmei.parties;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Caller;
import org.lanmei.kernel.Capacity;
import org.lanmei.kernel.Lang;
import org.lanmei.kernel.Message;
import org.lanmei.kernel.Party;
import org.lanmei.kernel.Problem.FieldError;
import org.lanmei.parties.accounts.Account;
import org.lanmei.parties.accounts.Invitation;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Accounts: the administrator invites and disables; whoever is invited chooses login and password.
 * An account by itself speaks for nobody.
 */
@Component
class Accounts {

  static final Duration INVITED_FOR = Duration.ofHours(72);
  private static final int LINE = 200;
  private static final Pattern LOGIN = Pattern.compile("[a-z0-9][a-z0-9._@+-]{1,62}[a-z0-9]");

  /** What a person without a party can have an account for. */
  static final Set<Capacity> BASES =
      Set.of(
          Capacity.READER,
          Capacity.ADMINISTRATOR,
          Capacity.HYDROLOGIST,
          Capacity.EVALUATOR,
          Capacity.PROJECT_HOLDER);

  private final PersonStore people;
  private final InvitationStore invitations;
  private final Mandates mandates;
  private final Passwords passwords;
  private final Sessions sessions;
  private final Address address;
  private final Clock clock;

  Accounts(
      PersonStore people,
      InvitationStore invitations,
      Mandates mandates,
      Passwords passwords,
      Sessions sessions,
      Address address,
      Clock clock) {
    this.people = people;
    this.invitations = invitations;
    this.mandates = mandates;
    this.passwords = passwords;
    this.sessions = sessions;
    this.address = address;
    this.clock = clock;
  }

  List<Account> list(Caller caller) {
    administrator(caller);
    return people.all();
  }

  /** Links that are out and can still be used. */
  List<Invitation> waiting(Caller caller) {
    administrator(caller);
    return invitations.waiting(clock.instant());
  }

  Account mine(Caller caller) {
    UUID id = caller.person();
    if (id == null) throw new PartiesProblem.NotSignedIn();
    return people.find(id).orElseThrow(PartiesProblem.NotSignedIn::new);
  }

  /**
   * Whom the administrator invites.
   *
   * @param party whose service the person belongs to; null = none
   * @param basis what the account is for; {@code READER} with a party
   */
  record Invite(
      String name, String organisation, @Nullable Party party, Capacity basis, Lang language) {}

  @Transactional
  Invitation.Link invite(Caller caller, Invite invite) {
    UUID by = administrator(caller);
    var wrong = new ArrayList<FieldError>();
    line(wrong, "name", invite.name(), true);
    line(wrong, "organisation", invite.organisation(), false);
    if (!BASES.contains(invite.basis())
        || (invite.party() != null && invite.basis() != Capacity.READER)) {
      wrong.add(error("basis", "parties.field.basis"));
    }
    if (!wrong.isEmpty()) throw new PartiesProblem.BadFields(wrong);
    return send(
        new Invitation(
            UUID.randomUUID(),
            null,
            invite.name().strip(),
            invite.organisation().strip(),
            invite.party(),
            invite.basis(),
            invite.language(),
            isExample(by),
            null,
            by,
            clock.instant().plus(INVITED_FOR)));
  }

  /**
   * What the administrator registers from a party's credential note.
   *
   * @param person of that party, who has an account; null = a new account for {@code name}
   * @param name needed without a person
   */
  record FirstGrantor(
      @Nullable UUID person,
      String name,
      String organisation,
      Party party,
      Lang language,
      String source,
      @Nullable LocalDate sourceDay,
      @Nullable LocalDate firstDay,
      @Nullable LocalDate lastDay) {}

  /**
   * Registers the first grantor of a party. Nothing is granted by it: the mandate begins to exist
   * when the person named in the note takes it up.
   *
   * @throws PartiesProblem.GrantorInForce when the party can grant by itself
   */
  @Transactional
  Invitation.Link registerFirstGrantor(Caller caller, FirstGrantor first) {
    UUID by = administrator(caller);
    if (mandates.hasGrantor(first.party())) {
      throw new PartiesProblem.GrantorInForce(first.party());
    }
    var wrong = new ArrayList<FieldError>();
    Account account = first.person() == null ? null : people.find(first.person()).orElse(null);
    if (first.person() == null) {
      line(wrong, "name", first.name(), true);
      line(wrong, "organisation", first.organisation(), false);
    } else if (account == null
        || account.party() != first.party()
        || account.disabledAt() != null) {
      wrong.add(error("person", "parties.field.not-of-party"));
    }
    line(wrong, "source", first.source(), true);
    LocalDate sourceDay = needed(wrong, "sourceDay", first.sourceDay());
    LocalDate firstDay = needed(wrong, "firstDay", first.firstDay());
    if (first.lastDay() != null && first.lastDay().isBefore(firstDay)) {
      wrong.add(error("lastDay", "parties.field.before-first"));
    }
    if (sourceDay.isAfter(LocalDate.ofInstant(clock.instant(), first.party().zone()))) {
      wrong.add(error("sourceDay", "parties.field.future"));
    }
    if (!wrong.isEmpty()) throw new PartiesProblem.BadFields(wrong);
    return send(
        new Invitation(
            UUID.randomUUID(),
            account == null ? null : account.id(),
            account == null ? first.name().strip() : account.name(),
            account == null ? first.organisation().strip() : account.organisation(),
            first.party(),
            Capacity.READER,
            first.language(),
            isExample(by),
            new Invitation.Credential(first.source().strip(), sourceDay, firstDay, first.lastDay()),
            by,
            clock.instant().plus(INVITED_FOR)));
  }

  private Invitation.Link send(Invitation invitation) {
    String secret = Secrets.fresh();
    invitations.insert(invitation, secret, clock.instant());
    return new Invitation.Link(address.of("/invitation/" + secret), invitation.expiresAt());
  }

  /**
   * Takes the account out of use and signs the person out everywhere. Mandates stay as they are.
   */
  @Transactional
  void disable(Caller caller, UUID id) {
    UUID by = administrator(caller);
    if (by.equals(id)) throw new PartiesProblem.OwnAccount();
    if (people.find(id).isEmpty()) throw new PartiesProblem.UnknownPerson(id);
    people.disable(id, by, clock.instant());
    sessions.endAll(id, null);
  }

  @Transactional
  void enable(Caller caller, UUID id) {
    administrator(caller);
    if (people.find(id).isEmpty()) throw new PartiesProblem.UnknownPerson(id);
    people.enable(id);
  }

  /**
   * @throws PartiesProblem.LinkGone when it was used, has expired or never was
   */
  Invitation open(String secret) {
    return invitations.open(secret, clock.instant()).orElseThrow(PartiesProblem.LinkGone::new);
  }

  /**
   * The invited person makes the account and, as a first grantor, takes up the mandate.
   *
   * @return the new person
   */
  @Transactional
  UUID accept(String secret, String typedLogin, String password) {
    var invitation =
        invitations.use(secret, clock.instant()).orElseThrow(PartiesProblem.LinkGone::new);
    if (invitation.person() != null) throw new PartiesProblem.OtherPerson();
    UUID person =
        make(
            typedLogin,
            password,
            invitation.name(),
            invitation.organisation(),
            invitation.party(),
            invitation.basis(),
            invitation.language(),
            invitation.example());
    takeUp(invitation, person, "password");
    return person;
  }

  /** Somebody who has an account takes up the first grantor's mandate. */
  @Transactional
  void accept(Caller caller, String secret) {
    UUID person = caller.person();
    if (person == null) throw new PartiesProblem.NotSignedIn();
    if (caller.authentication().equals("token")) throw new PartiesProblem.NotWithToken();
    var invitation =
        invitations.use(secret, clock.instant()).orElseThrow(PartiesProblem.LinkGone::new);
    if (!person.equals(invitation.person())) throw new PartiesProblem.OtherPerson();
    takeUp(invitation, person, caller.authentication());
  }

  private void takeUp(Invitation invitation, UUID person, String how) {
    if (invitation.credential() == null || invitation.party() == null) return;
    mandates.takeUpFirst(
        person, invitation.party(), invitation.credential(), invitation.invitedBy(), how);
  }

  /** The link with which the first administrator sets up; the one before is void. */
  String newSetUpLink() {
    String secret = Secrets.fresh();
    invitations.setUpBy(secret, clock.instant());
    return address.of("/setup/" + secret);
  }

  boolean needsSetUp() {
    return !people.anyAdministrator();
  }

  /**
   * @throws PartiesProblem.LinkGone when it was used or replaced, or there is an administrator
   */
  void openSetUp(String secret) {
    if (!invitations.isSetUp(secret) || people.anyAdministrator()) {
      throw new PartiesProblem.LinkGone();
    }
  }

  /** Makes the first administrator. */
  @Transactional
  UUID setUp(String secret, String name, String login, String password, Lang language) {
    if (!invitations.useSetUp(secret) || people.anyAdministrator()) {
      throw new PartiesProblem.LinkGone();
    }
    var wrong = new ArrayList<FieldError>();
    line(wrong, "name", name, true);
    if (!wrong.isEmpty()) throw new PartiesProblem.BadFields(wrong);
    return make(login, password, name.strip(), "", null, Capacity.ADMINISTRATOR, language, false);
  }

  /**
   * @param old needed when the person has a password
   * @param session that goes on; all others of the person end
   */
  @Transactional
  void changePassword(Caller caller, String old, String password, @Nullable String session) {
    var account = mine(caller);
    if (caller.authentication().equals("token")) throw new PartiesProblem.NotWithToken();
    var kept = people.credentials(account.id());
    if (kept.isPresent() && !passwords.matches(old, kept.get().hash())) {
      throw new PartiesProblem.BadFields("old", "parties.password.old-wrong");
    }
    var wrong = passwords.check("password", password, account.login(), account.name());
    if (!wrong.isEmpty()) throw new PartiesProblem.BadFields(wrong);
    people.setPassword(account.id(), passwords.hash(password), clock.instant());
    sessions.endAll(account.id(), session);
  }

  /** Makes an account of which everything is known. */
  UUID make(
      String typedLogin,
      String password,
      String name,
      String organisation,
      @Nullable Party party,
      Capacity basis,
      Lang language,
      boolean example) {
    String login = SignIn.login(typedLogin);
    var wrong = new ArrayList<FieldError>();
    if (!LOGIN.matcher(login).matches()) wrong.add(error("login", "parties.field.login"));
    wrong.addAll(passwords.check("password", password, login, name));
    if (!wrong.isEmpty()) throw new PartiesProblem.BadFields(wrong);
    var account =
        new Account(
            UUID.randomUUID(),
            login,
            name,
            organisation,
            party,
            basis,
            language,
            example,
            clock.instant(),
            null);
    if (!people.insert(account)) {
      throw new PartiesProblem.BadFields("login", "parties.field.login-taken");
    }
    people.setPassword(account.id(), passwords.hash(password), clock.instant());
    return account.id();
  }

  private boolean isExample(UUID person) {
    return people.find(person).map(Account::example).orElse(false);
  }

  private static UUID administrator(Caller caller) {
    UUID person = caller.person();
    if (person == null) throw new PartiesProblem.NotSignedIn();
    if (!caller.has(Capacity.ADMINISTRATOR)) throw new PartiesProblem.AdministratorOnly();
    return person;
  }

  private static void line(List<FieldError> wrong, String field, String text, boolean needed) {
    if (needed && text.isBlank()) wrong.add(error(field, "parties.field.needed"));
    else if (text.length() > LINE) wrong.add(error(field, "parties.field.long", LINE));
  }

  /** The day, or any day with the error added. */
  private static LocalDate needed(List<FieldError> wrong, String field, @Nullable LocalDate day) {
    if (day != null) return day;
    wrong.add(error(field, "parties.field.needed"));
    return LocalDate.EPOCH;
  }

  private static FieldError error(String field, String key, Object... args) {
    return new FieldError(field, Message.of(key, args));
  }
}
