package org.lanmei.cap;

/** How sure one is (CAP 1.2 section 3.2.2, {@code certainty}). */
public enum Certainty implements Term {
  /** Has occurred or is going on. */
  OBSERVED("Observed"),
  /** More probable than not. */
  LIKELY("Likely"),
  /** Possible but not likely. */
  POSSIBLE("Possible"),
  /** Not expected to occur. */
  UNLIKELY("Unlikely"),
  UNKNOWN("Unknown");

  private final String text;

  Certainty(String text) {
    this.text = text;
  }

  @Override
  public String text() {
    return text;
  }
}
