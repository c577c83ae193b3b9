package org.lanmei.cap;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads an {@code area}. */
final class AreaForm {

  private static final Pattern SPACED_COMMA = Pattern.compile("\\s+,\\s*|,\\s+");
  private static final Pattern SPACE = Pattern.compile("\\s+");

  private final Findings findings;
  private final CapVersion version;
  private final @Nullable Bounds home;

  AreaForm(Findings findings, CapVersion version, @Nullable Bounds home) {
    this.findings = findings;
    this.version = version;
    this.home = home;
  }

  /** Null when it lacks what it must have. */
  @Nullable Area read(XmlElement element) {
    var fields =
        new Fields(element, findings, "areaDesc! polygon* circle* geocode* altitude ceiling");
    String areaDesc = fields.required("areaDesc");
    var polygons = new ArrayList<Polygon>();
    for (XmlElement polygon : fields.all("polygon")) {
      var line = line(polygon, fields.plain(polygon));
      if (line == null) continue;
      var repair = PolygonRepair.of(line);
      for (var note : repair.notes()) findings.add(note.rule(), polygon, note.args().toArray());
      polygons.addAll(repair.polygons());
    }
    var circles = new ArrayList<Circle>();
    for (XmlElement leaf : fields.all("circle")) {
      var circle = circle(leaf, fields.plain(leaf));
      if (circle != null) circles.add(circle);
    }
    var geocodes = fields.named("geocode", version);
    var altitude = fields.decimal("altitude");
    var ceiling = fields.decimal("ceiling");
    var highest = fields.one("ceiling");
    if (highest != null && fields.one("altitude") == null) {
      findings.add(Rule.CEILING_WITHOUT_ALTITUDE, highest);
    }
    if (highest != null && altitude != null && ceiling != null && ceiling.compareTo(altitude) < 0) {
      findings.add(Rule.CEILING_BELOW_ALTITUDE, highest, ceiling, altitude);
    }
    if (areaDesc == null) return null;
    return new Area(areaDesc, polygons, circles, geocodes, altitude, ceiling);
  }

  private String tidy(XmlElement leaf, String text) {
    String tidy = SPACED_COMMA.matcher(text.strip()).replaceAll(",");
    if (!tidy.equals(text.strip())) findings.add(Rule.COORDINATE_SPACING, leaf);
    return tidy;
  }

  private @Nullable Circle circle(XmlElement leaf, String text) {
    String[] parts = SPACE.split(tidy(leaf, text));
    Double radius = parts.length == 2 ? Fields.number(parts[1]) : null;
    if (radius == null) {
      findings.add(Rule.CIRCLE_FORM, leaf, text.strip());
      return null;
    }
    if (radius < 0) findings.add(Rule.CIRCLE_RADIUS, leaf, parts[1]);
    var centre = points(leaf, List.of(parts[0]));
    return centre == null || radius < 0 ? null : new Circle(centre.getFirst(), radius);
  }

  private @Nullable List<Point> line(XmlElement leaf, String text) {
    if (text.isBlank()) {
      findings.add(Rule.POLYGON_TOO_FEW, leaf, 0);
      return null;
    }
    return points(leaf, List.of(SPACE.split(tidy(leaf, text))));
  }

  /** Null when one of them is no place. */
  private @Nullable List<Point> points(XmlElement leaf, List<String> pairs) {
    var numbers = new ArrayList<double[]>();
    for (String pair : pairs) {
      String[] parts = pair.split(",", -1);
      Double first = parts.length == 2 ? Fields.number(parts[0]) : null;
      Double second = parts.length == 2 ? Fields.number(parts[1]) : null;
      if (first == null || second == null) {
        findings.add(Rule.COORDINATE_FORM, leaf, pair, numbers.size() + 1);
        return null;
      }
      numbers.add(new double[] {first, second});
    }
    boolean asWritten = numbers.stream().allMatch(n -> possible(n[0], n[1]));
    boolean swapped = numbers.stream().allMatch(n -> possible(n[1], n[0]));
    if (!asWritten && !swapped) {
      for (int i = 0; i < numbers.size(); i++) {
        double[] n = numbers.get(i);
        if (possible(n[0], n[1])) continue;
        findings.add(Rule.COORDINATE_RANGE, leaf, pairs.get(i), i + 1);
        return null;
      }
    }
    boolean turn = swapped && (!asWritten || athome(numbers, true) && !athome(numbers, false));
    var points =
        numbers.stream().map(n -> turn ? new Point(n[1], n[0]) : new Point(n[0], n[1])).toList();
    if (turn) {
      findings.add(Rule.COORDINATE_ORDER, leaf, pairs.getFirst(), points.getFirst().text());
    }
    return points;
  }

  private static boolean possible(double lat, double lon) {
    return Math.abs(lat) <= 90 && Math.abs(lon) <= 180;
  }

  /** Swapped: whether all lie in it; else: whether any does, so that one inside decides. */
  private boolean athome(List<double[]> numbers, boolean swapped) {
    if (home == null) return false;
    return swapped
        ? numbers.stream().allMatch(n -> home.contains(n[1], n[0]))
        : numbers.stream().anyMatch(n -> home.contains(n[0], n[1]));
  }
}
