package org.lanmei.plan.assessment;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.MonthDay;

/**
 * The numbers the assessment uses. They live in configuration that has versions and an adopting
 * decision; none stands in code.
 *
 * @param version such as {@code 2026-1}
 * @param adopted false = working rules, not yet adopted by the six
 * @param reading how "every two years" is read
 * @param dueWithinMonths an obligation is DUE in so many months before its date (12)
 * @param declareBy the co-chairs declare a year's intention by this day (31 March)
 * @param dormantFactor DORMANT when the gap exceeds this many times the median of past gaps (1.5)
 * @param dormantMinGaps so many past gaps are needed for the median (3)
 * @param dormantMonths with fewer gaps, or in any case: DORMANT after so many months (36)
 * @param noticeDays a notice is AHEAD when so many days or more lie before the effect (30)
 * @param replyWorkingDays a party's time to reply before others see its state (15)
 */
public record Rules(
    String version,
    boolean adopted,
    Reading reading,
    int dueWithinMonths,
    MonthDay declareBy,
    double dormantFactor,
    int dormantMinGaps,
    int dormantMonths,
    int noticeDays,
    int replyWorkingDays) {

  /** The three readings of 每两年. */
  public enum Reading {
    /** 31 December two years after the last one. */
    @JsonProperty("A")
    A,
    /** Blocks of two calendar years from the first year. */
    @JsonProperty("B")
    B,
    /** Two years to the day. */
    @JsonProperty("C")
    C
  }
}
