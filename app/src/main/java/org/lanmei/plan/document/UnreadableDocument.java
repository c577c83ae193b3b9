package org.lanmei.plan.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Problem;

/** A file that cannot be read as a plan. */
public final class UnreadableDocument extends Problem {

  /** Why. */
  public enum Reason {
    /** No bytes, or nothing but blanks. */
    EMPTY,
    /** More bytes, characters or sentences than any plan has. */
    TOO_LARGE,
    /** Neither text, HTML nor DOCX. */
    NOT_A_DOCUMENT,
    PDF,
    RTF,
    /** Word's format before 2007. */
    OLD_WORD,
    /** Encrypted; it cannot be read without its password. */
    PASSWORD,
    /** The archive or its XML is broken or incomplete. */
    DAMAGED,
    /** Inflates to far more than its size. */
    ZIP_BOMB,
    /**
     * Bytes that no admitted encoding reads. Arguments: line, bytes before the place, encoding that
     * got furthest.
     */
    UNDECODABLE,
    /** A character that stands for one lost earlier (U+FFFD). Arguments: line, bytes before it. */
    LOST_CHARACTER,
    /** Readable in two encodings that give different texts. */
    AMBIGUOUS,
    /** Text without a single heading that this reader knows. */
    NO_HEADINGS;

    String slug() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private final Reason reason;
  private final @Nullable Integer line;
  private final @Nullable Long offset;

  private UnreadableDocument(
      Reason reason, @Nullable Integer line, @Nullable Long offset, Object... args) {
    super(
        reason == Reason.TOO_LARGE ? Kind.TOO_LARGE : Kind.NOT_READABLE,
        "plan-document." + reason.slug(),
        args);
    this.reason = reason;
    this.line = line;
    this.offset = offset;
  }

  static UnreadableDocument because(Reason reason, Object... args) {
    return new UnreadableDocument(reason, null, null, args);
  }

  static UnreadableDocument at(Reason reason, int line, long offset, Object... more) {
    var args = new ArrayList<Object>(List.of(line, offset));
    args.addAll(List.of(more));
    return new UnreadableDocument(reason, line, offset, args.toArray());
  }

  public Reason reason() {
    return reason;
  }

  /** The line it was found in, from 1; null when no single line is to blame. */
  public @Nullable Integer line() {
    return line;
  }

  /** Bytes before the place it was found at; null when no single place is to blame. */
  public @Nullable Long offset() {
    return offset;
  }
}
