package org.lanmei.launch;

import static org.lanmei.launch.LaunchFailure.Exit.USAGE;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the program was asked to do. */
sealed interface CommandLine {
  /**
   * Run, until stopped.
   *
   * @param host the address to listen on; only this machine's own unless asked otherwise
   * @param port 0 = any free one
   * @param demo with the worked example
   */
  record Up(Path data, String host, int port, boolean demo) implements CommandLine {}

  /** Write everything to one file. */
  record Backup(Path data, Path file) implements CommandLine {}

  /**
   * Fill an empty system from such a file.
   *
   * @param replace what is there is given up
   */
  record Restore(Path data, Path file, boolean replace) implements CommandLine {}

  /**
   * Send a plan document to a running Lanmei, and print what it understood.
   *
   * @param url of the running one
   * @param plan key of the plan it is; null = it finds out
   * @param accept attach the text at once, without another look
   */
  record Import(Path file, URI url, @Nullable String plan, boolean accept) implements CommandLine {}

  /**
   * Check a proof file; nothing else is needed.
   *
   * @param key whom to believe; null = whoever the file names
   * @param checkpoint a signed checkpoint from before; null = none
   * @param lang BCP 47; null = the terminal's
   */
  record Verify(Path file, @Nullable String key, @Nullable Path checkpoint, @Nullable String lang)
      implements CommandLine {}

  /**
   * Send a file of readings to a running Lanmei, and follow its loading.
   *
   * @param url of the running one
   * @param source the service's name for this kind of file; a new one is made
   * @param reason why values differ from earlier ones; null = none given
   * @param choices what is decided where the file leaves it open, by the question's id
   * @param accept take what is recommended for everything else
   */
  record Load(
      Path file,
      URI url,
      String source,
      @Nullable String reason,
      Map<String, String> choices,
      boolean accept)
      implements CommandLine {}

  /** Say which version this is. */
  record Version() implements CommandLine {}

  /** Say what can be asked. */
  record Help() implements CommandLine {}

  /** Understands the arguments of the program; no arguments are {@code up}. */
  static CommandLine parse(String... args) {
    Deque<String> words = new ArrayDeque<>(Arrays.asList(args));
    String command = words.isEmpty() || words.peek().startsWith("--") ? "" : words.remove();
    Path data = Path.of("data");
    String host = "127.0.0.1";
    int port = 8080;
    boolean demo = false;
    boolean replace = false;
    boolean accept = false;
    URI url = URI.create("http://localhost:8080");
    String plan = null;
    String key = null;
    String lang = null;
    Path checkpoint = null;
    String source = null;
    String reason = null;
    var choices = new LinkedHashMap<String, String>();
    Path file = null;
    while (!words.isEmpty()) {
      String word = words.remove();
      switch (word) {
        case "--data" -> data = path(word, words);
        case "--host" -> host = value(word, words);
        case "--port" -> port = port(value(word, words));
        case "--demo" -> demo = true;
        case "--replace" -> replace = true;
        case "--accept" -> accept = true;
        case "--url" -> url = url(value(word, words));
        case "--plan" -> plan = value(word, words);
        case "--key" -> key = value(word, words);
        case "--lang" -> lang = value(word, words);
        case "--checkpoint" -> checkpoint = path(word, words);
        case "--source" -> source = value(word, words);
        case "--reason" -> reason = value(word, words);
        case "--choose" -> choice(value(word, words), choices);
        case "--help", "-h" -> command = "help";
        default -> {
          if (word.startsWith("-") || file != null) {
            throw new LaunchFailure(USAGE, "launch.usage.unknown-option", word);
          }
          file = path(word, new ArrayDeque<>(java.util.List.of(word)));
        }
      }
    }
    return switch (command) {
      case "", "up" -> new Up(data, host, port, demo);
      case "backup" -> new Backup(data, required(file, command));
      case "restore" -> new Restore(data, required(file, command), replace);
      case "import" -> new Import(required(file, command), url, plan, accept);
      case "verify" -> new Verify(required(file, command), key, checkpoint, lang);
      case "load" -> {
        if (source == null) throw new LaunchFailure(USAGE, "launch.load.no-source");
        yield new Load(required(file, command), url, source, reason, Map.copyOf(choices), accept);
      }
      case "version" -> new Version();
      case "help" -> new Help();
      default -> throw new LaunchFailure(USAGE, "launch.usage.unknown-command", command);
    };
  }

  private static Path required(@Nullable Path file, String command) {
    if (file == null) throw new LaunchFailure(USAGE, "launch.usage.no-file", command);
    return file;
  }

  private static void choice(String word, Map<String, String> choices) {
    int equals = word.indexOf('=');
    if (equals < 1) throw new LaunchFailure(USAGE, "launch.load.choice", word);
    choices.put(word.substring(0, equals), word.substring(equals + 1));
  }

  private static String value(String option, Deque<String> words) {
    if (words.isEmpty()) throw new LaunchFailure(USAGE, "launch.usage.no-value", option);
    return words.remove();
  }

  private static Path path(String option, Deque<String> words) {
    String value = value(option, words);
    try {
      return Path.of(value);
    } catch (InvalidPathException e) {
      throw new LaunchFailure(e, USAGE, "launch.usage.unknown-option", value);
    }
  }

  private static URI url(String value) {
    try {
      var url = new URI(value);
      if (url.getHost() != null) return url;
    } catch (URISyntaxException e) {
      // said below
    }
    throw new LaunchFailure(USAGE, "launch.usage.url", value);
  }

  private static int port(String value) {
    try {
      int port = Integer.parseInt(value);
      if (port >= 0 && port <= 65535) return port;
    } catch (NumberFormatException e) {
      // said below
    }
    throw new LaunchFailure(USAGE, "launch.usage.port", value);
  }
}
