package org.lanmei.governance.consensus;

import java.time.ZoneId;
import java.util.Set;
import org.lanmei.kernel.Party;

/**
 * What is to be decided, and the terms that do not change while it is.
 *
 * @param kind of decision
 * @param coChairs the two who close it
 * @param reservations whether the text permits them
 * @param silence kinds that all six agreed beforehand may pass in silence
 * @param calendars the six calendars of working days
 * @param zone in which the days of a silence procedure are counted
 * @param rules the numbers, which are versioned configuration
 */
public record Question(
    Kind kind,
    Set<Party> coChairs,
    boolean reservations,
    Set<Kind> silence,
    Calendars calendars,
    ZoneId zone,
    Rules rules) {

  public Question {
    coChairs = Set.copyOf(coChairs);
    silence = Set.copyOf(silence);
    if (coChairs.size() != 2) throw new IllegalArgumentException("two co-chairs");
  }

  /** Kinds of decision. */
  public enum Kind {
    DECLARATION(true),
    BODY(true),
    PROJECT_LIST(true),
    DATA_TERMS(true),
    PARTNER(true),
    MEETING_CALENDAR(false),
    AGENDA(false),
    MINUTES(false),
    OTHER(false);

    private final boolean neverSilent;

    Kind(boolean neverSilent) {
      this.neverSilent = neverSilent;
    }

    /** True for what can never pass in silence, whatever was agreed. */
    public boolean isNeverSilent() {
      return neverSilent;
    }
  }

  /**
   * @param silenceDays working days in all six calendars
   * @param renewedSilenceDays at least so many for a silence on a text on which one was broken
   * @param transcriptDays working days in which a party confirms or disputes what was transcribed
   */
  public record Rules(int silenceDays, int renewedSilenceDays, int transcriptDays) {}

  boolean maySilence() {
    return !kind.isNeverSilent() && silence.contains(kind);
  }
}
