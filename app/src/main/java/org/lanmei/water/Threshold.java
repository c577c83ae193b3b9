package org.lanmei.water;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.LocalizedText;
import org.lanmei.kernel.Seq;
import org.lanmei.water.states.Limits;

/**
 * A level that means something at a station, from a day on.
 *
 * @param key which limit it is a version of, such as {@code alarm}
 * @param name its own name; null = the name of its role
 * @param level metres above the datum; null = withdrawn from that day on
 * @param from its first day in the owner's zone; null = since before the register
 * @param authority who set it
 * @param reference document number; null = none given
 * @param seq when it became known
 * @param example put on record in the worked example
 */
public record Threshold(
    long id,
    String key,
    Limits.Role role,
    @Nullable LocalizedText name,
    @Nullable Double level,
    Station.Datum datum,
    @Nullable LocalDate from,
    LocalizedText authority,
    @Nullable String reference,
    Seq seq,
    Instant knownAt,
    boolean example) {}
