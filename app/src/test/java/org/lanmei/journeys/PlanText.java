package org.lanmei.journeys;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Plan documents to send in. */
final class PlanText {

  private PlanText() {}

  /** The plan's own text, where this machine has it beside the project. */
  static Optional<Path> ofThePlan() {
    var named =
        Stream.of(System.getProperty("lanmei.shared"), System.getenv("LANMEI_SHARED"))
            .filter(s -> s != null && !s.isBlank())
            .map(Path::of);
    return Stream.concat(named, Stream.of(Path.of("../shared"), Path.of("../../shared")))
        .map(folder -> folder.resolve("plan/action-plan-2023-2027.zh.txt"))
        .filter(Files::exists)
        .findFirst();
  }

  /** A plan of an invented union, in Chinese. */
  static Path invented() {
    return Path.of("src/test/resources/plan-document/river-union.zh.txt");
  }
}
