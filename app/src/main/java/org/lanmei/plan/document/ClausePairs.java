package org.lanmei.plan.document;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lanmei.plan.document.HeadingNumber.Style;

/* Which clause of a document is which of the register: by its text first, its title next, its number
 * last. A clause whose heading is missing leaves its sentences at the end of the clause before; they
 * are taken out again as a unit of their own, without heading.
 */

/** The clauses of a document and of a register, paired. */
final class ClausePairs {

  static final int NONE = -1;

  private final PlanDocument doc;
  private final List<Fingerprints.Heading> register;
  private final SentencePairs sentences;

  /** For each clause of the document the register clause of the same title or number, or NONE. */
  final int[] byTitle;

  final int[] byNumber;

  /** For each clause of the register the one above it, or NONE. */
  final int[] parents;

  /** For each clause of the document the one above it, or NONE. */
  final int[] docParents;

  final List<Unit> units = new ArrayList<>();

  /**
   * A clause of the document, or the part of one that lost its heading.
   *
   * <p>{@code is} is the register's clause it is; NONE = a new one. {@code extra} is the register's
   * clause its sentences belong to where only its heading is new.
   */
  static final class Unit {
    final int clause;
    final boolean heading;
    final List<Integer> sentences = new ArrayList<>();
    int is = NONE;
    int extra = NONE;

    Unit(int clause, boolean heading) {
      this.clause = clause;
      this.heading = heading;
    }

    /** The register's clause its sentences belong to, or NONE. */
    int of() {
      return is != NONE ? is : extra;
    }
  }

  ClausePairs(PlanDocument doc, Fingerprints fingerprints, SentencePairs sentences) {
    this.doc = doc;
    this.register = fingerprints.clauses();
    this.sentences = sentences;
    this.byTitle = new int[doc.clauses().size()];
    this.byNumber = new int[doc.clauses().size()];
    this.docParents = new int[doc.clauses().size()];
    this.parents = new int[register.size()];
    lookUp();
    cut();
    assign();
    extraHeadings();
  }

  private void lookUp() {
    var open = new int[10];
    Arrays.fill(open, NONE);
    var numbers = new HashMap<String, Integer>();
    var titles = new HashMap<Long, Integer>();
    for (int r = 0; r < register.size(); r++) {
      var h = register.get(r);
      parents[r] = NONE;
      for (int d = h.depth() - 1; d >= 1 && parents[r] == NONE; d--) parents[r] = open[d];
      open[h.depth()] = r;
      Arrays.fill(open, h.depth() + 1, open.length, NONE);
      numbers.putIfAbsent(key(h.address()), r);
      // A title that stands twice recognises nothing.
      if (h.title() != null) titles.merge(h.title().exact(), r, (a, b) -> NONE);
    }
    var addresses = new HashMap<String, Integer>();
    for (int c = 0; c < doc.clauses().size(); c++) {
      Clause clause = doc.clauses().get(c);
      addresses.put(clause.address(), c);
      String above = clause.parent();
      docParents[c] = above == null ? NONE : addresses.getOrDefault(above, NONE);
      boolean numbered = !clause.number().isEmpty() || clause.missing();
      byNumber[c] = numbered ? numbers.getOrDefault(key(clause), NONE) : NONE;
      byTitle[c] =
          clause.title().isEmpty()
              ? NONE
              : titles.getOrDefault(Fingerprint.of(clause.title()).exact(), NONE);
    }
  }

  static String key(Clause clause) {
    return key(clause.number().matches(".*\\..*") ? clause.number() : clause.address());
  }

  /** The same for 四, IV, 4 and 第四章; the address itself where it has brackets. */
  static String key(String address) {
    for (HeadingNumber n : HeadingNumber.at(address + " ")) {
      boolean plain = n.style().rank() <= Style.ARABIC.rank() && n.style() != Style.HAN_PAREN;
      if (!plain || n.end() < address.length()) continue;
      var key = new StringBuilder();
      for (int v : n.values()) key.append(key.isEmpty() ? "" : ".").append(v);
      return key.toString();
    }
    return address;
  }

  /** Whether some clause of the document has this heading, by its title or else by its number. */
  private boolean headingStands(int r) {
    for (int c = 0; c < doc.clauses().size(); c++) {
      if (byTitle[c] == r || (byTitle[c] == NONE && byNumber[c] == r)) return true;
    }
    return false;
  }

  private void cut() {
    boolean[] stands = new boolean[register.size()];
    for (int r = 0; r < register.size(); r++) stands[r] = headingStands(r);
    Unit unit = null;
    int next = 0;
    for (int c = 0; c < doc.clauses().size(); c++) {
      Clause clause = doc.clauses().get(c);
      Unit own = new Unit(c, !(clause.number().isEmpty() && clause.title().isEmpty()));
      boolean headed = byTitle[c] != NONE || byNumber[c] != NONE || own.heading;
      units.add(own);
      unit = own;
      for (; next < sentences.document.size(); next++) {
        if (sentences.document.get(next).clause() != c) break;
        int r = sentences.toRegister[next];
        int of = r < 0 ? NONE : sentences.register.get(r).clause();
        boolean lost = of != NONE && !stands[of] && unit.is != of && mostlyIn(of, c);
        if (lost && headed) {
          unit = new Unit(c, false);
          unit.is = of;
          units.add(unit);
        } else if (lost) {
          // Text before the first heading: the first clause found in it is the unit itself.
          own.is = of;
          headed = true;
        }
        unit.sentences.add(next);
      }
    }
  }

  /** Whether most sentences of the register's clause that were found stand in the document's. */
  private boolean mostlyIn(int r, int c) {
    int found = 0;
    int here = 0;
    for (int i = 0; i < sentences.register.size(); i++) {
      if (sentences.register.get(i).clause() != r || sentences.toDocument[i] < 0) continue;
      found++;
      if (sentences.document.get(sentences.toDocument[i]).clause() == c) here++;
    }
    return here * 2 > found;
  }

  private record Score(int unit, int r, double score) {}

  private void assign() {
    var scores = new ArrayList<Score>();
    boolean[] taken = new boolean[register.size()];
    for (Unit u : units) if (u.is != NONE) taken[u.is] = true;
    for (int u = 0; u < units.size(); u++) {
      if (units.get(u).is != NONE) continue;
      for (int r = 0; r < register.size(); r++) {
        double score = taken[r] ? 0 : score(units.get(u), r);
        if (score >= 0.8) scores.add(new Score(u, r, score));
      }
    }
    scores.sort(
        Comparator.comparingDouble(Score::score)
            .reversed()
            .thenComparingInt(s -> Math.abs(s.unit - s.r)));
    for (Score s : scores) {
      if (units.get(s.unit).is != NONE || taken[s.r]) continue;
      units.get(s.unit).is = s.r;
      taken[s.r] = true;
    }
  }

  /** Text counts 4, title 2, number 1. */
  private double score(Unit u, int r) {
    boolean number = byNumber[u.clause] == r;
    double title = byTitle[u.clause] == r ? 1 : titleSimilarity(u, r);
    double text = shared(u, r);
    boolean bodiless = u.sentences.isEmpty() && register.get(r).lines().isEmpty();
    if (text < 0.2 && title < 0.5 && !(bodiless && number)) return 0;
    return 4 * text + 2 * title + (number ? 1 : 0);
  }

  private final Map<Integer, Fingerprint> titles = new HashMap<>();

  double titleSimilarity(Unit u, int r) {
    Fingerprint title = register.get(r).title();
    String own = doc.clauses().get(u.clause).title();
    if (title == null || own.isEmpty() || !u.heading) return 0;
    double s = titles.computeIfAbsent(u.clause, k -> Fingerprint.of(own)).similarity(title);
    return s < 0.5 ? 0 : s;
  }

  /**
   * Of the sentences of both, the share that is the same; with sub-clauses where none are own. The
   * mean of the share of all and of the share of those that have a pair somewhere: what was added
   * or removed should not make a small clause look like another.
   */
  private double shared(Unit u, int r) {
    boolean below = u.sentences.isEmpty() && register.get(r).lines().isEmpty();
    if (u.sentences.isEmpty() != register.get(r).lines().isEmpty()) return 0;
    int all = 0;
    int paired = 0;
    int both = 0;
    for (Unit other : units) {
      if (other != u && !(below && isUnder(docParents, other.clause, u.clause))) continue;
      for (int d : other.sentences) {
        all++;
        int ours = sentences.toRegister[d];
        if (ours < 0) continue;
        paired++;
        int of = sentences.register.get(ours).clause();
        if (of == r || (below && isUnder(parents, of, r))) both++;
      }
    }
    if (both == 0) return 0;
    for (int i = 0; i < sentences.register.size(); i++) {
      int of = sentences.register.get(i).clause();
      if (of != r && !(below && isUnder(parents, of, r))) continue;
      all++;
      if (sentences.toDocument[i] >= 0) paired++;
    }
    return (double) both / all + (double) both / paired;
  }

  static boolean isUnder(int[] parents, int clause, int above) {
    for (int p = parents[clause]; p != NONE; p = parents[p]) if (p == above) return true;
    return false;
  }

  /** A heading put into the middle of a clause leaves its text where it was. */
  private void extraHeadings() {
    for (Unit u : units) {
      if (u.is != NONE || u.sentences.isEmpty()) continue;
      var votes = new HashMap<Integer, Integer>();
      for (int d : u.sentences) {
        int r = sentences.toRegister[d];
        if (r >= 0) votes.merge(sentences.register.get(r).clause(), 1, Integer::sum);
      }
      var most = votes.entrySet().stream().max(Map.Entry.comparingByValue());
      if (most.isPresent() && most.get().getValue() * 2 >= u.sentences.size()) {
        u.extra = most.get().getKey();
      }
    }
  }

  /** The unit that is this clause of the register. */
  @Nullable Unit unit(int r) {
    for (Unit u : units) if (u.is == r) return u;
    return null;
  }
}
