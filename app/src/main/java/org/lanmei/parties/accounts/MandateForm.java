package org.lanmei.parties.accounts;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Capacity;

/**
 * What was typed into the form that grants a mandate; also the body of the same call of the API.
 */
public record MandateForm(
    @Nullable UUID person,
    @Nullable Capacity capacity,
    @Nullable String scope,
    @Nullable LocalDate firstDay,
    @Nullable LocalDate lastDay,
    @Nullable String source,
    @Nullable LocalDate sourceDay) {

  public static final MandateForm EMPTY = new MandateForm(null, null, null, null, null, null, null);
}
