package org.lanmei.cap;

import java.util.Arrays;
import java.util.Optional;

/** The versions of CAP that are read; only 1.2 is written. */
public enum CapVersion {
  /** February 2004. */
  V1_0("http://www.incident.com/cap/1.0"),
  /** October 2005. */
  V1_1("urn:oasis:names:tc:emergency:cap:1.1"),
  /** July 2010, also ITU-T X.1303 bis. */
  V1_2("urn:oasis:names:tc:emergency:cap:1.2");

  private final String namespace;

  CapVersion(String namespace) {
    this.namespace = namespace;
  }

  /** The XML namespace of its {@code alert}. */
  public String namespace() {
    return namespace;
  }

  static Optional<CapVersion> of(String namespace) {
    return Arrays.stream(values()).filter(v -> v.namespace.equals(namespace)).findFirst();
  }
}
