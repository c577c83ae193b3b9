package org.lanmei.log;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.lanmei.merkle.Checkpoint;
import org.lanmei.merkle.Envelope;
import org.lanmei.merkle.Hash;
import org.lanmei.merkle.LogPolicy;
import org.lanmei.merkle.MalformedException;
import org.lanmei.merkle.NoteVerdict;
import org.lanmei.merkle.SignedNote;
import org.lanmei.merkle.TreeHead;
import org.lanmei.merkle.Verdict;
import org.lanmei.merkle.VerifierKey;

/** What came of checking a {@link ProofFile}, offline and trusting nobody but the given key. */
public sealed interface Verification {

  /**
   * It holds.
   *
   * @param keyGiven false = only the file itself says whose keys these are
   * @param keys that signed
   * @param held whether one of the checkpoints is the one that was held
   */
  record Proved(boolean keyGiven, Set<VerifierKey> keys, boolean held, Shown shown)
      implements Verification {}

  /** What is proved. */
  sealed interface Shown {

    /** Records with their content. */
    record Records(List<ProvedRecord> records) implements Shown {}

    /**
     * Values of one series.
     *
     * @param values of all moments; for each the last that was recorded
     * @param corrected moments of which there is more than one version
     * @param publishers who answer for them
     * @param recordedFrom when the first was recorded, as the node says
     */
    record Series(
        ProofFile.Series series,
        Set<String> origins,
        int batches,
        int values,
        int corrected,
        Instant from,
        Instant to,
        Set<String> publishers,
        Instant recordedFrom,
        Instant recordedTo)
        implements Shown {}
  }

  /**
   * A record that is where the log says.
   *
   * @param size of the tree it is in
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  record ProvedRecord(String origin, long size, long index, Envelope envelope, byte[] content) {}

  /** It does not hold; the first thing that is wrong. */
  record Refused(Reason reason) implements Verification {}

  /** What is wrong with a file. */
  enum Reason {
    /** Not a proof file, or not byte for byte in its one form. */
    FORM,
    /** The keys in it are not those that signed. */
    KEYS,
    /** Not signed by the key that was given. */
    NOT_SIGNED,
    /** The signature does not fit the checkpoint. */
    SIGNATURE,
    /** An entry is not in the signed log, or not at that place. */
    ENTRY,
    /** The log of one agreement, and an entry of another. */
    AGREEMENT,
    /** What is shown is not what was recorded. */
    CONTENT,
    /** What is held is no signed checkpoint of that log. */
    HELD_UNREADABLE,
    /** The checkpoint that is held is of another size: ask for a file for that size. */
    HELD_SIZE,
    /** The checkpoint that is held is of the same size and says something else. */
    HELD_DIFFERS
  }

  /**
   * Checks a file.
   *
   * @param key whom one believes; null = whoever the file names
   * @param held a signed checkpoint one got before; null = none
   */
  static Verification of(byte[] file, @Nullable VerifierKey key, byte @Nullable [] held) {
    ProofFile proof;
    try {
      proof = ProofFile.parse(file);
    } catch (ProofFile.Unreadable e) {
      return new Refused(Reason.FORM);
    }
    try {
      return check(proof, key, held);
    } catch (Failed e) {
      return new Refused(e.reason);
    }
  }

  private static Verification check(
      ProofFile proof, @Nullable VerifierKey key, byte @Nullable [] held) throws Failed {
    if (proof.logs().isEmpty()) throw new Failed(Reason.FORM);
    Set<VerifierKey> keys = distinct(proof.keys());
    Collection<VerifierKey> believed = key == null ? keys : Set.of(key);
    var used = new HashSet<VerifierKey>();
    var heads = new ArrayList<Checkpoint>();
    for (var log : proof.logs()) {
      used.addAll(signers(log.checkpoint(), keys));
      heads.add(open(log.checkpoint(), believed));
    }
    if (!used.equals(keys)) throw new Failed(Reason.KEYS);
    if (heads.stream().map(Checkpoint::origin).distinct().count() < heads.size()) {
      throw new Failed(Reason.FORM);
    }
    for (int i = 0; i < heads.size(); i++) entries(proof.logs().get(i), heads.get(i));
    boolean same = held != null && compare(held, heads, believed);
    return new Proved(key != null, used, same, shown(proof, heads));
  }

  private static Set<VerifierKey> distinct(List<VerifierKey> keys) throws Failed {
    var sorted = new TreeSet<>(keys.stream().map(VerifierKey::toString).toList());
    if (!List.copyOf(sorted).equals(keys.stream().map(VerifierKey::toString).toList())) {
      throw new Failed(Reason.KEYS);
    }
    return Set.copyOf(keys);
  }

  /** All of them: what nobody verified could be changed unseen. */
  private static Set<VerifierKey> signers(SignedNote note, Collection<VerifierKey> keys)
      throws Failed {
    NoteVerdict verdict;
    try {
      verdict = note.verify(keys);
    } catch (IllegalArgumentException e) {
      throw new Failed(Reason.KEYS);
    }
    return switch (verdict) {
      case NoteVerdict.BadSignature _ -> throw new Failed(Reason.SIGNATURE);
      case NoteVerdict.NoKnownSignature _ -> throw new Failed(Reason.NOT_SIGNED);
      case NoteVerdict.Verified verified -> {
        if (!verified.unknown().isEmpty() || verified.by().size() < note.signatures().size()) {
          throw new Failed(Reason.KEYS);
        }
        var by = new HashSet<VerifierKey>();
        verified.by().forEach(signed -> by.add(signed.key()));
        yield by;
      }
    };
  }

  private static Checkpoint open(SignedNote note, Collection<VerifierKey> believed) throws Failed {
    String origin = note.text().lines().findFirst().orElse("");
    return switch (new LogPolicy(origin, Set.copyOf(believed), Set.of(), 0).open(note)) {
      case LogPolicy.Opened.Trusted trusted -> trusted.checkpoint();
      case LogPolicy.Opened.BadSignature _ -> throw new Failed(Reason.SIGNATURE);
      case LogPolicy.Opened.NotSignedByLog _, LogPolicy.Opened.TooFewWitnesses _ ->
          throw new Failed(Reason.NOT_SIGNED);
      case LogPolicy.Opened.OtherLog _, LogPolicy.Opened.Unreadable _ ->
          throw new Failed(Reason.FORM);
    };
  }

  private static void entries(ProofFile.Log log, Checkpoint checkpoint) throws Failed {
    if (log.entries().isEmpty()) throw new Failed(Reason.FORM);
    long last = -1;
    for (var entry : log.entries()) {
      if (entry.proof().index() <= last) throw new Failed(Reason.FORM);
      last = entry.proof().index();
      Hash leaf = entry.envelope().leaf();
      require(entry.proof().verify(leaf, checkpoint.head()), Reason.ENTRY);
      if (!name(checkpoint.origin()).equals(entry.envelope().agreement())) {
        throw new Failed(Reason.AGREEMENT);
      }
      require(opens(entry), Reason.CONTENT);
    }
  }

  private static Verdict opens(ProofFile.Entry entry) {
    return switch (entry.shown()) {
      case ProofFile.Shown.Content shown -> shown.leaf().verify(entry.envelope().commitment());
      case ProofFile.Shown.Values shown ->
          shown.disclosure().verify(shown.disclosure().opening().digest(), entry.envelope());
    };
  }

  private static void require(Verdict verdict, Reason reason) throws Failed {
    if (!verdict.holds()) throw new Failed(reason);
  }

  /** The log's own name within its origin, without the suffix of its generation. */
  private static String name(String origin) {
    String path = origin.substring(origin.lastIndexOf('/') + 1);
    int suffix = path.indexOf('~');
    return suffix < 0 ? path : path.substring(0, suffix);
  }

  private static boolean compare(
      byte[] held, List<Checkpoint> heads, Collection<VerifierKey> believed) throws Failed {
    Checkpoint known;
    try {
      known = open(SignedNote.parse(held), believed);
    } catch (MalformedException | Failed e) {
      throw new Failed(Reason.HELD_UNREADABLE);
    }
    for (Checkpoint head : heads) {
      if (!head.origin().equals(known.origin())) continue;
      TreeHead mine = known.head();
      if (head.head().size() != mine.size()) throw new Failed(Reason.HELD_SIZE);
      if (!head.head().equals(mine)) throw new Failed(Reason.HELD_DIFFERS);
      return true;
    }
    throw new Failed(Reason.HELD_UNREADABLE);
  }

  private static Shown shown(ProofFile proof, List<Checkpoint> heads) {
    var series = proof.series();
    if (series != null) return series(proof, series, heads);
    var records = new ArrayList<ProvedRecord>();
    for (int i = 0; i < heads.size(); i++) {
      for (var entry : proof.logs().get(i).entries()) {
        if (entry.shown() instanceof ProofFile.Shown.Content content) {
          records.add(
              new ProvedRecord(
                  heads.get(i).origin(),
                  heads.get(i).head().size(),
                  entry.proof().index(),
                  entry.envelope(),
                  content.content()));
        }
      }
    }
    return new Shown.Records(records);
  }

  private static Shown series(
      ProofFile proof, ProofFile.Series series, List<Checkpoint> heads) {
    var versions = new TreeMap<Instant, Integer>();
    var publishers = new TreeSet<String>();
    var recorded = new TreeSet<Instant>();
    var origins = new TreeSet<String>();
    heads.forEach(head -> origins.add(head.origin()));
    int batches = 0;
    for (var log : proof.logs()) {
      for (var entry : log.entries()) {
        batches++;
        publishers.add(entry.envelope().publisher());
        recorded.add(entry.envelope().time());
        if (entry.shown() instanceof ProofFile.Shown.Values values) {
          values.values().forEach(said -> versions.merge(said.at(), 1, Integer::sum));
        }
      }
    }
    return new Shown.Series(
        series,
        origins,
        batches,
        versions.size(),
        (int) versions.values().stream().filter(n -> n > 1).count(),
        versions.isEmpty() ? Instant.EPOCH : versions.firstKey(),
        versions.isEmpty() ? Instant.EPOCH : versions.lastKey(),
        publishers,
        recorded.first(),
        recorded.last());
  }

  /** Ends a check at the first thing that is wrong. */
  final class Failed extends Exception {
    private static final long serialVersionUID = 1;
    private final Reason reason;

    private Failed(Reason reason) {
      super(reason.name());
      this.reason = reason;
    }
  }
}
