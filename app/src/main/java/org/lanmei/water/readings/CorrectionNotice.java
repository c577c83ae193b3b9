package org.lanmei.water.readings;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Party;
import org.lanmei.kernel.SeriesKey;

/**
 * Tells a receiver that values which it could see were materially corrected, or taken back.
 *
 * @param receiver the name under which the values were released
 * @param values how many
 * @param first observed
 * @param last observed
 * @param most largest change in the unit of the series; null = values were only taken back
 * @param at when it was told
 */
public record CorrectionNotice(
    long id,
    long batch,
    SeriesKey series,
    String unit,
    Party publisher,
    String receiver,
    int values,
    Instant first,
    Instant last,
    @Nullable Double most,
    String reason,
    Instant at) {}
