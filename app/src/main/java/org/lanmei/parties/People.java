package org.lanmei.parties;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.lanmei.kernel.Caller;
import org.lanmei.kernel.Party;
import org.lanmei.parties.accounts.Account;
import org.springframework.stereotype.Component;

/** Looks people up by their id, also those whose account is disabled. */
@Component
public class People {

  private final PersonStore store;
  private final Callers callers;

  People(PersonStore store, Callers callers) {
    this.store = store;
    this.callers = callers;
  }

  /**
   * As what a person may act at this moment, for work that goes on without them: a job that they
   * confirmed. Recognised as {@code job}.
   *
   * @return empty when there is no such person or the account is disabled
   */
  public Optional<Caller> acting(UUID person) {
    return callers.byPerson(person, "job");
  }

  public Optional<Person> find(UUID id) {
    return store.find(id).map(Account::person);
  }

  /** By id; unknown ids are left out. */
  public Map<UUID, Person> find(Collection<UUID> ids) {
    return store.byIds(ids).stream().collect(Collectors.toMap(Account::id, Account::person));
  }

  /** Who belongs to a party's service and has an account that can be used, by name. */
  public List<Person> ofParty(Party party) {
    return store.ofParty(party).stream()
        .filter(a -> a.disabledAt() == null)
        .map(Account::person)
        .toList();
  }
}
