package org.lanmei.plan;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Party;
import org.lanmei.plan.assessment.State;

/**
 * Which commitments are asked for; every field may be missing and then lets all through.
 *
 * @param q words in any language, or an id
 * @param clause one or more clause numbers or addresses, comma-separated; a clause holds those
 *     below it
 * @param kind such as {@code recurring}
 * @param state such as {@code OVERDUE}
 * @param body key of the lead body
 * @param party only those with evidence of this party in the year asked about
 * @param tag such as {@code SDG6}
 * @param year only those with evidence on record in this year
 */
record CommitmentFilter(
    @Nullable String q,
    @Nullable String clause,
    @Nullable Kind kind,
    @Nullable State state,
    @Nullable String body,
    @Nullable Party party,
    @Nullable String tag,
    @Nullable Integer year) {

  /** Empty strings, as an untouched form sends them, are missing. */
  static CommitmentFilter of(
      @Nullable String q,
      @Nullable String clause,
      @Nullable String kind,
      @Nullable String state,
      @Nullable String body,
      @Nullable String party,
      @Nullable String tag,
      @Nullable String year) {
    return new CommitmentFilter(
        given(q),
        given(clause),
        one(Kind.class, "kind", kind),
        one(State.class, "state", state),
        given(body),
        one(Party.class, "party", party),
        given(tag),
        year(given(year)));
  }

  private static @Nullable String given(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  private static <E extends Enum<E>> @Nullable E one(
      Class<E> type, String field, @Nullable String text) {
    String name = given(text);
    if (name == null) return null;
    try {
      return Enum.valueOf(type, name.toUpperCase(Locale.ROOT).replace('-', '_'));
    } catch (IllegalArgumentException e) {
      throw PlanProblem.BadFields.of(field, "plan.field.unknown", field, name);
    }
  }

  private static @Nullable Integer year(@Nullable String text) {
    if (text == null) return null;
    if (!text.matches("\\d{4}")) {
      throw PlanProblem.BadFields.of("year", "plan.field.unknown", "year", text);
    }
    return Integer.valueOf(text);
  }

  List<Boards.Row> in(Boards.Board board) {
    return board.rows().stream().filter(row -> matches(row, board)).toList();
  }

  private boolean matches(Boards.Row row, Boards.Board board) {
    Commitment c = row.commitment();
    return (kind == null || c.kind() == kind)
        && (body == null || body.equals(c.lead()))
        && (tag == null || c.tags().contains(tag))
        && (state == null || row.assessment().map(a -> a.state() == state).orElse(false))
        && (party == null
            || row.assessment().map(a -> a.byParty().getOrDefault(party, 0) > 0).orElse(false))
        && (clause == null || inClause(c, board.register().head()))
        && (year == null || hasEvidenceIn(row, board, year))
        && (q == null || says(c, q));
  }

  private boolean inClause(Commitment c, PlanHead head) {
    var own = head.clause(c.id().clause());
    return own.isPresent()
        && Arrays.stream(java.util.Objects.requireNonNull(clause).split(","))
            .map(String::strip)
            .flatMap(n -> head.clause(n).or(() -> head.clauseAt(n)).stream())
            .anyMatch(wanted -> wanted.holds(own.get()));
  }

  private static boolean hasEvidenceIn(Boards.Row row, Boards.Board board, int year) {
    return row.assessment().stream()
        .flatMap(a -> a.evidence().stream())
        .map(board.evidence()::get)
        .anyMatch(e -> e != null && e.when().from().getYear() == year);
  }

  private static boolean says(Commitment c, String words) {
    String wanted = folded(words);
    return folded(c.id().toString()).contains(wanted)
        || c.title().byLang().values().stream().anyMatch(t -> folded(t).contains(wanted));
  }

  private static String folded(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[\\s\u2010-\u2015\u200b-]+", " ");
  }
}
