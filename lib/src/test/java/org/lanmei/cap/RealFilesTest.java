package org.lanmei.cap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Node;

/** Real messages; skipped where they are not on this machine. */
class RealFilesTest {

  private static final Map<String, String> REFUSED =
      Map.of(
          "defra-getMessage-invalid.xml", "ELEMENT_MISSING /alert/info[1]/area[1] 18",
          "defra-nws-alert.xml", "COORDINATE_FORM /alert/info[1]/area[1]/polygon[1] 27",
          "ukgov_invalid_degenerate_area.xml",
              "POLYGON_TOO_FEW /alert/info[1]/area[1]/polygon[1] 21",
          "ukgov_wainfleet_cancel_with_empty_references.xml",
              "REFERENCES_REQUIRED /alert/references 10",
          "ukgov_wainfleet_cancel_with_missing_references.xml", "REFERENCES_REQUIRED /alert 1");

  private static final Map<String, Rule> REPAIRED =
      Map.of(
          "ukgov_invalid_area_with_duplicated_vertex.xml", Rule.POLYGON_SPLIT,
          "ukgov_valid_area_polygon.xml", Rule.POLYGON_OPEN,
          "ukgov_wainfleet_cancel_with_windmere_references.xml", Rule.REFERENCE_SEPARATOR,
          "v1dot1_appendix_adot1.xml", Rule.MIME_TYPE_OLD);

  @Test
  void the_invalid_ones_are_refused_with_rule_and_place_and_no_others() {
    for (String name : SharedFiles.alerts()) {
      var reading = new CapReader().read(SharedFiles.read(name));
      var errors =
          reading.findings().stream()
              .filter(f -> f.level() == Finding.Level.ERROR)
              .map(f -> f.rule() + " " + f.path() + " " + f.line())
              .toList();
      String expected = REFUSED.get(name);
      assertThat(errors).as(name).isEqualTo(expected == null ? List.of() : List.of(expected));
      assertThat(reading.findings().stream().filter(f -> f.level() == Finding.Level.REPAIRED))
          .as(name)
          .extracting(Finding::rule)
          .isEqualTo(REPAIRED.containsKey(name) ? List.of(REPAIRED.get(name)) : List.of());
    }
  }

  @Test
  void the_valid_ones_round_trip_without_loss_and_are_valid_by_the_schema() throws Exception {
    var schema =
        SchemaFactory.newDefaultInstance()
            .newSchema(
                new StreamSource(new ByteArrayInputStream(SharedFiles.read("CAP-v1.2.xsd"))));
    int compared = 0;
    for (String name : SharedFiles.alerts()) {
      if (REFUSED.containsKey(name)) continue;
      byte[] original = SharedFiles.read(name);
      var alert = new CapReader().read(original).alert().orElseThrow();
      byte[] written = CapWriter.write(alert);
      schema.newValidator().validate(new StreamSource(new ByteArrayInputStream(written)));
      assertThat(new CapReader().read(written).alert()).as(name).contains(alert);
      assertThat(CapWriter.write(new CapReader().read(written).alert().orElseThrow()))
          .as(name)
          .isEqualTo(written);
      if (REPAIRED.containsKey(name)) continue;
      assertThat(leaves(written)).as(name).isEqualTo(leaves(original));
      compared++;
    }
    assertThat(compared).isGreaterThanOrEqualTo(10);
  }

  /** The signature of a real warning, with the certificate that came along taken as pinned. */
  @Test
  void a_real_signature_verifies_also_after_the_message_was_read_and_written() throws Exception {
    byte[] original = SharedFiles.read("ipaws-5e6dd9de023f1930ef6548d9.xml");
    String text = new String(original, StandardCharsets.UTF_8);
    String der = text.replaceAll("(?s).*<ds:X509Certificate>|</ds:X509Certificate>.*", "");
    var certificate =
        (X509Certificate)
            CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(Base64.getMimeDecoder().decode(der)));
    var verifier = new CapVerifier(Set.of(certificate));
    var then = Instant.parse("2019-04-19T18:00:00Z");
    var reader = new CapReader();
    assertThat(verifier.verify(original, reader, then))
        .isInstanceOf(SignatureVerdict.Verified.class);
    byte[] written = CapWriter.write(reader.read(original).alert().orElseThrow());
    assertThat(verifier.verify(written, reader, then))
        .isInstanceOf(SignatureVerdict.Verified.class);
    assertThat(verifier.verify(original, reader, Instant.parse("2026-01-01T00:00:00Z")))
        .isInstanceOf(SignatureVerdict.OutOfDate.class);
    byte[] changed = text.replace(">Cancel<", ">Update<").getBytes(StandardCharsets.UTF_8);
    assertThat(verifier.verify(changed, reader, then)).isInstanceOf(SignatureVerdict.Broken.class);
  }

  /** Every text of the message with the way to it, read without the code under test. */
  private static List<String> leaves(byte[] message) throws Exception {
    var factory = DocumentBuilderFactory.newDefaultNSInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    var document = factory.newDocumentBuilder().parse(new ByteArrayInputStream(message));
    var leaves = new ArrayList<String>();
    leaves(document.getDocumentElement(), "", leaves);
    return leaves;
  }

  private static void leaves(Node node, String path, List<String> leaves) {
    String here = path + "/" + node.getLocalName();
    boolean inner = false;
    for (Node c = node.getFirstChild(); c != null; c = c.getNextSibling()) {
      if (c.getNodeType() != Node.ELEMENT_NODE) continue;
      inner = true;
      leaves(c, here, leaves);
    }
    if (inner) return;
    String text = node.getTextContent();
    switch (node.getLocalName()) {
      case "polygon", "circle", "altitude", "ceiling" -> {
        var numbers = new ArrayList<String>();
        for (String part : text.strip().split("[\\s,]+")) {
          numbers.add(new BigDecimal(part).stripTrailingZeros().toPlainString());
        }
        text = String.join(" ", numbers);
      }
      case "sent", "effective", "onset", "expires", "references" ->
          text = text.strip().replace("+00:00", "-00:00").replaceAll("\\s+", " ");
      default -> {}
    }
    leaves.add(here + "=" + text);
  }
}
