package org.lanmei.plan;

import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Caller;
import org.lanmei.kernel.Party;

/**
 * Through whose eyes a board is seen. A party sees its own evidence first; another party's shows
 * after that party had its time to reply, or when it replied earlier. What the six do together, and
 * what comes from a public source, is nobody's own board.
 *
 * @param party null = the public
 * @param shownFrom for each party and year, the first day on which the others see its board
 */
record Viewer(@Nullable Party party, Map<Boards.BoardKey, LocalDate> shownFrom, LocalDate today) {

  static Viewer of(Caller caller, Map<Boards.BoardKey, LocalDate> shownFrom, LocalDate today) {
    return new Viewer(caller.party(), shownFrom, today);
  }

  boolean sees(Entry.Asserted evidence) {
    if (evidence.by().size() != 1 || evidence.origin().publisher() != null) return true;
    Party owner = evidence.by().iterator().next();
    return owner == party || seesBoardOf(owner, evidence.when().from().getYear());
  }

  boolean seesBoardOf(Party owner, int year) {
    if (owner == party) return true;
    LocalDate from = shownFrom.get(new Boards.BoardKey(owner, year));
    return from != null && !today.isBefore(from);
  }
}
