package org.lanmei.water;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The map without a script: basin, lake, rivers by width, stations. No borders, no countries, no
 * sea.
 */
public final class MapDrawing {

  static final String LAYERS = "water/layers.geojson";

  public static final int WIDTH = 640;
  public static final int HEIGHT = 1120;

  private static final double WEST = 92.9;
  private static final double NORTH = 34.1;
  private static final double SCALE = 43;
  private static final double SHRINK = Math.cos(Math.toRadians(20));
  private static final double APART = 14;
  private static final double NAME_WEST = 168;
  private static final double NAME_EAST = 500;

  private final List<Shape> shapes;

  /**
   * @param kind basin, lake or river
   * @param width of the stroke
   */
  public record Shape(String kind, String width, String path) {}

  /**
   * A station on the map, with its name in one of two columns beside the river.
   *
   * @param x of the mark
   * @param y of the mark
   * @param nameX of its name
   * @param nameY of its name
   * @param anchor start or end
   */
  public record Place(
      River.Row row, String x, String y, String nameX, String nameY, String anchor) {}

  private MapDrawing(List<Shape> shapes) {
    this.shapes = List.copyOf(shapes);
  }

  /** From the layers that ship. */
  static MapDrawing shipped() {
    try (InputStream in = new ClassPathResource(LAYERS).getInputStream()) {
      var shapes = new ArrayList<Shape>();
      for (JsonNode feature : JsonMapper.shared().readTree(in).path("features")) {
        shapes.add(shape(feature));
      }
      return new MapDrawing(shapes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public List<Shape> shapes() {
    return shapes;
  }

  /** The stations, each name at its own height and none upon another. */
  public List<Place> places(List<River.Row> rows) {
    var byNorth =
        rows.stream().sorted(Comparator.comparingDouble(r -> -r.station().lat())).toList();
    double lastEast = -APART;
    double lastWest = -APART;
    var places = new ArrayList<Place>();
    for (River.Row row : byNorth) {
      var station = row.station();
      double y = y(station.lat());
      boolean east = station.bank() != Station.Bank.RIGHT && station.lon() > 100.2;
      if (station.bank() == null && lastEast > lastWest + 6) east = false;
      double nameY = Math.max(y, (east ? lastEast : lastWest) + APART);
      if (east) lastEast = nameY;
      else lastWest = nameY;
      places.add(
          new Place(
              row,
              n(x(station.lon())),
              n(y),
              n(east ? NAME_EAST : NAME_WEST),
              n(nameY),
              east ? "start" : "end"));
    }
    return places;
  }

  private static Shape shape(JsonNode feature) {
    var geometry = feature.path("geometry");
    boolean area = geometry.path("type").asString().equals("Polygon");
    var points = area ? geometry.path("coordinates").get(0) : geometry.path("coordinates");
    var path = new StringBuilder();
    for (JsonNode p : points) {
      path.append(path.isEmpty() ? 'M' : 'L')
          .append(n(x(p.get(0).asDouble())))
          .append(' ')
          .append(n(y(p.get(1).asDouble())));
    }
    if (area) path.append('z');
    var properties = feature.path("properties");
    double width = properties.path("width").asDouble(1);
    boolean main = properties.path("main").asBoolean(false);
    return new Shape(
        properties.path("kind").asString(),
        n(main ? 0.9 + 0.75 * width : 0.7 * width),
        path.toString());
  }

  private static double x(double lon) {
    return (lon - WEST) * SHRINK * SCALE;
  }

  private static double y(double lat) {
    return (NORTH - lat) * SCALE;
  }

  private static String n(double number) {
    return String.format(Locale.ROOT, "%.1f", number);
  }
}
