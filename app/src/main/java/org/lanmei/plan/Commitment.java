package org.lanmei.plan;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.LocalizedText;
import org.lanmei.kernel.Seq;

/**
 * One promise of a plan, in one version.
 *
 * @param plan key of the plan or sub-plan it stands in
 * @param period the days that plan covers, and the day it was adopted
 * @param version counted from 1; a changed reading of the sentence is a new version
 * @param since the log entry that made this version known
 * @param kind by the firmest concrete part
 * @param also other kinds present in the sentence
 * @param cadence key of the cadence such as {@code every-two-years}; null when the plan gives none
 * @param cadenceText the plan's own word such as 每两年; null when it gives none
 * @param title own short wording, not the plan's sentence
 * @param lead key of the body that leads, where the plan names one
 * @param pillar key of the pillar; null for working structure and support
 * @param area key of the priority area; null when the clause is none of the five
 * @param tags alignment, such as {@code SDG6} or {@code MPAC}
 * @param expects what would count as keeping it, the primary one first; never empty
 * @param note something that must be said of it; null when there is nothing
 */
public record Commitment(
    String plan,
    PlanPeriod period,
    CommitmentId id,
    int version,
    Seq since,
    Kind kind,
    Set<Kind> also,
    @Nullable String cadence,
    @Nullable String cadenceText,
    LocalizedText title,
    @Nullable String lead,
    @Nullable String pillar,
    @Nullable String area,
    List<String> tags,
    List<Expectation> expects,
    @Nullable LocalizedText note) {

  public Commitment {
    also = Set.copyOf(also);
    tags = List.copyOf(tags);
    expects = List.copyOf(expects);
    if (expects.isEmpty()) throw new IllegalArgumentException(id + " expects nothing");
  }
}
