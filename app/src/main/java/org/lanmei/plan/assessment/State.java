package org.lanmei.plan.assessment;

import java.util.Locale;

/** Every state a commitment, an expectation or one period of it can be in. */
public enum State {
  // recurring, and once by a date
  NOT_DUE,
  DUE,
  KEPT,
  OVERDUE,
  LATE,
  MISSED,
  WAIVED,
  // regularly (定期) without an adopted interval
  NO_INTERVAL,
  DORMANT,
  // each year as appropriate
  UNDECLARED,
  PLANNED,
  NOT_FORESEEN,
  HELD,
  NOT_HELD_EXPLAINED,
  NOT_HELD_UNEXPLAINED,
  // events as appropriate, and things without a date
  NOT_CALLED,
  // notices of rule changes
  AHEAD,
  SHORT,
  AFTER_EFFECT,
  // continuing cooperation
  ON_RECORD,
  DECLARED_ONLY,
  MEASURED,
  NONE_ON_RECORD,
  // exploratory
  PROPOSED,
  UNDER_STUDY,
  REPORTED,
  ADOPTED,
  SET_ASIDE,
  ACTIVE,
  // evidence is contested and nothing else decides
  CONTESTED;

  /** The message key of the state's name. */
  public String key() {
    return "plan.state." + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
