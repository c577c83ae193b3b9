package org.lanmei.water;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.LocalizedText;
import org.lanmei.kernel.Seq;

/**
 * How high the zero of a station's gauge lies, from a day on.
 *
 * @param metres above mean sea level
 * @param datumName the national height system; null = not said
 * @param from its first day in the owner's zone; null = since before the register
 * @param reference document number; null = none given
 */
public record GaugeZero(
    long id,
    double metres,
    @Nullable String datumName,
    @Nullable LocalDate from,
    LocalizedText authority,
    @Nullable String reference,
    Seq seq,
    Instant knownAt,
    boolean example) {}
