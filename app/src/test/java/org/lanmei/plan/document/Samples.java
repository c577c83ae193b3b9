package org.lanmei.plan.document;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Plans to test with, and the same plans edited. */
final class Samples {

  private Samples() {}

  /**
   * A text, a paragraph a line, and its register.
   *
   * @param total sentences in the register
   */
  record Sample(String name, String text, Fingerprints register, int total) {
    @Override
    public String toString() {
      return name;
    }
  }

  static String chinese() {
    return resource("river-union.zh.txt");
  }

  static String english() {
    return resource("river-union.en.txt");
  }

  private static String resource(String name) {
    try (var in = Samples.class.getResourceAsStream("/plan-document/" + name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Sample chineseSample() {
    return sample("synthetic zh", chinese());
  }

  static Sample englishSample() {
    return sample("synthetic en", english());
  }

  private static Sample sample(String name, String text) {
    PlanDocument doc = read(text);
    var goals = Set.of("一", "二", "I", "II");
    var register = Fingerprints.of(doc, id -> !goals.contains(id.clause()));
    return new Sample(name, text, register, doc.sentenceCount());
  }

  /** The synthetic plans, and the plan itself where this machine has it. */
  static Stream<Sample> all() {
    var all = new ArrayList<>(List.of(chineseSample(), englishSample()));
    if (Shared.folder().isPresent()) {
      all.add(new Sample("the plan", Shared.plan(), Fingerprints.shipped("lmc-2023-2027"), 274));
    }
    return all.stream();
  }

  static PlanDocument read(String text) {
    return PlanDocument.read("plan.txt", text.getBytes(StandardCharsets.UTF_8));
  }

  // ---- edits, on the lines of a text

  /** The lines of a clause: heading, text, and all that stands under it; ends excluded. */
  record Block(int from, int to) {}

  static Block block(PlanDocument doc, String address, int lines) {
    int from = -1;
    int depth = 0;
    for (Clause c : doc.clauses()) {
      if (from >= 0 && c.depth() <= depth) return new Block(from, c.line() - 1);
      if (c.address().equals(address)) {
        from = c.line() - 1;
        depth = c.depth();
      }
    }
    return new Block(from, lines);
  }

  static List<String> lines(String text) {
    return new ArrayList<>(text.strip().lines().toList());
  }

  static String swapBlocks(String text, String a, String b) {
    var lines = lines(text);
    var doc = read(text);
    Block one = block(doc, a, lines.size());
    Block two = block(doc, b, lines.size());
    return swapAt(lines, one, two);
  }

  /** The text and sub-clauses change places under headings that stay. */
  static String swapBodies(String text, String a, String b) {
    var lines = lines(text);
    var doc = read(text);
    Block one = block(doc, a, lines.size());
    Block two = block(doc, b, lines.size());
    String first = lines.get(one.from);
    lines.set(one.from, lines.get(two.from));
    lines.set(two.from, first);
    return swapAt(lines, one, two);
  }

  /** Titles, text and sub-clauses change places; the numbers stay in order, down to the last. */
  static String swapRenumbered(String text, String a, String b) {
    var lines = lines(text);
    var doc = read(text);
    Block one = block(doc, a, lines.size());
    Block two = block(doc, b, lines.size());
    renumber(doc, lines, one, a, b);
    renumber(doc, lines, two, b, a);
    return swapAt(lines, one, two);
  }

  private static void renumber(
      PlanDocument doc, List<String> lines, Block block, String from, String to) {
    String was = doc.clause(from).orElseThrow().written();
    String is = doc.clause(to).orElseThrow().written();
    for (Clause c : doc.clauses()) {
      int at = c.line() - 1;
      if (c.missing() || at < block.from || at >= block.to) continue;
      String line = lines.get(at);
      if (c.address().equals(from)) lines.set(at, is + line.substring(was.length()));
      else if (c.written().startsWith(was + ".")) {
        lines.set(at, is + line.substring(was.length()));
      }
    }
  }

  private static String swapAt(List<String> lines, Block one, Block two) {
    var out = new ArrayList<>(lines.subList(0, one.from));
    out.addAll(lines.subList(two.from, two.to));
    out.addAll(lines.subList(one.to, two.from));
    out.addAll(lines.subList(one.from, one.to));
    out.addAll(lines.subList(two.to, lines.size()));
    return String.join("\n", out);
  }

  static String remove(String text, Sentence sentence) {
    var lines = lines(text);
    Sentence now =
        read(text).clauses().stream()
            .flatMap(c -> c.sentences().stream())
            .filter(s -> s.text().equals(sentence.text()))
            .findFirst()
            .orElseThrow();
    String line = lines.get(now.line() - 1);
    String left =
        line.substring(0, now.offset()) + line.substring(now.offset() + now.text().length());
    if (left.isBlank()) lines.remove(now.line() - 1);
    else lines.set(now.line() - 1, left.strip());
    return String.join("\n", lines);
  }

  static String addAfter(String text, Sentence sentence, String added) {
    var lines = lines(text);
    String line = lines.get(sentence.line() - 1);
    int end = sentence.offset() + sentence.text().length();
    boolean item = !sentence.text().matches("(?s).*[.。]") || added.startsWith("(");
    String gap = item ? "\n" : added.charAt(0) < 0x2E80 ? " " : "";
    lines.set(
        sentence.line() - 1,
        line.substring(0, end) + gap + added + (item ? "\n" : "") + line.substring(end));
    return String.join("\n", lines);
  }

  static String removeHeading(String text, String address) {
    var lines = lines(text);
    lines.remove(read(text).clause(address).orElseThrow().line() - 1);
    return String.join("\n", lines);
  }

  static String removeClause(String text, String address) {
    var lines = lines(text);
    Block block = block(read(text), address, lines.size());
    lines.subList(block.from, block.to).clear();
    return String.join("\n", lines);
  }
}
