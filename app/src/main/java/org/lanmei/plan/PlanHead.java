package org.lanmei.plan;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.LocalizedText;

/**
 * What a plan is, besides its commitments.
 *
 * @param plan key, such as {@code lmc-2023-2027}
 * @param period null when the document names none
 * @param adopted the day it was adopted: meetings up to it are history, not compliance with it;
 *     null when not known
 * @param language of record of the text, BCP 47
 * @param parent the plan and commitment it reports to; null for the plan itself
 */
public record PlanHead(
    String plan,
    LocalizedText title,
    @Nullable Period period,
    @Nullable LocalDate adopted,
    String language,
    @Nullable Parent parent,
    List<Named> pillars,
    List<Named> areas,
    List<Clause> clauses,
    List<Named> bodies,
    List<NotCommitment> notCommitments) {

  public PlanHead {
    pillars = orEmpty(pillars);
    areas = orEmpty(areas);
    clauses = orEmpty(clauses);
    bodies = orEmpty(bodies);
    notCommitments = orEmpty(notCommitments);
  }

  private static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  /** For the assessment: what the plan covers; a plan that names no period covers all days. */
  PlanPeriod planPeriod() {
    if (period == null) return new PlanPeriod(ALWAYS, LocalDate.of(2999, 12, 31), ALWAYS);
    return new PlanPeriod(period.from(), period.to(), adopted == null ? period.from() : adopted);
  }

  private static final LocalDate ALWAYS = LocalDate.of(1900, 1, 1);

  /** Both days included. */
  public record Period(LocalDate from, LocalDate to) {}

  public record Parent(String plan, CommitmentId commitment) {}

  public record Named(String key, LocalizedText title) {}

  /**
   * A heading of the document.
   *
   * @param number as written: {@code 三}, {@code 4.2.12}
   * @param address as in the page's address: {@code 3}, {@code 4.2.12}
   * @param principles true for goals and principles, whose sentences are no commitments
   */
  public record Clause(
      String number,
      String address,
      LocalizedText title,
      @Nullable String pillar,
      @Nullable String area,
      @Nullable String lead,
      boolean principles) {

    /** How deep the heading stands: 1 for {@code 4}, 3 for {@code 4.2.12}. */
    public int depth() {
      return address.split("\\.").length;
    }

    /** True when {@code other} is this clause or lies below it. */
    public boolean holds(Clause other) {
      return other.address.equals(address) || other.address.startsWith(address + ".");
    }
  }

  /** A sentence that stands among commitments but is none. */
  public record NotCommitment(CommitmentId id, LocalizedText why) {}

  public Optional<Clause> clause(String number) {
    return clauses.stream().filter(c -> c.number().equals(number)).findFirst();
  }

  public Optional<Clause> clauseAt(String address) {
    return clauses.stream().filter(c -> c.address().equals(address)).findFirst();
  }

  public Optional<Named> body(String key) {
    return bodies.stream().filter(b -> b.key().equals(key)).findFirst();
  }
}
