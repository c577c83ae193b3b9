package org.lanmei.parties.accounts;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Capacity;
import org.lanmei.kernel.Lang;
import org.lanmei.kernel.Party;

/**
 * An offer of an account, or of the first grantor's mandate of a party, open until it is used or
 * expires.
 *
 * @param person who has an account already and is to take up the mandate; null = a new account
 * @param party whose service the person belongs to; null for partners, readers, administrators
 * @param basis what the account is for without any mandate
 * @param example made by a person of a worked example, and so makes one
 * @param credential of a first grantor; null = an account only
 */
public record Invitation(
    UUID id,
    @Nullable UUID person,
    String name,
    String organisation,
    @Nullable Party party,
    Capacity basis,
    Lang language,
    boolean example,
    @Nullable Credential credential,
    UUID invitedBy,
    Instant expiresAt) {

  /**
   * What a party's note says about its first grantor.
   *
   * @param source the note's reference
   * @param sourceDay its date
   * @param lastDay null = until ended
   */
  public record Credential(
      String source, LocalDate sourceDay, LocalDate firstDay, @Nullable LocalDate lastDay) {}

  /**
   * What is handed over: shown once.
   *
   * @param address the whole link
   */
  public record Link(String address, Instant expiresAt) {}
}
