package org.lanmei.cap;

/** What the audience is advised to do (CAP 1.2 section 3.2.2, {@code responseType}). */
public enum ResponseType implements Term {
  SHELTER("Shelter"),
  EVACUATE("Evacuate"),
  PREPARE("Prepare"),
  /** A planned activity that {@code instruction} names. */
  EXECUTE("Execute"),
  AVOID("Avoid"),
  MONITOR("Monitor"),
  /** Not to be used in public warnings. */
  ASSESS("Assess"),
  /** The event no longer poses a threat. */
  ALL_CLEAR("AllClear"),
  /** No action is recommended. */
  NONE("None");

  private final String text;

  ResponseType(String text) {
    this.text = text;
  }

  @Override
  public String text() {
    return text;
  }
}
