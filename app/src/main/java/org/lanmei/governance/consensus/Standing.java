package org.lanmei.governance.consensus;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Party;

/**
 * Where a decision stands at a moment.
 *
 * @param version of the text; 0 = none tabled
 * @param deadline of the silence procedure; null when there is none, or its clock has not started
 * @param adoptedAt null = not adopted
 * @param closed true when both co-chairs have closed it: then, and not before, it has a number
 * @param parties all six
 * @param waitsFor parties that something is still needed of
 * @param disregarded steps that changed nothing, and why
 */
public record Standing(
    State state,
    int version,
    @Nullable Instant deadline,
    @Nullable Instant adoptedAt,
    boolean closed,
    Map<Party, OfParty> parties,
    Set<Party> waitsFor,
    List<Disregarded> disregarded) {

  public enum State {
    DRAFT,
    TABLED,
    MEETING,
    SILENCE,
    EXPRESS,
    ADOPTED,
    AD_REFERENDUM,
    NOT_ADOPTED,
    WITHDRAWN
  }

  /**
   * @param said on the text as it is now; null = nothing, or nothing that counts
   * @param received when it confirmed that it has the text; null = not
   * @param boundFrom null = not bound
   * @param reservation that stands; null = none
   */
  public record OfParty(
      Step.@Nullable Said said,
      @Nullable Instant received,
      @Nullable Instant boundFrom,
      @Nullable UUID reservation) {}

  public record Disregarded(Step step, Why why) {}

  /** Why a step changed nothing. */
  public enum Why {
    /** It speaks of a text that is no longer the one on the table. */
    OUTDATED_TEXT,
    /** Nobody had given the person credentials for that party at that moment. */
    NO_CREDENTIALS,
    /** This kind of decision cannot pass in silence. */
    NO_SILENCE,
    /** The text does not permit reservations, or it is adopted and none can be added. */
    NO_RESERVATION,
    /** A reservation without a text. */
    WITHOUT_TEXT,
    /** The procedure is over. */
    OVER,
    /** There is nothing on the table, or nobody has been asked. */
    NOT_OPEN,
    /** Only a co-chair closes, and only what is adopted and no longer rests on a transcript. */
    NOT_TO_BE_CLOSED,
    /** A transcript needs two registrars, a scan and a reference. */
    INCOMPLETE_TRANSCRIPT,
    /** The time to answer a transcript has passed, or there is no such transcript. */
    NOT_TO_BE_ANSWERED,
    /** A new text has the next number. */
    WRONG_VERSION,
    /** Bracketed text is still in it. */
    BRACKETS,
    /** An objection or amendment stands. */
    OBJECTED
  }
}
