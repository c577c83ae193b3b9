package org.lanmei.water.intake;

import java.time.ZoneOffset;
import java.util.List;
import org.lanmei.kernel.Party;
import org.lanmei.kernel.SeriesKey;

/**
 * A series of the registry, as far as a file can be matched with it.
 *
 * @param unit UCUM
 * @param names of the station, in any language
 * @param zone in which the station's service reads its clock
 */
public record KnownSeries(
    SeriesKey key, Party owner, String unit, List<String> names, ZoneOffset zone) {
  public KnownSeries {
    names = List.copyOf(names);
  }
}
