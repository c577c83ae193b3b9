package org.lanmei.kernel;

import com.ibm.icu.util.ULocale;
import java.util.Optional;
import java.util.stream.Stream;

/** One of the seven languages of the interface, by its BCP 47 tag. */
public enum Lang {
  ZH("zh", "中文", "zh-u-nu-latn"),
  EN("en", "English", "en-GB-u-nu-latn"),
  KM("km", "ខ្មែរ", "km-u-nu-latn"),
  LO("lo", "ລາວ", "lo-u-nu-latn"),
  MY("my", "မြန်မာ", "my-u-nu-latn"),
  TH("th", "ไทย", "th-u-ca-gregory-nu-latn"),
  VI("vi", "Tiếng Việt", "vi-u-nu-latn");

  private final String tag;
  private final String ownName;
  private final ULocale locale;

  Lang(String tag, String ownName, String locale) {
    this.tag = tag;
    this.ownName = ownName;
    this.locale = ULocale.forLanguageTag(locale);
  }

  /** The BCP 47 tag as it stands in {@code lang} attributes and addresses. */
  public String tag() {
    return tag;
  }

  /** The language's name for itself. */
  public String ownName() {
    return ownName;
  }

  /** For dates and numbers: Latin digits and Gregorian years in all seven. */
  public ULocale locale() {
    return locale;
  }

  /**
   * The language of a tag such as {@code km} or {@code zh-Hans-CN}; empty when it is none of the
   * seven.
   */
  public static Optional<Lang> of(String tag) {
    String primary = tag.split("[-_]", 2)[0];
    return Stream.of(values()).filter(l -> l.tag.equalsIgnoreCase(primary)).findFirst();
  }
}
