package org.lanmei.sharing;

import java.time.MonthDay;

/** The flood season of the rules. */
final class SomeSeason {

  static final Terms.Season FLOOD = new Terms.Season(MonthDay.of(6, 1), MonthDay.of(10, 31));

  private SomeSeason() {}
}
