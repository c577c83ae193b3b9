package org.lanmei.plan.document;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Message;
import org.lanmei.plan.document.HeadingNumber.Style;
import org.lanmei.plan.document.UnreadableDocument.Reason;

/** Finds the headings among the paragraphs and puts the clauses and their sentences together. */
final class Outline {

  /** A commitment's id has room for four digits. */
  private static final int MAX_SENTENCES = 9_999;

  private static final int MAX_CLAUSES = 2_500;

  /** Longest title, in Chinese characters; Latin text may have {@value #LATIN_PER_HAN} as many. */
  private static final int MAX_TITLE = 60;

  private static final int LATIN_PER_HAN = 3;

  /** What follows an amount, not a heading's number. */
  private static final Pattern AMOUNT =
      Pattern.compile(
          "(?:亿|億|万|萬|元|美元|千|百|公里|米|年|月|日|个|倍|%|％|percent|per"
              + " cent|million|billion|km|m\\b|USD|MW|GW).*",
          Pattern.DOTALL);

  private static final Pattern CONTENTS_LINE =
      Pattern.compile(
          "[^\\d。].{0,80}?(?:\\.{4,}|…{2,}|·{4,}|"
              + "\t)\\s*\\d{1,3}|\\d[^。]{0,80}?(?:\\.{4,}|…{2,}|·{4,}|\t)\\s*\\d{1,3}");

  private static final Pattern PAGE_NUMBER =
      Pattern.compile(
          "(?:第\\s*)?[-–—]?\\s*\\d{1,3}\\s*[-–—]?(?:\\s*页|\\s*頁)?|(?i:page)\\s\\d{1,3}(?:\\s(?i:of)\\s\\d{1,3})?");

  private final List<Paragraph> paragraphs;
  private final List<Message> notes;
  private final boolean fullStops;
  private final int width;
  private final List<Node> clauses = new ArrayList<>();
  private final List<Node> open = new ArrayList<>();
  private final Map<Style, Integer> depths = new EnumMap<>(Style.class);
  private final Set<String> addresses = new HashSet<>();
  private final Map<Style, Integer> lastValue = new EnumMap<>(Style.class);
  private final List<String> titleLines = new ArrayList<>();
  private final Node preamble = new Node();
  private Node current = preamble;
  private boolean listsAreClauses;
  private int pages;
  private int contents;
  private int unnumbered;
  private int repeated;

  private Outline(Reader.Content content) {
    this.paragraphs = content.paragraphs();
    this.notes = new ArrayList<>(content.notes());
    this.fullStops = SentenceBreaks.usesFullStops(paragraphs);
    this.width = paragraphs.stream().mapToInt(p -> p.text().length()).max().orElse(0);
  }

  /** A clause that is still being filled. */
  private static final class Node {
    @Nullable HeadingNumber number;
    @Nullable Node parent;
    String written = "";
    String address = "";
    String title = "";
    int depth = 1;
    int level;
    int line = 1;
    int children;
    final List<List<Paragraph>> body = new ArrayList<>();
  }

  static PlanDocument of(Reader.Content content) {
    var outline = new Outline(content);
    outline.walk();
    if (outline.clauses.isEmpty()) {
      // A plan may be nothing but a numbered list.
      outline = new Outline(content);
      outline.listsAreClauses = true;
      outline.walk();
    }
    if (outline.clauses.isEmpty()) throw UnreadableDocument.because(Reason.NO_HEADINGS);
    return outline.finish(content);
  }

  private void walk() {
    Paragraph title = titleByStyle();
    for (int i = 0; i < paragraphs.size(); i++) {
      Paragraph p = paragraphs.get(i);
      if (p.equals(title) || p.level() == Paragraph.TITLE) {
        titleLines.add(p.text());
        continue;
      }
      if (p.level() == 0 && p.label().isEmpty() && skipped(p.text())) continue;
      int used = heading(i);
      if (used > 0) i += used - 1;
      else if (isTitle(i)) titleLines.add(p.text());
      else body(p);
    }
  }

  /** A line without an end before all text, unless it is wrapped and goes on in the next. */
  private boolean isTitle(int i) {
    String text = paragraphs.get(i).text();
    boolean first = current == preamble && preamble.body.isEmpty();
    if (!first || text.length() > 100 || !titleLike(text)) return false;
    boolean full = width <= 200 && text.length() * 10 >= width * 9;
    return !(full && i + 1 < paragraphs.size() && paragraphs.get(i + 1).joins());
  }

  private boolean skipped(String text) {
    if (text.length() > 100) return false;
    if (PAGE_NUMBER.matcher(text).matches()) {
      pages++;
      return true;
    }
    if (CONTENTS_LINE.matcher(text).matches()) {
      contents++;
      return true;
    }
    return false;
  }

  /** The first heading, where it is the only one of its level, has no number and others follow. */
  private @Nullable Paragraph titleByStyle() {
    Paragraph first = null;
    int sameLevel = 0;
    int others = 0;
    for (Paragraph p : paragraphs) {
      if (p.level() <= 0) continue;
      if (first == null) first = p;
      if (p.level() == first.level()) sameLevel++;
      else others++;
    }
    if (first == null || sameLevel > 1) return null;
    boolean numbered = !HeadingNumber.at(numbered(first)).isEmpty();
    boolean typed =
        paragraphs.stream()
            .filter(p -> p.level() == 0 && !SentenceBreaks.unlikeHeading(p.text()))
            .anyMatch(p -> !HeadingNumber.at(numbered(p)).isEmpty());
    return !numbered && (others > 0 || typed) ? first : null;
  }

  private static String numbered(Paragraph p) {
    return p.label().isEmpty() ? p.text() : p.label() + " " + p.text();
  }

  // ---- headings

  /** Opens a clause when a heading stands at {@code i}; returns how many paragraphs it takes. */
  private int heading(int i) {
    Paragraph p = paragraphs.get(i);
    String line = numbered(p);
    HeadingNumber number = choose(HeadingNumber.at(line));
    if (p.level() > 0) {
      String title = number == null ? p.text() : line.substring(number.end()).strip();
      open(p, number, number == null ? "" : line.substring(0, number.end()), title);
      return 1;
    }
    if (number == null) return 0;
    String written = line.substring(0, number.end()).strip();
    String rest = line.substring(number.end()).strip();
    if (!plausible(number, rest)) return 0;
    boolean list = number.style().ofLists() && !listsAreClauses;
    if (rest.isEmpty()) {
      // The number on a line of its own, its title on the next.
      if (list || i + 1 >= paragraphs.size()) return 0;
      Paragraph next = paragraphs.get(i + 1);
      boolean titled =
          titleLike(next.text()) && HeadingNumber.at(numbered(next)).isEmpty() && next.level() == 0;
      open(p, number, written, titled ? next.text() : "");
      return titled ? 2 : 1;
    }
    if (titleLike(rest)) {
      if (list && !listHeading(i, number, rest)) return 0;
      open(p, number, written, rest);
      return 1;
    }
    // A numbered paragraph: the number is the clause's, the text its first sentences.
    if (list || (number.style() == Style.DECIMAL && !number.separated())) return 0;
    if (!SentenceBreaks.ended(rest) && !p.label().isEmpty()) return 0;
    if (rest.endsWith("；") || rest.endsWith(";")) {
      boolean item = number.style() == Style.HAN_PAREN || number.style() == Style.ROMAN;
      if (item) return 0;
    }
    open(p, number, written, "");
    int from = Math.max(0, number.end() - (line.length() - p.text().length()));
    String text = p.text().substring(from);
    String trimmed = text.strip();
    int at = from + text.indexOf(trimmed);
    body(new Paragraph(p.line(), p.offset() + at, "", trimmed, 0, false));
    return 1;
  }

  private boolean titleLike(String text) {
    int length = 0;
    boolean letter = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      length += c < 0x2E80 ? 1 : LATIN_PER_HAN;
      letter |= Character.isLetter(c);
    }
    return letter && length <= MAX_TITLE * LATIN_PER_HAN && !SentenceBreaks.unlikeHeading(text);
  }

  /** Of (i) as a Roman number and as a letter, the one that goes on from the last. */
  private @Nullable HeadingNumber choose(List<HeadingNumber> readings) {
    if (readings.isEmpty()) return null;
    for (HeadingNumber n : readings) {
      Integer last = lastValue.get(n.style());
      if (last != null && n.values().getFirst() == last + 1) return n;
    }
    for (HeadingNumber n : readings) if (n.values().getFirst() == 1) return n;
    return readings.getFirst();
  }

  private boolean plausible(HeadingNumber n, String rest) {
    if (n.values().getFirst() > 60) return false;
    boolean dense = n.style() == Style.DECIMAL || n.style() == Style.ARABIC;
    if (dense && AMOUNT.matcher(rest).matches()) return false;
    // "1 January" and the like go on from nothing.
    if (n.style() == Style.ARABIC || n.style() == Style.LETTER) {
      Integer last = lastValue.get(n.style());
      int value = n.values().getFirst();
      return value == 1 || (last != null && value >= last - 1 && value <= last + 3);
    }
    return true;
  }

  /** (a), 1. and the like are headings when a text follows that is not the next item. */
  private boolean listHeading(int i, HeadingNumber number, String rest) {
    if (Character.isLowerCase(rest.charAt(0)) || i + 1 >= paragraphs.size()) return false;
    Paragraph next = paragraphs.get(i + 1);
    if (next.level() > 0) return false;
    List<HeadingNumber> following = HeadingNumber.at(numbered(next));
    for (HeadingNumber n : following) {
      if (n.style() == number.style()) return false;
      if (n.style().rank() < number.style().rank() && titleLike(next.text())) return false;
    }
    return true;
  }

  private void open(Paragraph p, @Nullable HeadingNumber number, String written, String title) {
    var clause = new Node();
    clause.number = number;
    clause.written = written.strip();
    clause.title = title;
    clause.line = p.line();
    clause.level = Math.max(0, p.level());
    clause.parent = parent(clause);
    clause.depth = clause.parent == null ? orphanDepth(clause) : clause.parent.depth + 1;
    if (number != null) {
      depths.put(number.style(), clause.depth);
      lastValue.put(number.style(), number.values().getFirst());
    } else {
      unnumbered++;
    }
    open.removeIf(d -> d.depth >= clause.depth);
    open.add(clause);
    clauses.add(clause);
    if (clauses.size() > MAX_CLAUSES) throw UnreadableDocument.because(Reason.TOO_LARGE);
    current = clause;
    restartBelow(clause);
  }

  /** Under a new heading, lists and letters count from one again. */
  private void restartBelow(Node clause) {
    int rank = clause.number == null ? -1 : clause.number.style().rank();
    lastValue.keySet().removeIf(s -> s.rank() > rank && s != Style.DECIMAL);
  }

  private static int orphanDepth(Node clause) {
    if (clause.level > 0 || clause.number == null) return 1;
    return clause.number.style() == Style.DECIMAL ? clause.number.values().size() : 1;
  }

  private @Nullable Node parent(Node clause) {
    if (clause.level > 0) {
      for (int i = open.size() - 1; i >= 0; i--) {
        Node d = open.get(i);
        if (d.level > 0 && d.level < clause.level) return d;
      }
      return null;
    }
    HeadingNumber n = clause.number;
    if (n == null) return null;
    if (n.style() == Style.DECIMAL) return decimalParent(n);
    Integer depth = depths.get(n.style());
    if (depth != null) return lastShallowerThan(depth);
    for (int i = open.size() - 1; i >= 0; i--) {
      HeadingNumber above = open.get(i).number;
      if (above == null || above.style().rank() < n.style().rank()) return open.get(i);
    }
    return null;
  }

  private @Nullable Node lastShallowerThan(int depth) {
    for (int i = open.size() - 1; i >= 0; i--) {
      if (open.get(i).depth < depth) return open.get(i);
    }
    return null;
  }

  /** 4.1 stands under 4, 四, IV or 第四章, wherever in the document that was. */
  private @Nullable Node decimalParent(HeadingNumber n) {
    for (int length = n.values().size() - 1; length >= 1; length--) {
      List<Integer> wanted = n.values().subList(0, length);
      for (int i = clauses.size() - 1; i >= 0; i--) {
        HeadingNumber above = clauses.get(i).number;
        boolean simple = length > 1 || clauses.get(i).parent == null;
        if (above != null && simple && above.values().equals(wanted)) return clauses.get(i);
      }
    }
    return null;
  }

  // ---- text

  private void body(Paragraph p) {
    List<Paragraph> last = current.body.isEmpty() ? null : current.body.getLast();
    if (last != null && p.joins() && goesOn(last.getLast(), p)) {
      last.add(p);
    } else {
      var piece = new ArrayList<Paragraph>();
      piece.add(p);
      current.body.add(piece);
    }
  }

  /** In text wrapped at a width, a full line without an end goes on in the next. */
  private boolean goesOn(Paragraph line, Paragraph next) {
    return width <= 200
        && line.text().length() * 2 >= width
        && !SentenceBreaks.ended(line.text())
        && HeadingNumber.at(next.text()).stream().noneMatch(n -> n.style().ofLists());
  }

  private List<Sentence> sentences(Node clause) {
    var sentences = new ArrayList<Sentence>();
    for (List<Paragraph> piece : clause.body) {
      var text = new StringBuilder();
      var starts = new ArrayList<Integer>();
      for (Paragraph p : piece) {
        if (!text.isEmpty() && spaced(text.charAt(text.length() - 1), p.text().charAt(0))) {
          text.append(' ');
        }
        starts.add(text.length());
        text.append(p.text());
      }
      int from = 0;
      for (int end : SentenceBreaks.ends(text.toString(), fullStops)) {
        String raw = text.substring(from, end);
        String trimmed = raw.strip();
        int at = from + raw.indexOf(trimmed);
        from = end;
        if (trimmed.codePoints().noneMatch(Character::isLetterOrDigit)) continue;
        int k = starts.size() - 1;
        while (starts.get(k) > at) k--;
        Paragraph p = piece.get(k);
        sentences.add(
            new Sentence(sentences.size() + 1, trimmed, p.line(), p.offset() + at - starts.get(k)));
      }
    }
    return sentences;
  }

  private static boolean spaced(char before, char after) {
    return before < 0x2E80 && after < 0x2E80 && before != '-';
  }

  // ---- the whole

  private PlanDocument finish(Reader.Content content) {
    var all = new ArrayList<Clause>();
    int total = 0;
    List<Sentence> before = sentences(preamble);
    if (!before.isEmpty()) {
      all.add(preamble(before));
      addresses.add(all.getFirst().address());
    }
    for (Node d : clauses) {
      d.address = unique(address(d));
      List<Sentence> own = sentences(d);
      total += own.size();
      all.add(
          new Clause(
              d.number == null ? "" : d.number.normal(),
              d.written,
              d.address,
              d.title,
              d.depth,
              d.parent == null ? null : d.parent.address,
              own,
              d.line,
              false));
    }
    if (total + before.size() > MAX_SENTENCES) {
      throw UnreadableDocument.because(Reason.TOO_LARGE);
    }
    if (total + before.size() == 0) throw UnreadableDocument.because(Reason.NO_HEADINGS);
    if (pages > 0) notes.add(Message.of("plan-document.note.page-numbers", pages));
    if (contents > 0) notes.add(Message.of("plan-document.note.table-of-contents", contents));
    if (unnumbered > 0) notes.add(Message.of("plan-document.note.unnumbered", unnumbered));
    if (repeated > 0) notes.add(Message.of("plan-document.note.repeated-number", repeated));
    var text = new StringBuilder(String.join(" ", titleLines));
    for (Paragraph p : paragraphs) text.append(p.text());
    return new PlanDocument(
        content.format(),
        content.charset(),
        Script.of(text.toString()),
        String.join(" ", titleLines),
        all,
        notes);
  }

  /**
   * The clause for text before the first heading. Where the first number is a second one (二, II,
   * 2), the text stands where the first heading is missing and is called by its number.
   */
  private Clause preamble(List<Sentence> sentences) {
    HeadingNumber first = clauses.getFirst().number;
    String number = "";
    if (first != null && first.values().equals(List.of(2))) {
      number = one(first);
      notes.add(Message.of("plan-document.note.first-heading-missing", number));
    }
    return new Clause(
        "",
        "",
        number.isEmpty() ? "0" : number,
        "",
        1,
        null,
        sentences,
        sentences.getFirst().line(),
        !number.isEmpty());
  }

  private static String one(HeadingNumber two) {
    String normal = two.normal();
    return switch (two.style()) {
      case HAN, HAN_PAREN -> normal.replace('二', '一');
      case ROMAN, ROMAN_PAREN -> normal.replace("II", "I").replace("ii", "i");
      case LETTER, LETTER_PAREN -> normal.replace('B', 'A').replace('b', 'a');
      case CIRCLED -> "①";
      default -> normal.replace('二', '一').replace("II", "I").replace('2', '1');
    };
  }

  private static String address(Node d) {
    Node parent = d.parent;
    if (d.number == null) {
      int place = parent == null ? 0 : ++parent.children;
      return parent == null ? "" : parent.address + "." + place;
    }
    String own = d.number.normal();
    if (parent == null || d.number.style() == Style.DECIMAL) return own;
    if (d.number.style() == Style.ARTICLE) return own;
    boolean bracketed = own.startsWith("(") || d.number.style() == Style.CIRCLED;
    return parent.address + (bracketed ? "" : ".") + own;
  }

  private final Map<String, Integer> places = new HashMap<>();

  private String unique(String wanted) {
    String base = wanted;
    if (base.isEmpty()) base = String.valueOf(places.merge("", 1, Integer::sum));
    // A commitment's id has room for forty characters.
    if (base.length() > 36) base = base.substring(base.length() - 36);
    String address = base;
    for (int i = 2; !addresses.add(address); i++) address = base + "~" + i;
    if (!address.equals(base)) repeated++;
    return address;
  }
}
