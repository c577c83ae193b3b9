package org.lanmei.plan.document;

import com.ibm.icu.text.Transliterator;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Objects;

/**
 * What single characters are equal to when texts are compared. Chinese characters are brought to
 * their simplified form by ICU, and what ICU leaves apart by a small table of variants. Never
 * applied to text that is kept or shown.
 */
final class Characters {

  /** Simplified and comparable forms of the basic plane; 0 = the character itself. */
  private static final char[] COMPARED = new char[0x10000];

  private static final boolean[] TRADITIONAL = new boolean[0x10000];
  private static final boolean[] SIMPLIFIED = new boolean[0x10000];

  static {
    var toSimplified = Transliterator.getInstance("Traditional-Simplified");
    var toTraditional = Transliterator.getInstance("Simplified-Traditional");
    for (char c = 0x3400; c <= 0x9FFF; c++) {
      String one = String.valueOf(c);
      String simplified = toSimplified.transliterate(one);
      if (simplified.length() == 1 && simplified.charAt(0) != c) {
        COMPARED[c] = simplified.charAt(0);
        TRADITIONAL[c] = true;
      }
      SIMPLIFIED[c] = !TRADITIONAL[c] && !toTraditional.transliterate(one).equals(one);
    }
    char[] merged = new char[0x10000];
    var table =
        Objects.requireNonNull(
            Characters.class.getResourceAsStream("/register/character-variants.txt"));
    try (var in = new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.startsWith("#") || line.length() < 3) continue;
        for (int i = 2; i < line.length(); i++) merged[line.charAt(i)] = line.charAt(0);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (int c = 0x3400; c <= 0x9FFF; c++) {
      char first = COMPARED[c] == 0 ? (char) c : COMPARED[c];
      char last = merged[first] == 0 ? first : merged[first];
      if (last != c) COMPARED[c] = last;
    }
  }

  private Characters() {}

  /** Stands in traditional text only. */
  static boolean onlyTraditional(int c) {
    return c < 0x10000 && TRADITIONAL[c];
  }

  /** Stands in simplified text only. */
  static boolean onlySimplified(int c) {
    return c < 0x10000 && SIMPLIFIED[c];
  }

  /** The form in which {@code c} is compared with others. */
  static char compared(char c) {
    return COMPARED[c] == 0 ? c : COMPARED[c];
  }

  /** Compatibility-normalised, simplified, lower case; punctuation and blanks still there. */
  static String compared(String text) {
    String nfkc = Normalizer.normalize(text, Normalizer.Form.NFKC);
    var out = new StringBuilder(nfkc.length());
    for (int i = 0; i < nfkc.length(); i++) {
      char c = compared(nfkc.charAt(i));
      out.append(c < 0x80 ? Character.toLowerCase(c) : c);
    }
    return out.toString();
  }

  static boolean isHan(int c) {
    return Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN;
  }
}
