package org.lanmei.plan;

import java.time.LocalDate;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Caller;
import org.lanmei.kernel.Party;

/**
 * Through whose eyes a board is seen. A party sees its own evidence first; another party's shows
 * after that party had its time to reply, or when it replied earlier. What the six do together is
 * nobody's own board. The public sees of all this only what speaks of something that the six
 * released; what comes from a public source everybody sees.
 *
 * @param party null = the public
 * @param shownFrom for each party and year, the first day on which the others see its board
 * @param released whether a piece of evidence speaks of what the six released to the public
 */
record Viewer(
    @Nullable Party party,
    Map<Boards.BoardKey, LocalDate> shownFrom,
    LocalDate today,
    Predicate<Entry.Asserted> released) {

  static Viewer of(
      Caller caller,
      Map<Boards.BoardKey, LocalDate> shownFrom,
      LocalDate today,
      Predicate<Entry.Asserted> released) {
    return new Viewer(caller.party(), shownFrom, today, released);
  }

  boolean sees(Entry.Asserted evidence) {
    if (evidence.origin().publisher() != null) return true;
    if (party == null && !released.test(evidence)) return false;
    if (evidence.by().size() != 1) return true;
    Party owner = evidence.by().iterator().next();
    return owner == party || seesBoardOf(owner, evidence.when().from().getYear());
  }

  boolean seesBoardOf(Party owner, int year) {
    if (owner == party) return true;
    LocalDate from = shownFrom.get(new Boards.BoardKey(owner, year));
    return from != null && !today.isBefore(from);
  }
}
