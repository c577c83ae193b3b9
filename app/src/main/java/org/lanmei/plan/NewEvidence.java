package org.lanmei.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Lang;

/**
 * What an officer puts on record.
 *
 * @param subjects commitments ({@code 4.1.1#6}), expectations ({@code 4.1.2#4/games}) or series
 *     ({@code series:leaders})
 * @param what the sort of fact
 * @param ofTheSix true = evidence for all six together (a meeting held); false = for the officer's
 *     own party
 * @param from first day it speaks of
 * @param to last day; null = the same day
 * @param title one line, in {@code lang}
 * @param lang of title and statement; null = English
 * @param statement the declaration or the reason; required where the fact is one
 * @param link public address of the source; null when there is none
 * @param edition the year a yearly report or list speaks of
 * @param special true for a special or informal meeting, which fills no regular period
 * @param stage of an exploratory item
 * @param effect when a notified rule change takes effect
 * @param emergency true when the rule change is one
 */
public record NewEvidence(
    @Nullable List<String> subjects,
    @Nullable What what,
    boolean ofTheSix,
    @Nullable LocalDate from,
    @Nullable LocalDate to,
    @Nullable String title,
    @Nullable Lang lang,
    @Nullable String statement,
    @Nullable String link,
    @Nullable Integer edition,
    boolean special,
    Fact.@Nullable StageName stage,
    @Nullable LocalDate effect,
    boolean emergency) {

  /**
   * The sorts of fact an officer may record; what needs a decision of a body comes from that
   * decision.
   */
  public enum What {
    @JsonProperty("event")
    EVENT,
    @JsonProperty("document")
    DOCUMENT,
    @JsonProperty("declaration")
    DECLARATION,
    @JsonProperty("planned")
    PLANNED,
    @JsonProperty("not-foreseen")
    NOT_FORESEEN,
    @JsonProperty("not-held")
    NOT_HELD,
    @JsonProperty("stage")
    STAGE,
    @JsonProperty("notice")
    NOTICE;

    public String key() {
      return "plan.what." + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /** A statement in words is part of the fact itself. */
    boolean needsStatement() {
      return this == DECLARATION || this == NOT_FORESEEN || this == NOT_HELD;
    }

    /** It speaks of what has happened, so not of days to come. */
    boolean isPast() {
      return this == EVENT || this == DOCUMENT || this == NOT_HELD || this == STAGE;
    }
  }
}
