package org.lanmei.merkle;

import java.util.Base64;

/**
 * Base64 of RFC 4648, section 4, in its one form: padded, and with no bits left over. The JDK's
 * decoder also takes other forms, which would give two texts the same meaning.
 */
final class Base64Text {

  private Base64Text() {}

  static String encode(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  static byte[] decode(String text) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      // Not as the cause: its message quotes the text, which may be a secret key.
      throw new MalformedException(MalformedException.Reason.BASE64);
    }
    if (!encode(bytes).equals(text)) throw new MalformedException(MalformedException.Reason.BASE64);
    return bytes;
  }
}
