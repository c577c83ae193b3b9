package org.lanmei.water.intake;

import org.lanmei.kernel.Message;

/** One row cannot be taken as it is: what is wrong, and how to mend it. Costs no stack trace. */
final class BadCell extends Exception {

  private final transient Message what;
  private final transient Message how;

  BadCell(Message what, Message how) {
    super(what.key(), null, false, false);
    this.what = what;
    this.how = how;
  }

  Message what() {
    return what;
  }

  Message how() {
    return how;
  }
}
