package org.lanmei.cap;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The infos of a message that say the same of one event, in several languages: all that systems act
 * on is equal, and no language is there twice.
 *
 * @param infos at least one, in the order of the message
 */
public record Translations(List<Info> infos) {

  public Translations {
    infos = List.copyOf(infos);
    if (infos.isEmpty()) throw new IllegalArgumentException("no info");
  }

  /** The infos of a message by event, in its order. */
  public static List<Translations> of(Alert alert) {
    var groups = new LinkedHashMap<Facts, List<List<Info>>>();
    var all = new ArrayList<List<Info>>();
    for (Info info : alert.infos()) {
      var alike = groups.computeIfAbsent(Facts.of(info), facts -> new ArrayList<>());
      var group = alike.stream().filter(g -> g.stream().noneMatch(i -> same(i, info))).findFirst();
      if (group.isPresent()) {
        group.get().add(info);
        continue;
      }
      var fresh = new ArrayList<>(List.of(info));
      alike.add(fresh);
      all.add(fresh);
    }
    return all.stream().map(Translations::new).toList();
  }

  private static boolean same(Info one, Info other) {
    return one.languageOrDefault().equalsIgnoreCase(other.languageOrDefault());
  }

  /**
   * The info that fits these languages best, the first one most wanted: {@code zh-Hans-CN} takes
   * {@code zh-Hans} or {@code zh-CN}, {@code lo} takes {@code lo-LA}; the first info when none
   * does.
   */
  public Info in(List<String> languages) {
    for (String wanted : languages) {
      String range = wanted.toLowerCase(Locale.ROOT);
      while (!range.isEmpty()) {
        for (Info info : infos) {
          String tag = info.languageOrDefault().toLowerCase(Locale.ROOT);
          if (tag.equals(range) || tag.startsWith(range + "-")) return info;
        }
        range = range.contains("-") ? range.substring(0, range.lastIndexOf('-')) : "";
      }
    }
    return infos.getFirst();
  }

  private record Facts(
      Set<Category> categories,
      Set<ResponseType> responses,
      Priority priority,
      Set<NamedValue> codes,
      @Nullable Instant effective,
      @Nullable Instant onset,
      @Nullable Instant expires,
      Set<Object> where) {

    static Facts of(Info info) {
      var where = new HashSet<>();
      for (Area area : info.areas()) {
        where.addAll(area.polygons());
        where.addAll(area.circles());
        where.addAll(area.geocodes());
      }
      return new Facts(
          Set.copyOf(info.categories()),
          Set.copyOf(info.responseTypes()),
          info.priority(),
          Set.copyOf(info.eventCodes()),
          instant(info.times().effective()),
          instant(info.times().onset()),
          instant(info.times().expires()),
          where);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
      return time == null ? null : time.toInstant();
    }
  }
}
