package org.lanmei.water.readings;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Party;
import org.lanmei.kernel.SeriesKey;

/**
 * A series as the store needs it.
 *
 * @param unit UCUM code
 * @param cadence the usual time between values; null = not known
 */
record Series(int id, SeriesKey key, Party owner, String unit, @Nullable Duration cadence) {}
