package org.lanmei.sharing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.SeriesKey;

/** What the agreements in force let whom see: compiled from their terms, and nothing else. */
public interface Releases {

  /** All of them. A value of a series that no grant covers is its owner's alone. */
  List<Grant> grants();

  /**
   * @param agreement whose log the values go to
   * @param grantee a party's code ({@code TH}), an organisation's ({@code MRC}), or {@link #PUBLIC}
   * @param from values observed from here on
   * @param to values observed before this; null = without an end
   * @param delay the least time between observation and sight
   */
  record Grant(
      String agreement,
      SeriesKey series,
      String grantee,
      Instant from,
      @Nullable Instant to,
      Duration delay) {}

  String PUBLIC = "public";

  /**
   * Published inside the transaction that changes the grants, so that copies of them change with
   * it.
   */
  record Changed() {}
}
