package org.lanmei.water.states;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The limits of one station through time, all on the datum of its levels.
 *
 * @param zone in which the days of validity run
 */
public record Limits(List<Limit> all, ZoneId zone) {

  public static final Limits NONE = new Limits(List.of(), java.time.ZoneOffset.UTC);

  public enum Role {
    ALARM,
    FLOOD,
    /** Known and shown; no state follows from it. */
    OTHER
  }

  /**
   * @param key which limit it is a version of
   * @param level metres; null = withdrawn from that day on
   * @param from its first day; null = since before the register
   */
  public record Limit(String key, Role role, @Nullable Double level, @Nullable LocalDate from) {}

  public Limits {
    all = List.copyOf(all);
  }

  /** What held on the day of a moment. */
  public List<Limit> inForce(Instant at) {
    LocalDate day = LocalDate.ofInstant(at, zone);
    return all.stream()
        .map(Limit::key)
        .distinct()
        .flatMap(key -> newest(key, day))
        .filter(limit -> limit.level() != null)
        .sorted(Comparator.comparing(Limit::level))
        .toList();
  }

  private Stream<Limit> newest(String key, LocalDate day) {
    return all.stream()
        .filter(l -> l.key().equals(key) && !begin(l).isAfter(day))
        .max(Comparator.comparing(Limits::begin))
        .stream();
  }

  /** The last of the same day wins: it was put on record later. */
  private static LocalDate begin(Limit limit) {
    return limit.from() == null ? LocalDate.MIN : limit.from();
  }

  /** The lowest level of a role in force then; null = there is none. */
  public @Nullable Double level(Role role, Instant at) {
    return inForce(at).stream()
        .filter(l -> l.role() == role)
        .map(Limit::level)
        .findFirst()
        .orElse(null);
  }
}
