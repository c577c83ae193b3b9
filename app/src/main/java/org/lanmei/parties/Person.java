package org.lanmei.parties;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Party;

/**
 * Somebody with an account, as others may see them.
 *
 * @param organisation empty when not said
 * @param party whose service the person belongs to, mandate or not; null for partners and others
 * @param example belongs to a worked example: not a real person
 */
public record Person(
    UUID id, String name, String organisation, @Nullable Party party, boolean example) {}
