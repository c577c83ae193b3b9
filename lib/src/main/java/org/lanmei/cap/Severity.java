package org.lanmei.cap;

/** What it may do to life or property (CAP 1.2 section 3.2.2, {@code severity}). */
public enum Severity implements Term {
  /** Extraordinary threat. */
  EXTREME("Extreme"),
  /** Significant threat. */
  SEVERE("Severe"),
  /** Possible threat. */
  MODERATE("Moderate"),
  /** Minimal to no known threat. */
  MINOR("Minor"),
  UNKNOWN("Unknown");

  private final String text;

  Severity(String text) {
    this.text = text;
  }

  @Override
  public String text() {
    return text;
  }
}
