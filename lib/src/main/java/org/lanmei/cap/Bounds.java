package org.lanmei.cap;

/**
 * A box of WGS 84 degrees that does not cross the antimeridian.
 *
 * @param south to {@code north} degrees north
 * @param west to {@code east} degrees east
 */
public record Bounds(double south, double west, double north, double east) {

  public Bounds {
    if (!(south <= north && west <= east)) throw new IllegalArgumentException("empty box");
  }

  boolean contains(double lat, double lon) {
    return lat >= south && lat <= north && lon >= west && lon <= east;
  }
}
