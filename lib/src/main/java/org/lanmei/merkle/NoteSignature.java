package org.lanmei.merkle;

import java.util.Arrays;

/**
 * A signature line of a note: a claim until a key has verified it.
 *
 * @param name of the key
 * @param base64 of the id of the key, four bytes, and the signature
 */
public record NoteSignature(String name, String base64) {

  static final String PREFIX = "— ";
  private static final int ID_LENGTH = 4;

  public NoteSignature {
    NoteText.checkName(name);
    if (Base64Text.decode(base64).length <= ID_LENGTH) {
      throw new MalformedException(MalformedException.Reason.SIGNATURE_LINE);
    }
  }

  static NoteSignature of(VerifierKey key, byte[] signature) {
    byte[] bytes = new byte[ID_LENGTH + signature.length];
    Bytes.putInt32(key.id(), bytes, 0);
    System.arraycopy(signature, 0, bytes, ID_LENGTH, signature.length);
    return new NoteSignature(key.name(), Base64Text.encode(bytes));
  }

  static NoteSignature parse(String line) {
    int end = line.indexOf(' ', PREFIX.length());
    if (!line.startsWith(PREFIX) || end < 0) {
      throw new MalformedException(MalformedException.Reason.SIGNATURE_LINE);
    }
    return new NoteSignature(line.substring(PREFIX.length(), end), line.substring(end + 1));
  }

  String line() {
    return PREFIX + name + " " + base64 + "\n";
  }

  /** Which key of that name: {@link VerifierKey#id()}. */
  public int keyId() {
    return Bytes.int32(Base64Text.decode(base64), 0);
  }

  /** What the key wrote, without its id. */
  public byte[] bytes() {
    byte[] all = Base64Text.decode(base64);
    return Arrays.copyOfRange(all, ID_LENGTH, all.length);
  }
}
