package org.lanmei.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.LocalizedText;

/** What would count as keeping a commitment, or one part of it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Expectation.Every.class, name = "every"),
  @JsonSubTypes.Type(value = Expectation.ByDate.class, name = "by-date"),
  @JsonSubTypes.Type(value = Expectation.AsAppropriate.class, name = "as-appropriate"),
  @JsonSubTypes.Type(value = Expectation.Standing.class, name = "standing"),
  @JsonSubTypes.Type(value = Expectation.Notices.class, name = "notices"),
  @JsonSubTypes.Type(value = Expectation.Exploratory.class, name = "exploratory")
})
public sealed interface Expectation {

  /** Short slug, unique in its commitment. */
  String key();

  /** What would count, as a noun phrase. */
  LocalizedText title();

  /** Evidence about these counts too, besides evidence about the commitment or this expectation. */
  Set<SubjectRef> subjects();

  /**
   * Something due at a fixed rhythm.
   *
   * @param years 1 or 2; null = "regularly" (定期): no due date until the body adopts an interval
   * @param from first year of the obligation
   * @param week anniversary whose calendar week is meant; null = any day of the period
   */
  record Every(
      String key,
      LocalizedText title,
      Set<SubjectRef> subjects,
      @Nullable Integer years,
      int from,
      @Nullable MonthDay week)
      implements Expectation {
    public Every {
      subjects = subjects == null ? Set.of() : Set.copyOf(subjects);
    }
  }

  /**
   * Something to be delivered or set up once.
   *
   * @param due null = the plan sets no date, so none can be overdue
   */
  record ByDate(
      String key,
      LocalizedText title,
      Set<SubjectRef> subjects,
      @Nullable LocalDate due,
      Counts counts)
      implements Expectation {
    public ByDate {
      subjects = subjects == null ? Set.of() : Set.copyOf(subjects);
    }

    /** What keeps it: a decision that adopts it, or the thing itself. */
    public enum Counts {
      @JsonProperty("adopted")
      ADOPTED,
      @JsonProperty("delivered")
      DELIVERED
    }
  }

  /**
   * Held as appropriate (视情, 适时, 如有必要).
   *
   * @param yearly true = each year held, planned, not foreseen or explained (每年视情); false = last
   *     held and intention only
   */
  record AsAppropriate(String key, LocalizedText title, Set<SubjectRef> subjects, boolean yearly)
      implements Expectation {
    public AsAppropriate {
      subjects = subjects == null ? Set.of() : Set.copyOf(subjects);
    }
  }

  /**
   * Cooperation that goes on: what is on record in the year, by kind of evidence and by country.
   *
   * @param by whether evidence is naturally each country's own or of the six together
   * @param measure what a data obligation is measured by; null when it is not one
   */
  record Standing(
      String key, LocalizedText title, Set<SubjectRef> subjects, By by, @Nullable String measure)
      implements Expectation {
    public Standing {
      subjects = subjects == null ? Set.of() : Set.copyOf(subjects);
    }

    public enum By {
      @JsonProperty("party")
      PARTY,
      @JsonProperty("six")
      SIX
    }
  }

  /** Notices of rule changes, ahead of their effect (适时通知). */
  record Notices(String key, LocalizedText title, Set<SubjectRef> subjects) implements Expectation {
    public Notices {
      subjects = subjects == null ? Set.of() : Set.copyOf(subjects);
    }
  }

  /** A possibility to be explored (探讨), from proposal to adoption or being set aside. */
  record Exploratory(String key, LocalizedText title, Set<SubjectRef> subjects)
      implements Expectation {
    public Exploratory {
      subjects = subjects == null ? Set.of() : Set.copyOf(subjects);
    }
  }
}
