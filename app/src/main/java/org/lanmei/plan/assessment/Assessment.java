package org.lanmei.plan.assessment;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Message;
import org.lanmei.kernel.Party;
import org.lanmei.plan.CommitmentId;

/**
 * The state of one commitment at a moment, with everything it was computed from.
 *
 * @param state of the primary expectation, or the most pressing of several; the order stands in
 *     {@link Pressing}
 * @param headline short, with its figure: "Overdue by 328 days", "9 on record"
 * @param reason why, in one or two sentences with the dates and figures
 * @param next the next date that matters, which for OVERDUE has passed; null when there is none
 * @param outcomes one for each expectation, in their order
 * @param byParty what is on record in the year of the question, by party; all six are keys
 * @param evidence every piece used, newest first
 * @param contested pieces that count for neither side
 * @param notCounted pieces about this commitment that do not count, and why. Whatever was known
 *     about the commitment stands in exactly one of {@code evidence}, {@code contested} and here
 */
public record Assessment(
    CommitmentId id,
    State state,
    Message headline,
    Message reason,
    @Nullable LocalDate next,
    List<Outcome> outcomes,
    Map<Party, Integer> byParty,
    List<UUID> evidence,
    List<UUID> contested,
    List<NotCounted> notCounted) {

  /**
   * What one expectation comes to.
   *
   * @param periods oldest first; empty where there are none
   * @param readings for 每两年: the same evidence under each reading, the working one included; empty
   *     otherwise
   */
  public record Outcome(
      String expectation,
      State state,
      Message headline,
      Message reason,
      @Nullable LocalDate next,
      List<Period> periods,
      List<ReadingOutcome> readings,
      List<UUID> evidence) {}

  /** The periods, state and next date under one reading. */
  public record ReadingOutcome(
      Rules.Reading reading,
      State state,
      Message headline,
      @Nullable LocalDate next,
      List<Period> periods) {}

  /**
   * One period of an obligation.
   *
   * @param from first day of the period
   * @param due last day on which it is filled in time, as first set
   * @param postponedTo the later day the body itself decided; null when it did not
   * @param metOn opening day of what filled it; null when nothing did
   * @param days LATE, OVERDUE: days past due; KEPT: days before the date where the reading counts
   *     them (C); null otherwise
   * @param history true when it ended before the plan began: shown, not compliance with it
   */
  public record Period(
      LocalDate from,
      LocalDate due,
      @Nullable LocalDate postponedTo,
      State state,
      @Nullable LocalDate metOn,
      @Nullable Integer days,
      boolean history,
      List<UUID> evidence) {

    /** The day the state is judged against: the later one where the body decided it. */
    public LocalDate dueNow() {
      return postponedTo == null ? due : postponedTo;
    }

    /** Whether it waits to be filled still. */
    boolean open() {
      return switch (state) {
        case NOT_DUE, DUE, OVERDUE -> true;
        default -> false;
      };
    }
  }

  /**
   * A piece of evidence that does not count.
   *
   * @param why such as "special meeting: fills no regular period"
   */
  public record NotCounted(UUID evidence, Message why) {}
}
