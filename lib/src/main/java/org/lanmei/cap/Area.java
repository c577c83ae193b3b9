package org.lanmei.cap;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An area of an {@link Info} (CAP 1.2 section 3.2.4): the union of all that it names.
 *
 * @param areaDesc in words, in the language of the info
 * @param geocodes codes of lists that the recipient has to know
 * @param altitude feet above mean sea level; with a ceiling, the lower limit; null = not given
 * @param ceiling feet above mean sea level; only together with an altitude; null = not given
 */
public record Area(
    String areaDesc,
    List<Polygon> polygons,
    List<Circle> circles,
    List<NamedValue> geocodes,
    @Nullable BigDecimal altitude,
    @Nullable BigDecimal ceiling) {

  public Area {
    polygons = List.copyOf(polygons);
    circles = List.copyOf(circles);
    geocodes = List.copyOf(geocodes);
  }

  /** An area of polygons only. */
  public static Area of(String areaDesc, Polygon... polygons) {
    return new Area(areaDesc, List.of(polygons), List.of(), List.of(), null, null);
  }
}
