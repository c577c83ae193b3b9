package org.lanmei.sharing;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Caller;
import org.lanmei.kernel.Party;
import org.lanmei.kernel.SeriesKey;

/** What the agreements in force let whom see: compiled from their terms, and nothing else. */
public interface Releases {

  /** All of them. A value of a series that no grant covers is its owner's alone. */
  List<Grant> grants();

  /** All of them as they were known at a past moment. */
  default List<Grant> grants(Instant knownAt) {
    return grants();
  }

  /** The series that exist only because an agreement releases coarser values. */
  default List<Derivation> derivations() {
    return List.of();
  }

  /** The grantees whose grants the caller may use. */
  default Set<String> grantees(Caller caller) {
    return caller.party() == null ? Set.of(PUBLIC) : Set.of(caller.party().name(), PUBLIC);
  }

  /**
   * One stretch of a series that one grantee may see.
   *
   * @param agreement whose log the values go to
   * @param series what may be seen: of coarsened terms the derived series, never its source
   * @param grantee a party's code ({@code TH}), {@link #PUBLIC}, or an organisation as one
   *     agreement knows it ({@code MRC@cn-flood-season}); to be compared with {@link
   *     Releases#grantees} only
   * @param from values observed from here on
   * @param to values observed before this; null = without an end
   * @param delay the least time between observation and sight
   */
  record Grant(
      String agreement,
      SeriesKey series,
      String grantee,
      Instant from,
      @Nullable Instant to,
      Duration delay) {

    /** Whose series alone the agreement can release: its id begins with the provider's code. */
    public Party provider() {
      return Party.valueOf(agreement.substring(0, 2).toUpperCase(Locale.ROOT));
    }
  }

  /**
   * How a coarser series comes from its source.
   *
   * @param zone in which days run
   */
  record Derivation(SeriesKey source, SeriesKey key, Coarsening coarsening, ZoneId zone) {}

  String PUBLIC = "public";

  /**
   * Published inside the transaction that changes the grants, so that copies of them change with
   * it.
   */
  record Changed() {}
}
