package org.lanmei.sharing;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many slots came in time. Always told as the fraction it is: on time ÷ (due − excused −
 * undetermined).
 *
 * @param slots all, due or not
 * @param counts by verdict; a verdict that was not given is absent
 * @param received observations in time; null = no line names an interval
 * @param expected observations asked for; null as {@code received}
 */
public record Score(
    int slots,
    Map<Verdict, Integer> counts,
    @Nullable Integer received,
    @Nullable Integer expected) {

  public Score {
    counts = Map.copyOf(counts);
  }

  static Score of(Collection<Slot> slots) {
    var counts = new EnumMap<Verdict, Integer>(Verdict.class);
    Integer received = null;
    Integer expected = null;
    for (Slot slot : slots) {
      counts.merge(slot.verdict(), 1, Integer::sum);
      if (slot.expected() == null || slot.received() == null) continue;
      if (slot.verdict() == Verdict.NOT_DUE) continue;
      received = (received == null ? 0 : received) + slot.received();
      expected = (expected == null ? 0 : expected) + slot.expected();
    }
    return new Score(slots.size(), counts, received, expected);
  }

  public int of(Verdict verdict) {
    return counts.getOrDefault(verdict, 0);
  }

  public int due() {
    return slots - of(Verdict.NOT_DUE);
  }

  public int onTime() {
    return of(Verdict.ON_TIME);
  }

  public int excused() {
    return of(Verdict.EXCUSED);
  }

  public int undetermined() {
    return of(Verdict.UNDETERMINED);
  }

  /** What is counted: due − excused − undetermined. */
  public int counted() {
    return due() - excused() - undetermined();
  }

  /** In tenths of a percent, rounded half up; null = nothing is counted. */
  public @Nullable Integer permille() {
    return counted() == 0
        ? null
        : (int) Math.floorDiv(2_000L * onTime() + counted(), 2L * counted());
  }
}
