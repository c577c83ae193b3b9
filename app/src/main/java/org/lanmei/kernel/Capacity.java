package org.lanmei.kernel;

/** What a mandate lets a person do for a party, or what an account is for. */
public enum Capacity {
  /**
   * Officer of a national secretariat: records evidence, declares, contests and replies for the
   * party.
   */
  SECRETARIAT,
  /** Grants and ends the mandates of its own party. */
  MANDATE_GRANTOR,
  PROJECT_HOLDER,
  EVALUATOR,
  HYDROLOGIST,
  DUTY_OFFICER,
  CUSTOMS_OFFICER,
  /** Runs the machine: accounts, imports of register texts. Never speaks for a party. */
  ADMINISTRATOR,
  /** Signed-in reader without a mandate. */
  READER;

  public String key() {
    return "capacity." + name().toLowerCase(java.util.Locale.ROOT);
  }
}
