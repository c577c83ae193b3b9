package org.lanmei.log;

import org.lanmei.kernel.Message;
import org.lanmei.kernel.Problem;

/** Why the log refuses. */
public abstract sealed class LogProblem extends Problem {

  private LogProblem(Kind kind, String slug, Object... args) {
    super(kind, slug, args);
  }

  /** Nothing more is recorded: the logs cannot be gone on with. Reading goes on. */
  public static final class Halted extends LogProblem {
    Halted(Message reason) {
      super(Kind.UNAVAILABLE, "log.halted", reason);
    }
  }

  /** There is no such log for this caller. It names none: unknown and forbidden answer the same. */
  public static final class UnknownLog extends LogProblem {
    UnknownLog() {
      super(Kind.NOT_FOUND, "log.unknown-log");
    }
  }

  /** The log has no such tile, bundle or entry, or none that this caller may see. */
  public static final class UnknownRecord extends LogProblem {
    UnknownRecord() {
      super(Kind.NOT_FOUND, "log.unknown-record");
    }
  }

  /** The log has never had that size, or not with a signed checkpoint. */
  public static final class NoSuchSize extends LogProblem {
    NoSuchSize(long size) {
      super(Kind.BAD_INPUT, "log.no-such-size", size);
    }
  }

  /** Neither a place in the log nor one in the order is given, or both are. */
  public static final class WhichEntry extends LogProblem {
    WhichEntry() {
      super(Kind.BAD_INPUT, "log.which-entry");
    }
  }

  /** What is kept has been changed since it was recorded: no proof can be given. */
  public static final class NotAsRecorded extends LogProblem {
    NotAsRecorded() {
      super(Kind.CONFLICT, "log.not-as-recorded");
    }
  }
}
