package org.lanmei.water;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Party;
import org.lanmei.kernel.SeriesKey;

/**
 * One quantity measured at one station.
 *
 * @param id within this node
 * @param owner whose values they are
 * @param unit UCUM code, such as {@code m}, {@code m3/s}, {@code mm}
 * @param cadence how often there is a value; null = unknown
 * @param derivedFrom the series that it was made coarser from; null = measured
 */
public record Series(
    int id,
    SeriesKey key,
    Party owner,
    String unit,
    @Nullable Duration cadence,
    @Nullable SeriesKey derivedFrom) {}
