package org.lanmei.parties;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Capacity;
import org.lanmei.kernel.Party;

/**
 * Says that a person speaks for a party in one capacity. Given by a grantor of the same party; the
 * first grantor of a party is registered from its credential note and takes it up in person.
 *
 * @param personName as shown to others
 * @param scope what within the capacity, in the party's words; empty = all of it
 * @param firstDay from its start, in the party's zone
 * @param lastDay to its end, in the party's zone; null = until ended
 * @param source reference of the credential letter or note
 * @param sourceDay the letter's date; null when it has none
 * @param grantedBy the grantor's name; null for a first grantor
 * @param registeredBy the administrator who registered a first grantor; null otherwise
 * @param act with which it was granted or taken up
 * @param endedAt null = not ended before its last day
 * @param endedBy the grantor's name; null as {@code endedAt}
 */
public record Mandate(
    MandateId id,
    UUID person,
    String personName,
    Party party,
    Capacity capacity,
    String scope,
    LocalDate firstDay,
    @Nullable LocalDate lastDay,
    String source,
    @Nullable LocalDate sourceDay,
    @Nullable String grantedBy,
    @Nullable String registeredBy,
    ActId act,
    Instant grantedAt,
    @Nullable Instant endedAt,
    @Nullable String endedBy) {

  /** Whether the person may use it at this moment. */
  public boolean inForce(Instant at) {
    return (endedAt == null || at.isBefore(endedAt)) && holds(party, firstDay, lastDay, at);
  }

  /** Whether the moment falls into the days, as the party's own calendar counts them. */
  static boolean holds(Party party, LocalDate firstDay, @Nullable LocalDate lastDay, Instant at) {
    LocalDate day = LocalDate.ofInstant(at, party.zone());
    return !day.isBefore(firstDay) && (lastDay == null || !day.isAfter(lastDay));
  }
}
