package org.lanmei.water.states;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.lanmei.water.states.Limits.Role;
import org.lanmei.water.states.Standing.Rate;

/**
 * Judges a station. A pure function of the rules, the limits, the readings and the moment: any
 * state at any past moment can be computed again.
 *
 * @param tidal the daily high water counts, and no rate is told
 */
public record Judge(Rules rules, Observing observing, boolean tidal, Limits limits) {

  /**
   * @param readings ascending; those after {@code now} are left aside
   * @param now the moment asked about
   */
  public Standing at(Instant now, List<Observed> readings) {
    var seen = readings.stream().filter(r -> !r.at().isAfter(now)).toList();
    var values = seen.stream().filter(r -> r.value() != null).toList();
    Observed last = values.isEmpty() ? null : values.getLast();
    Double alarm = limits.level(Role.ALARM, now);
    Double flood = limits.level(Role.FLOOD, now);
    var atAlarm = fold(Role.ALARM, seen, false);
    var atFlood = fold(Role.FLOOD, seen, false);
    State state = state(now, last, alarm, flood, atAlarm, atFlood);
    Observed level = last == null || last.suspect() || !tidal ? last : highWater(values, last);
    boolean silent = state == State.NO_DATA || state == State.STALE;
    return new Standing(
        state,
        now,
        last,
        level == null ? null : level.value(),
        level == null ? null : level.at(),
        alarm,
        flood,
        switch (state) {
          case FLOOD -> atFlood.since();
          case ALARM -> atAlarm.since();
          default -> null;
        },
        silent || tidal || last == null || last.suspect() ? null : change24h(values, last),
        silent || tidal || last == null || last.suspect() ? null : rate(seen, last),
        !silent && state != State.SUSPECT ? waiting(atAlarm, atFlood) : null,
        silent && last != null && (atAlarm.in() || atFlood.in()));
  }

  private State state(
      Instant now,
      @Nullable Observed last,
      @Nullable Double alarm,
      @Nullable Double flood,
      Entered atAlarm,
      Entered atFlood) {
    if (last == null) return State.NO_DATA;
    var age = Duration.between(last.at(), now);
    if (age.compareTo(rules.noData(observing)) > 0) return State.NO_DATA;
    if (age.compareTo(rules.stale(observing)) > 0) return State.STALE;
    if (last.suspect()) return State.SUSPECT;
    if (alarm == null && flood == null) return State.NO_THRESHOLD;
    if (flood != null && atFlood.in()) return State.FLOOD;
    if (alarm != null && atAlarm.in()) return State.ALARM;
    return State.NORMAL;
  }

  /**
   * Whether these readings alone decide which levels are entered, so that earlier ones need not be
   * asked for.
   */
  public boolean settled(Instant now, List<Observed> readings) {
    var seen = readings.stream().filter(r -> !r.at().isAfter(now)).toList();
    BiPredicate<Role, List<Observed>> same =
        (role, all) -> fold(role, all, false).in() == fold(role, all, true).in();
    return same.test(Role.ALARM, seen) && same.test(Role.FLOOD, seen);
  }

  private Entered fold(Role role, List<Observed> seen, boolean in) {
    var entered = new Entered(rules, observing, tidal, limits, role, in);
    boolean read = observing == Observing.TWICE_DAILY && rules.observerConfirms();
    for (Observed r : seen) {
      Double value = r.value();
      if (value != null && !r.suspect()) entered.next(r.at(), value, r.confirmed() || read);
    }
    return entered;
  }

  private static @Nullable State waiting(Entered atAlarm, Entered atFlood) {
    if (atFlood.waiting()) return State.FLOOD;
    return atAlarm.waiting() ? State.ALARM : null;
  }

  /** The highest good value within the last tides. */
  private Observed highWater(List<Observed> values, Observed last) {
    Instant from = last.at().minus(rules.tidalWindow());
    Observed highest = last;
    for (Observed r : values) {
      if (!r.suspect() && r.at().isAfter(from) && value(r) > value(highest)) highest = r;
    }
    return highest;
  }

  private @Nullable Double change24h(List<Observed> values, Observed last) {
    Instant dayAgo = last.at().minus(Duration.ofHours(24));
    Observed nearest = null;
    for (Observed r : values) {
      if (r.suspect()) continue;
      if (nearest == null || apart(r, dayAgo).compareTo(apart(nearest, dayAgo)) < 0) nearest = r;
    }
    if (nearest == null || apart(nearest, dayAgo).compareTo(rules.changeTolerance()) > 0)
      return null;
    return value(last) - value(nearest);
  }

  private static Duration apart(Observed r, Instant moment) {
    return Duration.between(r.at(), moment).abs();
  }

  /** The largest rise or fall up to the last value, as far back as the readings have no gap. */
  private @Nullable Rate rate(List<Observed> seen, Observed last) {
    Instant from = last.at().minus(rules.rateWithin());
    Rate most = null;
    Observed after = last;
    for (int i = seen.size() - 1; i >= 0; i--) {
      Observed r = seen.get(i);
      if (!r.at().isBefore(last.at())) continue;
      if (r.at().isBefore(from) || r.value() == null) break;
      if (r.suspect()) continue;
      if (Duration.between(r.at(), after.at()).compareTo(rules.stale(observing)) > 0) break;
      after = r;
      double change = value(last) - value(r);
      if (most == null || Math.abs(change) > Math.abs(most.metres())) {
        most = new Rate(change, Duration.between(r.at(), last.at()));
      }
    }
    if (most == null
        || Math.round(Math.abs(most.metres()) * 1000) < Math.round(rules.rateM() * 1000)) {
      return null;
    }
    return most;
  }

  private static double value(Observed r) {
    return java.util.Objects.requireNonNull(r.value());
  }
}
