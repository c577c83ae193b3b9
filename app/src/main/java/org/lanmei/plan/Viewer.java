package org.lanmei.plan;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Party;

/**
 * Through whose eyes a board is seen. A party sees its own evidence first; another party's shows
 * after that party had its time to reply, or when it replied earlier. What the six do together is
 * nobody's own board. The public sees of all this only what speaks of something that the six
 * released; what comes from a public source everybody sees.
 *
 * @param party null = the public
 * @param shownFrom for each party and year, the first day on which the others see its board
 * @param released decides for the public alone
 */
record Viewer(
    @Nullable Party party,
    Map<Boards.BoardKey, LocalDate> shownFrom,
    LocalDate today,
    Released released) {

  /**
   * What the six released to the public.
   *
   * @param all everything
   * @param subjects else what speaks of one of these
   */
  record Released(boolean all, Set<SubjectRef> subjects) {
    static final Released NOTHING = new Released(false, Set.of());
    static final Released ALL = new Released(true, Set.of());

    boolean holds(Entry.Asserted evidence) {
      return all || !Collections.disjoint(evidence.subjects(), subjects);
    }
  }

  boolean sees(Entry.Asserted evidence) {
    if (evidence.origin().publisher() != null) return true;
    if (party == null && !released.holds(evidence)) return false;
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
