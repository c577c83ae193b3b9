package org.lanmei.plan.document;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipInputStream;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.exceptions.OpenXML4JRuntimeException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackagePart;
import org.apache.poi.openxml4j.opc.PackageRelationshipCollection;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.util.RecordFormatException;
import org.apache.poi.util.XMLHelper;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Message;
import org.lanmei.plan.document.UnreadableDocument.Reason;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.Text;
import org.xml.sax.SAXException;

/**
 * Reads DOCX: every paragraph of the body, those in tables and content controls included, in their
 * order, with the heading level of its style and the number Word shows before it. Tracked changes
 * are read as if accepted. Not read: headers, footers, notes, comments, text boxes.
 */
final class WordFile {

  private static final int MAX_ENTRIES = 5_000;
  private static final long MAX_INFLATED = 120_000_000;

  /** Of XML, which becomes many times as large in memory. */
  private static final long MAX_XML = 16_000_000;

  /** Smaller entries may inflate as they like: XML of one repeated row shrinks a hundredfold. */
  private static final long RATIO_FROM = 4_000_000;

  private static final long MAX_RATIO = 100;

  /** Elements whose text is not part of the paragraph's own. */
  private static final Set<String> SKIPPED =
      Set.of(
          "del",
          "moveFrom",
          "delText",
          "instrText",
          "delInstrText",
          "txbxContent",
          "Fallback",
          "rt",
          "pPr",
          "rPr",
          "footnoteReference",
          "endnoteReference",
          "sectPr");

  private final Map<String, Element> styles = new HashMap<>();
  private final WordNumbering numbering;
  private final List<Paragraph> paragraphs = new ArrayList<>();
  private int number;
  private int contents;
  private boolean tracked;

  private WordFile(@Nullable Document styleSheet, @Nullable Document numbers) {
    if (styleSheet != null) {
      for (Element style : children(styleSheet.getDocumentElement(), "style")) {
        styles.put(attribute(style, "styleId"), style);
      }
    }
    numbering = new WordNumbering(numbers, styles);
  }

  static Reader.Content read(byte[] bytes) {
    checkSizes(bytes);
    try (var pack = OPCPackage.open(new ByteArrayInputStream(bytes))) {
      PackagePart main = mainPart(pack);
      var file = new WordFile(related(main, "/styles"), related(main, "/numbering"));
      file.body(xml(main));
      var notes = new ArrayList<Message>();
      if (file.tracked) notes.add(Message.of("plan-document.note.tracked-changes"));
      if (file.contents > 0) {
        notes.add(Message.of("plan-document.note.table-of-contents", file.contents));
      }
      return new Reader.Content(Format.DOCX, "UTF-8", file.paragraphs, notes);
    } catch (UnreadableDocument e) {
      throw e;
    } catch (IOException
        | OpenXML4JException
        | SAXException
        | ParserConfigurationException
        | OpenXML4JRuntimeException
        | RecordFormatException
        | IllegalArgumentException
        | IllegalStateException
        | IndexOutOfBoundsException e) {
      // What POI throws for broken packages has no common type.
      throw UnreadableDocument.because(
          String.valueOf(e.getMessage()).contains("Zip bomb") ? Reason.ZIP_BOMB : Reason.DAMAGED);
    }
  }

  /** Why a file in Word's old container cannot be read. */
  static UnreadableDocument oldOrEncrypted(byte[] bytes) {
    try (var files = new POIFSFileSystem(new ByteArrayInputStream(bytes))) {
      if (files.getRoot().hasEntryCaseInsensitive("EncryptedPackage")) {
        return UnreadableDocument.because(Reason.PASSWORD);
      }
      return UnreadableDocument.because(
          files.getRoot().hasEntryCaseInsensitive("WordDocument")
              ? Reason.OLD_WORD
              : Reason.NOT_A_DOCUMENT);
    } catch (IOException | RuntimeException e) {
      return UnreadableDocument.because(Reason.DAMAGED);
    }
  }

  /** Inflates everything once, counting, so that nothing later can be surprised. */
  private static void checkSizes(byte[] bytes) {
    byte[] buffer = new byte[1 << 16];
    long total = 0;
    int entries = 0;
    try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (++entries > MAX_ENTRIES) throw UnreadableDocument.because(Reason.ZIP_BOMB);
        long size = 0;
        for (int n = zip.read(buffer); n >= 0; n = zip.read(buffer)) {
          size += n;
          boolean bomb = size > RATIO_FROM && size > MAX_RATIO * bytes.length;
          if (bomb || total + size > MAX_INFLATED) {
            throw UnreadableDocument.because(Reason.ZIP_BOMB);
          }
          if (size > MAX_XML && entry.getName().endsWith(".xml")) {
            boolean swollen = size > bytes.length * 20L;
            throw UnreadableDocument.because(swollen ? Reason.ZIP_BOMB : Reason.TOO_LARGE);
          }
        }
        total += size;
      }
    } catch (IOException | IllegalArgumentException e) {
      throw UnreadableDocument.because(Reason.DAMAGED);
    }
    if (entries == 0) throw UnreadableDocument.because(Reason.DAMAGED);
  }

  private static PackagePart mainPart(OPCPackage pack) throws OpenXML4JException {
    for (var relation : pack.getRelationships()) {
      if (!relation.getRelationshipType().endsWith("/officeDocument")) continue;
      PackagePart part = pack.getPart(relation);
      if (part == null) throw UnreadableDocument.because(Reason.DAMAGED);
      if (!part.getContentType().contains("wordprocessingml")
          && !part.getContentType().contains("ms-word")) {
        throw UnreadableDocument.because(Reason.NOT_A_DOCUMENT);
      }
      return part;
    }
    throw UnreadableDocument.because(Reason.NOT_A_DOCUMENT);
  }

  private static @Nullable Document related(PackagePart main, String type)
      throws OpenXML4JException, IOException, SAXException, ParserConfigurationException {
    PackageRelationshipCollection all = main.getRelationships();
    for (var relation : all) {
      if (relation.getRelationshipType().endsWith(type)) {
        PackagePart part = main.getRelatedPart(relation);
        return part == null ? null : xml(part);
      }
    }
    return null;
  }

  private static Document xml(PackagePart part)
      throws IOException, SAXException, ParserConfigurationException {
    // POI's builder refuses document types and external entities.
    var builder = XMLHelper.newDocumentBuilder();
    builder.setErrorHandler(null);
    try (var in = part.getInputStream()) {
      return builder.parse(in);
    }
  }

  private void body(Document document) {
    Node root = document.getDocumentElement();
    for (Node n = root; n != null; ) {
      boolean into = true;
      if (n instanceof Element e) {
        String name = name(e);
        if (name.equals("p")) paragraph(e);
        into = !SKIPPED.contains(name);
      }
      n = next(n, root, into);
    }
  }

  private void paragraph(Element p) {
    number++;
    String text = text(p);
    Element properties = child(p, "pPr");
    String style = value(properties, "pStyle");
    String label = numbering.label(properties, style);
    if (text.isBlank() && label.isBlank()) return;
    String styleName = style == null ? "" : name(style);
    if (styleName.matches("toc ?\\d|toc heading|table of figures")) {
      contents++;
      return;
    }
    if (text.isBlank()) return;
    int level = 0;
    if (styleName.equals("title")) level = Paragraph.TITLE;
    else {
      String outline = inherited(properties, style, "outlineLvl");
      if (outline != null && outline.matches("[0-8]")) level = outline.charAt(0) - '0' + 1;
      else if (styleName.matches("heading ?[1-9]"))
        level = styleName.charAt(styleName.length() - 1) - '0';
    }
    addLines(paragraphs, number, label, text, level);
  }

  /** Cuts a paragraph at its line breaks; the label stands before the first line only. */
  static void addLines(List<Paragraph> to, int number, String label, String text, int level) {
    int start = 0;
    boolean first = true;
    while (start <= text.length()) {
      int end = text.indexOf('\n', start);
      if (end < 0) end = text.length();
      String line = text.substring(start, end);
      String trimmed = line.strip();
      if (!trimmed.isEmpty()) {
        int offset = start + line.indexOf(trimmed);
        to.add(new Paragraph(number, offset, first ? label : "", trimmed, level, !first));
        first = false;
      }
      start = end + 1;
    }
  }

  private String text(Element p) {
    var out = new StringBuilder();
    for (Node n = p; n != null; ) {
      boolean into = true;
      if (n instanceof Element e && n != p) {
        String name = name(e);
        switch (name) {
          case "tab", "ptab" -> out.append('\t');
          case "br", "cr" -> out.append('\n');
          case "noBreakHyphen" -> out.append('-');
          case "ins", "del", "moveTo", "moveFrom" -> tracked = true;
          default -> {}
        }
        into = !SKIPPED.contains(name);
      } else if (n instanceof Text t && t.getParentNode() instanceof Element e) {
        if (name(e).equals("t")) out.append(t.getData());
      }
      n = next(n, p, into);
    }
    return out.toString();
  }

  /** The style's name as Word defines it, the same in all languages of Word; lower case. */
  private String name(String style) {
    Element s = styles.get(style);
    String name = s == null ? null : value(s, "name");
    return (name == null ? style : name).toLowerCase(Locale.ROOT);
  }

  private @Nullable String inherited(
      @Nullable Element properties, @Nullable String style, String property) {
    String own = value(properties, property);
    if (own != null) return own;
    String at = style;
    for (int i = 0; i < 20 && at != null; i++) {
      Element s = styles.get(at);
      if (s == null) return null;
      String value = value(child(s, "pPr"), property);
      if (value != null) return value;
      at = value(s, "basedOn");
    }
    return null;
  }

  // A small reading of XML by local names, so that the strict and the transitional form are one.

  static String name(Node n) {
    String local = n.getLocalName();
    return local == null ? n.getNodeName() : local;
  }

  /** The node after {@code n} in the order of the document, within {@code root}. */
  static @Nullable Node next(Node n, Node root, boolean into) {
    if (into && n.getFirstChild() != null) return n.getFirstChild();
    for (Node at = n; at != null && at != root; at = at.getParentNode()) {
      if (at.getNextSibling() != null) return at.getNextSibling();
    }
    return null;
  }

  static List<Element> children(@Nullable Element parent, String name) {
    var found = new ArrayList<Element>();
    if (parent == null) return found;
    for (Node n = parent.getFirstChild(); n != null; n = n.getNextSibling()) {
      if (n instanceof Element e && name(e).equals(name)) found.add(e);
    }
    return found;
  }

  static @Nullable Element child(@Nullable Element parent, String name) {
    var all = children(parent, name);
    return all.isEmpty() ? null : all.getFirst();
  }

  /** The {@code val} of the child of that name; null without the child. */
  static @Nullable String value(@Nullable Element parent, String name) {
    Element e = child(parent, name);
    return e == null ? null : attribute(e, "val");
  }

  static String attribute(Element e, String name) {
    var all = e.getAttributes();
    for (int i = 0; i < all.getLength(); i++) {
      if (name(all.item(i)).equals(name)) return all.item(i).getNodeValue();
    }
    return "";
  }
}
