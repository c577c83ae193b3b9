package org.lanmei.parties;

import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import org.lanmei.kernel.Caller;
import org.lanmei.kernel.Capacity;
import org.lanmei.kernel.Lang;
import org.lanmei.kernel.Party;
import org.lanmei.parties.accounts.Invitation;
import org.springframework.boot.test.context.TestComponent;

/**
 * An officer of each party's secretariat, a reader and an administrator, for {@link
 * org.lanmei.PlanTest}: made by the rules, none of them an example.
 */
@TestComponent
public class Officers {

  private static final String PASSWORD = "seven rivers meet at dawn";

  private final Accounts accounts;
  private final Mandates mandates;
  private final Callers callers;
  private final Tokens tokens;
  private final Map<Party, UUID> officers = new EnumMap<>(Party.class);
  private final Map<Party, UUID> grantors = new EnumMap<>(Party.class);
  private final Map<Party, UUID> hydrologists = new EnumMap<>(Party.class);
  private UUID reader;
  private UUID administrator;

  Officers(Accounts accounts, Mandates mandates, Callers callers, Tokens tokens) {
    this.accounts = accounts;
    this.mandates = mandates;
    this.callers = callers;
    this.tokens = tokens;
  }

  private synchronized void make() {
    if (administrator != null) return;
    administrator = person("pt-administrator", null, Capacity.ADMINISTRATOR);
    reader = person("pt-reader", null, Capacity.READER);
    for (Party party : Party.values()) {
      UUID officer = person("pt-" + party.name().toLowerCase(), party, Capacity.READER);
      officers.put(party, officer);
      UUID grantor = person("pt-grantor-" + party.name().toLowerCase(), party, Capacity.READER);
      grantors.put(party, grantor);
      var first = LocalDate.of(2026, 1, 1);
      mandates.takeUpFirst(
          grantor,
          party,
          new Invitation.Credential("Note 1/2026", first, first, null),
          administrator,
          "password");
      mandates.grant(
          caller(grantor),
          new Mandates.Grant(officer, Capacity.SECRETARIAT, "", first, null, "Note 1/2026", first));
    }
  }

  private UUID person(String login, Party party, Capacity basis) {
    return accounts.make(
        login, PASSWORD, "Officer " + login, "Secretariat", party, basis, Lang.EN, false);
  }

  private Caller caller(UUID person) {
    return callers.byPerson(person, "password").orElseThrow();
  }

  public Caller of(Party party) {
    make();
    return caller(officers.get(party));
  }

  /** A hydrologist of the party's water service, for publishing its readings. */
  public synchronized Caller hydrologist(Party party) {
    make();
    UUID person = hydrologists.get(party);
    if (person == null) {
      person = person("pt-water-" + party.name().toLowerCase(), party, Capacity.READER);
      hydrologists.put(party, person);
      var first = LocalDate.of(2026, 1, 1);
      mandates.grant(
          caller(grantors.get(party)),
          new Mandates.Grant(person, Capacity.HYDROLOGIST, "", first, null, "Note 2/2026", first));
    }
    return caller(person);
  }

  public Caller reader() {
    make();
    return caller(reader);
  }

  public Caller administrator() {
    make();
    return caller(administrator);
  }

  /** Of the party's officer. */
  public String token(Party party) {
    return token(of(party));
  }

  public String token(Caller caller) {
    return tokens.insert(caller.person(), "test", Duration.ofDays(1)).token();
  }

  public String login(Party party) {
    make();
    return "pt-" + party.name().toLowerCase();
  }

  public String password() {
    return PASSWORD;
  }
}
