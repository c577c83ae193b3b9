package org.lanmei.cap;

import java.util.List;

/**
 * A polygon of an area (CAP 1.2 section 3.2.4): a closed ring without holes. {@link PolygonRepair}
 * makes one of what came in.
 *
 * @param points at least four, the last one the first again
 */
public record Polygon(List<Point> points) {

  public Polygon {
    points = List.copyOf(points);
    if (points.size() < 4) throw new IllegalArgumentException(points.size() + " points");
    if (!points.getFirst().equals(points.getLast())) throw new IllegalArgumentException("open");
  }
}
