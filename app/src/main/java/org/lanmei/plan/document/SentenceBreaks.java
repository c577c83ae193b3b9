package org.lanmei.plan.document;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Where the sentences of a paragraph end. Chinese: after 。！？ and the quotation marks that close
 * with them, never inside brackets, titles or quotations. Latin scripts: after a full stop that is
 * no part of a number or abbreviation and before something a sentence can begin with. A paragraph's
 * end always ends a sentence.
 */
final class SentenceBreaks {

  private static final String OPENING = "《〈「『“‘（([【〔{";
  private static final String CLOSING = "》〉」』”’）)]】〕}";
  private static final String QUOTES = "”’」』\"";

  private static final Set<String> ABBREVIATIONS =
      Set.of(
          "no",
          "nos",
          "art",
          "arts",
          "sec",
          "para",
          "paras",
          "ch",
          "fig",
          "figs",
          "vol",
          "pp",
          "p",
          "ed",
          "eds",
          "cf",
          "vs",
          "viz",
          "approx",
          "ca",
          "al",
          "e.g",
          "i.e",
          "mr",
          "mrs",
          "ms",
          "dr",
          "prof",
          "st",
          "gen",
          "col",
          "gov",
          "hon",
          "amb",
          "dept",
          "univ",
          "co",
          "inc",
          "ltd",
          "jan",
          "feb",
          "mar",
          "apr",
          "jun",
          "jul",
          "aug",
          "sep",
          "sept",
          "oct",
          "nov",
          "dec",
          "a.m",
          "p.m",
          "u.s",
          "u.n",
          "u.k",
          "e.u",
          "ph.d",
          "h.e",
          "p.r",
          "lao p.d.r",
          "v");

  /** After "U.S." and the like, these begin a new sentence, any other capital does not. */
  private static final Set<String> STARTERS =
      Set.of(
          "The", "This", "These", "It", "In", "They", "We", "All", "Each", "Member", "For", "To",
          "A", "An", "At", "As");

  private SentenceBreaks() {}

  /**
   * Ends of the sentences, the paragraph's end included, in rising order.
   *
   * @param fullStops whether the document uses 。: a dot between Chinese characters then is none
   */
  static List<Integer> ends(String text, boolean fullStops) {
    var ends = new ArrayList<Integer>();
    int[] depth = depth(text);
    for (int i = 0; i < text.length(); i++) {
      int end = endAt(text, i, depth, fullStops);
      if (end < 0) continue;
      if (end < text.length()) ends.add(end);
      i = end - 1;
    }
    ends.add(text.length());
    return ends;
  }

  /** For each character, how many pairs of brackets or quotation marks it stands in. */
  static int[] depth(String text) {
    int[] change = new int[text.length() + 1];
    var open = new ArrayDeque<Integer>();
    int straight = -1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        if (straight < 0) straight = i;
        else {
          change[straight]++;
          change[i]--;
          straight = -1;
        }
        continue;
      }
      if (apostrophe(text, i)) continue;
      if (OPENING.indexOf(c) >= 0) open.push(i);
      final int kind = CLOSING.indexOf(c);
      if (kind < 0) continue;
      // What is never closed counts as not opened, so one lost mark does not swallow a page.
      if (open.stream().limit(8).noneMatch(o -> pair(text.charAt(o), kind))) continue;
      while (!pair(text.charAt(open.peek()), kind)) open.pop();
      change[open.pop()]++;
      change[i]--;
    }
    int[] depth = new int[text.length()];
    int now = 0;
    for (int i = 0; i < text.length(); i++) {
      now += change[i];
      depth[i] = now;
    }
    return depth;
  }

  /** ( may be closed by ） and the other way round: texts mix the widths. */
  private static boolean pair(char opening, int closing) {
    char expected = OPENING.charAt(closing);
    boolean round = expected == '(' || expected == '（';
    return opening == expected || (round && (opening == '(' || opening == '（'));
  }

  private static boolean apostrophe(String text, int i) {
    return text.charAt(i) == '’'
        && i > 0
        && i + 1 < text.length()
        && Character.isLetter(text.charAt(i - 1))
        && Character.isLetter(text.charAt(i + 1));
  }

  private static int endAt(String text, int i, int[] depth, boolean fullStops) {
    char c = text.charAt(i);
    return switch (c) {
      case '。', '｡', '！', '？', '។', '။' -> hanEnd(text, i, depth);
      case '.', '．', '!', '?' -> {
        boolean afterHan = i > 0 && Characters.isHan(text.codePointBefore(i));
        if (!afterHan) yield c == '．' ? -1 : latinEnd(text, i, depth);
        if (depth[i] > 0) yield -1;
        boolean beforeHan = i + 1 < text.length() && Characters.isHan(text.codePointAt(i + 1));
        yield c == '!' || c == '?' || (beforeHan && !fullStops) ? i + 1 : -1;
      }
      default -> -1;
    };
  }

  private static int hanEnd(String text, int i, int[] depth) {
    int end = i + 1;
    while (end < text.length() && "。！？｡!?".indexOf(text.charAt(end)) >= 0) end++;
    if (depth[i] == 0) return end;
    // Inside: the end of a quotation that is a whole sentence ends the sentence around it too.
    char c = text.charAt(end - 1);
    if (depth[i] != 1 || (c != '。' && c != '｡') || end >= text.length()) return -1;
    if (QUOTES.indexOf(text.charAt(end)) < 0 || depth[end] != 0) return -1;
    end++;
    boolean goesOn = end < text.length() && "，、；：。,;:".indexOf(text.charAt(end)) >= 0;
    return goesOn ? -1 : end;
  }

  private static int latinEnd(String text, int i, int[] depth) {
    if (depth[i] > 1) return -1;
    int end = i + 1;
    while (end < text.length() && ".!?".indexOf(text.charAt(end)) >= 0) end++;
    if (depth[i] == 1) {
      // A quotation or bracket may close right after its own full stop.
      if (end >= text.length()
          || (CLOSING.indexOf(text.charAt(end)) < 0 && text.charAt(end) != '"')) {
        return -1;
      }
      boolean quote = QUOTES.indexOf(text.charAt(end)) >= 0;
      if (depth[end] != 0 || !quote) return -1;
      end++;
    }
    if (end >= text.length()) return end;
    if (!Character.isWhitespace(text.charAt(end))) return -1;
    int next = end;
    while (next < text.length() && Character.isWhitespace(text.charAt(next))) next++;
    if (next >= text.length()) return end;
    char n = text.charAt(next);
    boolean begins =
        Character.isUpperCase(n)
            || Character.isDigit(n)
            || OPENING.indexOf(n) >= 0
            || n == '"'
            || (Character.isLetter(n) && !Character.isLowerCase(n));
    if (!begins) return -1;
    if (text.charAt(i) != '.') return end;
    return abbreviated(text, i, next) ? -1 : end;
  }

  private static boolean abbreviated(String text, int dot, int next) {
    int start = dot;
    while (start > 0
        && dot - start < 20
        && (Character.isLetter(text.charAt(start - 1)) || text.charAt(start - 1) == '.')) {
      start--;
    }
    String word = text.substring(start, dot);
    if (word.matches("(?:\\p{Lu}\\.){0,6}\\p{Lu}")) {
      int end = next;
      while (end < text.length() && Character.isLetter(text.charAt(end))) end++;
      return !STARTERS.contains(text.substring(next, end));
    }
    String lower = word.toLowerCase(Locale.ROOT);
    if (lower.equals("no") || lower.equals("nos") || lower.equals("p") || lower.equals("v")) {
      return Character.isDigit(text.charAt(next)) || !word.equals(lower);
    }
    return ABBREVIATIONS.contains(lower);
  }

  /** Whether nothing can follow in the same sentence. */
  static boolean ended(String text) {
    int end = text.length();
    while (end > 0
        && (CLOSING.indexOf(text.charAt(end - 1)) >= 0
            || "\" ".indexOf(text.charAt(end - 1)) >= 0)) {
      end--;
    }
    return end > 0 && "。｡．.！!？?；;：:…។။".indexOf(text.charAt(end - 1)) >= 0;
  }

  /** The same, or a comma: a heading has none at its end either. */
  static boolean unlikeHeading(String text) {
    return ended(text) || (!text.isEmpty() && "，,、".indexOf(text.charAt(text.length() - 1)) >= 0);
  }

  static boolean usesFullStops(List<Paragraph> paragraphs) {
    return paragraphs.stream().anyMatch(p -> p.text().indexOf('。') >= 0);
  }
}
