package org.lanmei.water;

import org.lanmei.kernel.LocalizedText;

/**
 * What is measured.
 *
 * @param code in the field's term, such as {@code water-level}
 * @param unit UCUM code
 */
public record Variable(String code, LocalizedText names, String unit) {

  public static final String WATER_LEVEL = "water-level";
  public static final String RAINFALL = "rainfall";
}
