package org.lanmei.cap;

/** The nature of a message (CAP 1.2 section 3.2.1, {@code msgType}). */
public enum MsgType implements Term {
  /** Initial information that requires attention. */
  ALERT("Alert"),
  /** Updates and supersedes the messages it references. */
  UPDATE("Update"),
  /** Cancels the messages it references. */
  CANCEL("Cancel"),
  /** Acknowledges receipt and acceptance of the messages it references. */
  ACK("Ack"),
  /** Rejects the messages it references; {@code note} should say why. */
  ERROR("Error");

  private final String text;

  MsgType(String text) {
    this.text = text;
  }

  @Override
  public String text() {
    return text;
  }
}
