package org.lanmei.merkle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Whose word one takes for a log: what makes one of its checkpoints believable.
 *
 * @param origin of the log
 * @param logKeys of whom one has to have signed; several while a log changes its key
 * @param witnesses whose cosignatures count
 * @param quorum how many different witnesses there have to be; 0 trusts the log not to show others
 *     another history
 */
public record LogPolicy(
    String origin, Set<VerifierKey> logKeys, Set<VerifierKey> witnesses, int quorum) {

  public LogPolicy {
    logKeys = Set.copyOf(logKeys);
    witnesses = Set.copyOf(witnesses);
    if (logKeys.isEmpty()) throw new IllegalArgumentException("no key of the log");
    for (VerifierKey witness : witnesses) {
      if (witness.type() != KeyType.COSIGNATURE) {
        throw new IllegalArgumentException(witness + " is not a witness's key");
      }
    }
    if (quorum < 0 || quorum > distinct(witnesses).size()) {
      throw new IllegalArgumentException("quorum " + quorum);
    }
  }

  /** One key under two names is one witness: the cosignature does not cover the name. */
  private static Set<Hash> distinct(Set<VerifierKey> keys) {
    var distinct = new HashSet<Hash>();
    for (VerifierKey key : keys) distinct.add(Hash.copyOf(key.bytes()));
    return distinct;
  }

  /** Reads a signed checkpoint and says whether to believe it. */
  public Opened open(byte[] signedCheckpoint) {
    try {
      return open(SignedNote.parse(signedCheckpoint));
    } catch (MalformedException e) {
      return new Opened.Unreadable(e.reason());
    }
  }

  /** Says whether to believe a signed checkpoint. */
  public Opened open(SignedNote note) {
    var known = new ArrayList<VerifierKey>(logKeys);
    known.addAll(witnesses);
    return switch (note.verify(known)) {
      case NoteVerdict.BadSignature bad -> new Opened.BadSignature(bad.key());
      case NoteVerdict.NoKnownSignature none -> new Opened.NotSignedByLog();
      case NoteVerdict.Verified verified -> judge(note, verified.by());
    };
  }

  private Opened judge(SignedNote note, List<NoteVerdict.Signed> by) {
    if (by.stream().noneMatch(signed -> logKeys.contains(signed.key()))) {
      return new Opened.NotSignedByLog();
    }
    Checkpoint checkpoint;
    try {
      checkpoint = Checkpoint.parse(note.text());
    } catch (MalformedException e) {
      return new Opened.Unreadable(e.reason());
    }
    if (!checkpoint.origin().equals(origin)) {
      return new Opened.OtherLog(origin, checkpoint.origin());
    }
    var witnessed = new TreeMap<String, Instant>();
    var keys = new HashSet<VerifierKey>();
    for (NoteVerdict.Signed signed : by) {
      Instant at = signed.at();
      if (at == null || !witnesses.contains(signed.key())) continue;
      keys.add(signed.key());
      witnessed.merge(signed.key().name(), at, LogPolicy::later);
    }
    int found = distinct(keys).size();
    if (found < quorum) return new Opened.TooFewWitnesses(quorum, found);
    return new Opened.Trusted(checkpoint, witnessed);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /** What came of opening a signed checkpoint. */
  public sealed interface Opened {

    /**
     * Signed by the log and by enough witnesses.
     *
     * @param witnessed names of the witnesses, and when they say they signed
     */
    record Trusted(Checkpoint checkpoint, Map<String, Instant> witnessed) implements Opened {
      public Trusted {
        witnessed = Map.copyOf(witnessed);
      }
    }

    /** Not a signed checkpoint. */
    record Unreadable(MalformedException.Reason reason) implements Opened {}

    /** No signature of the log's keys. */
    record NotSignedByLog() implements Opened {}

    /** A signature in the name of a known key does not verify: forged, or the text was changed. */
    record BadSignature(VerifierKey key) implements Opened {}

    /** Properly signed, but about another log. */
    record OtherLog(String expected, String found) implements Opened {}

    /** Fewer witnesses than asked for: the log might show others another history. */
    record TooFewWitnesses(int needed, int found) implements Opened {}
  }
}
