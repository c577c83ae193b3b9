package org.lanmei.cap;

import java.security.cert.X509Certificate;

/**
 * Whether a signed message is by somebody one trusts. A message must not be refused only because
 * its signature cannot be checked (CAP 1.2 section 3.3.4.1); people are to be told.
 */
public sealed interface SignatureVerdict {

  /**
   * Signed with a pinned certificate.
   *
   * @param signed what was signed, and nothing else; it has no signature any more
   */
  record Verified(X509Certificate certificate, Reading signed) implements SignatureVerdict {}

  /** There is no signature. */
  record Unsigned() implements SignatureVerdict {}

  /** Signed by nobody one knows, or the signature itself was changed. */
  record NotPinned() implements SignatureVerdict {}

  /** Signed with a pinned certificate, but what it says was changed since. */
  record Broken() implements SignatureVerdict {}

  /** Good, but the certificate was not valid when the message came. */
  record OutOfDate(X509Certificate certificate) implements SignatureVerdict {}

  /** A signature that is not looked at. */
  record Refused(Reason reason) implements SignatureVerdict {}

  /** Why a signature is not looked at. */
  enum Reason {
    /** It does not sign the whole message that it stands in. */
    NOT_ENVELOPED,
    /** There are several. */
    SEVERAL_SIGNATURES,
    /** It has things of its own in it. */
    OBJECTS,
    /** A method that is too weak or not known. */
    ALGORITHM,
    /** Not a signature by the schema, or one that secure validation forbids. */
    FORM
  }
}
