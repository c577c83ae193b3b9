package org.lanmei.plan.document;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** The automatic numbers of a DOCX file, counted as Word counts them. */
final class WordNumbering {

  private static final int LEVELS = 9;

  /** Lists by the id paragraphs refer to. */
  private final Map<String, Element> lists = new HashMap<>();

  private final Map<String, Element> definitions = new HashMap<>();
  private final Map<String, Element> styles;

  /** By definition: lists of one definition go on counting together. */
  private final Map<String, int[]> counters = new HashMap<>();

  private final Set<String> started = new HashSet<>();

  WordNumbering(@Nullable Document numbers, Map<String, Element> styles) {
    this.styles = styles;
    if (numbers == null) return;
    for (Element e : WordFile.children(numbers.getDocumentElement(), "num")) {
      lists.put(WordFile.attribute(e, "numId"), e);
    }
    for (Element e : WordFile.children(numbers.getDocumentElement(), "abstractNum")) {
      definitions.put(WordFile.attribute(e, "abstractNumId"), e);
    }
  }

  /**
   * The number before the next paragraph; counts it.
   *
   * @return blank when it has none
   */
  String label(@Nullable Element properties, @Nullable String style) {
    Element own = WordFile.child(properties, "numPr");
    String id = WordFile.value(own, "numId");
    String level = WordFile.value(own, "ilvl");
    String at = style;
    String styleWithNumber = null;
    for (int i = 0; i < 20 && id == null && at != null; i++) {
      Element s = styles.get(at);
      if (s == null) break;
      Element inherited = WordFile.child(WordFile.child(s, "pPr"), "numPr");
      id = WordFile.value(inherited, "numId");
      if (id != null) {
        styleWithNumber = at;
        if (level == null) level = WordFile.value(inherited, "ilvl");
      }
      at = WordFile.value(s, "basedOn");
    }
    Element list = id == null ? null : lists.get(id);
    if (list == null) return "";
    String definitionId = WordFile.value(list, "abstractNumId");
    Element definition = definition(definitionId);
    if (definitionId == null || definition == null) return "";
    int depth = depth(level, styleWithNumber, definition);
    return count(list, String.valueOf(id), definitionId, definition, depth);
  }

  private @Nullable Element definition(@Nullable String id) {
    Element definition = id == null ? null : definitions.get(id);
    String link = WordFile.value(definition, "numStyleLink");
    if (link == null) return definition;
    Element style = styles.get(link);
    String linked = WordFile.value(WordFile.child(WordFile.child(style, "pPr"), "numPr"), "numId");
    Element list = linked == null ? null : lists.get(linked);
    String target = WordFile.value(list, "abstractNumId");
    return target == null ? definition : definitions.get(target);
  }

  private static int depth(@Nullable String level, @Nullable String style, Element definition) {
    if (level != null && level.matches("[0-8]")) return level.charAt(0) - '0';
    if (style != null) {
      for (Element e : WordFile.children(definition, "lvl")) {
        if (style.equals(WordFile.value(e, "pStyle"))) {
          String l = WordFile.attribute(e, "ilvl");
          if (l.matches("[0-8]")) return l.charAt(0) - '0';
        }
      }
    }
    return 0;
  }

  private String count(
      Element list, String id, String definitionId, Element definition, int depth) {
    int[] counts =
        counters.computeIfAbsent(
            definitionId,
            k -> {
              int[] fresh = new int[LEVELS];
              Arrays.fill(fresh, Integer.MIN_VALUE);
              return fresh;
            });
    if (started.add(id)) {
      for (Element override : WordFile.children(list, "lvlOverride")) {
        String start = WordFile.value(override, "startOverride");
        String l = WordFile.attribute(override, "ilvl");
        if (start != null && l.matches("[0-8]")) {
          counts[l.charAt(0) - '0'] = integer(start, 1) - 1;
        }
      }
    }
    for (int l = 0; l <= depth; l++) {
      if (counts[l] == Integer.MIN_VALUE) {
        int start = integer(WordFile.value(level(definition, l), "start"), 1);
        counts[l] = l == depth ? start - 1 : start;
      }
    }
    counts[depth]++;
    Arrays.fill(counts, depth + 1, LEVELS, Integer.MIN_VALUE);

    Element level = level(definition, depth);
    String text = WordFile.value(level, "lvlText");
    String format = WordFile.value(level, "numFmt");
    if (text == null || "bullet".equals(format) || "none".equals(format)) return "";
    boolean legal = WordFile.child(level, "isLgl") != null;
    var out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      char d = i + 1 < text.length() ? text.charAt(i + 1) : ' ';
      if (c == '%' && d >= '1' && d <= '9') {
        int l = d - '1';
        String f = WordFile.value(level(definition, l), "numFmt");
        int start = integer(WordFile.value(level(definition, l), "start"), 1);
        int value = counts[l] == Integer.MIN_VALUE ? start : counts[l];
        out.append(HeadingNumber.format(value, legal || f == null ? "decimal" : f));
        i++;
      } else {
        out.append(c);
      }
    }
    return out.toString().strip();
  }

  private static @Nullable Element level(Element definition, int depth) {
    for (Element e : WordFile.children(definition, "lvl")) {
      if (WordFile.attribute(e, "ilvl").equals(String.valueOf(depth))) return e;
    }
    return null;
  }

  private static int integer(@Nullable String text, int otherwise) {
    return text != null && text.matches("\\d{1,6}") ? Integer.parseInt(text) : otherwise;
  }
}
