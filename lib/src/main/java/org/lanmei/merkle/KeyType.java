package org.lanmei.merkle;

/**
 * What a signature says (c2sp.org/signed-note, "Signature types"). The type is part of a key's id,
 * so a log's signature never counts as a witness's.
 */
public enum KeyType {
  /** Ed25519 over the text of a note: a log signs its checkpoint. */
  NOTE(0x01),
  /**
   * Ed25519 over time and text: a witness has checked that the checkpoint is consistent with all it
   * saw of this log before (c2sp.org/tlog-cosignature).
   */
  COSIGNATURE(0x04);

  private final byte code;

  KeyType(int code) {
    this.code = (byte) code;
  }

  byte code() {
    return code;
  }

  static KeyType of(byte code) {
    for (KeyType type : values()) {
      if (type.code == code) return type;
    }
    throw new MalformedException(MalformedException.Reason.KEY_TYPE);
  }
}
