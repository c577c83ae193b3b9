package org.lanmei.launch;

import com.ibm.icu.text.MessageFormat;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

/** The command line's sentences, in the language of the terminal; English where there is none. */
final class Words {
  private static final Locale LOCALE = terminal();
  private static final Properties ENGLISH = load("en");
  private static final Properties OWN = load(LOCALE.getLanguage());

  private Words() {}

  /** The sentence of this key; the key itself if there is none. */
  static String of(String key, Object... args) {
    String pattern = OWN.getProperty(key, ENGLISH.getProperty(key, key));
    return new MessageFormat(pattern, LOCALE).format(args);
  }

  /** The terminal's language, BCP 47. */
  static String language() {
    return LOCALE.toLanguageTag();
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
