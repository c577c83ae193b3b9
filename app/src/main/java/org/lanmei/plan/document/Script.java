package org.lanmei.plan.document;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The script most of a document's letters are in. */
public enum Script {
  /** Simplified Chinese. */
  @JsonProperty("hans")
  HANS,
  /** Traditional Chinese. */
  @JsonProperty("hant")
  HANT,
  @JsonProperty("latin")
  LATIN,
  /** Any other: sentences are cut at its full stops where Unicode knows them. */
  @JsonProperty("other")
  OTHER;

  /** The script of {@code text}, by counting its letters. */
  static Script of(String text) {
    int han = 0;
    int latin = 0;
    int other = 0;
    int simplified = 0;
    int traditional = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (!Character.isLetter(c)) continue;
      switch (Character.UnicodeScript.of(c)) {
        case HAN -> {
          han++;
          if (Characters.onlyTraditional(c)) traditional++;
          else if (Characters.onlySimplified(c)) simplified++;
        }
        case LATIN -> latin++;
        default -> other++;
      }
    }
    // A Han character carries about as much as three Latin letters.
    if (han * 3 >= latin && han >= other && han > 0) return traditional > simplified ? HANT : HANS;
    return latin >= other ? LATIN : OTHER;
  }
}
