package org.lanmei.merkle;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/** The JDK's Ed25519 (RFC 8032) with the 32-byte keys that notes use. */
final class Ed25519 {

  static final int KEY_LENGTH = 32;
  static final int SIGNATURE_LENGTH = 64;

  /** DER of a SubjectPublicKeyInfo of Ed25519 up to the key itself (RFC 8410, section 4). */
  private static final byte[] SPKI = HexFormat.of().parseHex("302a300506032b6570032100");

  private static final String ALGORITHM = "Ed25519";

  private Ed25519() {}

  static KeyPair generate(SecureRandom random) {
    try {
      var generator = KeyPairGenerator.getInstance(ALGORITHM);
      generator.initialize(NamedParameterSpec.ED25519, random);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw unavailable(e);
    }
  }

  /**
   * The key pair of a secret seed. The JDK computes a public key only when it generates a pair, so
   * it is made to generate this one.
   */
  static KeyPair ofSeed(byte[] seed) {
    KeyPair pair = generate(new Dealt(seed));
    if (!Arrays.equals(seed(pair.getPrivate()), seed)) {
      throw new IllegalStateException("this JDK does not take the seed as it is dealt");
    }
    return pair;
  }

  static byte[] seed(PrivateKey key) {
    return ((EdECPrivateKey) key)
        .getBytes()
        .orElseThrow(() -> new IllegalArgumentException("the key cannot be exported"));
  }

  static byte[] raw(PublicKey key) {
    byte[] encoded = key.getEncoded();
    return Arrays.copyOfRange(encoded, encoded.length - KEY_LENGTH, encoded.length);
  }

  /**
   * @throws MalformedException when the bytes are no point of the curve
   */
  static PublicKey publicKey(byte[] raw) {
    byte[] encoded = Arrays.copyOf(SPKI, SPKI.length + KEY_LENGTH);
    System.arraycopy(raw, 0, encoded, SPKI.length, KEY_LENGTH);
    try {
      PublicKey key =
          KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
      // Only a verifier looks whether the point exists.
      Signature.getInstance(ALGORITHM).initVerify(key);
      return key;
    } catch (InvalidKeyException | InvalidKeySpecException e) {
      throw new MalformedException(MalformedException.Reason.KEY_POINT);
    } catch (GeneralSecurityException e) {
      throw unavailable(e);
    }
  }

  static byte[] sign(PrivateKey key, byte[] message) {
    try {
      var signature = Signature.getInstance(ALGORITHM);
      signature.initSign(key);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw unavailable(e);
    }
  }

  static boolean verify(PublicKey key, byte[] message, byte[] sig) {
    if (sig.length != SIGNATURE_LENGTH) return false;
    try {
      var signature = Signature.getInstance(ALGORITHM);
      signature.initVerify(key);
      signature.update(message);
      return signature.verify(sig);
    } catch (SignatureException e) {
      return false;
    } catch (GeneralSecurityException e) {
      throw unavailable(e);
    }
  }

  private static IllegalStateException unavailable(GeneralSecurityException e) {
    return new IllegalStateException("Ed25519 is part of Java since 15", e);
  }

  /** A source of "random" bytes that deals out one seed, once. */
  private static final class Dealt extends SecureRandom {

    private static final long serialVersionUID = 1;

    private final byte[] seed;
    private boolean dealt;

    Dealt(byte[] seed) {
      this.seed = seed.clone();
    }

    @Override
    public void nextBytes(byte[] bytes) {
      if (dealt || bytes.length != seed.length) {
        throw new IllegalStateException("this JDK does not take the seed as it is dealt");
      }
      dealt = true;
      System.arraycopy(seed, 0, bytes, 0, seed.length);
    }
  }
}
