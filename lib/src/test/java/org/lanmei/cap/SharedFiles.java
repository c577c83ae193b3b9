package org.lanmei.cap;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Real messages and the standard's schema, where this machine has them beside the project. */
final class SharedFiles {

  private SharedFiles() {}

  /** Skips the test where they are not there. */
  private static Path folder() {
    String shared =
        Objects.requireNonNullElse(
            System.getenv("LANMEI_SHARED"), System.getProperty("lanmei.shared", "../shared"));
    var folder =
        Stream.of(Path.of(shared), Path.of("../..", "shared"), Path.of("../../..", "shared"))
            .map(path -> path.resolve("data/cap"))
            .filter(Files::isDirectory)
            .findFirst();
    assumeTrue(folder.isPresent(), "the shared data are not there");
    return folder.get();
  }

  static byte[] read(String name) {
    try {
      return Files.readAllBytes(folder().resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Names of all that are alerts, sorted. */
  static List<String> alerts() {
    try (var files = Files.list(folder())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".xml") && !name.contains("atom"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
