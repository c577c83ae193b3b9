package org.lanmei.cap;

import java.nio.charset.StandardCharsets;

/**
 * An element of XML signature under {@code alert}, as text that stands for itself.
 *
 * @param xml one element of the namespace of XML signature, with all that it declares
 */
public record Signature(String xml) {

  /** The namespace of XML signature. */
  public static final String NAMESPACE = "http://www.w3.org/2000/09/xmldsig#";

  /**
   * Reads it to be sure that it is one element and no more.
   *
   * @throws CapException when it is not
   */
  public Signature {
    xml = XmlTree.signature(("<alert>" + xml + "</alert>").getBytes(StandardCharsets.UTF_8));
  }
}
