package org.lanmei.plan.document;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Message;
import org.lanmei.plan.CommitmentId;
import org.lanmei.plan.Kind;
import org.lanmei.plan.document.ProposalRules.KindRule;

/**
 * What the sentences of a plan may promise, for a person to confirm one by one.
 *
 * @param proposals one for each sentence, in the order of the document
 */
public record Draft(List<Proposal> proposals) {

  /**
   * How one sentence is read.
   *
   * @param kind null = not a commitment: a goal, a principle, a description
   * @param also other kinds found in it
   * @param cadence key such as {@code every-two-years}; null when it gives none
   * @param words of the sentence that decided, the kind's first, then the cadence's
   * @param confidence 0 to 1; below {@value #DOUBTFUL} it should be looked at first
   * @param basis which rule decided
   */
  public record Proposal(
      CommitmentId id,
      int line,
      String text,
      @Nullable Kind kind,
      Set<Kind> also,
      @Nullable String cadence,
      List<String> words,
      double confidence,
      Basis basis) {

    public Proposal {
      also = Set.copyOf(also);
      words = List.copyOf(words);
    }

    /** Why, for readers. */
    @JsonIgnore
    public Message because() {
      String key = "plan-document.proposal." + basis.slug();
      return words.isEmpty() ? Message.of(key) : Message.of(key, String.join(" … ", words));
    }
  }

  /** What a proposal rests on. */
  public enum Basis {
    /** Words of the sentence. */
    WORDS,
    /** No rule fits: cooperation that goes on is the commonest kind. */
    NO_WORDS,
    /** It stands in a clause of goals or principles, or before the first heading. */
    CLAUSE,
    /** It describes something else. */
    DESCRIPTION,
    /** There are no rules for the script. */
    NO_RULES;

    String slug() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Proposals less certain than this are marked. */
  public static final double DOUBTFUL = 0.65;

  /** No sentence is longer; what is has lost its full stops and is not looked into. */
  private static final int MAX_LENGTH = 5_000;

  private static final int COOPERATION = 4;
  private static final int POSSIBILITY = 5;

  public Draft {
    proposals = List.copyOf(proposals);
  }

  /** Proposes a kind and a cadence for every sentence of {@code document}. */
  public static Draft propose(PlanDocument document) {
    Optional<ProposalRules> rules = ProposalRules.of(document.script());
    var proposals = new ArrayList<Proposal>();
    var apart = new HashSet<String>();
    for (Clause c : document.clauses()) {
      boolean beforeAll = c.number().isEmpty() && c.title().isEmpty();
      boolean titled =
          rules.isPresent()
              && rules.get().notCommitments().titles().matcher(simplified(c.title())).find()
              && c.title().length() <= 60;
      boolean above = c.parent() != null && apart.contains(c.parent());
      if (beforeAll || titled || above) apart.add(c.address());
      for (Sentence s : c.sentences()) {
        proposals.add(
            rules.isEmpty()
                ? proposal(c, s, Kind.CONTINUING, List.of(), 0.2, Basis.NO_RULES)
                : apart.contains(c.address())
                    ? proposal(c, s, null, List.of(c.title()), beforeAll ? 0.75 : 0.9, Basis.CLAUSE)
                    : read(c, s, rules.get()));
      }
    }
    return new Draft(proposals);
  }

  private static Proposal proposal(
      Clause c, Sentence s, @Nullable Kind kind, List<String> words, double confidence, Basis why) {
    var said = words.stream().filter(w -> !w.isBlank()).toList();
    return new Proposal(c.id(s), s.line(), s.text(), kind, Set.of(), null, said, confidence, why);
  }

  /** The rules are written in simplified Chinese; one character stays one character. */
  private static String simplified(String text) {
    var out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) out.append(Characters.compared(text.charAt(i)));
    return out.toString();
  }

  /** A part of a sentence and the rule that fits it. */
  private record Part(int from, int to, String text, KindRule rule, String words) {}

  private static Proposal read(Clause c, Sentence s, ProposalRules rules) {
    if (s.text().length() > MAX_LENGTH) {
      return proposal(c, s, Kind.CONTINUING, List.of(), 0.2, Basis.NO_WORDS);
    }
    String text = simplified(s.text());
    String body = text.replaceAll("^\\(?[0-9A-Za-z]{1,3}[.)]\\s+", "");
    String description = ProposalRules.first(rules.notCommitments().sentences(), body);
    if (description != null) {
      return proposal(c, s, null, List.of(description), 0.7, Basis.DESCRIPTION);
    }
    List<Part> parts = parts(text, rules);
    if (parts.isEmpty()) {
      return proposal(c, s, Kind.CONTINUING, List.of(), 0.4, Basis.NO_WORDS);
    }
    Part best = firmest(parts, rules);
    var also = EnumSet.noneOf(Kind.class);
    int equals = 0;
    for (Part p : parts) {
      if (p.rule.kind() == best.rule.kind()) continue;
      also.add(p.rule.kind());
      if (p.rule.rank() == best.rule.rank()) equals++;
    }
    double confidence = best.rule.confidence();
    if (equals > 0) confidence -= 0.2;
    boolean close =
        best.rule.rank() >= COOPERATION
            && also.stream().anyMatch(k -> k == Kind.EXPLORATORY || k == Kind.CONTINUING);
    if (close) confidence -= 0.15;

    var words = new ArrayList<String>();
    words.add(original(s.text(), text, best.words));
    String cadence = null;
    Kind kind = best.rule.kind();
    // The part that decided first; what is far from the promise dates it only by the plainest
    // words.
    for (boolean whole : new boolean[] {false, true}) {
      String where = whole ? text : text.substring(best.from, best.to);
      for (var rule : rules.cadences()) {
        if (cadence != null || !rule.allows(kind) || (whole && rule.kinds() != null)) continue;
        String found = ProposalRules.first(rule.patterns(), where);
        if (found == null) continue;
        cadence = rule.cadence();
        words.add(original(s.text(), text, found));
      }
    }
    if (cadence == null && rules.undated().contains(kind)) cadence = "no-date";
    return new Proposal(
        c.id(s),
        s.line(),
        s.text(),
        kind,
        also,
        cadence,
        words,
        Math.round(confidence * 100) / 100.0,
        Basis.WORDS);
  }

  /** The words as the document has them. */
  private static String original(String text, String simplified, String words) {
    int at = simplified.indexOf(words);
    return at < 0 ? words : text.substring(at, at + words.length());
  }

  private static List<Part> parts(String text, ProposalRules rules) {
    var parts = new ArrayList<Part>();
    int from = 0;
    boolean included = false;
    for (int to : cuts(text, rules)) {
      String raw = text.substring(from, to);
      String part = raw.strip().replaceAll("^[,，;；:：\\s]+|[。.;；,，:：\\s]+$", "");
      int start = from;
      from = to;
      if (part.isEmpty() || rules.purpose().matcher(part).find()) continue;
      included |= rules.including().matcher(part).find();
      for (KindRule rule : rules.kinds()) {
        String words = ProposalRules.first(rule.patterns(), part);
        if (words == null) continue;
        if (included && rule.rank() == COOPERATION) break;
        parts.add(new Part(start, to, part, rule, words));
        break;
      }
    }
    return parts;
  }

  /** Ends of the parts; a comma inside brackets or quotation marks cuts nothing. */
  private static List<Integer> cuts(String text, ProposalRules rules) {
    int[] depth = SentenceBreaks.depth(text);
    var cuts = new ArrayList<Integer>();
    var m = rules.cut().matcher(text);
    while (m.find()) if (depth[m.start()] == 0) cuts.add(m.end());
    if (cuts.isEmpty() || cuts.getLast() < text.length()) cuts.add(text.length());
    return cuts;
  }

  private static Part firmest(List<Part> parts, ProposalRules rules) {
    Part best = parts.getFirst();
    for (Part p : parts) if (p.rule.rank() < best.rule.rank()) best = p;
    if (best.rule.rank() != COOPERATION) return best;
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i).rule.rank() != POSSIBILITY) continue;
      boolean openings =
          parts.subList(0, i).stream().allMatch(p -> rules.opening().matcher(p.text).find());
      boolean nothingAfter =
          parts.subList(i + 1, parts.size()).stream()
              .filter(p -> p.rule.rank() == COOPERATION)
              .noneMatch(p -> rules.outranks().matcher(p.text).find());
      if (openings && nothingAfter) return parts.get(i);
      break;
    }
    return best;
  }
}
