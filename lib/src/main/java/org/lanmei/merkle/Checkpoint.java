package org.lanmei.merkle;

import java.util.List;

/**
 * What a log signs: its whole content up to now, in three lines (c2sp.org/tlog-checkpoint). Two
 * checkpoints of one origin between which there is no consistency proof convict its keeper.
 *
 * @param origin which log: not empty, one line
 * @param head size and root
 * @param extensions further lines, not empty; nobody audits them
 */
public record Checkpoint(String origin, TreeHead head, List<String> extensions) {

  public Checkpoint {
    extensions = List.copyOf(extensions);
    checkLine(origin);
    extensions.forEach(Checkpoint::checkLine);
  }

  public Checkpoint(String origin, TreeHead head) {
    this(origin, head, List.of());
  }

  private static void checkLine(String line) {
    NoteText.check(line);
    if (line.isEmpty() || line.contains("\n")) {
      throw new MalformedException(MalformedException.Reason.CHECKPOINT_LINES);
    }
  }

  /** Reads what {@link #text} writes, from a note that has been verified. */
  public static Checkpoint parse(String text) {
    if (!text.endsWith("\n")) {
      throw new MalformedException(MalformedException.Reason.NO_FINAL_NEWLINE);
    }
    var lines = List.of(text.substring(0, text.length() - 1).split("\n", -1));
    if (lines.size() < 3) {
      throw new MalformedException(MalformedException.Reason.CHECKPOINT_LINES);
    }
    var head = new TreeHead(Decimal.parse(lines.get(1)), Hash.parse(lines.get(2)));
    return new Checkpoint(lines.getFirst(), head, lines.subList(3, lines.size()));
  }

  /** The text of the note. */
  public String text() {
    var text = new StringBuilder();
    text.append(origin).append('\n');
    text.append(head.size()).append('\n');
    text.append(head.root().base64()).append('\n');
    for (String extension : extensions) text.append(extension).append('\n');
    return text.toString();
  }

  /** The signed note. */
  public SignedNote sign(SigningKey log) {
    return SignedNote.sign(text(), log);
  }
}
