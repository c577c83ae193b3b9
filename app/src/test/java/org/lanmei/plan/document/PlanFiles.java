package org.lanmei.plan.document;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.util.Locale;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFStyle;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTAbstractNum;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTLvl;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTStyle;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STNumberFormat;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STStyleType;

/** A plan's text as the files people send. */
final class PlanFiles {

  private PlanFiles() {}

  /** How the headings of a DOCX or HTML file are made. */
  enum Headings {
    /** Plain paragraphs with typed numbers. */
    PLAIN,
    /** Styles or h-tags with typed numbers. */
    STYLED,
    /** Styles or h-tags alone. */
    UNNUMBERED,
    /** Styles with numbers that Word counts (DOCX only). */
    AUTOMATIC
  }

  static byte[] encoded(String text, String charset) {
    return text.getBytes(Charset.forName(charset));
  }

  static byte[] withMark(String text, String charset) {
    return encoded("\uFEFF" + text, charset);
  }

  static byte[] docx(String text, Headings headings) {
    PlanDocument plan = Samples.read(text);
    try (var word = new XWPFDocument()) {
      var styles = word.createStyles();
      for (int level = 1; level <= 4; level++) {
        CTStyle style = CTStyle.Factory.newInstance();
        // A Chinese Word names its styles by number; only the built-in name tells.
        style.setStyleId(String.valueOf(level + 1));
        style.addNewName().setVal("heading " + level);
        style.addNewPPr().addNewOutlineLvl().setVal(BigInteger.valueOf(level - 1));
        style.setType(STStyleType.PARAGRAPH);
        styles.addStyle(new XWPFStyle(style));
      }
      BigInteger list = headings == Headings.AUTOMATIC ? numbering(word) : null;
      int line = 0;
      for (String s : text.strip().lines().toList()) {
        line++;
        XWPFParagraph p = word.createParagraph();
        Clause heading = headingAt(plan, line);
        if (heading == null || headings == Headings.PLAIN) {
          // Word cuts runs anywhere.
          int half = s.length() / 2;
          p.createRun().setText(s.substring(0, half));
          p.createRun().setText(s.substring(half));
          continue;
        }
        p.setStyle(String.valueOf(heading.depth() + 1));
        p.createRun().setText(headings == Headings.STYLED ? s : heading.title());
        if (list != null) {
          p.setNumID(list);
          p.setNumILvl(BigInteger.valueOf(heading.depth() - 1));
        }
      }
      var out = new ByteArrayOutputStream();
      word.write(out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** 二、 and on; 4.1; 4.1.1; 4.1.3.1. */
  private static BigInteger numbering(XWPFDocument word) {
    CTAbstractNum definition = CTAbstractNum.Factory.newInstance();
    definition.setAbstractNumId(BigInteger.ZERO);
    for (int level = 0; level < 4; level++) {
      CTLvl l = definition.addNewLvl();
      l.setIlvl(BigInteger.valueOf(level));
      l.addNewStart().setVal(BigInteger.valueOf(level == 0 ? 2 : 1));
      l.addNewNumFmt()
          .setVal(level == 0 ? STNumberFormat.CHINESE_COUNTING : STNumberFormat.DECIMAL);
      if (level > 0) l.addNewIsLgl();
      String text = "%1.%2.%3.%4".substring(0, 2 + 3 * level);
      l.addNewLvlText().setVal(level == 0 ? "%1、" : text);
    }
    var numbering = word.createNumbering();
    var id =
        numbering.addAbstractNum(new org.apache.poi.xwpf.usermodel.XWPFAbstractNum(definition));
    return numbering.addNum(id);
  }

  static Clause headingAt(PlanDocument plan, int line) {
    return plan.clauses().stream()
        .filter(c -> c.line() == line && !(c.number().isEmpty() && c.title().isEmpty()))
        .findFirst()
        .orElse(null);
  }

  static String html(String text, Headings headings) {
    PlanDocument plan = Samples.read(text);
    var out = new StringBuilder();
    out.append("<!DOCTYPE html>\n<html><head><meta charset=\"CHARSET\"><title>x。</title>");
    out.append("<script>document.write('<p>恶意。</p>');</script></head><body>\n");
    int line = 0;
    for (String s : text.strip().lines().toList()) {
      line++;
      Clause heading = headingAt(plan, line);
      String shown = escape(s);
      if (heading == null || headings == Headings.PLAIN) {
        out.append("<p>").append(shown.replaceFirst("、", "<b>、</b>")).append("</p>\n");
      } else {
        String title = headings == Headings.STYLED ? shown : escape(heading.title());
        String tag = String.format(Locale.ROOT, "h%d", heading.depth());
        out.append("<" + tag + ">\n  " + title + "\n</" + tag + ">\n");
      }
    }
    return out.append("<script>alert(1)</script></body></html>").toString();
  }

  /** One block, its lines ended by br. */
  static String htmlLines(String text) {
    return "<html><body><div>"
        + escape(text.strip()).replace("\n", "<br/>\n")
        + "</div></body></html>";
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }
}
