package org.lanmei;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.text.MessagePattern;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Year;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanmei.kernel.Capacity;
import org.lanmei.kernel.Lang;
import org.lanmei.kernel.Party;
import org.lanmei.plan.Fact;
import org.lanmei.plan.Imports;
import org.lanmei.plan.Kind;
import org.lanmei.plan.NewEvidence;
import org.lanmei.plan.assessment.Rules;
import org.lanmei.plan.assessment.State;

/** Every sentence of the interface: there in every language, used rightly, and formed rightly. */
class MessagesTests {

  /** Languages that must be complete. */
  private static final List<Lang> LANGUAGES = List.of(Lang.values());

  private static final Path BUNDLES = Path.of("src/main/resources/messages");
  private static final Path SOURCES = Path.of("src/main/java");
  private static final Path TEMPLATES = Path.of("src/main/resources/templates");

  /** Names in the sources that look like keys: kinds of records and acts. */
  private static final Set<String> NOT_KEYS =
      Set.of(
          "parties.act",
          "parties.session",
          "plan.commitment",
          "plan.evidence",
          "plan.import",
          "plan.release",
          "plan.reply",
          "plan.rules",
          "sharing.arrival",
          "sharing.measurement",
          "sharing.release",
          "sharing.returned",
          "sharing.step",
          "water.gauge-zero",
          "water.confirmation",
          "water.readings",
          "water.rules",
          "water.station",
          "water.threshold");

  private static final Pattern LITERAL = Pattern.compile("\"([a-z][a-z0-9-]*\\.[a-zA-Z0-9.-]*)\"");

  static List<Lang> languages() {
    return LANGUAGES;
  }

  static List<String> bundles() throws IOException {
    try (var files = Files.list(BUNDLES)) {
      return files
          .map(p -> p.getFileName().toString())
          .filter(name -> name.endsWith("_en.properties"))
          .map(name -> name.substring(0, name.indexOf('_')))
          .sorted()
          .toList();
    }
  }

  private static Map<String, String> bundle(String name, Lang lang) throws IOException {
    Path file = BUNDLES.resolve(name + "_" + lang.tag() + ".properties");
    if (!Files.exists(file)) return Map.of();
    var properties = new Properties();
    try (var in = new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8)) {
      properties.load(in);
    }
    var all = new TreeMap<String, String>();
    properties.forEach((key, value) -> all.put((String) key, (String) value));
    return all;
  }

  private static Map<String, String> all(Lang lang) throws IOException {
    var all = new TreeMap<String, String>();
    for (String name : bundles()) all.putAll(bundle(name, lang));
    return all;
  }

  @ParameterizedTest
  @MethodSource("languages")
  void a_language_has_exactly_the_keys_of_english_in_every_bundle(Lang lang) throws IOException {
    var soft = new SoftAssertions();
    for (String name : bundles()) {
      var missing = new TreeSet<>(bundle(name, Lang.EN).keySet());
      missing.removeAll(bundle(name, lang).keySet());
      soft.assertThat(missing).as("missing in " + name + "_" + lang.tag()).isEmpty();
      var left = new TreeSet<>(bundle(name, lang).keySet());
      left.removeAll(bundle(name, Lang.EN).keySet());
      soft.assertThat(left).as("in " + name + "_" + lang.tag() + " only").isEmpty();
    }
    soft.assertAll();
  }

  @ParameterizedTest
  @MethodSource("languages")
  void a_key_stands_once_in_a_language(Lang lang) throws IOException {
    var seen = new TreeMap<String, String>();
    for (String name : bundles()) {
      Path file = BUNDLES.resolve(name + "_" + lang.tag() + ".properties");
      if (!Files.exists(file)) continue;
      for (String line : Files.readAllLines(file)) {
        if (line.isBlank() || line.startsWith("#") || !line.contains("=")) continue;
        String key = line.substring(0, line.indexOf('=')).strip();
        assertThat(seen.put(key, name)).as(key + " again in " + name).isNull();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("languages")
  void every_pattern_parses_and_takes_the_arguments_of_english(Lang lang) throws IOException {
    var english = all(Lang.EN);
    var soft = new SoftAssertions();
    all(lang)
        .forEach(
            (key, pattern) -> {
              // Doubled it is printed; single it would quote what follows.
              soft.assertThat(pattern.replace("''", "")).as(key).isNotBlank().doesNotContain("'");
              try {
                soft.assertThat(arguments(pattern))
                    .as("arguments of " + key)
                    .isEqualTo(arguments(english.getOrDefault(key, pattern)));
                String said =
                    new MessageFormat(pattern, lang.locale()).format(samples(pattern).toArray());
                soft.assertThat(said).as(key).isNotBlank().doesNotContain("{", "null");
              } catch (IllegalArgumentException e) {
                soft.fail(key + ": " + e.getMessage());
              }
            });
    soft.assertAll();
  }

  @ParameterizedTest
  @MethodSource("languages")
  void markup_is_bold_only_and_closed(Lang lang) throws IOException {
    all(lang)
        .forEach(
            (key, pattern) -> {
              String rest = pattern.replaceAll("<b>[^<]*</b>", "");
              assertThat(rest).as(key).doesNotContain("<", ">");
            });
  }

  private static Set<Integer> arguments(String pattern) {
    var parsed = new MessagePattern(pattern);
    var arguments = new TreeSet<Integer>();
    for (int i = 0; i < parsed.countParts(); i++) {
      if (parsed.getPartType(i) == MessagePattern.Part.Type.ARG_NUMBER) {
        arguments.add(parsed.getPart(i).getValue());
      }
    }
    return arguments;
  }

  /** A number where the pattern counts, a word elsewhere. */
  private static List<Object> samples(String pattern) {
    var parsed = new MessagePattern(pattern);
    var counted = new HashSet<Integer>();
    for (int i = 1; i < parsed.countParts(); i++) {
      if (parsed.getPartType(i) != MessagePattern.Part.Type.ARG_NUMBER) continue;
      if (parsed.getPart(i - 1).getArgType() != MessagePattern.ArgType.NONE) {
        counted.add(parsed.getPart(i).getValue());
      }
    }
    var arguments = arguments(pattern);
    var samples = new ArrayList<>();
    int count = arguments.isEmpty() ? 0 : java.util.Collections.max(arguments) + 1;
    for (int i = 0; i < count; i++) samples.add(counted.contains(i) ? (Object) 3 : "X");
    return samples;
  }

  @Test
  void every_key_that_sources_and_templates_name_exists() throws IOException {
    var keys = all(Lang.EN).keySet();
    var modules =
        keys.stream().map(k -> k.substring(0, k.indexOf('.'))).collect(Collectors.toSet());
    var missing = new TreeSet<String>();
    int named = 0;
    for (Path file : sources()) {
      var literals = LITERAL.matcher(Files.readString(file));
      while (literals.find()) {
        String literal = literals.group(1);
        if (!modules.contains(literal.substring(0, literal.indexOf('.')))) continue;
        named++;
        if (!exists(literal, keys)) missing.add(literal + " in " + file);
      }
    }
    assertThat(missing).isEmpty();
    assertThat(named).as("keys looked at").isGreaterThan(400);
  }

  /** A whole key, a problem's slug, or the beginning of keys that are put together. */
  private static boolean exists(String literal, Set<String> keys) {
    if (keys.contains(literal) || NOT_KEYS.contains(literal)) return true;
    if (literal.endsWith(".") || literal.endsWith("-")) {
      return keys.stream()
          .anyMatch(k -> k.startsWith(literal) || k.startsWith("problem." + literal));
    }
    return keys.contains("problem." + literal + ".title")
        && keys.contains("problem." + literal + ".detail");
  }

  private static List<Path> sources() throws IOException {
    var all = new ArrayList<Path>();
    for (Path root : List.of(SOURCES, TEMPLATES)) {
      try (var files = Files.walk(root)) {
        files
            .filter(p -> p.toString().endsWith(".java") || p.toString().endsWith(".jte"))
            .sorted()
            .forEach(all::add);
      }
    }
    return all;
  }

  @Test
  void every_value_that_is_shown_has_its_name() throws IOException {
    var keys = all(Lang.EN).keySet();
    var shown =
        Stream.of(
                Stream.of(State.values()).map(State::key),
                Stream.of(Kind.values()).map(Kind::key),
                Stream.of(Party.values()).map(Party::key),
                Stream.of(Capacity.values()).map(Capacity::key),
                Stream.of(NewEvidence.What.values()).map(NewEvidence.What::key),
                Stream.of(Fact.StageName.values())
                    .map(s -> "plan.fact.stage." + s.name().toLowerCase(java.util.Locale.ROOT)),
                Stream.of(Imports.State.values())
                    .map(s -> "plan.imports.state." + s.name().toLowerCase(java.util.Locale.ROOT)),
                Stream.of(Rules.Reading.values())
                    .flatMap(r -> Stream.of(".short", ".hint").map(e -> "plan.reading." + r + e)))
            .flatMap(s -> s)
            .toList();
    assertThat(keys).containsAll(shown);
  }

  @Test
  void a_year_is_never_grouped() {
    var messages = new org.lanmei.site.Messages();
    assertThat(messages.text(Lang.EN, "site.as-is", Year.of(2026))).isEqualTo("2026");
  }
}
