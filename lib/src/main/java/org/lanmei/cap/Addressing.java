package org.lanmei.cap;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom a message may go to.
 *
 * @param restriction the rule that limits it; null = none; required when {@link Scope#RESTRICTED}
 * @param addresses of recipients, none of them empty or with a double quote; required when {@link
 *     Scope#PRIVATE}
 */
public record Addressing(Scope scope, @Nullable String restriction, List<String> addresses) {

  /** For everybody. */
  public static final Addressing PUBLIC = new Addressing(Scope.PUBLIC, null, List.of());

  public Addressing {
    addresses = List.copyOf(addresses);
    addresses.forEach(QuotedList::check);
  }
}
