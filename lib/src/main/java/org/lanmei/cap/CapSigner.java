package org.lanmei.cap;

import java.io.StringWriter;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.SignatureMethod;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Node;

/**
 * Signs messages by an enveloped XML signature over the whole of them (CAP 1.2 section 3.3.4.1).
 *
 * @param key RSA or of an elliptic curve
 * @param certificate of the key; goes along, for those who do not have it
 */
public record CapSigner(PrivateKey key, X509Certificate certificate) {

  /**
   * The message with one signature in place of those it has. It holds for exactly what {@link
   * CapWriter} writes, also after that was read and written again.
   *
   * @throws CapException when the key is of another kind
   */
  public Alert sign(Alert alert) {
    var bare = alert.signed(List.of());
    var document = SecureDom.parse(CapWriter.write(bare));
    try {
      var factory = XMLSignatureFactory.getInstance("DOM");
      var reference =
          factory.newReference(
              "",
              factory.newDigestMethod(DigestMethod.SHA256, null),
              List.of(
                  factory.newTransform(Transform.ENVELOPED, (TransformParameterSpec) null),
                  factory.newTransform(
                      CanonicalizationMethod.EXCLUSIVE, (TransformParameterSpec) null)),
              null,
              null);
      var info =
          factory.newSignedInfo(
              factory.newCanonicalizationMethod(
                  CanonicalizationMethod.EXCLUSIVE, (C14NMethodParameterSpec) null),
              factory.newSignatureMethod(method(), null),
              List.of(reference));
      var keys = factory.getKeyInfoFactory();
      var who = keys.newKeyInfo(List.of(keys.newX509Data(List.of(certificate))));
      factory
          .newXMLSignature(info, who)
          .sign(new DOMSignContext(key, document.getDocumentElement()));
    } catch (GeneralSecurityException | MarshalException | XMLSignatureException e) {
      throw new CapException(CapException.Reason.SIGNING, 0);
    }
    return bare.signed(List.of(new Signature(text(document.getDocumentElement().getLastChild()))));
  }

  private String method() {
    return switch (key.getAlgorithm()) {
      case "RSA" -> SignatureMethod.RSA_SHA256;
      case "EC" -> SignatureMethod.ECDSA_SHA256;
      default -> throw new CapException(CapException.Reason.SIGNING, 0);
    };
  }

  private static String text(Node signature) {
    try {
      var out = new StringWriter();
      var plain = TransformerFactory.newDefaultInstance().newTransformer();
      plain.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
      plain.transform(new DOMSource(signature), new StreamResult(out));
      return out.toString();
    } catch (TransformerException e) {
      throw new IllegalStateException(e);
    }
  }
}
