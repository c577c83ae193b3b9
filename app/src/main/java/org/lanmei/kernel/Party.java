package org.lanmei.kernel;

/**
 * One of the six parties of the cooperation, by its ISO 3166-1 alpha-2 code, in the alphabetical
 * order of the English names (Cambodia, China, Lao PDR, Myanmar, Thailand, Viet Nam). A document
 * that orders them otherwise says so itself.
 */
public enum Party {
  KH,
  CN,
  LA,
  MM,
  TH,
  VN;

  /** The message key of the short name, such as {@code country.LA}. */
  public String key() {
    return "country." + name();
  }
}
