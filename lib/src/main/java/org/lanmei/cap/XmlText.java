package org.lanmei.cap;

/** Text as it has to be escaped in XML 1.0. */
final class XmlText {

  private XmlText() {}

  /** Where there is a character that XML 1.0 cannot have; −1 when there is none. */
  static int forbidden(String text) {
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      boolean allowed =
          c >= 0x20 && c <= 0xD7FF
              || c == '\t'
              || c == '\n'
              || c == '\r'
              || c >= 0xE000 && c <= 0xFFFD
              || c >= 0x10000;
      if (!allowed) return i;
      i += Character.charCount(c);
    }
    return -1;
  }

  static void append(StringBuilder out, String text) {
    if (forbidden(text) >= 0) throw new CapException(CapException.Reason.CHARACTER, 0);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '\r' -> out.append("&#xD;");
        default -> out.append(c);
      }
    }
  }

  static void attribute(StringBuilder out, String name, String value) {
    var escaped = new StringBuilder();
    append(escaped, value);
    String text = escaped.toString().replace("\"", "&quot;").replace("\t", "&#x9;");
    out.append(' ').append(name).append("=\"").append(text.replace("\n", "&#xA;")).append('"');
  }
}
