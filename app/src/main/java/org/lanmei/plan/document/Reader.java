package org.lanmei.plan.document;

import java.util.List;
import java.util.Locale;
import org.lanmei.kernel.Message;
import org.lanmei.plan.document.UnreadableDocument.Reason;

/** Tells what a file is and has it read. */
final class Reader {

  /** A plan is some ten thousand words; this leaves room for pictures in DOCX. */
  private static final int MAX_BYTES = 20_000_000;

  private static final int MAX_CHARS = 4_000_000;

  private Reader() {}

  /**
   * The paragraphs of a file.
   *
   * @param charset name of the encoding
   */
  record Content(Format format, String charset, List<Paragraph> paragraphs, List<Message> notes) {}

  static PlanDocument read(String fileName, byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      throw UnreadableDocument.because(Reason.TOO_LARGE);
    }
    Content content = content(fileName.toLowerCase(Locale.ROOT), bytes);
    if (content.paragraphs().isEmpty()) throw UnreadableDocument.because(Reason.EMPTY);
    long chars = content.paragraphs().stream().mapToLong(p -> p.text().length()).sum();
    if (chars > MAX_CHARS) {
      throw UnreadableDocument.because(Reason.TOO_LARGE);
    }
    return Outline.of(content);
  }

  private static Content content(String name, byte[] bytes) {
    if (bytes.length == 0) throw UnreadableDocument.because(Reason.EMPTY);
    if (Decoding.startsWith(bytes, 'P', 'K', 3, 4) || Decoding.startsWith(bytes, 'P', 'K', 5, 6)) {
      return WordFile.read(bytes);
    }
    if (Decoding.startsWith(bytes, 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1)) {
      throw WordFile.oldOrEncrypted(bytes);
    }
    if (Decoding.startsWith(bytes, '%', 'P', 'D', 'F')) {
      throw UnreadableDocument.because(Reason.PDF);
    }
    if (Decoding.startsWith(bytes, '{', '\\', 'r', 't', 'f')) {
      throw UnreadableDocument.because(Reason.RTF);
    }
    if (name.endsWith(".docx")) throw UnreadableDocument.because(Reason.DAMAGED);
    if (name.endsWith(".doc") || name.endsWith(".pdf")) {
      throw UnreadableDocument.because(Reason.NOT_A_DOCUMENT);
    }
    Decoding decoded = Decoding.of(bytes);
    String text = decoded.text();
    if (text.length() > MAX_CHARS) {
      throw UnreadableDocument.because(Reason.TOO_LARGE);
    }
    boolean html = HtmlFile.looksLike(text) || name.matches(".*\\.x?html?");
    return html
        ? HtmlFile.read(text, decoded.charset().name())
        : TextFile.read(text, decoded.charset().name());
  }
}
