package org.lanmei.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Message;
import org.lanmei.plan.assessment.Assessment;
import org.lanmei.plan.assessment.State;

/**
 * What the plan's templates are given; public because templates are compiled in a package of their
 * own.
 */
public final class PlanView {

  private PlanView() {}

  /** What a form or address asks for, as text; empty strings are missing. */
  public record Asked(
      @Nullable String q,
      @Nullable String clause,
      @Nullable String kind,
      @Nullable String state,
      @Nullable String body,
      @Nullable String party,
      @Nullable String tag,
      @Nullable String year,
      @Nullable LocalDate on,
      @Nullable String knownAt) {

    CommitmentFilter filter() {
      return CommitmentFilter.of(q, clause, kind, state, body, party, tag, year);
    }

    Boards.Question question() {
      return Moments.question("on", on, knownAt);
    }

    Asked inClause(String number) {
      return new Asked(q, number, kind, state, body, party, tag, year, on, knownAt);
    }

    private Map<String, @Nullable Object> fields() {
      var all = new LinkedHashMap<String, @Nullable Object>();
      all.put("q", q);
      all.put("clause", clause);
      all.put("kind", kind);
      all.put("state", state);
      all.put("body", body);
      all.put("party", party);
      all.put("tag", tag);
      all.put("year", year);
      all.put("on", on);
      all.put("knownAt", knownAt);
      return all;
    }

    /** True when the field was asked to be {@code value}. */
    public boolean is(String field, String value) {
      return value.equalsIgnoreCase(String.valueOf(fields().get(field)));
    }

    public boolean isClause(PlanHead.Clause c) {
      return c.number().equals(clause) || c.address().equals(clause);
    }

    /** The same question with another value of {@code name}, as a query string with its mark. */
    String query(String name, @Nullable Object value) {
      var all = fields();
      all.put(name, value);
      String query =
          all.entrySet().stream()
              .filter(e -> e.getValue() != null && !e.getValue().toString().isBlank())
              .map(e -> e.getKey() + "=" + URLEncoder.encode(String.valueOf(e.getValue()), UTF_8))
              .collect(Collectors.joining("&"));
      return query.isEmpty() ? "" : "?" + query;
    }

    /** The address of another page of the table. */
    public String page(String table, int n) {
      return table + query("p", n);
    }

    /** Day and moment of the question, to be carried on to the page of a commitment. */
    public String moment() {
      return new Asked(null, null, null, null, null, null, null, null, on, knownAt).query("on", on);
    }
  }

  /** What the filter form offers. */
  public record Choices(
      List<PlanHead.Clause> clauses,
      List<Kind> kinds,
      List<State> states,
      List<PlanHead.Named> bodies,
      Set<String> tags,
      List<Integer> years) {

    static Choices of(Boards.Board board) {
      var head = board.register().head();
      var states = new TreeSet<State>();
      var tags = new TreeSet<String>(Comparator.comparing(Choices::tagOrder));
      var bodies = new TreeSet<String>();
      var years = new TreeSet<Integer>(Comparator.reverseOrder());
      for (Boards.Row row : board.rows()) {
        row.assessment().ifPresent(a -> states.add(a.state()));
        tags.addAll(row.commitment().tags());
        String lead = row.commitment().lead();
        if (lead != null) bodies.add(lead);
      }
      board.evidence().values().forEach(e -> years.add(e.when().from().getYear()));
      return new Choices(
          head.clauses().stream().filter(c -> !c.principles()).toList(),
          List.of(Kind.values()),
          List.copyOf(states),
          head.bodies().stream().filter(b -> bodies.contains(b.key())).toList(),
          tags,
          List.copyOf(years));
    }

    private static String tagOrder(String tag) {
      return tag.matches("SDG\\d") ? "SDG0" + tag.substring(3) : tag;
    }
  }

  /** The words for a period: its state, and the days past or before the date where they count. */
  public static Message periodState(Assessment.Period period) {
    Integer days = period.days();
    if (days == null || days == 0) return Message.of(period.state().key());
    return period.state() == State.KEPT
        ? Message.of("plan.period.early", days)
        : Message.of("plan.period.days", Message.of(period.state().key()), days);
  }

  /** What a reader looks for first comes first. */
  private static final List<State> PRESSING =
      Stream.concat(
              Stream.of(
                  State.OVERDUE,
                  State.MISSED,
                  State.CONTESTED,
                  State.DUE,
                  State.UNDECLARED,
                  State.LATE,
                  State.SHORT,
                  State.AFTER_EFFECT,
                  State.NOT_HELD_UNEXPLAINED,
                  State.DORMANT),
              Stream.of(State.values()))
          .distinct()
          .toList();

  /** Counts by state of a group of commitments, the most pressing first. */
  public static Map<State, Integer> tally(List<Boards.Row> rows) {
    var byState = new TreeMap<State, Integer>(Comparator.comparing(PRESSING::indexOf));
    for (Boards.Row row : rows) {
      row.assessment().ifPresent(a -> byState.merge(a.state(), 1, Integer::sum));
    }
    return byState;
  }

  /**
   * A clause of the tree with the counts of itself and all below it.
   *
   * @param isContainer true when clauses stand below it
   */
  public record Branch(
      PlanHead.Clause clause, int commitments, Map<State, Integer> byState, boolean isContainer) {

    static List<Branch> of(Boards.Board board) {
      var head = board.register().head();
      var branches = new ArrayList<Branch>();
      for (PlanHead.Clause clause : head.clauses()) {
        var rows =
            board.rows().stream()
                .filter(
                    r -> head.clause(r.commitment().id().clause()).map(clause::holds).orElse(false))
                .toList();
        boolean isContainer = head.clauses().stream().anyMatch(c -> c != clause && clause.holds(c));
        branches.add(new Branch(clause, rows.size(), tally(rows), isContainer));
      }
      return branches;
    }
  }

  /**
   * A register of its own that reports upward. @param byState empty when no document has been read
   * in
   */
  public record SubPlan(PlanHead head, int commitments, Map<State, Integer> byState) {

    public CommitmentId parent() {
      return Objects.requireNonNull(head.parent()).commitment();
    }

    public String href() {
      return "/plan/of/" + head.plan();
    }
  }
}
