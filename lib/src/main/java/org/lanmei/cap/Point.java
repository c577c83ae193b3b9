package org.lanmei.cap;

/**
 * A place on the WGS 84 ellipsoid (CAP 1.2 section 3.3.1).
 *
 * @param lat degrees north, −90 to 90
 * @param lon degrees east, −180 to 180
 */
public record Point(double lat, double lon) {

  public Point {
    if (!(Math.abs(lat) <= 90 && Math.abs(lon) <= 180)) {
      throw new IllegalArgumentException("no place: " + lat + "," + lon);
    }
    lat += 0.0; // no negative zero, which would not equal zero
    lon += 0.0;
  }

  /** {@code lat,lon}. */
  String text() {
    return Numbers.text(lat) + "," + Numbers.text(lon);
  }
}
