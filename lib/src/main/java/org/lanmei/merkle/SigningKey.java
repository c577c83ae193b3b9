package org.lanmei.merkle;

import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The secret key of a log or a witness. Only {@link #exportSecret} gives the secret away; text
 * forms, exceptions and equality do not.
 */
public final class SigningKey {

  private static final String PREFIX = "PRIVATE+KEY+";

  private final PrivateKey secret;
  private final VerifierKey verifier;

  private SigningKey(PrivateKey secret, VerifierKey verifier) {
    this.secret = secret;
    this.verifier = verifier;
  }

  /** A new key. */
  public static SigningKey generate(String name, KeyType type, SecureRandom random) {
    return of(name, type, Ed25519.generate(random));
  }

  private static SigningKey of(String name, KeyType type, KeyPair pair) {
    return new SigningKey(
        pair.getPrivate(), VerifierKey.of(name, type, Ed25519.raw(pair.getPublic())));
  }

  /** Reads what {@link #exportSecret} writes. */
  public static SigningKey parse(String text) {
    if (!text.startsWith(PREFIX))
      throw new MalformedException(MalformedException.Reason.KEY_FORMAT);
    String[] parts = text.substring(PREFIX.length()).split("\\+", 3);
    if (parts.length != 3) throw new MalformedException(MalformedException.Reason.KEY_FORMAT);
    int id = VerifierKey.parseId(parts[1]);
    byte[] data = Base64Text.decode(parts[2]);
    if (data.length != 1 + Ed25519.KEY_LENGTH) {
      throw new MalformedException(MalformedException.Reason.KEY_LENGTH);
    }
    byte[] seed = Arrays.copyOfRange(data, 1, data.length);
    var key = of(NoteText.checkName(parts[0]), KeyType.of(data[0]), Ed25519.ofSeed(seed));
    Arrays.fill(seed, (byte) 0);
    Arrays.fill(data, (byte) 0);
    if (key.verifier.id() != id) throw new MalformedException(MalformedException.Reason.KEY_ID);
    return key;
  }

  /**
   * The secret, as {@code PRIVATE+KEY+name+id+base64(type || seed)}, the form Go's sumdb/note uses.
   * Whoever has it can sign.
   */
  public String exportSecret() {
    byte[] seed = Ed25519.seed(secret);
    String text =
        PREFIX
            + verifier.name()
            + "+"
            + HexFormat.of().toHexDigits(verifier.id())
            + "+"
            + VerifierKey.encoded(verifier.type(), seed);
    Arrays.fill(seed, (byte) 0);
    return text;
  }

  /** What others need to check the signatures. */
  public VerifierKey verifier() {
    return verifier;
  }

  /** The same key and name, for another kind of signature. */
  public SigningKey as(KeyType other) {
    return new SigningKey(secret, verifier.as(other));
  }

  byte[] sign(byte[] message) {
    return Ed25519.sign(secret, message);
  }

  /** Name and id, without the secret. */
  @Override
  public String toString() {
    return "SigningKey[" + verifier.name() + "+" + HexFormat.of().toHexDigits(verifier.id()) + "]";
  }
}
