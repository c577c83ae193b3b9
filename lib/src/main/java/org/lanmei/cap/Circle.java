package org.lanmei.cap;

/**
 * A circular area.
 *
 * @param radiusKm kilometres, not negative
 */
public record Circle(Point centre, double radiusKm) {

  public Circle {
    if (!(radiusKm >= 0 && Double.isFinite(radiusKm))) {
      throw new IllegalArgumentException("radius " + radiusKm);
    }
    radiusKm += 0.0;
  }
}
