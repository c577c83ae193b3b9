package org.lanmei.merkle;

/**
 * What was read is not in its format. It says which rule was broken and quotes nothing of what was
 * read, which may be secret.
 */
public final class MalformedException extends RuntimeException {

  private final Reason reason;

  MalformedException(Reason reason) {
    super(reason.name());
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }

  /** The rule that was broken. */
  public enum Reason {
    /** The bytes are not UTF-8. */
    NOT_UTF8,
    /** A control character other than the newline. */
    CONTROL_CHARACTER,
    /** Longer than is read of its kind. */
    TOO_LONG,
    /** The text does not end in a newline. */
    NO_FINAL_NEWLINE,
    /** A note without a blank line and signature lines after it. */
    NO_SIGNATURES,
    /** A line after the text that is not em dash, name and signature. */
    SIGNATURE_LINE,
    /** More signatures than are looked at: {@link SignedNote#MOST_SIGNATURES}. */
    TOO_MANY_SIGNATURES,
    /** The name of a key is empty or has a space or a plus sign. */
    NAME,
    /** Not base64, or not in its padded form. */
    BASE64,
    /** A key is not name, id and data joined by plus signs. */
    KEY_FORMAT,
    /** The id of a key is not the one its name and data give. */
    KEY_ID,
    /** A kind of key that is not known here. */
    KEY_TYPE,
    /** Key data that is not 32 bytes. */
    KEY_LENGTH,
    /** A public key that is no point of the curve. */
    KEY_POINT,
    /** A checkpoint with fewer than three lines, or an empty one. */
    CHECKPOINT_LINES,
    /** Not a decimal number without leading zeros that fits 63 bits. */
    NUMBER,
    /** A hash that is not 32 bytes. */
    HASH_LENGTH,
    /** Not the path of a tile or bundle. */
    TILE_PATH,
    /** A tile with other than the bytes its width asks for. */
    TILE_LENGTH,
    /** A bundle that breaks off, or has entries left over. */
    BUNDLE_LENGTH,
    /** A portable proof that does not begin with its format's name. */
    PROOF_HEADER,
    /** A portable proof that lacks a line or has one too many. */
    PROOF_LINES,
    /** An envelope that does not begin with its format's name. */
    ENVELOPE_HEADER,
    /** An envelope that lacks a line, has one too many or in another order. */
    ENVELOPE_LINES,
    /** A field of an envelope that is empty, too long or not visible ASCII. */
    ENVELOPE_FIELD,
    /** Not a UTC time with six decimals of a second. */
    TIME
  }
}
