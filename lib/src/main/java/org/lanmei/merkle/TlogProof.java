package org.lanmei.merkle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A proof one can hand on as a file and check without asking anybody: place and path of an entry,
 * and the signed checkpoint of the tree it is in (c2sp.org/tlog-proof). The entry itself travels
 * beside it.
 *
 * @param inclusion of the entry in the tree of the checkpoint
 * @param checkpoint signed; nothing in here is to be believed before {@link LogPolicy#open} trusts
 *     it
 * @param extra what else the receiver may need, base64 and not empty; nobody has signed it
 */
public record TlogProof(InclusionProof inclusion, SignedNote checkpoint, Optional<String> extra) {

  private static final String HEADER = "c2sp.org/tlog-proof@v1";
  private static final String EXTRA = "extra ";
  private static final String INDEX = "index ";
  private static final int LONGEST_PATH = 63;

  public TlogProof {
    if (inclusion.index() < 0) throw new MalformedException(MalformedException.Reason.NUMBER);
    if (inclusion.path().size() > LONGEST_PATH) {
      throw new MalformedException(MalformedException.Reason.PROOF_LINES);
    }
    if (extra.isPresent() && Base64Text.decode(extra.get()).length == 0) {
      throw new MalformedException(MalformedException.Reason.PROOF_LINES);
    }
  }

  /** Reads what {@link #encode} writes. */
  public static TlogProof parse(byte[] bytes) {
    if (bytes.length > SignedNote.LONGEST) {
      throw new MalformedException(MalformedException.Reason.TOO_LONG);
    }
    String file = NoteText.decode(bytes);
    int end = file.indexOf("\n\n");
    if (end < 0) throw new MalformedException(MalformedException.Reason.PROOF_LINES);
    var lines = new ArrayList<>(Arrays.asList(file.substring(0, end).split("\n", -1)));
    if (!lines.removeFirst().equals(HEADER)) {
      throw new MalformedException(MalformedException.Reason.PROOF_HEADER);
    }
    Optional<String> extra = take(lines, EXTRA);
    long index =
        Decimal.parse(
            take(lines, INDEX)
                .orElseThrow(() -> new MalformedException(MalformedException.Reason.PROOF_LINES)));
    if (lines.size() > LONGEST_PATH) {
      throw new MalformedException(MalformedException.Reason.PROOF_LINES);
    }
    List<Hash> path = lines.stream().map(Hash::parse).toList();
    var checkpoint = SignedNote.parse(NoteText.encode(file.substring(end + 2)));
    return new TlogProof(new InclusionProof(index, path), checkpoint, extra);
  }

  private static Optional<String> take(List<String> lines, String start) {
    if (lines.isEmpty() || !lines.getFirst().startsWith(start)) return Optional.empty();
    return Optional.of(lines.removeFirst().substring(start.length()));
  }

  public byte[] encode() {
    var file = new StringBuilder(HEADER).append('\n');
    extra.ifPresent(data -> file.append(EXTRA).append(data).append('\n'));
    file.append(INDEX).append(inclusion.index()).append('\n');
    for (Hash hash : inclusion.path()) file.append(hash.base64()).append('\n');
    file.append('\n');
    byte[] head = NoteText.encode(file.toString());
    byte[] note = checkpoint.encode();
    byte[] bytes = Arrays.copyOf(head, head.length + note.length);
    System.arraycopy(note, 0, bytes, head.length, note.length);
    return bytes;
  }
}
