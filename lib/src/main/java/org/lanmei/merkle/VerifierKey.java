package org.lanmei.merkle;

import java.security.PublicKey;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The public key of a log or a witness, under its name (c2sp.org/signed-note, "Verifier keys"). Its
 * text form is {@code name+id+base64(type || key)}.
 */
public final class VerifierKey {

  private final String name;
  private final KeyType type;
  private final byte[] raw;
  private final PublicKey key;
  private final int id;

  private VerifierKey(String name, KeyType type, byte[] raw) {
    this.name = NoteText.checkName(name);
    this.type = type;
    if (raw.length != Ed25519.KEY_LENGTH) {
      throw new MalformedException(MalformedException.Reason.KEY_LENGTH);
    }
    this.raw = raw.clone();
    this.key = Ed25519.publicKey(raw);
    this.id = id(name, type, raw);
  }

  /**
   * A key whose bytes are known.
   *
   * @param key 32 bytes (RFC 8032, section 5.1.5)
   */
  public static VerifierKey of(String name, KeyType type, byte[] key) {
    return new VerifierKey(name, type, key);
  }

  /** Reads the text form. */
  public static VerifierKey parse(String text) {
    String[] parts = text.split("\\+", 3);
    if (parts.length != 3) throw new MalformedException(MalformedException.Reason.KEY_FORMAT);
    int id = parseId(parts[1]);
    byte[] data = Base64Text.decode(parts[2]);
    if (data.length == 0) throw new MalformedException(MalformedException.Reason.KEY_LENGTH);
    var key =
        new VerifierKey(parts[0], KeyType.of(data[0]), Arrays.copyOfRange(data, 1, data.length));
    if (key.id != id) throw new MalformedException(MalformedException.Reason.KEY_ID);
    return key;
  }

  static int parseId(String hex) {
    if (hex.length() != 8) throw new MalformedException(MalformedException.Reason.KEY_FORMAT);
    for (int i = 0; i < hex.length(); i++) {
      if ("0123456789abcdef".indexOf(hex.charAt(i)) < 0) {
        throw new MalformedException(MalformedException.Reason.KEY_FORMAT);
      }
    }
    return HexFormat.fromHexDigits(hex);
  }

  /** The first four bytes of SHA-256(name || newline || type || key), high byte first. */
  private static int id(String name, KeyType type, byte[] raw) {
    var digest = Hash.sha256();
    digest.update(NoteText.encode(name));
    digest.update((byte) '\n');
    digest.update(type.code());
    byte[] hash = digest.digest(raw);
    return Bytes.int32(hash, 0);
  }

  public String name() {
    return name;
  }

  public KeyType type() {
    return type;
  }

  /** Tells keys of one name apart; not a proof of anything, as it is only 32 bits. */
  public int id() {
    return id;
  }

  /** A copy of the 32 bytes. */
  public byte[] bytes() {
    return raw.clone();
  }

  /** The same key and name, for another kind of signature. */
  public VerifierKey as(KeyType other) {
    return other == type ? this : new VerifierKey(name, other, raw);
  }

  boolean verify(byte[] message, byte[] signature) {
    return Ed25519.verify(key, message, signature);
  }

  boolean matches(NoteSignature signature) {
    return signature.keyId() == id && signature.name().equals(name);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VerifierKey that
        && name.equals(that.name)
        && type == that.type
        && Arrays.equals(raw, that.raw);
  }

  @Override
  public int hashCode() {
    return id;
  }

  /** The text form, to be handed out. */
  @Override
  public String toString() {
    return name + "+" + HexFormat.of().toHexDigits(id) + "+" + encoded(type, raw);
  }

  static String encoded(KeyType type, byte[] key) {
    byte[] data = new byte[1 + key.length];
    data[0] = type.code();
    System.arraycopy(key, 0, data, 1, key.length);
    return Base64Text.encode(data);
  }
}
