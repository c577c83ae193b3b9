package org.lanmei.plan;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a piece of evidence says, named by its shape, not by the module it comes from. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "fact")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Fact.Planned.class, name = "planned"),
  @JsonSubTypes.Type(value = Fact.NotForeseen.class, name = "not-foreseen"),
  @JsonSubTypes.Type(value = Fact.Occurred.class, name = "occurred"),
  @JsonSubTypes.Type(value = Fact.NotHeld.class, name = "not-held"),
  @JsonSubTypes.Type(value = Fact.Stage.class, name = "stage"),
  @JsonSubTypes.Type(value = Fact.Delivered.class, name = "delivered"),
  @JsonSubTypes.Type(value = Fact.Measured.class, name = "measured"),
  @JsonSubTypes.Type(value = Fact.Notified.class, name = "notified"),
  @JsonSubTypes.Type(value = Fact.Declared.class, name = "declared"),
  @JsonSubTypes.Type(value = Fact.Waived.class, name = "waived"),
  @JsonSubTypes.Type(value = Fact.Postponed.class, name = "postponed"),
  @JsonSubTypes.Type(value = Fact.IntervalSet.class, name = "interval-set")
})
public sealed interface Fact {

  /** Declared as planned for the span's year by the co-chairs of the body. */
  record Planned() implements Fact {}

  /** Declared as not foreseen for the span's year. @param why text id; a reason is required */
  record NotForeseen(UUID why) implements Fact {}

  /**
   * A meeting or event took place.
   *
   * @param regular false = special or informal: on record, but fills no regular period
   */
  record Occurred(boolean regular) implements Fact {}

  /** The year ended without it, and why. */
  record NotHeld(UUID why) implements Fact {}

  /** A question or body has reached a stage of its life, by decision or report. */
  record Stage(StageName stage) implements Fact {}

  /**
   * A document or product was delivered.
   *
   * @param edition the year a yearly report or list speaks of; null when it has none
   * @param file the thing itself, by content address; null when only a link or reference is on
   *     record
   */
  record Delivered(@Nullable Integer edition, @Nullable String file) implements Fact {}

  /** One figure for each obligation and period: {@code kept} of {@code due}. */
  record Measured(long kept, long due) implements Fact {}

  /** A rule change was notified on the span's first day; it takes effect on {@code effect}. */
  record Notified(LocalDate effect, boolean emergency) implements Fact {}

  /** A party's own signed statement: the weakest kind of evidence. */
  record Declared(UUID what) implements Fact {}

  /** The body concerned decided that the span's period need not be filled. */
  record Waived(UUID why) implements Fact {}

  /**
   * The body concerned moved the due date in the span to a later one; the original stays visible.
   */
  record Postponed(LocalDate to, UUID why) implements Fact {}

  /** The body adopted an interval for what is held regularly (定期). @param months 1 or more */
  record IntervalSet(int months) implements Fact {}

  /**
   * Life of an exploratory item: PROPOSED → UNDER_STUDY → REPORTED → ADOPTED | SET_ASIDE → ACTIVE.
   */
  enum StageName {
    PROPOSED,
    UNDER_STUDY,
    REPORTED,
    ADOPTED,
    SET_ASIDE,
    ACTIVE
  }
}
