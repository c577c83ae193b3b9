package org.lanmei.log;

import java.util.List;
import org.lanmei.kernel.Caller;
import org.springframework.stereotype.Component;

/**
 * Who sees what of which log. Of the node's own, hashes are for everybody, as they say nothing, and
 * entries for those who speak for a party. An agreement's log is for those of the agreement, and for
 * all others as if it were not there.
 */
@Component
final class Readership {

  private final List<LogReaders> readers;

  Readership(List<LogReaders> readers) {
    this.readers = List.copyOf(readers);
  }

  boolean seesHashes(TreeStore.Tree tree, Caller caller) {
    return tree.name().equals(Log.NODE) || seesEntries(tree.name(), caller);
  }

  boolean seesEntries(TreeStore.Tree tree, Caller caller) {
    return seesEntries(tree.name(), caller);
  }

  void requireEntries(String log, Caller caller) {
    if (!seesEntries(log, caller)) throw new LogProblem.UnknownLog();
  }

  private boolean seesEntries(String log, Caller caller) {
    return log.equals(Log.NODE)
        ? caller.party() != null
        : readers.stream().anyMatch(answer -> answer.mayRead(log, caller));
  }
}
