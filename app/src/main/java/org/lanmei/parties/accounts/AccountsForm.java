package org.lanmei.parties.accounts;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Capacity;
import org.lanmei.kernel.Lang;
import org.lanmei.kernel.Party;

/**
 * What was typed into one of the two forms of the accounts' page: an invitation, a first grantor.
 */
public record AccountsForm(
    @Nullable String name,
    @Nullable String organisation,
    @Nullable Party party,
    @Nullable Capacity basis,
    @Nullable String language,
    @Nullable UUID person,
    @Nullable String source,
    @Nullable LocalDate sourceDay,
    @Nullable LocalDate firstDay,
    @Nullable LocalDate lastDay) {

  public static final AccountsForm EMPTY =
      new AccountsForm(null, null, null, null, null, null, null, null, null, null);

  /** The chosen language; English when none was. */
  public Lang lang() {
    return language == null ? Lang.EN : Lang.of(language).orElse(Lang.EN);
  }
}
