package org.lanmei.merkle;

import java.security.MessageDigest;
import java.util.Arrays;

/**
 * 256 bits that nobody can guess, mixed into a commitment so that nobody can try out what was
 * committed to: there are only some thousand water levels in centimetres. To show what was
 * committed to is to show the salt. Its text form does not show it.
 */
public final class Salt {

  /** Bytes in a salt. */
  public static final int LENGTH = 32;

  private final byte[] bytes;

  private Salt(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * A salt as it was shown or stored.
   *
   * @throws IllegalArgumentException when it is not 32 bytes
   */
  public static Salt copyOf(byte[] bytes) {
    if (bytes.length != LENGTH) throw new IllegalArgumentException("a salt has 32 bytes");
    return new Salt(bytes.clone());
  }

  /** A copy of the 32 bytes: to be shown only to whom the content is shown. */
  public byte[] reveal() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Salt that && MessageDigest.isEqual(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "Salt[hidden]";
  }
}
