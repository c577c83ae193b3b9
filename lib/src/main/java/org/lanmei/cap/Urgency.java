package org.lanmei.cap;

/** How soon to respond (CAP 1.2 section 3.2.2, {@code urgency}). */
public enum Urgency implements Term {
  IMMEDIATE("Immediate"),
  /** Within the next hour. */
  EXPECTED("Expected"),
  /** In the near future. */
  FUTURE("Future"),
  /** No longer required. */
  PAST("Past"),
  UNKNOWN("Unknown");

  private final String text;

  Urgency(String text) {
    this.text = text;
  }

  @Override
  public String text() {
    return text;
  }
}
