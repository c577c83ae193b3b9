package org.lanmei.plan;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.LocalizedText;
import org.lanmei.kernel.Party;
import org.lanmei.kernel.Seq;

/**
 * One permanent record about evidence. Nothing is ever changed or deleted: a later entry retracts,
 * contests or settles an earlier one.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "entry")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Entry.Asserted.class, name = "asserted"),
  @JsonSubTypes.Type(value = Entry.Retracted.class, name = "retracted"),
  @JsonSubTypes.Type(value = Entry.Contested.class, name = "contested"),
  @JsonSubTypes.Type(value = Entry.Settled.class, name = "settled")
})
public sealed interface Entry {

  /** The place in the commit order, which is when everybody could know it. */
  Seq seq();

  /** When that was. */
  Instant knownAt();

  /**
   * Something is said to be so.
   *
   * @param id of this piece of evidence
   * @param subjects what it speaks of, one or more
   * @param by the parties it is evidence for; all six for what the six do together
   * @param when the days it speaks of
   * @param title one line for lists, in the languages it was given in
   * @param example true for records of a worked example
   */
  record Asserted(
      Seq seq,
      Instant knownAt,
      UUID id,
      Set<SubjectRef> subjects,
      Set<Party> by,
      Span when,
      Fact fact,
      LocalizedText title,
      Origin origin,
      boolean example)
      implements Entry {
    public Asserted {
      subjects = Set.copyOf(subjects);
      by = Set.copyOf(by);
    }

    /** The same of only some of its subjects. */
    Asserted about(Set<SubjectRef> some) {
      return new Asserted(seq, knownAt, id, some, by, when, fact, title, origin, example);
    }
  }

  /** Withdrawn by whoever recorded it, with a reason. */
  record Retracted(Seq seq, Instant knownAt, UUID target, UUID reason) implements Entry {}

  /** A party does not accept it: until settled it counts for neither side and is shown. */
  record Contested(Seq seq, Instant knownAt, UUID target, Party by, UUID reason) implements Entry {}

  /**
   * The contesting party or a decision lifted the contest: the evidence counts again, unless
   * another party still contests it.
   *
   * @param by the party that lifts its own contest; null = a decision, which lifts all
   */
  record Settled(Seq seq, Instant knownAt, UUID target, @Nullable Party by, UUID reason)
      implements Entry {

    /** By a decision. */
    public Settled(Seq seq, Instant knownAt, UUID target, UUID reason) {
      this(seq, knownAt, target, null, reason);
    }
  }

  /**
   * Where a piece of evidence comes from.
   *
   * @param source the module that offers it, such as {@code plan} or {@code governance}
   * @param recordedBy display name of the person who recorded it; null for what was shipped or
   *     computed
   * @param party whose officer recorded it; null for what was shipped or computed
   * @param link address of the record or public source; null when there is none
   * @param publisher who published the source; null when the record is our own
   */
  record Origin(
      String source,
      @Nullable String recordedBy,
      @Nullable Party party,
      @Nullable String link,
      @Nullable String publisher) {}
}
