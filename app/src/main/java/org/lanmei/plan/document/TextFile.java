package org.lanmei.plan.document;

import java.util.ArrayList;
import java.util.List;

/** Reads plain text: every line is a paragraph, or a part of one that is wrapped. */
final class TextFile {

  private TextFile() {}

  static Reader.Content read(String text, String charset) {
    var paragraphs = new ArrayList<Paragraph>();
    int number = 0;
    boolean blank = true;
    for (String line : LineEnds.ANY.split(text, -1)) {
      number++;
      String trimmed = line.strip();
      if (trimmed.isEmpty()) {
        blank = true;
        continue;
      }
      paragraphs.add(new Paragraph(number, line.indexOf(trimmed), "", trimmed, 0, !blank));
      blank = false;
    }
    return new Reader.Content(Format.TXT, charset, paragraphs, List.of());
  }
}
