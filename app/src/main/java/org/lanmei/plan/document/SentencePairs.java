package org.lanmei.plan.document;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lanmei.plan.CommitmentId;

/* Which sentence of a document is which of the register. In this order, each on what is left:
 *
 * 1. the same words; where words repeat, the one with the same neighbours or in the same clause;
 * 2. the same words cut or joined otherwise: neighbours that together are one of the register's, or
 *    one that is cut at a comma into several of the register's;
 * 3. similar words, most similar first: 0.5 anywhere, 0.3 between the same neighbours.
 *
 * Place never pairs two sentences by itself.
 */

/** The sentences of a document and of a register, paired. */
final class SentencePairs {

  private static final double SIMILAR = 0.5;
  private static final double SIMILAR_IN_PLACE = 0.3;
  private static final int MAX_PARTS = 4;
  private static final int MAX_JOINED = 4_000;

  /** A sentence of the document, with the index of its clause. */
  record Theirs(
      int clause, CommitmentId id, Sentence sentence, String compared, Fingerprint print) {}

  /** A sentence of the register, with the index of its clause. */
  record Ours(int clause, Fingerprints.Line line) {}

  final List<Theirs> document = new ArrayList<>();
  final List<Ours> register = new ArrayList<>();

  /** For each sentence of the document its register sentence, the first of several; −1 = none. */
  final int[] toRegister;

  /** For each sentence of the register its document sentence, the first of several; −1 = none. */
  final int[] toDocument;

  SentencePairs(PlanDocument doc, Fingerprints fingerprints) {
    for (int c = 0; c < doc.clauses().size(); c++) {
      Clause clause = doc.clauses().get(c);
      for (Sentence s : clause.sentences()) {
        document.add(
            new Theirs(
                c, clause.id(s), s, Characters.compared(s.text()), Fingerprint.of(s.text())));
      }
    }
    for (int c = 0; c < fingerprints.clauses().size(); c++) {
      for (var line : fingerprints.clauses().get(c).lines()) register.add(new Ours(c, line));
    }
    toRegister = new int[document.size()];
    toDocument = new int[register.size()];
    Arrays.fill(toRegister, -1);
    Arrays.fill(toDocument, -1);
    same();
    split();
    joined();
    similar();
  }

  private void pair(int theirs, int ours) {
    if (toRegister[theirs] < 0) toRegister[theirs] = ours;
    if (toDocument[ours] < 0) toDocument[ours] = theirs;
  }

  private Fingerprint print(int ours) {
    return register.get(ours).line().print();
  }

  double similarity(int theirs, int ours) {
    return document.get(theirs).print().similarity(print(ours));
  }

  private Map<Long, List<Integer>> freeByWords() {
    var byWords = new HashMap<Long, List<Integer>>();
    for (int r = 0; r < register.size(); r++) {
      if (toDocument[r] < 0) {
        byWords.computeIfAbsent(print(r).exact(), k -> new ArrayList<>()).add(r);
      }
    }
    return byWords;
  }

  private void same() {
    var ours = freeByWords();
    var theirs = new HashMap<Long, List<Integer>>();
    for (int d = 0; d < document.size(); d++) {
      theirs.computeIfAbsent(document.get(d).print().exact(), k -> new ArrayList<>()).add(d);
    }
    var repeated = new ArrayList<Candidate>();
    theirs.forEach(
        (words, ds) -> {
          List<Integer> rs = ours.getOrDefault(words, List.of());
          if (ds.size() == 1 && rs.size() == 1) pair(ds.getFirst(), rs.getFirst());
          else if (rs.size() <= 40) {
            for (int d : ds.subList(0, Math.min(ds.size(), 40))) {
              for (int r : rs) repeated.add(new Candidate(d, r, 0));
            }
          }
        });
    // Twice: pairs made in the first round are neighbours in the second.
    for (int round = 0; round < 2; round++) {
      boolean last = round == 1;
      repeated.stream()
          .map(c -> new Candidate(c.theirs, c.ours, neighbours(c.theirs, c.ours)))
          .filter(c -> last || c.score >= 2)
          .sorted(Candidate.BEST)
          .forEach(this::pairIfFree);
    }
  }

  private void pairIfFree(Candidate c) {
    if (toRegister[c.theirs] < 0 && toDocument[c.ours] < 0) pair(c.theirs, c.ours);
  }

  private record Candidate(int theirs, int ours, double score) {
    static final Comparator<Candidate> BEST =
        Comparator.comparingDouble(Candidate::score)
            .reversed()
            .thenComparingInt(c -> Math.abs(c.theirs - c.ours))
            .thenComparingInt(Candidate::theirs)
            .thenComparingInt(Candidate::ours);
  }

  /** 2 for each neighbour that is paired alike, 1 for a clause of the same number. */
  private int neighbours(int d, int r) {
    return before(d, r) + after(d, r) + sameClause(d, r);
  }

  private int before(int d, int r) {
    boolean firsts = first(d) && firstOurs(r);
    boolean paired = !first(d) && d > 0 && r > 0 && toRegister[d - 1] == r - 1;
    return (firsts && sameClause(d, r) > 0) || paired ? 2 : 0;
  }

  private int after(int d, int r) {
    boolean last = d + 1 >= document.size() || first(d + 1);
    boolean lastOurs = r + 1 >= register.size() || firstOurs(r + 1);
    boolean paired = !last && r + 1 < register.size() && toRegister[d + 1] == r + 1;
    return (last && lastOurs && sameClause(d, r) > 0) || paired ? 2 : 0;
  }

  private boolean first(int d) {
    return document.get(d).id().sentence() == 1;
  }

  private boolean firstOurs(int r) {
    return register.get(r).line().id().sentence() == 1;
  }

  private int sameClause(int d, int r) {
    return document.get(d).id().clause().equals(register.get(r).line().id().clause()) ? 1 : 0;
  }

  /** Neighbours in the document that together are one sentence of the register. */
  private void split() {
    var free = freeByWords();
    for (int d = 0; d < document.size(); d++) {
      var together = new StringBuilder();
      for (int end = d; end < document.size() && end < d + MAX_PARTS; end++) {
        if (toRegister[end] >= 0 || document.get(end).clause() != document.get(d).clause()) break;
        together.append(document.get(end).compared());
        List<Integer> rs = free.getOrDefault(Fingerprint.exact(together.toString()), List.of());
        if (end == d || rs.isEmpty() || toDocument[rs.getFirst()] >= 0) continue;
        for (int part = d; part <= end; part++) pair(part, rs.getFirst());
        break;
      }
    }
  }

  /** One sentence of the document that is several neighbours of the register, cut at its marks. */
  private void joined() {
    var free = freeByWords();
    for (int d = 0; d < document.size(); d++) {
      String text = document.get(d).compared();
      if (toRegister[d] >= 0 || text.length() > MAX_JOINED) continue;
      for (int end = mark(text, 0); end >= 0; end = mark(text, end + 1)) {
        List<Integer> rs = free.getOrDefault(Fingerprint.exact(text.substring(0, end)), List.of());
        if (rs.isEmpty()) continue;
        int r = rs.getFirst();
        int parts = toDocument[r] >= 0 ? 0 : 1 + partsFrom(text, end + 1, r + 1);
        if (parts < 2) continue;
        for (int i = 0; i < parts; i++) pair(d, r + i);
        break;
      }
    }
  }

  /** How many sentences of the register from {@code r} on the rest is made of; 0 = not so. */
  private int partsFrom(String text, int from, int r) {
    int at = from;
    for (int parts = 0; parts < MAX_PARTS; parts++) {
      if (r + parts >= register.size() || toDocument[r + parts] >= 0) return 0;
      long wanted = print(r + parts).exact();
      if (Fingerprint.exact(text.substring(at)) == wanted) return parts + 1;
      int end = mark(text, at);
      while (end >= 0 && Fingerprint.exact(text.substring(at, end)) != wanted) {
        end = mark(text, end + 1);
      }
      if (end < 0) return 0;
      at = end + 1;
    }
    return 0;
  }

  /** The next mark a sentence can have been joined at; −1 = none. */
  private static int mark(String text, int from) {
    for (int i = from; i < text.length(); i++) if (",;:、。.".indexOf(text.charAt(i)) >= 0) return i;
    return -1;
  }

  private void similar() {
    var freeTheirs = new ArrayList<Integer>();
    for (int d = 0; d < document.size(); d++) if (toRegister[d] < 0) freeTheirs.add(d);
    var candidates = new ArrayList<Candidate>();
    for (int r = 0; r < register.size(); r++) {
      if (toDocument[r] >= 0) continue;
      for (int d : freeTheirs) {
        double similarity = similarity(d, r);
        if (similarity >= SIMILAR_IN_PLACE) candidates.add(new Candidate(d, r, similarity));
      }
    }
    for (int round = 0; round < 3; round++) {
      candidates.stream()
          .filter(c -> c.score >= SIMILAR || before(c.theirs, c.ours) + after(c.theirs, c.ours) > 0)
          .map(c -> new Candidate(c.theirs, c.ours, c.score + 0.05 * neighbours(c.theirs, c.ours)))
          .sorted(Candidate.BEST)
          .forEach(this::pairIfFree);
    }
  }
}
