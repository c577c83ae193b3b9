package org.lanmei.sharing;

import java.time.Clock;
import java.util.UUID;
import org.lanmei.kernel.Caller;
import org.lanmei.kernel.Party;
import org.lanmei.log.LogReaders;
import org.springframework.stereotype.Component;

/**
 * Who may read an agreement's log: the parties of any text of it that ever governed, the readers of
 * its organisations, and everybody when its data are for the public.
 */
@Component
class AgreementReaders implements LogReaders {

  private final AgreementStore store;
  private final Clock clock;

  AgreementReaders(AgreementStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  @Override
  public boolean mayRead(String log, Caller caller) {
    return store.find(log).filter(a -> mayRead(a, caller)).isPresent();
  }

  private boolean mayRead(Agreement agreement, Caller caller) {
    var now = clock.instant();
    Party party = caller.party();
    UUID person = caller.person();
    for (Agreement.Text text : agreement.tabled()) {
      var from = agreement.governsFrom(text);
      if (from == null || from.isAfter(now)) continue;
      if (text.terms().toThePublic()) return true;
      if (party != null && text.terms().parties().contains(party)) return true;
      if (party == null
          && person != null
          && !Readership.organisations(agreement, person).isEmpty()) {
        return true;
      }
    }
    return false;
  }
}
