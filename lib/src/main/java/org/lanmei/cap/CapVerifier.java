package org.lanmei.cap;

import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.Set;
import javax.xml.crypto.KeySelector;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.SignatureMethod;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/*
 * Against signature wrapping: there must be exactly one signature, a child of the outermost
 * element, with exactly one reference, to the whole document (URI ""), and no transforms but the
 * enveloped one and canonicalisation; no objects or manifests. So everything but the signature is
 * what is signed. What is handed back is read from the very bytes that were digested, not from the
 * message again. Keys and certificates inside the message are never believed.
 */
/**
 * Checks signatures of messages by certificates that one has from elsewhere.
 *
 * @param pinned of the senders one trusts
 */
public record CapVerifier(Set<X509Certificate> pinned) {

  private static final Set<String> TRANSFORMS =
      Set.of(
          Transform.ENVELOPED, CanonicalizationMethod.EXCLUSIVE, CanonicalizationMethod.INCLUSIVE);
  private static final Set<String> CANONICAL =
      Set.of(CanonicalizationMethod.EXCLUSIVE, CanonicalizationMethod.INCLUSIVE);
  private static final Set<String> DIGESTS =
      Set.of(DigestMethod.SHA256, DigestMethod.SHA384, DigestMethod.SHA512);
  private static final Set<String> METHODS =
      Set.of(
          SignatureMethod.RSA_SHA256,
          SignatureMethod.RSA_SHA384,
          SignatureMethod.RSA_SHA512,
          SignatureMethod.ECDSA_SHA256,
          SignatureMethod.ECDSA_SHA384,
          SignatureMethod.ECDSA_SHA512);

  public CapVerifier {
    pinned = Set.copyOf(pinned);
  }

  /**
   * Checks the signature of a message.
   *
   * @param received when it came, at which the certificate has to be valid
   * @throws CapException when it is no message
   */
  public SignatureVerdict verify(byte[] message, CapReader reader, Instant received) {
    reader.read(message);
    var root = SecureDom.parse(message).getDocumentElement();
    var all = root.getElementsByTagNameNS(Signature.NAMESPACE, "Signature");
    if (all.getLength() == 0) return new SignatureVerdict.Unsigned();
    if (all.getLength() > 1) return refused(SignatureVerdict.Reason.SEVERAL_SIGNATURES);
    var element = (Element) all.item(0);
    if (element.getParentNode() != root) return refused(SignatureVerdict.Reason.NOT_ENVELOPED);
    if (element.getElementsByTagNameNS(Signature.NAMESPACE, "Object").getLength() > 0) {
      return refused(SignatureVerdict.Reason.OBJECTS);
    }
    boolean matched = false;
    for (X509Certificate certificate : pinned) {
      var verdict = by(certificate, element, reader);
      if (verdict instanceof SignatureVerdict.Verified verified) {
        return inTime(certificate, received)
            ? verified
            : new SignatureVerdict.OutOfDate(certificate);
      }
      if (verdict instanceof SignatureVerdict.Refused) return verdict;
      matched |= verdict instanceof SignatureVerdict.Broken;
    }
    return matched ? new SignatureVerdict.Broken() : new SignatureVerdict.NotPinned();
  }

  private static SignatureVerdict refused(SignatureVerdict.Reason reason) {
    return new SignatureVerdict.Refused(reason);
  }

  private static boolean inTime(X509Certificate certificate, Instant at) {
    try {
      certificate.checkValidity(Date.from(at));
      return true;
    } catch (CertificateException e) {
      return false;
    }
  }

  private static SignatureVerdict by(
      X509Certificate certificate, Element element, CapReader reader) {
    var key = certificate.getPublicKey();
    var context = new DOMValidateContext(KeySelector.singletonKeySelector(key), element);
    context.setProperty("org.jcp.xml.dsig.secureValidation", true);
    context.setProperty("javax.xml.crypto.dsig.cacheReference", true);
    try {
      var signature = XMLSignatureFactory.getInstance("DOM").unmarshalXMLSignature(context);
      var wrong = form(signature);
      if (wrong != null) return refused(wrong);
      if (!signature.getSignatureValue().validate(context)) {
        return new SignatureVerdict.NotPinned();
      }
      // Signed with this key; anything wrong from here on is a message that was changed.
      Reference reference = signature.getSignedInfo().getReferences().getFirst();
      if (!reference.validate(context)) return new SignatureVerdict.Broken();
      byte[] signed = reference.getDigestInputStream().readAllBytes();
      return new SignatureVerdict.Verified(certificate, reader.read(signed));
    } catch (MarshalException e) {
      return refused(SignatureVerdict.Reason.FORM);
    } catch (XMLSignatureException e) {
      // Also a key of another kind than the method of the signature.
      return new SignatureVerdict.NotPinned();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static SignatureVerdict.@Nullable Reason form(XMLSignature signature) {
    var info = signature.getSignedInfo();
    if (info.getReferences().size() != 1 || !signature.getObjects().isEmpty()) {
      return SignatureVerdict.Reason.NOT_ENVELOPED;
    }
    Reference reference = info.getReferences().getFirst();
    var transforms = new ArrayList<String>();
    for (Transform transform : reference.getTransforms()) transforms.add(transform.getAlgorithm());
    if (!"".equals(reference.getURI())
        || !transforms.contains(Transform.ENVELOPED)
        || !TRANSFORMS.containsAll(transforms)) {
      return SignatureVerdict.Reason.NOT_ENVELOPED;
    }
    boolean known =
        METHODS.contains(info.getSignatureMethod().getAlgorithm())
            && CANONICAL.contains(info.getCanonicalizationMethod().getAlgorithm())
            && DIGESTS.contains(reference.getDigestMethod().getAlgorithm());
    return known ? null : SignatureVerdict.Reason.ALGORITHM;
  }
}
