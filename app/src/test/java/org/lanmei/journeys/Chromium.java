package org.lanmei.journeys;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The machine's own Chromium, started once for all tests. */
final class Chromium implements AutoCloseable {

  static final String HOW_TO_GET_IT =
      "browser tests need a Chromium. Debian, Ubuntu: sudo apt-get install chromium · Fedora: sudo"
          + " dnf install chromium · or name one: LANMEI_BROWSER=/path/to/chrome";

  /** What the pages and the tests load from npm; the build puts it there. */
  static final Path PACKAGES = Path.of("web/node_modules").toAbsolutePath();

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Path executable) {
    System.setProperty("playwright.cli.dir", driver().toString());
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(executable)
                    .setArgs(
                        List.of(
                            "--no-sandbox",
                            "--disable-quic",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync")));
  }

  static Chromium start() {
    return new Chromium(installed().orElseThrow(() -> new IllegalStateException(HOW_TO_GET_IT)));
  }

  Browser browser() {
    return browser;
  }

  /** {@code LANMEI_BROWSER}, or the first of the known names on the path. */
  static Optional<Path> installed() {
    String named = System.getenv("LANMEI_BROWSER");
    if (named != null && !named.isBlank()) {
      if (!Files.isExecutable(Path.of(named))) {
        throw new IllegalStateException("LANMEI_BROWSER is no program: " + named);
      }
      return Optional.of(Path.of(named));
    }
    return NAMES.stream().flatMap(name -> onPath(name).stream()).findFirst();
  }

  private static Optional<Path> onPath(String name) {
    String path = System.getenv("PATH");
    return Stream.of(path == null ? new String[0] : path.split(File.pathSeparator))
        .map(folder -> Path.of(folder).resolve(name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** The folder that Playwright expects: a Node and npm's playwright-core, both linked. */
  private static Path driver() {
    var core = PACKAGES.resolve("playwright-core");
    if (!Files.isDirectory(core))
      throw new IllegalStateException("the build has not run npm: " + core);
    var node = onPath("node").orElseThrow(() -> new IllegalStateException("no node on the PATH"));
    try {
      var folder = Files.createDirectories(Path.of("target/playwright-driver").toAbsolutePath());
      link(folder.resolve("node"), node);
      link(folder.resolve("package"), core);
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void link(Path link, Path target) throws IOException {
    Files.deleteIfExists(link);
    Files.createSymbolicLink(link, target);
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
