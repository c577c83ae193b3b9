package org.lanmei.cap;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Words with spaces between them; a word that has spaces itself is in double quotes. */
final class QuotedList {

  private static final Pattern WORD =
      Pattern.compile("\\G\\s*(?:\"([^\"]+)\"|([^\"\\s]+))(?=\\s|\\z)");
  private static final Pattern SPACE = Pattern.compile("\\s");

  private QuotedList() {}

  static void check(String word) {
    if (word.isBlank() || word.contains("\"")) throw new IllegalArgumentException("no word");
  }

  /** Empty when the quotes do not pair up, or have nothing in them. */
  static Optional<List<String>> parse(String text) {
    var words = new ArrayList<String>();
    var matcher = WORD.matcher(text);
    int end = 0;
    while (matcher.find()) {
      String word = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
      if (word.isBlank()) return Optional.empty();
      words.add(word);
      end = matcher.end();
    }
    return text.substring(end).isBlank() ? Optional.of(words) : Optional.empty();
  }

  static String text(List<String> words) {
    return words.stream()
        .map(word -> SPACE.matcher(word).find() ? '"' + word + '"' : word)
        .collect(Collectors.joining(" "));
  }
}
