package org.lanmei.plan.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/**
 * Reads HTML as text: a block element is a paragraph, {@code br} ends a line in it, {@code h1} to
 * {@code h6} are headings. Nothing is run or fetched; the content of scripts is not text.
 */
final class HtmlFile {

  private static final Pattern START =
      Pattern.compile(
          "\\s*(<\\?xml[^>]{0,100}>\\s*)?(<!--.{0,500}?-->\\s*)?<(!doctype\\s+html|html)\\b.*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final Set<String> SILENT =
      Set.of(
          "head",
          "script",
          "style",
          "noscript",
          "template",
          "svg",
          "math",
          "iframe",
          "object",
          "select",
          "textarea",
          "button",
          "rt",
          "rp",
          "nav");

  private HtmlFile() {}

  static boolean looksLike(String text) {
    return START.matcher(text.substring(0, Math.min(1000, text.length()))).matches();
  }

  static Reader.Content read(String text, String charset) {
    var blocks = new Blocks();
    Jsoup.parse(text).traverse(blocks);
    blocks.flush();
    return new Reader.Content(Format.HTML, charset, blocks.paragraphs, List.of());
  }

  private static final class Blocks implements NodeVisitor {
    final List<Paragraph> paragraphs = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private int number;
    private int level;
    private int silent;
    private boolean plain;

    @Override
    public void head(Node node, int depth) {
      if (node instanceof Element e) {
        String tag = e.normalName();
        if (SILENT.contains(tag)) silent++;
        if (tag.equals("br")) text.append('\n');
        else if (e.isBlock() || tag.equals("td") || tag.equals("th")) {
          flush();
          if (tag.matches("h[1-6]")) level = tag.charAt(1) - '0';
          if (tag.equals("pre")) plain = true;
        }
      } else if (node instanceof TextNode t && silent == 0) {
        String s = t.getWholeText();
        text.append(plain ? s : s.replaceAll("[ \t\r\n\f]+", " "));
      }
    }

    @Override
    public void tail(Node node, int depth) {
      if (!(node instanceof Element e)) return;
      String tag = e.normalName();
      if (SILENT.contains(tag)) silent--;
      if (e.isBlock() || tag.equals("td") || tag.equals("th")) {
        flush();
        if (tag.matches("h[1-6]")) level = 0;
        if (tag.equals("pre")) plain = false;
      }
    }

    void flush() {
      if (!text.toString().isBlank()) {
        number++;
        WordFile.addLines(paragraphs, number, "", text.toString(), level);
      }
      text.setLength(0);
    }
  }
}
