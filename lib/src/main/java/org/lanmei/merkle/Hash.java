package org.lanmei.merkle;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A SHA-256 value: 32 bytes. The first byte of what is hashed tells the uses apart, so that a leaf
 * can never be passed off as an inner node (RFC 6962, section 2.1).
 */
public final class Hash {

  /** Bytes in a hash. */
  public static final int LENGTH = 32;

  /** The root of a tree without leaves: SHA-256 of nothing. */
  public static final Hash EMPTY = of(new byte[0]);

  private static final byte LEAF = 0x00;
  private static final byte NODE = 0x01;

  private final byte[] bytes;

  private Hash(byte[] bytes) {
    this.bytes = bytes;
  }

  /** SHA-256 of {@code data}, without a prefix. */
  public static Hash of(byte[] data) {
    return new Hash(sha256().digest(data));
  }

  /** The hash of a leaf: SHA-256(0x00 || data). */
  public static Hash ofLeaf(byte[] data) {
    var digest = sha256();
    digest.update(LEAF);
    digest.update(data);
    return new Hash(digest.digest());
  }

  /** The hash of an inner node: SHA-256(0x01 || left || right). */
  public static Hash ofNode(Hash left, Hash right) {
    var digest = sha256();
    digest.update(NODE);
    digest.update(left.bytes);
    digest.update(right.bytes);
    return new Hash(digest.digest());
  }

  /** SHA-256(tag || parts), for the uses of this package that are not nodes of a tree. */
  static Hash tagged(byte tag, byte[] first, Hash second) {
    var digest = sha256();
    digest.update(tag);
    digest.update(first);
    digest.update(second.bytes);
    return new Hash(digest.digest());
  }

  /**
   * A hash somebody else computed.
   *
   * @throws IllegalArgumentException when it is not 32 bytes
   */
  public static Hash copyOf(byte[] bytes) {
    if (bytes.length != LENGTH) throw new IllegalArgumentException("a hash has 32 bytes");
    return new Hash(bytes.clone());
  }

  static Hash copyOf(byte[] bytes, int from) {
    return new Hash(Arrays.copyOfRange(bytes, from, from + LENGTH));
  }

  /** Reads the base64 form (RFC 4648, section 4), with its padding. */
  public static Hash parse(String base64) {
    byte[] bytes = Base64Text.decode(base64);
    if (bytes.length != LENGTH) {
      throw new MalformedException(MalformedException.Reason.HASH_LENGTH);
    }
    return new Hash(bytes);
  }

  /** A copy of the 32 bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  void copyTo(byte[] target, int at) {
    System.arraycopy(bytes, 0, target, at, LENGTH);
  }

  public String base64() {
    return Base64Text.encode(bytes);
  }

  public String hex() {
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Hash that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** The hexadecimal form. */
  @Override
  public String toString() {
    return hex();
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
