package org.lanmei.cap;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.operation.buffer.BufferOp;
import org.locationtech.jts.operation.valid.IsValidOp;
import org.locationtech.jts.operation.valid.TopologyValidationError;

/**
 * Makes polygons of a line of points, mending what is commonly wrong with it. Nothing that the line
 * encloses is lost; what would have to be guessed is left or refused.
 *
 * @param polygons none when it was refused
 * @param notes what was mended, left or refused, in this order
 */
public record PolygonRepair(List<Polygon> polygons, List<Note> notes) {

  /** Beyond these a line that crosses itself is left as it is: mending could take too long. */
  private static final int MOST_POINTS = 2_000;

  private static final int MOST_CROSSINGS = 100;
  private static final double SAME_AREA = 1e-9;
  private static final GeometryFactory GEOMETRY = new GeometryFactory();

  public PolygonRepair {
    polygons = List.copyOf(polygons);
    notes = List.copyOf(notes);
  }

  /** A rule that the line broke, and the arguments of its {@link Finding}. */
  public record Note(Rule rule, List<String> args) {
    public Note {
      args = List.copyOf(args);
    }

    static Note of(Rule rule, Object... args) {
      return new Note(rule, Findings.quotes(args));
    }
  }

  /** Of a line as it came in, closed or not. */
  public static PolygonRepair of(List<Point> line) {
    var notes = new ArrayList<Note>();
    var ring = new ArrayList<Point>();
    for (Point point : line) if (ring.isEmpty() || !ring.getLast().equals(point)) ring.add(point);
    int repeated = line.size() - ring.size();
    if (repeated > 0) notes.add(Note.of(Rule.POLYGON_REPEATED_PAIRS, repeated));
    if (ring.stream().distinct().count() < 3) {
      return refused(notes, Note.of(Rule.POLYGON_TOO_FEW, line.size()));
    }
    if (!ring.getFirst().equals(ring.getLast())) {
      notes.add(Note.of(Rule.POLYGON_OPEN, ring.getFirst().text(), ring.getLast().text()));
      ring.add(ring.getFirst());
    }
    int before = ring.size();
    despike(ring);
    if (ring.size() < 4) return refused(notes, Note.of(Rule.POLYGON_WITHOUT_AREA));
    if (ring.size() < before) notes.add(Note.of(Rule.POLYGON_SPIKES, before - ring.size()));
    return simple(ring, notes);
  }

  private static PolygonRepair refused(List<Note> notes, Note why) {
    notes.add(why);
    return new PolygonRepair(List.of(), notes);
  }

  /** Takes out every point at which the line turns back onto itself; the ring stays closed. */
  private static void despike(List<Point> ring) {
    ring.removeLast();
    int calm = 0;
    int at = 0;
    while (ring.size() >= 3 && calm < ring.size()) {
      int n = ring.size();
      Point from = ring.get((at + n - 1) % n);
      Point turn = ring.get(at % n);
      Point to = ring.get((at + 1) % n);
      if (turn.equals(to) || turnsBack(from, turn, to)) {
        ring.remove(at % n);
        at = Math.max(0, at % n - 1);
        calm = 0;
      } else {
        at = (at + 1) % n;
        calm++;
      }
    }
    if (!ring.isEmpty()) ring.add(ring.getFirst());
  }

  private static boolean turnsBack(Point from, Point turn, Point to) {
    double along =
        (turn.lon() - from.lon()) * (to.lon() - turn.lon())
            + (turn.lat() - from.lat()) * (to.lat() - turn.lat());
    return along < 0 && Orientation.index(coordinate(from), coordinate(turn), coordinate(to)) == 0;
  }

  private static PolygonRepair simple(List<Point> ring, List<Note> notes) {
    var coordinates = ring.stream().map(PolygonRepair::coordinate).toArray(Coordinate[]::new);
    var shape = GEOMETRY.createPolygon(coordinates);
    TopologyValidationError error = new IsValidOp(shape).getValidationError();
    if (error == null) {
      return new PolygonRepair(List.of(new Polygon(ring)), notes);
    }
    var mended = mendable(coordinates) ? split(shape) : null;
    if (mended == null) {
      Coordinate at = Objects.requireNonNullElse(error.getCoordinate(), coordinates[0]);
      String where = Numbers.text(at.y) + "," + Numbers.text(at.x);
      notes.add(Note.of(Rule.POLYGON_CROSSES_ITSELF, where));
      return new PolygonRepair(List.of(new Polygon(ring)), notes);
    }
    if (mended.isEmpty()) return refused(notes, Note.of(Rule.POLYGON_WITHOUT_AREA));
    notes.add(Note.of(Rule.POLYGON_SPLIT, mended.size()));
    return new PolygonRepair(mended, notes);
  }

  private static boolean mendable(Coordinate[] line) {
    if (line.length > MOST_POINTS) return false;
    int crossings = 0;
    for (int i = 1; i < line.length; i++) {
      for (int j = i + 2; j < line.length; j++) {
        if (Envelope.intersects(line[i - 1], line[i], line[j - 1], line[j])
            && Orientation.index(line[i - 1], line[i], line[j - 1])
                != Orientation.index(line[i - 1], line[i], line[j])
            && ++crossings > MOST_CROSSINGS) {
          return false;
        }
      }
    }
    return true;
  }

  /** Null when holes would be needed; empty when nothing is enclosed. */
  private static @Nullable List<Polygon> split(Geometry shape) {
    Geometry whole = BufferOp.bufferByZero(shape, true);
    if (whole.getArea() <= SAME_AREA * SAME_AREA) return List.of();
    var polygons = new ArrayList<Polygon>();
    for (int i = 0; i < whole.getNumGeometries(); i++) {
      var part = (org.locationtech.jts.geom.Polygon) whole.getGeometryN(i);
      if (part.getNumInteriorRing() > 0) return null;
      var points = new ArrayList<Point>();
      for (Coordinate c : part.getExteriorRing().getCoordinates()) points.add(new Point(c.y, c.x));
      polygons.add(new Polygon(points));
    }
    return polygons;
  }

  private static Coordinate coordinate(Point point) {
    return new Coordinate(point.lon(), point.lat());
  }
}
