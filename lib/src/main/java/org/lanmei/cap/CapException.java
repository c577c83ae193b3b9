package org.lanmei.cap;

/**
 * What was read is no CAP message at all, or is not read because of what it might do to the reader.
 * What is wrong inside a message is a {@link Finding}. It quotes nothing of what was read.
 */
public final class CapException extends RuntimeException {

  private final Reason reason;
  private final int line;

  CapException(Reason reason, int line) {
    super(line > 0 ? reason.name() + " at line " + line : reason.name());
    this.reason = reason;
    this.line = line;
  }

  public Reason reason() {
    return reason;
  }

  /** Where, counted from 1; 0 when it has no place. */
  public int line() {
    return line;
  }

  /** Why it is not read. */
  public enum Reason {
    /** Not well-formed XML 1.0, or not in the encoding that it claims. */
    NOT_XML,
    /** Has a document type declaration, or refers to an entity that it would have to declare. */
    DOCTYPE,
    /** The outermost element is not {@code alert} in a namespace of {@link CapVersion}. */
    NOT_CAP,
    /** More bytes than {@link CapReader.Limits#bytes}. */
    TOO_LARGE,
    /** Elements nested deeper than {@link CapReader.Limits#depth}. */
    TOO_DEEP,
    /** More elements than {@link CapReader.Limits#elements}. */
    TOO_MANY_ELEMENTS,
    /** To be written: a text with a character that XML 1.0 cannot have. */
    CHARACTER,
    /** The key and the algorithms here do not fit each other, so nothing was signed. */
    SIGNING
  }
}
