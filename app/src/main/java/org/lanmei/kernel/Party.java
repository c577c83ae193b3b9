package org.lanmei.kernel;

import java.time.ZoneId;

/**
 * One of the six parties of the cooperation, by its ISO 3166-1 alpha-2 code, in the alphabetical
 * order of the English names (Cambodia, China, Lao PDR, Myanmar, Thailand, Viet Nam). A document
 * that orders them otherwise says so itself.
 */
public enum Party {
  KH("Asia/Phnom_Penh"),
  CN("Asia/Shanghai"),
  LA("Asia/Vientiane"),
  MM("Asia/Yangon"),
  TH("Asia/Bangkok"),
  VN("Asia/Ho_Chi_Minh");

  private final ZoneId zone;

  Party(String zone) {
    this.zone = ZoneId.of(zone);
  }

  /** The zone of the capital, in which the party's working days and deadlines run. */
  public ZoneId zone() {
    return zone;
  }

  /** The message key of the short name, such as {@code country.LA}. */
  public String key() {
    return "country." + name();
  }
}
