package org.lanmei.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A short label in one or more of the seven languages. Content that people write, with its
 * authority rule, is not this: it lives in {@code texts}.
 *
 * @param byLang never empty, no blank values
 */
public record LocalizedText(Map<Lang, String> byLang) {

  public LocalizedText {
    if (byLang.isEmpty() || byLang.values().stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException("a label needs a text in at least one language");
    }
    byLang = Map.copyOf(byLang);
  }

  public static LocalizedText of(Lang lang, String text) {
    return new LocalizedText(Map.of(lang, text));
  }

  /** The label for a reader of {@code wanted}: in that language, else English, Chinese, or any. */
  public Choice in(Lang wanted) {
    for (Lang lang : new Lang[] {wanted, Lang.EN, Lang.ZH}) {
      String text = byLang.get(lang);
      if (text != null) return new Choice(lang, text);
    }
    var any = byLang.entrySet().iterator().next();
    return new Choice(any.getKey(), any.getValue());
  }

  public Optional<String> exactly(Lang lang) {
    return Optional.ofNullable(byLang.get(lang));
  }

  /** A text with the language it is in, for the {@code lang} attribute. */
  public record Choice(Lang lang, String text) {}

  /** From the map by BCP 47 tag that stands in jsonb and YAML. */
  @JsonCreator
  public static LocalizedText fromTags(Map<String, String> byTag) {
    var byLang = new EnumMap<Lang, String>(Lang.class);
    byTag.forEach(
        (tag, text) ->
            byLang.put(
                Lang.of(tag)
                    .orElseThrow(
                        () -> new IllegalArgumentException("not one of the seven: " + tag)),
                text));
    return new LocalizedText(byLang);
  }

  /** The map by BCP 47 tag, in alphabetical order. */
  @JsonValue
  public Map<String, String> toTags() {
    var byTag = new TreeMap<String, String>();
    byLang.forEach((lang, text) -> byTag.put(lang.tag(), text));
    return byTag;
  }
}
