package org.lanmei.merkle;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * A text with signatures under it (c2sp.org/signed-note). The text is not to be believed before
 * {@link #verify} has said {@link NoteVerdict.Verified}.
 *
 * @param text what is signed, ending in a newline
 * @param signatures at least one
 */
public record SignedNote(String text, List<NoteSignature> signatures) {

  /** Signatures a note may have here; the format asks to take at least 16. */
  public static final int MOST_SIGNATURES = 100;

  /** Bytes a note may have here. */
  public static final int LONGEST = 1 << 20;

  private static final int TIME_LENGTH = 8;

  public SignedNote {
    NoteText.check(text);
    if (!text.endsWith("\n")) {
      throw new MalformedException(MalformedException.Reason.NO_FINAL_NEWLINE);
    }
    signatures = List.copyOf(signatures);
    if (signatures.isEmpty()) throw new MalformedException(MalformedException.Reason.NO_SIGNATURES);
    if (signatures.size() > MOST_SIGNATURES) {
      throw new MalformedException(MalformedException.Reason.TOO_MANY_SIGNATURES);
    }
  }

  /** Signs a text with the key of a log. */
  public static SignedNote sign(String text, SigningKey key) {
    require(key, KeyType.NOTE);
    byte[] signature = key.sign(NoteText.encode(text));
    return new SignedNote(text, List.of(NoteSignature.of(key.verifier(), signature)));
  }

  /** This note with a further signature, in place of an earlier one of the same key. */
  public SignedNote and(SigningKey key) {
    return with(sign(text, key).signatures.getFirst());
  }

  /**
   * This note with the cosignature of a witness, in place of its earlier one
   * (c2sp.org/tlog-cosignature). The witness must have checked that the checkpoint is consistent
   * with the largest one it cosigned before.
   *
   * @param at to the second
   * @throws MalformedException when the text is not a checkpoint
   */
  public SignedNote cosign(SigningKey witness, Instant at) {
    require(witness, KeyType.COSIGNATURE);
    Checkpoint.parse(text);
    long seconds = at.getEpochSecond();
    if (seconds < 0) throw new IllegalArgumentException("a time before 1970");
    byte[] signature = witness.sign(cosigned(seconds));
    byte[] timed = new byte[TIME_LENGTH + signature.length];
    Bytes.putInt64(seconds, timed, 0);
    System.arraycopy(signature, 0, timed, TIME_LENGTH, signature.length);
    return with(NoteSignature.of(witness.verifier(), timed));
  }

  private static void require(SigningKey key, KeyType type) {
    if (key.verifier().type() != type) {
      throw new IllegalArgumentException(key + " is for " + key.verifier().type());
    }
  }

  private SignedNote with(NoteSignature added) {
    var all = new ArrayList<NoteSignature>();
    for (NoteSignature present : signatures) {
      if (!present.name().equals(added.name()) || present.keyId() != added.keyId()) {
        all.add(present);
      }
    }
    all.add(added);
    return new SignedNote(text, all);
  }

  private byte[] cosigned(long seconds) {
    return NoteText.encode("cosignature/v1\ntime " + seconds + "\n" + text);
  }

  /** Reads what {@link #encode} writes. */
  public static SignedNote parse(byte[] bytes) {
    if (bytes.length > LONGEST) throw new MalformedException(MalformedException.Reason.TOO_LONG);
    String note = NoteText.decode(bytes);
    if (!note.endsWith("\n")) {
      throw new MalformedException(MalformedException.Reason.NO_FINAL_NEWLINE);
    }
    int blank = note.lastIndexOf("\n\n");
    if (blank < 0 || blank + 2 == note.length()) {
      throw new MalformedException(MalformedException.Reason.NO_SIGNATURES);
    }
    String[] lines = note.substring(blank + 2, note.length() - 1).split("\n", -1);
    if (lines.length > MOST_SIGNATURES) {
      throw new MalformedException(MalformedException.Reason.TOO_MANY_SIGNATURES);
    }
    return new SignedNote(
        note.substring(0, blank + 1), Arrays.stream(lines).map(NoteSignature::parse).toList());
  }

  /** The text, a blank line, and a line for each signature, in UTF-8. */
  public byte[] encode() {
    var note = new StringBuilder(text).append('\n');
    for (NoteSignature signature : signatures) note.append(signature.line());
    return NoteText.encode(note.toString());
  }

  /**
   * Checks the signatures of known keys; those of others are passed over.
   *
   * @throws IllegalArgumentException when two different keys have the same name and id
   */
  public NoteVerdict verify(Collection<VerifierKey> known) {
    var by = new LinkedHashSet<NoteVerdict.Signed>();
    var unknown = new ArrayList<NoteSignature>();
    for (NoteSignature signature : signatures) {
      Optional<VerifierKey> key = find(signature, known);
      if (key.isEmpty()) {
        unknown.add(signature);
        continue;
      }
      Optional<NoteVerdict.Signed> signed = check(signature, key.get());
      if (signed.isEmpty()) return new NoteVerdict.BadSignature(key.get());
      by.add(signed.get());
    }
    if (by.isEmpty()) return new NoteVerdict.NoKnownSignature();
    return new NoteVerdict.Verified(List.copyOf(by), unknown);
  }

  private static Optional<VerifierKey> find(
      NoteSignature signature, Collection<VerifierKey> known) {
    var keys = known.stream().filter(key -> key.matches(signature)).distinct().toList();
    if (keys.size() > 1) throw new IllegalArgumentException("two keys with the id of " + keys);
    return keys.stream().findFirst();
  }

  private Optional<NoteVerdict.Signed> check(NoteSignature signature, VerifierKey key) {
    byte[] bytes = signature.bytes();
    return switch (key.type()) {
      case NOTE ->
          key.verify(NoteText.encode(text), bytes)
              ? Optional.of(new NoteVerdict.Signed(key, null))
              : Optional.empty();
      case COSIGNATURE -> {
        if (bytes.length != TIME_LENGTH + Ed25519.SIGNATURE_LENGTH) yield Optional.empty();
        long seconds = Bytes.int64(bytes, 0);
        byte[] timed = Arrays.copyOfRange(bytes, TIME_LENGTH, bytes.length);
        if (seconds < 0 || !key.verify(cosigned(seconds), timed)) yield Optional.empty();
        yield instant(seconds).map(at -> new NoteVerdict.Signed(key, at));
      }
    };
  }

  private static Optional<Instant> instant(long seconds) {
    try {
      return Optional.of(Instant.ofEpochSecond(seconds));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
