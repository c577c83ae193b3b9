package org.lanmei.merkle;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether one may believe the text of a note. */
public sealed interface NoteVerdict {

  /**
   * Signed by at least one of the known keys, and by none of them wrongly.
   *
   * @param by who signed, in the order of the note
   * @param unknown signatures of keys one does not know, which say nothing
   */
  record Verified(List<Signed> by, List<NoteSignature> unknown) implements NoteVerdict {
    public Verified {
      by = List.copyOf(by);
      unknown = List.copyOf(unknown);
    }
  }

  /**
   * A verified signature.
   *
   * @param at when a witness says it signed; null for the signature of a log, which has no time
   */
  record Signed(VerifierKey key, @Nullable Instant at) {}

  /** Signed by nobody one knows. */
  record NoKnownSignature() implements NoteVerdict {}

  /** A signature in the name of a known key does not verify: the note is to be refused whole. */
  record BadSignature(VerifierKey key) implements NoteVerdict {}
}
