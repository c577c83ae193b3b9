package org.lanmei.launch;

import com.ibm.icu.text.MessageFormat;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

/** The command line's sentences in one language; English where it lacks them. */
final class Words {
  private static final Properties ENGLISH = load("en");
  private static final Words TERMINAL = new Words(terminal());

  private final Locale locale;
  private final Properties own;

  private Words(Locale locale) {
    this.locale = locale;
    this.own = load(locale.getLanguage());
  }

  /** Those of the terminal's language. */
  static Words ofTerminal() {
    return TERMINAL;
  }

  /**
   * Those of another language.
   *
   * @param tag BCP 47
   */
  static Words in(String tag) {
    return new Words(Locale.forLanguageTag(tag));
  }

  /** The sentence of this key in the terminal's language; the key itself if there is none. */
  static String of(String key, Object... args) {
    return TERMINAL.say(key, args);
  }

  /** The sentence of this key; the key itself if there is none. */
  String say(String key, Object... args) {
    String pattern = own.getProperty(key, ENGLISH.getProperty(key, key));
    return new MessageFormat(pattern, locale).format(args);
  }

  /** The terminal's language, BCP 47. */
  static String language() {
    return TERMINAL.locale.toLanguageTag();
  }

  /** As POSIX has it; Java's own default would be English where the locale is not installed. */
  private static Locale terminal() {
    for (String name : List.of("LC_ALL", "LC_MESSAGES", "LANG")) {
      String value = System.getenv(name);
      if (value == null || value.isEmpty()) continue;
      return Locale.forLanguageTag(value.replaceFirst("[.@].*", "").replace('_', '-'));
    }
    return Locale.getDefault();
  }

  private static Properties load(String language) {
    var words = new Properties();
    try (var in = Words.class.getResourceAsStream("/messages/launch_" + language + ".properties")) {
      if (in != null) words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return words;
  }
}
