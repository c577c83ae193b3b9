package org.lanmei.governance.consensus;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Party;

/** One thing said or done about a decision; nothing is changed later, only said anew. */
public sealed interface Step {

  /** When our gateway had it. */
  Instant at();

  /**
   * The text is frozen and laid before the six. Again with a higher version: a change of text.
   *
   * @param version from 1
   * @param brackets parties whose bracketed text is still in it
   */
  record Tabled(Instant at, int version, Set<Party> brackets) implements Step {
    public Tabled {
      brackets = Set.copyOf(brackets);
    }
  }

  /**
   * How the six are asked.
   *
   * @param days of silence, where more than the rules ask for; 0 = as the rules say
   */
  record Opened(Instant at, Procedure procedure, int days) implements Step {}

  enum Procedure {
    MEETING,
    SILENCE,
    EXPRESS
  }

  /** A party confirms that it has the text. */
  record Received(Instant at, Party party) implements Step {}

  /** A party's seat in the meeting. */
  record Seated(Instant at, Party party, Seat seat) implements Step {}

  enum Seat {
    PRESENT,
    ABSENT,
    /** Present, and its credentials are still being looked at. */
    CREDENTIALS_PENDING
  }

  /** The chair asks the meeting: who does not object lets it pass. */
  record Put(Instant at) implements Step {}

  /**
   * What a party says.
   *
   * @param version of the text it speaks of
   * @param person who says it; for a transcript the first registrar
   * @param text statement, reservation or amendment; null = none
   * @param transcript null = said here by the person, on the party's behalf
   */
  record Said(
      Instant at,
      Party party,
      int version,
      Position position,
      UUID person,
      @Nullable UUID text,
      @Nullable Transcript transcript)
      implements Step {}

  /** What a party can say. */
  enum Position {
    JOIN,
    JOIN_WITH_STATEMENT,
    JOIN_WITH_RESERVATION,
    /** Neither blocks nor is bound. */
    NOT_PARTICIPATING,
    AMEND,
    OBJECT,
    /** In a silence procedure; breaks it. */
    TIME;

    boolean joins() {
      return this == JOIN || this == JOIN_WITH_STATEMENT || this == JOIN_WITH_RESERVATION;
    }

    boolean blocks() {
      return this == AMEND || this == OBJECT || this == TIME;
    }
  }

  /**
   * A position that came by note or telephone.
   *
   * @param id for the party to confirm or dispute
   * @param second registrar, another person than the first
   * @param scan of the note or of the record of the call
   * @param reference number and date of the note, or of the call
   */
  record Transcript(UUID id, UUID second, String scan, String reference) {}

  /** The party says that a transcript is what it said, or is not. */
  record Answered(Instant at, Party party, UUID transcript, boolean confirmed, UUID person)
      implements Step {}

  /** A party takes its objection, amendment or request back and has no position then. */
  record TakenBack(Instant at, Party party, UUID person) implements Step {}

  /** A party withdraws its reservation, at any time. */
  record ReservationLifted(Instant at, Party party, UUID person) implements Step {}

  /** Whoever laid it before the six takes it off the table. */
  record Withdrawn(Instant at) implements Step {}

  /** The co-chairs end an express procedure that has not come to consensus. */
  record Ended(Instant at) implements Step {}

  /** One co-chair closes it; with the second it gets its number. */
  record Closed(Instant at, Party party, UUID person) implements Step {}

  /**
   * A person may speak for a party.
   *
   * @param from first moment
   * @param to the moment from which no longer; null = without an end
   * @param source the document that says so
   * @param on null = the party's own credential; else delegated by this person while on leave
   */
  record Credential(
      Instant at,
      UUID person,
      Party party,
      Instant from,
      @Nullable Instant to,
      String source,
      @Nullable UUID on)
      implements Step {}
}
