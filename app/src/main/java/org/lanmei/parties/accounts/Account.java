package org.lanmei.parties.accounts;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Capacity;
import org.lanmei.kernel.Lang;
import org.lanmei.kernel.Party;
import org.lanmei.parties.Person;

/**
 * A person's account, as the administrator sees it.
 *
 * @param party whose service the person belongs to; null for partners, readers, administrators
 * @param basis what the account is for without any mandate; {@code READER} with a party
 * @param example belongs to a worked example
 * @param disabledAt null = it can be used
 */
public record Account(
    UUID id,
    String login,
    String name,
    String organisation,
    @Nullable Party party,
    Capacity basis,
    Lang language,
    boolean example,
    Instant createdAt,
    @Nullable Instant disabledAt) {

  /** As others may see the person. */
  public Person person() {
    return new Person(id, name, organisation, party, example);
  }
}
