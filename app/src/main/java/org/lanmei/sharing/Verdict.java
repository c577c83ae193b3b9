package org.lanmei.sharing;

/** What is said of one slot: whether the observations that were due came in time. */
public enum Verdict {
  /** Its time has not come. */
  NOT_DUE("notdue", "void"),
  /** All of it was received before the time. */
  ON_TIME("ok", "ok"),
  /** Not before the time; either it came before the next slot was due, or that is not due yet. */
  LATE("late", "late"),
  /** A part of it came before the next slot was due, and the rest did not. */
  PARTIAL("due", "late"),
  /** Nothing had come when the next slot was due. */
  MISSING("missed", "bad"),
  /** Was missing, and came after all. */
  LATE_AFTER_MISSING("late", "bad"),
  /** Interruption announced at least 24 hours ahead, with station and end: not counted. */
  EXCUSED("notdue", "void"),
  /** Interruption announced later, or without an end: still counted. */
  EXPLAINED("late", "late"),
  /** Our own gateway was not there to receive it: not counted. */
  UNDETERMINED("nodata", "void");

  private final String mark;
  private final String tone;

  Verdict(String mark, String tone) {
    this.mark = mark;
    this.tone = tone;
  }

  public String key() {
    return "sharing.verdict." + slug();
  }

  /** As it stands in addresses: {@code late-after-missing}. */
  public String slug() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  public String mark() {
    return mark;
  }

  public String tone() {
    return tone;
  }
}
