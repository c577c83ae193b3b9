package org.lanmei.log;

import org.lanmei.kernel.Caller;

/** Who may see an agreement's log. Without an answer nobody may. */
public interface LogReaders {

  /**
   * Whether the caller speaks for one of those whom this agreement binds or lets read.
   *
   * @param log the agreement's id, as in {@link Log.Leaf}
   */
  boolean mayRead(String log, Caller caller);
}
