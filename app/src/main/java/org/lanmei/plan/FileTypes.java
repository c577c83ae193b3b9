package org.lanmei.plan;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;

/**
 * Which of the accepted types an upload is, by its first bytes: what the sender claims is not
 * asked.
 */
final class FileTypes {

  private static final int LOOK_BYTES = 64 * 1024;
  private static final int NAME_CHARACTERS = 200;

  private FileTypes() {}

  /**
   * @param content from its first byte on
   */
  record Typed(String mediaType, InputStream content) {}

  /**
   * @throws PlanProblem.BadFields when it is no PDF, Word document, picture or plain text
   */
  static Typed detect(InputStream in) throws IOException {
    byte[] head = in.readNBytes(LOOK_BYTES);
    var whole = new SequenceInputStream(new ByteArrayInputStream(head), in);
    return new Typed(typeOf(head), whole);
  }

  private static String typeOf(byte[] head) {
    String start = new String(head, StandardCharsets.ISO_8859_1);
    if (start.startsWith("%PDF-")) return "application/pdf";
    if (start.startsWith("\u0089PNG\r\n")) return "image/png";
    if (start.startsWith("\u00ff\u00d8\u00ff")) return "image/jpeg";
    // An archive names its entries as it goes; a Word document's first ones are soon there.
    if (start.startsWith("PK\u0003\u0004") && start.contains("word/")) {
      return "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    }
    if (start.indexOf('\0') < 0
        && !start.startsWith("MZ")
        && !withoutMark(start).stripLeading().startsWith("<")) {
      return "text/plain";
    }
    throw PlanProblem.BadFields.of("file", "plan.field.file-type");
  }

  private static String withoutMark(String start) {
    return start.startsWith("\u00ef\u00bb\u00bf") ? start.substring(3) : start;
  }

  /** A sender's name for a file as it is kept and shown: no folders, no control characters. */
  static String shown(String name) {
    String bare = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    String clean =
        bare.codePoints()
            .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE)
            .limit(NAME_CHARACTERS)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString()
            .strip();
    return clean.isEmpty() ? "document" : clean;
  }
}
