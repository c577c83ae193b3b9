package org.lanmei.cap;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads XML into {@link XmlElement}s: no document types, no entities of its own, nothing fetched,
 * bounded size, depth and number of elements. Comments and processing instructions are passed over;
 * text on both sides of them is one text.
 */
final class XmlTree {

  private static final XMLInputFactory FACTORY = factory();
  private static final Pattern ENCODING =
      Pattern.compile("^(?:\\xEF\\xBB\\xBF)?<\\?xml[^>]*encoding\\s*=\\s*[\"']([^\"']*)");

  private final XMLStreamReader in;
  private final CapReader.Limits limits;
  private int elements;

  private XmlTree(XMLStreamReader in, CapReader.Limits limits) {
    this.in = in;
    this.limits = limits;
  }

  private static XMLInputFactory factory() {
    var factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
    factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
    return factory;
  }

  static XmlElement read(byte[] bytes, CapReader.Limits limits) {
    if (bytes.length > limits.bytes()) throw new CapException(CapException.Reason.TOO_LARGE, 0);
    utf8(bytes);
    return with(bytes, limits, XmlTree::tree);
  }

  /** Refuses damaged UTF-8 here: the JDK's parser would complain about it on the console. */
  private static void utf8(byte[] bytes) {
    String head = new String(bytes, 0, Math.min(bytes.length, 200), StandardCharsets.ISO_8859_1);
    var named = ENCODING.matcher(head);
    boolean other = named.find() && !named.group(1).equalsIgnoreCase("UTF-8");
    boolean wide = head.startsWith("\u00FE\u00FF") || head.startsWith("\u00FF\u00FE");
    if (other || wide || head.substring(0, Math.min(4, head.length())).indexOf('\0') >= 0) return;
    var in = ByteBuffer.wrap(bytes);
    try {
      StandardCharsets.UTF_8.newDecoder().decode(in);
    } catch (CharacterCodingException e) {
      int line = 1;
      for (int i = 0; i < in.position(); i++) if (bytes[i] == '\n') line++;
      throw new CapException(CapException.Reason.NOT_XML, line);
    }
  }

  /** The one element of XML signature under the outermost element, as {@link #copy} writes it. */
  static String signature(byte[] wrapped) {
    var root = with(wrapped, CapReader.Limits.DEFAULT, XmlTree::tree);
    if (root.signatures.size() != 1 || !root.children.isEmpty() || !root.text().isBlank()) {
      throw new CapException(CapException.Reason.NOT_XML, 0);
    }
    return root.signatures.getFirst();
  }

  private interface Work {
    XmlElement with(XmlTree tree) throws XMLStreamException;
  }

  private static XmlElement with(byte[] bytes, CapReader.Limits limits, Work work) {
    int line = 0;
    XmlTree tree = null;
    try {
      tree = new XmlTree(FACTORY.createXMLStreamReader(new ByteArrayInputStream(bytes)), limits);
      return work.with(tree);
    } catch (XMLStreamException e) {
      line = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNumber());
    } catch (CapException e) {
      throw e;
    } catch (RuntimeException e) {
      // The JDK's parser answers some damaged documents with exceptions that it does not declare.
      line = tree == null ? 0 : tree.line();
    }
    throw new CapException(CapException.Reason.NOT_XML, line);
  }

  private int line() {
    return Math.max(0, in.getLocation().getLineNumber());
  }

  private CapException refuse(CapException.Reason reason) {
    return new CapException(reason, line());
  }

  private XmlElement tree() throws XMLStreamException {
    if (in.getVersion() != null && !in.getVersion().equals("1.0")) {
      throw refuse(CapException.Reason.NOT_XML);
    }
    Deque<XmlElement> open = new ArrayDeque<>();
    XmlElement root = null;
    while (in.hasNext()) {
      switch (in.next()) {
        case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
            throw refuse(CapException.Reason.DOCTYPE);
        case XMLStreamConstants.START_ELEMENT -> {
          count(open.size());
          if (open.size() == 1 && namespace().equals(Signature.NAMESPACE)) {
            open.getFirst().signatures.add(copy());
            continue;
          }
          XmlElement element;
          if (open.isEmpty()) {
            element = XmlElement.root(namespace(), in.getLocalName(), line());
            root = element;
          } else {
            element = open.getFirst().add(namespace(), in.getLocalName(), line());
          }
          attributes(element);
          open.push(element);
        }
        case XMLStreamConstants.END_ELEMENT -> open.pop();
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
          if (!open.isEmpty()) open.getFirst().append(in.getText());
        }
        default -> {}
      }
    }
    if (root == null) throw refuse(CapException.Reason.NOT_XML);
    return root;
  }

  private void count(int depth) {
    if (depth >= limits.depth()) throw refuse(CapException.Reason.TOO_DEEP);
    if (++elements > limits.elements()) throw refuse(CapException.Reason.TOO_MANY_ELEMENTS);
  }

  private String namespace() {
    return Objects.requireNonNullElse(in.getNamespaceURI(), "");
  }

  private void attributes(XmlElement element) {
    for (int i = 0; i < in.getAttributeCount(); i++) {
      String uri = Objects.requireNonNullElse(in.getAttributeNamespace(i), "");
      // What says where a schema lies is allowed everywhere and means nothing here.
      if (uri.equals(XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI)) continue;
      String name = in.getAttributeLocalName(i);
      if (uri.equals(XMLConstants.XML_NS_URI) && name.equals("lang")) {
        element.xmlLang = in.getAttributeValue(i);
      }
      String prefix = in.getAttributePrefix(i);
      element.attributes.add(prefix == null || prefix.isEmpty() ? name : prefix + ":" + name);
    }
  }

  /** The element at hand and all in it, with the prefixes that it takes from outside declared. */
  private String copy() throws XMLStreamException {
    var out = new StringBuilder();
    var declared = new ArrayDeque<Map<String, String>>();
    declared.push(Map.of("", "", "xml", XMLConstants.XML_NS_URI));
    int depth = 0;
    int event = in.getEventType();
    while (true) {
      switch (event) {
        case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
            throw refuse(CapException.Reason.DOCTYPE);
        case XMLStreamConstants.START_ELEMENT -> {
          if (depth > 0) count(depth + 1);
          depth++;
          declared.push(start(out, declared.getFirst()));
        }
        case XMLStreamConstants.END_ELEMENT -> {
          out.append("</").append(qualified(in.getPrefix(), in.getLocalName())).append('>');
          declared.pop();
          if (--depth == 0) return out.toString();
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
            XmlText.append(out, in.getText());
        default -> {}
      }
      event = in.next();
    }
  }

  private Map<String, String> start(StringBuilder out, Map<String, String> outer) {
    var scope = new LinkedHashMap<>(outer);
    var added = new LinkedHashMap<String, String>();
    for (int i = 0; i < in.getNamespaceCount(); i++) {
      added.put(nonNull(in.getNamespacePrefix(i)), nonNull(in.getNamespaceURI(i)));
    }
    added.putIfAbsent(nonNull(in.getPrefix()), namespace());
    for (int i = 0; i < in.getAttributeCount(); i++) {
      String prefix = nonNull(in.getAttributePrefix(i));
      if (!prefix.isEmpty()) added.putIfAbsent(prefix, nonNull(in.getAttributeNamespace(i)));
    }
    out.append('<').append(qualified(in.getPrefix(), in.getLocalName()));
    added.forEach(
        (prefix, uri) -> {
          if (uri.equals(scope.put(prefix, uri))) return;
          XmlText.attribute(out, prefix.isEmpty() ? "xmlns" : "xmlns:" + prefix, uri);
        });
    for (int i = 0; i < in.getAttributeCount(); i++) {
      String name = qualified(in.getAttributePrefix(i), in.getAttributeLocalName(i));
      XmlText.attribute(out, name, in.getAttributeValue(i));
    }
    out.append('>');
    return scope;
  }

  private static String nonNull(@Nullable String text) {
    return Objects.requireNonNullElse(text, "");
  }

  private static String qualified(@Nullable String prefix, String name) {
    return prefix == null || prefix.isEmpty() ? name : prefix + ":" + name;
  }
}
