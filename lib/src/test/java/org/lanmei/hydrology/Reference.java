package org.lanmei.hydrology;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The reference results beside the project; a test that asks for them is skipped without them. */
final class Reference {

  private Reference() {}

  /** The rows of a file, heading first, without the quotes. */
  static List<String[]> rows(String name) {
    String shared =
        Objects.requireNonNullElse(
            System.getenv("LANMEI_SHARED"), System.getProperty("lanmei.shared", "../shared"));
    var folder =
        Stream.of(Path.of(shared), Path.of("../..", "shared"), Path.of("../../..", "shared"))
            .map(path -> path.resolve("data/stats"))
            .filter(Files::isDirectory)
            .findFirst();
    assumeTrue(folder.isPresent(), "the reference results are not there");
    try {
      var rows = new ArrayList<String[]>();
      for (String line : Files.readAllLines(folder.get().resolve(name), StandardCharsets.UTF_8)) {
        rows.add(line.replace("\"", "").split(",", -1));
      }
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A column from the second row on; NaN where it is empty. */
  static double[] column(String name, int column) {
    return rows(name).stream()
        .skip(1)
        .mapToDouble(row -> row[column].isBlank() ? Double.NaN : Double.parseDouble(row[column]))
        .toArray();
  }

  /** Difference relative to the expected value, absolute below 1. */
  static double deviation(double actual, double expected) {
    return Math.abs(actual - expected) / Math.max(1, Math.abs(expected));
  }
}
