package org.lanmei.cap;

/** Whom a message is meant for (CAP 1.2 section 3.2.1, {@code scope}). */
public enum Scope implements Term {
  /** For general dissemination. */
  PUBLIC("Public"),
  /** Only for users as its {@code restriction} says. */
  RESTRICTED("Restricted"),
  /** Only for its {@code addresses}. */
  PRIVATE("Private");

  private final String text;

  Scope(String text) {
    this.text = text;
  }

  @Override
  public String text() {
    return text;
  }
}
