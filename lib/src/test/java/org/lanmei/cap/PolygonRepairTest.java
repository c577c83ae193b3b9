package org.lanmei.cap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolygonRepairTest {

  private static List<Point> line(String text) {
    return Arrays.stream(text.split(" "))
        .map(pair -> pair.split(","))
        .map(p -> new Point(Double.parseDouble(p[0]), Double.parseDouble(p[1])))
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0,0 0,4 4,4 4,0 0,0 | '' | 1 | 16",
        "0,0 0,4 4,4 4,0 | POLYGON_OPEN | 1 | 16",
        "0,0 0,4 0,4 0,4 4,4 4,0 0,0 | POLYGON_REPEATED_PAIRS | 1 | 16",
        "0,0 0,4 0,9 0,4 4,4 4,0 0,0 | POLYGON_SPIKES | 1 | 16",
        "0,0 0,9 0,4 4,4 4,0 0,0 | POLYGON_SPIKES | 1 | 16",
        "0,0 0,4 4,0 4,4 0,0 | POLYGON_SPLIT | 2 | 8",
        "0,0 0,4 2,2 4,4 4,0 2,2 0,0 | POLYGON_SPLIT | 2 | 8",
        "0,0 0,1 | POLYGON_TOO_FEW | 0 | 0",
        "0,0 0,1 0,2 0,0 | POLYGON_WITHOUT_AREA | 0 | 0",
        // A ring with a hole by a cut: polygons of CAP have no holes.
        "0,0 0,9 9,9 9,0 0,0 2,2 7,2 7,7 2,7 2,2 0,0 | POLYGON_CROSSES_ITSELF | 1 | 56"
      })
  void what_is_certain_is_mended_and_nothing_enclosed_is_lost(
      String text, String rule, int polygons, double area) {
    var repair = PolygonRepair.of(line(text));
    assertThat(repair.notes())
        .extracting(note -> note.rule().name())
        .isEqualTo(rule.isEmpty() ? List.of() : List.of(rule));
    assertThat(repair.polygons()).hasSize(polygons);
    double sum = repair.polygons().stream().mapToDouble(PolygonRepairTest::area).sum();
    assertThat(sum).isEqualTo(area, offset(1e-9));
  }

  private static double area(Polygon polygon) {
    double twice = 0;
    for (int i = 1; i < polygon.points().size(); i++) {
      var a = polygon.points().get(i - 1);
      var b = polygon.points().get(i);
      twice += a.lon() * b.lat() - b.lon() * a.lat();
    }
    return Math.abs(twice) / 2;
  }

  @Test
  void lines_by_chance_are_mended_to_what_needs_no_mending_in_bounded_time() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          for (int seed = 0; seed < 2_000; seed++) {
            var random = new Random(seed);
            var points = new ArrayList<Point>();
            int n = seed % 500 == 0 ? 5_000 : 1 + random.nextInt(12);
            for (int i = 0; i < n; i++) {
              points.add(new Point(random.nextInt(6), random.nextInt(6)));
            }
            var repair = PolygonRepair.of(points);
            boolean left =
                repair.notes().stream().anyMatch(x -> x.rule() == Rule.POLYGON_CROSSES_ITSELF);
            for (Polygon polygon : repair.polygons()) {
              if (left) continue;
              var again = PolygonRepair.of(polygon.points());
              assertThat(again.notes()).as("seed %d", seed).isEmpty();
              assertThat(again.polygons()).containsExactly(polygon);
            }
          }
        });
  }
}
