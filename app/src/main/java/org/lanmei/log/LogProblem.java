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
}
