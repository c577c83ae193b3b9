package org.lanmei.plan.document;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lanmei.kernel.Message;
import org.lanmei.plan.CommitmentId;
import org.lanmei.plan.document.ClausePairs.Unit;
import org.lanmei.plan.document.Difference.Change;
import org.lanmei.plan.document.Difference.Exchanged;

/**
 * A document compared with a register: which sentence is which, and the fewest differences that
 * explain the rest.
 *
 * @param found every sentence of the register that the document has, changed or not, in the
 *     register's order
 * @param commitments how many commitments the register has
 * @param differences in the order of the document, what is gone last; empty when it is the same
 * @param notes what a person should know of the comparison
 */
public record Matching(
    List<Found> found, int commitments, List<Difference> differences, List<Message> notes) {

  /**
   * A sentence of the register in the document.
   *
   * @param counted whether it is a commitment
   * @param at what the document's own numbers call it
   * @param similarity 0 to 1, estimated; 1 when the words are the same
   */
  public record Found(
      CommitmentId id, boolean counted, CommitmentId at, int line, double similarity) {}

  public Matching {
    found = List.copyOf(found);
    differences = List.copyOf(differences);
    notes = List.copyOf(notes);
  }

  /** How many commitments were found. */
  public int foundCommitments() {
    return (int) found.stream().filter(Found::counted).count();
  }

  /** Compares {@code document} with {@code register}. */
  public static Matching match(PlanDocument document, Fingerprints register) {
    return new Comparison(document, register).result();
  }

  private static final class Comparison {
    private final PlanDocument doc;
    private final List<Fingerprints.Heading> register;
    private final int commitments;
    private final SentencePairs sentences;
    private final ClausePairs clauses;
    private final List<Placed> differences = new ArrayList<>();

    /** Register sentences and document sentences that a difference of whole clauses explains. */
    private final boolean[] oursExplained;

    private final boolean[] theirsExplained;

    /** A difference and where to list it. */
    private record Placed(int place, Difference difference) {}

    Comparison(PlanDocument doc, Fingerprints fingerprints) {
      this.doc = doc;
      this.register = fingerprints.clauses();
      this.commitments = fingerprints.commitments();
      this.sentences = new SentencePairs(doc, fingerprints);
      this.clauses = new ClausePairs(doc, fingerprints, sentences);
      this.oursExplained = new boolean[sentences.register.size()];
      this.theirsExplained = new boolean[sentences.document.size()];
    }

    Matching result() {
      added();
      removed();
      places();
      for (int r = 0; r < register.size(); r++) sentences(r);
      gone();
      var found = new ArrayList<Found>();
      for (int r = 0; r < sentences.register.size(); r++) {
        int d = sentences.toDocument[r];
        if (d < 0) continue;
        var ours = sentences.register.get(r).line();
        var theirs = sentences.document.get(d);
        boolean sameWords = theirs.print().sameWords(ours.print()) || parts(r, d);
        found.add(
            new Found(
                ours.id(),
                ours.counted(),
                theirs.id(),
                theirs.sentence().line(),
                sameWords ? 1 : sentences.similarity(d, r)));
      }
      differences.sort(Comparator.comparingInt(Placed::place));
      var notes = new ArrayList<Message>();
      if (doc.script() == Script.HANT) {
        notes.add(Message.of("plan-document.note.compared-as-simplified"));
      }
      return new Matching(
          found, commitments, differences.stream().map(Placed::difference).toList(), notes);
    }

    private void add(int line, Difference difference) {
      differences.add(new Placed(line, difference));
    }

    private String address(int r) {
      return register.get(r).address();
    }

    private Clause clause(Unit u) {
      return doc.clauses().get(u.clause);
    }

    private CommitmentId id(int r) {
      return sentences.register.get(r).line().id();
    }

    // ---- whole clauses

    private void added() {
      for (Unit u : clauses.units) {
        if (u.is != ClausePairs.NONE || !u.heading) continue;
        Clause c = clause(u);
        if (u.extra != ClausePairs.NONE) {
          add(c.line(), new Difference.HeadingAdded(c.address(), c.title(), c.line()));
          continue;
        }
        boolean found = u.sentences.stream().anyMatch(d -> sentences.toRegister[d] >= 0);
        int below = 0;
        boolean onlyNew = true;
        for (Unit other : clauses.units) {
          if (!ClausePairs.isUnder(clauses.docParents, other.clause, u.clause)) continue;
          if (isNew(other)) below += other.sentences.size();
          else onlyNew = false;
        }
        if (u.sentences.isEmpty() && !onlyNew) {
          add(c.line(), new Difference.HeadingAdded(c.address(), c.title(), c.line()));
          continue;
        }
        if (!found) for (int d : u.sentences) theirsExplained[d] = true;
        int above = clauses.docParents[u.clause];
        boolean reported = above != ClausePairs.NONE && isNewAt(above);
        if (!reported) {
          int count = u.sentences.size() + below;
          add(c.line(), new Difference.ClauseAdded(c.address(), c.title(), count, c.line()));
        }
      }
    }

    private boolean isNew(Unit u) {
      return u.of() == ClausePairs.NONE
          && u.heading
          && u.sentences.stream().noneMatch(d -> sentences.toRegister[d] >= 0);
    }

    private boolean isNewAt(int docClause) {
      return clauses.units.stream().anyMatch(u -> u.clause == docClause && isNew(u));
    }

    private void removed() {
      boolean[] gone = new boolean[register.size()];
      for (int r = 0; r < register.size(); r++) {
        boolean none = clauses.unit(r) == null;
        for (int i = 0; i < sentences.register.size() && none; i++) {
          int of = sentences.register.get(i).clause();
          boolean within = of == r || ClausePairs.isUnder(clauses.parents, of, r);
          if (within && sentences.toDocument[i] >= 0) none = false;
        }
        for (int s = 0; s < register.size() && none; s++) {
          if (ClausePairs.isUnder(clauses.parents, s, r) && clauses.unit(s) != null) none = false;
        }
        gone[r] = none;
      }
      for (int r = 0; r < register.size(); r++) {
        Unit u = clauses.unit(r);
        if (!gone[r]) {
          boolean headless = u == null || !u.heading;
          if (headless && register.get(r).title() != null) {
            int line =
                u == null || u.sentences.isEmpty() ? lineOf(r) : line(u.sentences.getFirst());
            add(line, new Difference.HeadingMissing(address(r)));
          }
          continue;
        }
        int count = 0;
        for (int i = 0; i < sentences.register.size(); i++) {
          int of = sentences.register.get(i).clause();
          if (of != r && !ClausePairs.isUnder(clauses.parents, of, r)) continue;
          oursExplained[i] = true;
          count++;
        }
        int above = clauses.parents[r];
        if (above == ClausePairs.NONE || !gone[above]) {
          add(Integer.MAX_VALUE, new Difference.ClauseRemoved(address(r), count));
        }
      }
    }

    private int line(int d) {
      return sentences.document.get(d).sentence().line();
    }

    /** About where the register's clause would stand in the document. */
    private int lineOf(int r) {
      for (int next = r + 1; next < register.size(); next++) {
        Unit u = clauses.unit(next);
        if (u != null) return clause(u).line();
      }
      return Integer.MAX_VALUE;
    }

    // ---- order, numbers and titles of clauses

    private enum Aspect {
      PLACE,
      NUMBER,
      TITLE
    }

    private record Two(int first, int second) {
      static Two of(int a, int b) {
        return new Two(Math.min(a, b), Math.max(a, b));
      }
    }

    private void places() {
      var swaps = new LinkedHashMap<Two, Set<Aspect>>();
      var order = new ArrayList<Integer>();
      for (Unit u : clauses.units) if (u.is != ClausePairs.NONE) order.add(u.is);
      var sorted = new ArrayList<>(order);
      Collections.sort(sorted);
      for (var step :
          BlockOrder.steps(
              sorted, order, (a, b) -> ClausePairs.isUnder(clauses.parents, a, b) ? 1 : 0)) {
        if (step.swap()) {
          aspects(swaps, step.first(), step.second()).add(Aspect.PLACE);
        } else {
          Unit u = clauses.unit(step.first());
          int line = u == null ? 0 : clause(u).line();
          String after = step.after() == ClausePairs.NONE ? null : address(step.after());
          add(line, new Difference.ClauseMoved(address(step.first()), after, line));
        }
      }
      numbers(swaps);
      titles(swaps);
      swaps.forEach(
          (two, aspects) -> {
            Unit a = clauses.unit(two.first);
            Unit b = clauses.unit(two.second);
            int line =
                Math.min(
                    a == null ? Integer.MAX_VALUE : clause(a).line(),
                    b == null ? Integer.MAX_VALUE : clause(b).line());
            add(
                line,
                new Difference.ClausesSwapped(
                    address(two.first), address(two.second), exchanged(aspects), line));
          });
    }

    private static Set<Aspect> aspects(Map<Two, Set<Aspect>> swaps, int a, int b) {
      return swaps.computeIfAbsent(Two.of(a, b), k -> EnumSet.noneOf(Aspect.class));
    }

    /** The text is the clause; said is what changed places with respect to it. */
    private static Exchanged exchanged(Set<Aspect> aspects) {
      boolean number = aspects.contains(Aspect.NUMBER);
      boolean title = aspects.contains(Aspect.TITLE);
      if (aspects.contains(Aspect.PLACE)) {
        if (number && title) return Exchanged.BODIES;
        if (number) return Exchanged.TITLES_AND_BODIES;
        return title ? Exchanged.NUMBERS_AND_BODIES : Exchanged.BLOCKS;
      }
      if (number && title) return Exchanged.HEADINGS;
      return number ? Exchanged.NUMBERS : Exchanged.TITLES;
    }

    private void numbers(Map<Two, Set<Aspect>> swaps) {
      var renumbered = new LinkedHashMap<Integer, List<Unit>>();
      for (Unit u : clauses.units) {
        if (u.is == ClausePairs.NONE || !u.heading || clause(u).number().isEmpty()) continue;
        if (sameNumber(u)) continue;
        int other = clauses.byNumber[u.clause];
        Unit there = other == ClausePairs.NONE ? null : clauses.unit(other);
        boolean exchanged =
            there != null && there.heading && clauses.byNumber[there.clause] == u.is;
        if (exchanged) {
          aspects(swaps, u.is, other).add(Aspect.NUMBER);
        } else {
          renumbered.computeIfAbsent(clauses.parents[u.is], k -> new ArrayList<>()).add(u);
        }
      }
      for (List<Unit> group : renumbered.values()) {
        int line = clause(group.getFirst()).line();
        add(
            line,
            new Difference.ClausesRenumbered(
                group.stream().map(u -> address(u.is)).toList(),
                group.stream().map(u -> clause(u).number()).toList(),
                line));
      }
    }

    /** Whether the number is the register's, given that the numbers above may have changed. */
    private boolean sameNumber(Unit u) {
      String theirs = ClausePairs.key(clause(u));
      String ours = ClausePairs.key(address(u.is));
      if (theirs.equals(ours)) return true;
      int oursAbove = clauses.parents[u.is];
      if (oursAbove == ClausePairs.NONE) return false;
      // (a) stays (a) wherever its clause goes.
      String above = address(oursAbove);
      boolean local =
          address(u.is).startsWith(above) && !ours.startsWith(ClausePairs.key(above) + ".");
      if (local) return address(u.is).endsWith(clause(u).number());
      Unit parent = null;
      for (Unit p : clauses.units) if (p.clause == clauses.docParents[u.clause]) parent = p;
      if (parent == null || parent.is != oursAbove) return false;
      String theirStart = ClausePairs.key(clause(parent));
      String ourStart = ClausePairs.key(above);
      return theirs.startsWith(theirStart)
          && ours.startsWith(ourStart)
          && theirs.substring(theirStart.length()).equals(ours.substring(ourStart.length()));
    }

    private void titles(Map<Two, Set<Aspect>> swaps) {
      for (Unit u : clauses.units) {
        if (u.is == ClausePairs.NONE || !u.heading) continue;
        Clause c = clause(u);
        Fingerprint title = register.get(u.is).title();
        if (title == null) {
          if (!c.title().isEmpty()) {
            add(c.line(), new Difference.HeadingAdded(c.address(), c.title(), c.line()));
          }
          continue;
        }
        Fingerprint own = Fingerprint.of(c.title());
        if (own.sameWords(title)) continue;
        int other = clauses.byTitle[u.clause];
        Unit there = other == ClausePairs.NONE ? null : clauses.unit(other);
        boolean exchanged = there != null && there.heading && clauses.byTitle[there.clause] == u.is;
        if (exchanged) {
          aspects(swaps, u.is, other).add(Aspect.TITLE);
        } else {
          double similarity = c.title().isEmpty() ? 0 : own.similarity(title);
          add(
              c.line(),
              new Difference.TitleChanged(address(u.is), c.title(), similarity, c.line()));
        }
      }
    }

    // ---- sentences

    /** Differences among the sentences that stand in the register's clause {@code r}. */
    private void sentences(int r) {
      var here = new ArrayList<Integer>();
      for (Unit u : clauses.units) if (u.of() == r) here.addAll(u.sentences);
      var own = new ArrayList<Integer>();
      for (int d : here) if (isOwn(d, r)) own.add(d);
      boolean[] inOrder = inOrder(own);
      var stays = new HashMap<Integer, Boolean>();
      for (int i = 0; i < own.size(); i++) stays.put(own.get(i), inOrder[i]);
      walk(here, stays, r);
    }

    private boolean isOwn(int d, int r) {
      int ours = sentences.toRegister[d];
      return ours >= 0 && sentences.register.get(ours).clause() == r;
    }

    private void walk(List<Integer> here, Map<Integer, Boolean> stays, int r) {
      CommitmentId last = null;
      for (int i = 0; i < here.size(); i++) {
        int d = here.get(i);
        var theirs = sentences.document.get(d);
        int ours = sentences.toRegister[d];
        if (ours < 0) {
          if (!theirsExplained[d]) {
            add(
                theirs.sentence().line(),
                new Difference.SentenceAdded(
                    r == ClausePairs.NONE ? theirs.id().clause() : address(r),
                    theirs.id(),
                    last,
                    theirs.sentence().line(),
                    theirs.sentence().text()));
          }
          continue;
        }
        int parts = 1;
        while (i + parts < here.size() && sentences.toRegister[here.get(i + parts)] == ours)
          parts++;
        content(d, ours, here.subList(i, i + parts));
        if (!stays.getOrDefault(d, false)) {
          int run = moved(here, stays, i);
          i += run - 1;
        } else {
          i += parts - 1;
          last = id(lastOf(ours, d));
        }
      }
    }

    /** The last of the register's sentences that are joined in the document's. */
    private int lastOf(int ours, int d) {
      int last = ours;
      while (last + 1 < sentences.toDocument.length && sentences.toDocument[last + 1] == d) last++;
      return last;
    }

    /** Reports the moved sentences from {@code i} on that stood together before, too. */
    private int moved(List<Integer> here, Map<Integer, Boolean> stays, int i) {
      var ids = new ArrayList<CommitmentId>();
      var to = new ArrayList<CommitmentId>();
      int end = i;
      int before = -1;
      while (end < here.size()) {
        int d = here.get(end);
        int ours = sentences.toRegister[d];
        if (ours < 0 || stays.getOrDefault(d, false)) break;
        boolean together =
            before < 0
                || ours == before
                || (ours == before + 1
                    && sentences.register.get(ours).clause()
                        == sentences.register.get(before).clause());
        if (!together) break;
        if (end > i && ours != before) content(d, ours, List.of(d));
        if (ours != before) {
          ids.add(id(ours));
          to.add(sentences.document.get(d).id());
        }
        before = ours;
        end++;
      }
      int line = line(here.get(i));
      add(line, new Difference.SentencesMoved(ids, to, line));
      return end - i;
    }

    /** Whether the register's sentence is one of several joined, or is split into several. */
    private boolean parts(int r, int d) {
      boolean joined =
          (r > 0 && sentences.toDocument[r - 1] == d)
              || (r + 1 < sentences.toDocument.length && sentences.toDocument[r + 1] == d);
      boolean split =
          (d > 0 && sentences.toRegister[d - 1] == r)
              || (d + 1 < sentences.toRegister.length && sentences.toRegister[d + 1] == r);
      return joined || split;
    }

    /** What is different in a sentence itself. */
    private void content(int d, int ours, List<Integer> parts) {
      var theirs = sentences.document.get(d);
      int line = theirs.sentence().line();
      if (parts.size() > 1) {
        var into = parts.stream().map(p -> sentences.document.get(p).id()).toList();
        add(line, new Difference.SentenceSplit(id(ours), into, line));
        return;
      }
      int last = lastOf(ours, d);
      if (last > ours) {
        var ids = new ArrayList<CommitmentId>();
        for (int r = ours; r <= last; r++) ids.add(id(r));
        add(line, new Difference.SentencesJoined(ids, theirs.id(), line));
        return;
      }
      Fingerprint print = sentences.register.get(ours).line().print();
      Change change = null;
      if (!theirs.print().sameWords(print)) change = Change.WORDING;
      else if (!theirs.print().sameForm(print)) change = Change.PUNCTUATION;
      else if (otherScript(theirs.sentence().text())) change = Change.SCRIPT;
      if (change == null) return;
      add(
          line,
          new Difference.SentenceChanged(
              id(ours),
              theirs.id(),
              change,
              change == Change.WORDING ? sentences.similarity(d, ours) : 1,
              line,
              theirs.sentence().text()));
    }

    private boolean otherScript(String text) {
      if (doc.script() != Script.HANS && doc.script() != Script.HANT) return false;
      int simplified = 0;
      int traditional = 0;
      for (int i = 0; i < text.length(); i++) {
        if (Characters.onlyTraditional(text.charAt(i))) traditional++;
        if (Characters.onlySimplified(text.charAt(i))) simplified++;
      }
      int other = doc.script() == Script.HANS ? traditional : simplified;
      return other >= 2 && other > (doc.script() == Script.HANS ? simplified : traditional);
    }

    /** What stands in new clauses, and what is nowhere. */
    private void gone() {
      for (Unit u : clauses.units) {
        if (u.of() == ClausePairs.NONE) walk(u.sentences, Map.of(), ClausePairs.NONE);
      }
      for (int r = 0; r < sentences.register.size(); r++) {
        if (sentences.toDocument[r] >= 0 || oursExplained[r]) continue;
        var line = sentences.register.get(r).line();
        add(Integer.MAX_VALUE, new Difference.SentenceRemoved(line.id(), line.counted()));
      }
    }

    /** Which of the sentences stand in the register's order: a longest rising sequence. */
    private boolean[] inOrder(List<Integer> own) {
      int n = own.size();
      int[] length = new int[n];
      int[] previous = new int[n];
      Arrays.fill(previous, -1);
      int best = -1;
      for (int i = 0; i < n; i++) {
        length[i] = 1;
        for (int j = Math.max(0, i - 500); j < i; j++) {
          boolean rising = sentences.toRegister[own.get(j)] <= sentences.toRegister[own.get(i)];
          if (rising && length[j] + 1 > length[i]) {
            length[i] = length[j] + 1;
            previous[i] = j;
          }
        }
        if (best < 0 || length[i] > length[best]) best = i;
      }
      boolean[] in = new boolean[n];
      for (int i = best; i >= 0; i = previous[i]) in[i] = true;
      return in;
    }
  }
}
