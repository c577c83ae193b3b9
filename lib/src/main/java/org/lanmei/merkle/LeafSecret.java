package org.lanmei.merkle;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret of one entry of a log: 256 random bits, from which the salts of the entry and of its
 * series follow, by HMAC-SHA256 (RFC 2104) over {@code lanmei-leaf/v1}, and over {@code
 * lanmei-series/v1}, a newline and the name of the series. Kept by the publisher and never shown:
 * each salt can be, as one says nothing about the others. Its text form does not show it.
 */
public final class LeafSecret {

  private static final String HMAC = "HmacSHA256";

  private final byte[] bytes;

  private LeafSecret(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A new secret: one for each entry. */
  public static LeafSecret fresh(SecureRandom random) {
    byte[] bytes = new byte[Salt.LENGTH];
    random.nextBytes(bytes);
    return new LeafSecret(bytes);
  }

  /**
   * A secret as it was stored.
   *
   * @throws IllegalArgumentException when it is not 32 bytes
   */
  public static LeafSecret copyOf(byte[] bytes) {
    if (bytes.length != Salt.LENGTH) throw new IllegalArgumentException("a secret has 32 bytes");
    return new LeafSecret(bytes.clone());
  }

  /** A copy of the 32 bytes, to be stored where only the publisher reads. */
  public byte[] exportSecret() {
    return bytes.clone();
  }

  /** The salt of the entry as a whole. */
  public Salt leafSalt() {
    return derive("lanmei-leaf/v1");
  }

  /** The salt of one series. */
  public Salt seriesSalt(String series) {
    return derive(SeriesDisclosure.HEADER + "\n" + SeriesDisclosure.checkSeries(series));
  }

  private Salt derive(String purpose) {
    try {
      var mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(bytes, HMAC));
      return Salt.copyOf(mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HMAC with SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "LeafSecret[hidden]";
  }
}
