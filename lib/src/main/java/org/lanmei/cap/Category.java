package org.lanmei.cap;

/** What kind of event it is (CAP 1.2 section 3.2.2, {@code category}). */
public enum Category implements Term {
  /** Geophysical, landslides included. */
  GEO("Geo"),
  /** Meteorological, floods included. */
  MET("Met"),
  /** General emergency and public safety. */
  SAFETY("Safety"),
  /** Law enforcement, military, local security. */
  SECURITY("Security"),
  /** Rescue and recovery. */
  RESCUE("Rescue"),
  /** Fire suppression and rescue. */
  FIRE("Fire"),
  /** Medical and public health. */
  HEALTH("Health"),
  /** Pollution and other environmental. */
  ENV("Env"),
  /** Public and private transport. */
  TRANSPORT("Transport"),
  /** Utilities, telecommunication, other infrastructure. */
  INFRA("Infra"),
  /** Chemical, biological, radiological, nuclear or high-yield explosive. */
  CBRNE("CBRNE"),
  /** Anything else. */
  OTHER("Other");

  private final String text;

  Category(String text) {
    this.text = text;
  }

  @Override
  public String text() {
    return text;
  }
}
