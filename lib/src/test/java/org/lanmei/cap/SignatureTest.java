package org.lanmei.cap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureTest {

  @TempDir Path folder;

  private CapSigner signer(String name, String algorithm) throws Exception {
    var store = folder.resolve(name + ".p12");
    var tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    int exit =
        new ProcessBuilder(
                tool,
                "-genkeypair",
                "-alias",
                "a",
                "-keyalg",
                algorithm,
                "-dname",
                "CN=" + name,
                "-validity",
                "10",
                "-keystore",
                store.toString(),
                "-storepass",
                "secret")
            .inheritIO()
            .start()
            .waitFor();
    assertThat(exit).isZero();
    var keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, "secret".toCharArray());
    }
    return new CapSigner(
        (PrivateKey) keys.getKey("a", "secret".toCharArray()),
        (X509Certificate) keys.getCertificate("a"));
  }

  private static SignatureVerdict verify(String message, CapSigner... pinned) {
    var certificates = new HashSet<X509Certificate>();
    for (CapSigner signer : pinned) certificates.add(signer.certificate());
    return new CapVerifier(certificates)
        .verify(Samples.bytes(message), new CapReader(), Instant.now());
  }

  private static String text(Alert alert) {
    return new String(CapWriter.write(alert), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "EC"})
  void what_was_signed_verifies_and_every_change_is_noticed(String algorithm) throws Exception {
    var alert = Samples.read(Samples.FLOOD).alert().orElseThrow();
    var signer = signer("one", algorithm);
    var other = signer("other", algorithm);
    var third = signer("third", algorithm.equals("RSA") ? "EC" : "RSA");
    var signed = signer.sign(alert);
    String message = text(signed);

    assertThat(new CapReader().read(Samples.bytes(message)).alert()).contains(signed);
    assertThat(verify(message, other, third, signer))
        .isInstanceOfSatisfying(
            SignatureVerdict.Verified.class,
            v -> {
              assertThat(v.certificate()).isEqualTo(signer.certificate());
              assertThat(v.signed().alert()).contains(alert);
            });
    assertThat(verify(message, other, third)).isEqualTo(new SignatureVerdict.NotPinned());
    assertThat(verify(text(alert), signer)).isEqualTo(new SignatureVerdict.Unsigned());
    assertThat(verify(message.replace("Severe", "Minor"), signer))
        .isEqualTo(new SignatureVerdict.Broken());
    assertThat(verify(message.replace("<scope>", " <scope>"), signer))
        .isEqualTo(new SignatureVerdict.Broken());
    var tooLate =
        new CapVerifier(Set.of(signer.certificate()))
            .verify(
                Samples.bytes(message), new CapReader(), Instant.now().plus(Duration.ofDays(20)));
    assertThat(tooLate).isEqualTo(new SignatureVerdict.OutOfDate(signer.certificate()));
  }

  @Test
  void a_signature_that_signs_less_than_the_message_is_refused() throws Exception {
    var signer = signer("one", "EC");
    String message = text(signer.sign(Samples.read(Samples.FLOOD).alert().orElseThrow()));
    String signature =
        message.substring(message.indexOf("<Signature"), message.indexOf("</alert>"));

    // The good message moved into another one.
    String inner = message.substring(message.indexOf("<alert"), message.indexOf("</alert>") + 8);
    String wrapped =
        message.replace(signature, "").replace("Severe", "Minor").replace("</alert>", inner)
            + "</alert>";
    refused(wrapped, SignatureVerdict.Reason.NOT_ENVELOPED, signer);
    refused(
        message.replace("URI=\"\"", "URI=\"#x\""), SignatureVerdict.Reason.NOT_ENVELOPED, signer);
    refused(
        message.replace("</Signature>", "<Object>x</Object></Signature>"),
        SignatureVerdict.Reason.OBJECTS,
        signer);
    refused(
        message.replace("</alert>", signature + "</alert>"),
        SignatureVerdict.Reason.SEVERAL_SIGNATURES,
        signer);
    assertThat(verify(message.replace("xmlenc#sha256", "xmlenc#sha512"), signer))
        .isEqualTo(new SignatureVerdict.NotPinned());
    assertThat(verify(message.replaceAll("(?s)<SignatureValue>.*</SignatureValue>", ""), signer))
        .isEqualTo(new SignatureVerdict.Refused(SignatureVerdict.Reason.FORM));
  }

  private static void refused(String message, SignatureVerdict.Reason reason, CapSigner signer) {
    assertThat(verify(message, signer)).isEqualTo(new SignatureVerdict.Refused(reason));
  }

  @Test
  void a_comment_cannot_cut_a_text_short() {
    String cut = Samples.FLOOD.replace(">duty@", "><!-- x -->duty@<!-- y -->");
    assertThat(Samples.read(cut).alert()).isEqualTo(Samples.read(Samples.FLOOD).alert());
  }

  @Test
  void only_one_element_of_xml_signature_is_a_signature() {
    for (String xml :
        new String[] {
          "",
          "x",
          "<a/>",
          "<Signature/>",
          "</alert><alert>",
          "<Signature xmlns=\"http://www.w3.org/2000/09/xmldsig#\"/>x"
        }) {
      assertThatThrownBy(() -> new Signature(xml)).isInstanceOf(CapException.class);
    }
  }
}
