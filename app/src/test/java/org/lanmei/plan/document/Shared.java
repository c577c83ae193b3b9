package org.lanmei.plan.document;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The plan's own document and checklist, where this machine has them beside the project. */
final class Shared {

  private Shared() {}

  static Optional<Path> folder() {
    var named =
        Stream.of(System.getProperty("lanmei.shared"), System.getenv("LANMEI_SHARED"))
            .filter(s -> s != null && !s.isBlank())
            .map(Path::of);
    return Stream.concat(named, Stream.of(Path.of("../shared"), Path.of("../../shared")))
        .filter(p -> Files.exists(p.resolve("plan/action-plan-2023-2027.zh.txt")))
        .findFirst();
  }

  /** The plan's text; skips the test where it is not there. */
  static String plan() {
    assumeTrue(folder().isPresent(), "the plan's document is not on this machine");
    return read(folder().orElseThrow().resolve("plan/action-plan-2023-2027.zh.txt"));
  }

  /** A row of the checklist's register: by id: type, also, cadence, text. */
  static Map<String, List<String>> checklist() {
    assumeTrue(folder().isPresent(), "the checklist is not on this machine");
    var rows = new TreeMap<String, List<String>>();
    String all = read(folder().orElseThrow().resolve("mission-checklist.md"));
    for (String line : all.substring(all.indexOf("## Part 4")).lines().toList()) {
      String[] cells = line.split("\\|");
      if (cells.length < 6 || !cells[1].contains("#")) continue;
      var row = new ArrayList<String>();
      for (int i = 2; i < 6; i++) row.add(cells[i].strip());
      rows.put(cells[1].strip(), row);
    }
    return rows;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
