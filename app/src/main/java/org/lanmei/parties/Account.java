package org.lanmei.parties;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Capacity;
import org.lanmei.kernel.Lang;
import org.lanmei.kernel.Party;

/**
 * A person's account, as the administrator sees it.
 *
 * @param party whose service the person belongs to; null for partners, readers, administrators
 * @param basis what the account is for without any mandate; {@code READER} with a party
 * @param example belongs to a worked example
 * @param disabledAt null = it can be used
 */
record Account(
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

  Person person() {
    return new Person(id, name, organisation, party, example);
  }
}
