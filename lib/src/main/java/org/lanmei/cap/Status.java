package org.lanmei.cap;

/** How a message is to be handled (CAP 1.2 section 3.2.1, {@code status}). */
public enum Status implements Term {
  /** Actionable by all targeted recipients. */
  ACTUAL("Actual"),
  /** Actionable only by the participants of an exercise, which {@code note} should name. */
  EXERCISE("Exercise"),
  /** Supports functions of the alerting network itself. */
  SYSTEM("System"),
  /** Technical testing only; everybody is to disregard it. */
  TEST("Test"),
  /** A preliminary template or draft, not actionable in its current form. */
  DRAFT("Draft");

  private final String text;

  Status(String text) {
    this.text = text;
  }

  @Override
  public String text() {
    return text;
  }
}
