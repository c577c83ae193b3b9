package org.lanmei.sharing;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Caller;
import org.lanmei.kernel.Party;

/** Who may know of an agreement; pure. */
final class Readership {

  private Readership() {}

  /** The organisations of a tabled text for which the account was named as a reader. */
  static Set<String> organisations(Agreement agreement, UUID person) {
    return agreement.tabled().stream()
        .flatMap(t -> t.terms().organisations().stream())
        .filter(o -> agreement.readers(o).contains(person))
        .collect(Collectors.toSet());
  }

  /** Whether the caller may know that there is such an agreement. */
  static boolean maySee(Agreement agreement, Caller caller, Instant now) {
    return !versions(agreement, caller, now).isEmpty() || seesDraft(agreement, caller);
  }

  /** A draft is its provider's alone. */
  static boolean seesDraft(Agreement agreement, Caller caller) {
    return agreement.draft() != null && caller.party() == agreement.provider();
  }

  /**
   * The tabled texts that the caller may see. A party sees those that bind it or would; an
   * organisation's reader those that were adopted and bind the organisation; everybody those that
   * govern or governed and are classified as public.
   */
  static List<Agreement.Text> versions(Agreement agreement, Caller caller, Instant now) {
    return agreement.tabled().stream().filter(t -> sees(agreement, t, caller, now)).toList();
  }

  private static boolean sees(Agreement a, Agreement.Text text, Caller caller, Instant now) {
    Party party = caller.party();
    if (party != null
        && (party == a.provider()
            || text.terms().parties().contains(party)
            || a.needed(text.number()).contains(party))) {
      return true;
    }
    if (a.adoptedAt(text) == null) return false;
    if (text.terms().classification() == Terms.Classification.PUBLIC) {
      Instant from = a.governsFrom(text);
      if (from != null && !from.isAfter(now)) return true;
    }
    UUID person = caller.person();
    return party == null
        && person != null
        && text.terms().organisations().stream().anyMatch(o -> a.readers(o).contains(person));
  }

  /** The agreement without what the caller may not see of it. */
  static Agreement seenBy(Agreement agreement, Caller caller, Instant now) {
    boolean provider = caller.party() == agreement.provider();
    var texts = versions(agreement, caller, now);
    var numbers = texts.stream().map(Agreement.Text::number).toList();
    return new Agreement(
        agreement.id(),
        agreement.provider(),
        agreement.example(),
        agreement.at(),
        provider ? agreement.draft() : null,
        texts,
        agreement.steps().stream()
            .filter(s -> numbers.contains(s.version()) && (provider || s.person() == null))
            .map(s -> caller.party() == null ? withoutName(s) : s)
            .toList());
  }

  /** Which officer acted is told to parties; to others only which party. */
  private static Agreement.Step withoutName(Agreement.Step s) {
    return new Agreement.Step(
        s.version(),
        s.kind(),
        s.party(),
        s.organisation(),
        s.person(),
        s.lastDay(),
        s.words(),
        "",
        s.act(),
        s.at(),
        s.seq());
  }

  /** The receiver that the caller reads as; null = none of this agreement. */
  static @Nullable String receiver(Agreement agreement, Terms terms, Caller caller) {
    Party party = caller.party();
    if (party != null) return terms.receivers().contains(party.name()) ? party.name() : null;
    UUID person = caller.person();
    if (person == null) return null;
    return terms.organisations().stream()
        .filter(o -> agreement.readers(o).contains(person))
        .findFirst()
        .orElse(null);
  }
}
