package org.lanmei.plan;

import org.lanmei.plan.assessment.State;

/**
 * The mark and the tone a state is drawn with; the word stands beside it.
 *
 * @param mark id of the symbol without its prefix
 * @param tone ok, due, late, bad, suspect, void or ink
 */
public record Marks(String mark, String tone) {

  public static Marks of(State state) {
    return switch (state) {
      case KEPT, HELD, ADOPTED, ACTIVE, AHEAD -> new Marks("ok", "ok");
      case DUE, UNDECLARED -> new Marks("due", "due");
      case OVERDUE -> new Marks("overdue", "bad");
      case MISSED -> new Marks("missed", "bad");
      case LATE, SHORT, AFTER_EFFECT, NOT_HELD_UNEXPLAINED -> new Marks("late", "late");
      case ON_RECORD, MEASURED, REPORTED -> new Marks("record", "ink");
      case DECLARED_ONLY -> new Marks("declared", "void");
      case NONE_ON_RECORD, NOT_CALLED, NO_INTERVAL -> new Marks("none", "void");
      case DORMANT -> new Marks("stale", "void");
      case CONTESTED -> new Marks("suspect", "suspect");
      case WAIVED, SET_ASIDE, NOT_HELD_EXPLAINED, NOT_FORESEEN -> new Marks("nolimit", "void");
      case NOT_DUE, PLANNED, PROPOSED, UNDER_STUDY -> new Marks("notdue", "void");
    };
  }

  /** The normal case in long tables is drawn weaker. */
  public boolean quiet() {
    return tone.equals("void") || tone.equals("ink");
  }
}
