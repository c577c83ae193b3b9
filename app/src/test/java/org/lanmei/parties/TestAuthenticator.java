package org.lanmei.parties;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

/**
 * A device that holds one passkey (ES256, no attestation), as far as W3C Web Authentication Level 3
 * lets a server see it: sections 6.1 (authenticator data), 6.5 (attestation), 5.8.1 (client data).
 */
final class TestAuthenticator {

  private static final int PRESENT = 0x01;
  private static final int VERIFIED = 0x04;
  private static final int WITH_KEY = 0x40;

  private final String origin;
  private final KeyPair key;
  private final byte[] id = new byte[32];
  private int count;
  private int flags = PRESENT | VERIFIED;

  TestAuthenticator(String origin) {
    this.origin = origin;
    new SecureRandom().nextBytes(id);
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      key = generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** From now on it does not check who holds it. */
  TestAuthenticator unverified() {
    flags = PRESENT;
    return this;
  }

  String id() {
    return url(id);
  }

  /** The answer to options that ask for a new passkey. */
  String create(String options) {
    byte[] client = clientData("webauthn.create", options);
    var attestation = new ByteArrayOutputStream();
    attestation.write(0xa3);
    text(attestation, "fmt");
    text(attestation, "none");
    text(attestation, "attStmt");
    attestation.write(0xa0);
    text(attestation, "authData");
    bytes(attestation, authenticatorData(options, true));
    return credential(
        "\"attestationObject\":\"%s\",\"clientDataJSON\":\"%s\",\"transports\":[\"internal\"]"
            .formatted(url(attestation.toByteArray()), url(client)));
  }

  /** The answer to options that ask for a signature. */
  String get(String options) {
    byte[] client = clientData("webauthn.get", options);
    byte[] data = authenticatorData(options, false);
    try {
      var signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(key.getPrivate());
      signature.update(data);
      signature.update(MessageDigest.getInstance("SHA-256").digest(client));
      return credential(
          "\"authenticatorData\":\"%s\",\"clientDataJSON\":\"%s\",\"signature\":\"%s\""
              .formatted(url(data), url(client), url(signature.sign())));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private String credential(String response) {
    return """
    {"id":"%s","rawId":"%s","type":"public-key","authenticatorAttachment":"platform",
     "clientExtensionResults":{},"response":{%s}}
    """
        .formatted(id(), id(), response);
  }

  private byte[] clientData(String type, String options) {
    return "{\"type\":\"%s\",\"challenge\":\"%s\",\"origin\":\"%s\",\"crossOrigin\":false}"
        .formatted(type, field(options, "challenge"), origin)
        .getBytes(StandardCharsets.UTF_8);
  }

  private byte[] authenticatorData(String options, boolean withKey) {
    String party =
        options.contains("\"rpId\"")
            ? field(options, "rpId")
            : field(options.substring(options.indexOf("\"rp\"")), "id");
    byte[] cose = withKey ? cose() : new byte[0];
    var data = ByteBuffer.allocate(37 + (withKey ? 18 + id.length + cose.length : 0));
    try {
      data.put(MessageDigest.getInstance("SHA-256").digest(party.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    data.put((byte) (flags | (withKey ? WITH_KEY : 0))).putInt(++count);
    if (withKey) data.put(new byte[16]).putShort((short) id.length).put(id).put(cose);
    return data.array();
  }

  /** RFC 9052: key type EC2, algorithm ES256, curve P-256, x and y. */
  private byte[] cose() {
    var point = ((ECPublicKey) key.getPublic()).getW();
    var out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21});
    bytes(out, coordinate(point.getAffineX().toByteArray()));
    out.write(0x22);
    bytes(out, coordinate(point.getAffineY().toByteArray()));
    return out.toByteArray();
  }

  private static byte[] coordinate(byte[] number) {
    byte[] fixed = new byte[32];
    int from = Math.max(0, number.length - 32);
    System.arraycopy(number, from, fixed, 32 - (number.length - from), number.length - from);
    return fixed;
  }

  private static void text(ByteArrayOutputStream out, String text) {
    out.write(0x60 + text.length());
    out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void bytes(ByteArrayOutputStream out, byte[] bytes) {
    if (bytes.length < 256) out.writeBytes(new byte[] {0x58, (byte) bytes.length});
    else out.writeBytes(new byte[] {0x59, (byte) (bytes.length >> 8), (byte) bytes.length});
    out.writeBytes(bytes);
  }

  private static String field(String json, String name) {
    return json.replaceFirst("(?s).*?\"" + name + "\"\\s*:\\s*\"([^\"]+)\".*", "$1");
  }

  private static String url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
