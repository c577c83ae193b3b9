package org.lanmei.water;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Caller;
import org.lanmei.kernel.Party;
import org.lanmei.kernel.SeriesKey;
import org.lanmei.sharing.Releases;
import org.springframework.stereotype.Component;

/**
 * Through what a caller sees a series at a moment: as its owner, under an agreement, or not at all.
 * It only says what to ask {@link Readings} for and how to speak of it; what may be seen is
 * enforced there.
 */
@Component
class Sights {

  private final Releases releases;

  Sights(Releases releases) {
    this.releases = releases;
  }

  /**
   * @param series to ask for: the series itself, or a coarser one that is shared in its place
   * @param delay the least time between observation and sight
   * @param agreement under which; null = the caller's own party's
   */
  record Sight(SeriesKey series, Duration delay, @Nullable String agreement) {

    boolean own() {
      return agreement == null;
    }

    /** The moment up to which values may be seen. */
    Instant until(Instant now) {
      return now.minus(delay);
    }
  }

  /** Asked for many series of one page: the agreements are read once. */
  final class Of {
    private final Caller caller;
    private final Map<SeriesKey, List<Releases.Grant>> grants = new HashMap<>();
    private final Map<SeriesKey, List<SeriesKey>> coarser = new HashMap<>();

    private Of(Caller caller) {
      this.caller = caller;
      var grantees = releases.grantees(caller);
      for (var grant : releases.grants()) {
        if (grantees.contains(grant.grantee())) {
          grants.computeIfAbsent(grant.series(), k -> new ArrayList<>()).add(grant);
        }
      }
      for (var derivation : releases.derivations()) {
        coarser.computeIfAbsent(derivation.source(), k -> new ArrayList<>()).add(derivation.key());
      }
    }

    /** Empty when the series is not shared with the caller at that moment. */
    Optional<Sight> at(SeriesKey series, Party owner, Instant moment) {
      if (caller.party() == owner) return Optional.of(new Sight(series, Duration.ZERO, null));
      var exact = best(series, moment);
      if (exact.isPresent()) return exact;
      return coarser.getOrDefault(series, List.of()).stream()
          .sorted()
          .flatMap(key -> best(key, moment).stream())
          .min(Comparator.comparing(Sight::delay));
    }

    private Optional<Sight> best(SeriesKey series, Instant moment) {
      return grants.getOrDefault(series, List.of()).stream()
          .filter(g -> opens(g, moment.minus(g.delay())))
          .map(g -> new Sight(series, g.delay(), g.agreement()))
          .min(Comparator.comparing(Sight::delay));
    }

    private static boolean opens(Releases.Grant grant, Instant moment) {
      Instant to = grant.to();
      return !moment.isBefore(grant.from()) && (to == null || moment.isBefore(to));
    }
  }

  Of of(Caller caller) {
    return new Of(caller);
  }
}
