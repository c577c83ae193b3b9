package org.lanmei.sharing;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.LocalizedText;
import org.lanmei.kernel.Message;
import org.lanmei.kernel.Party;
import org.lanmei.kernel.SeriesKey;
import org.lanmei.site.Page;

/** How agreements, terms and slots are said to one reader. */
public final class SharingView {

  private static final DateTimeFormatter TO_THE_SECOND =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private final Page page;
  private final Function<SeriesKey, Optional<Holdings.Holding>> holdings;
  private final Map<String, Optional<LocalizedText>> stations = new HashMap<>();

  SharingView(Page page, Function<SeriesKey, Optional<Holdings.Holding>> holdings) {
    this.page = page;
    this.holdings = holdings;
  }

  /** A party's or organisation's name; the code of one that has no name here. */
  public String receiver(String code) {
    if (code.equals(Releases.PUBLIC)) return page.t("sharing.receiver.public");
    for (Party party : Party.values()) {
      if (party.name().equals(code)) return page.t(party.key());
    }
    String key = "sharing.organisation." + code;
    String name = page.t(key);
    return name.equals(key) ? code : name;
  }

  public String receivers(Terms terms) {
    return terms.receivers().stream()
        .map(this::receiver)
        .collect(Collectors.joining(page.t("sharing.comma")));
  }

  public String parties(java.util.Collection<Party> parties) {
    return parties.stream()
        .sorted()
        .map(p -> page.t(p.key()))
        .collect(Collectors.joining(page.t("sharing.comma")));
  }

  /** The station's name as the domains know it; null when none does. */
  public @Nullable LocalizedText station(String code, List<String> variables) {
    return stations
        .computeIfAbsent(
            code,
            c ->
                variables.stream()
                    .flatMap(v -> holdings.apply(new SeriesKey(c, v)).stream())
                    .map(Holdings.Holding::station)
                    .findFirst())
        .orElse(null);
  }

  /** A variable in the field's term; its key when the domains do not know it. */
  public String variable(String variable) {
    String key = "sharing.variable." + variable;
    String name = page.t(key);
    return name.equals(key) ? variable : name;
  }

  public String season(Terms.@Nullable Season season) {
    return season == null
        ? page.t("sharing.all-year")
        : page.t("sharing.season", monthDay(season.from()), monthDay(season.to()));
  }

  private String monthDay(MonthDay day) {
    return page.shortDate(day.atYear(2024));
  }

  public String period(Scoreboard.Period period) {
    return period.season() == null
        ? page.t("sharing.period.year", java.time.Year.of(period.year()))
        : page.t("sharing.period", period.first(), period.last());
  }

  public String window(Terms.Window w) {
    String from =
        page.t(w.fromDay() < 0 ? "sharing.day-before" : "sharing.same-day", time(w.from()));
    String to = page.t(w.toDay() < 0 ? "sharing.day-before" : "sharing.same-day", time(w.to()));
    return page.t("sharing.window", time(w.before()), from, to);
  }

  private static String time(java.time.LocalTime time) {
    return time.toString();
  }

  public String zone(ZoneId zone) {
    return zone.getId().replace("+0", "+").replace(":00", "");
  }

  public String coarsening(Terms.Line line) {
    return switch (line.coarsening()) {
      case Coarsening.None _ -> page.t("sharing.coarsening.none");
      case Coarsening.HourlyMean _ -> page.t("sharing.coarsening.hourly-mean");
      case Coarsening.DailyMean _ -> page.t("sharing.coarsening.daily-mean");
      case Coarsening.Rounded(var to) ->
          page.t("sharing.coarsening.rounded-to", to.toPlainString());
    };
  }

  /** Hours and minutes, in the largest parts. */
  public String duration(Duration duration) {
    long days = duration.toDays();
    if (days > 0 && duration.toHoursPart() == 0 && duration.toMinutesPart() == 0) {
      return page.t("sharing.days", days);
    }
    if (duration.toHours() > 0) {
      return page.t("sharing.hours", duration.toHours(), duration.toMinutesPart());
    }
    if (duration.toMinutes() > 0 && duration.toSecondsPart() == 0) {
      return page.t("sharing.minutes", duration.toMinutes());
    }
    return page.t("sharing.minutes-seconds", duration.toMinutes(), duration.toSecondsPart());
  }

  /** To the second, in the zone of the terms: one second decides over on time and late. */
  public String second(Instant at, ZoneId zone) {
    return TO_THE_SECOND.format(at.atZone(zone));
  }

  public String percent(Score score) {
    Integer permille = score.permille();
    return permille == null
        ? page.t("sharing.score.none")
        : page.t("sharing.percent", permille / 10.0);
  }

  /** The fraction as one sentence, for lists and for those who hear the page. */
  public String fraction(Score score) {
    return score.permille() == null
        ? page.t("sharing.score.none")
        : page.t(
            "sharing.score",
            score.onTime(),
            score.due(),
            score.excused(),
            score.undetermined(),
            score.permille() / 10.0);
  }

  public static String mark(Agreement.State state) {
    return switch (state) {
      case DRAFT -> "none";
      case TABLED -> "due";
      case ADOPTED -> "notdue";
      case IN_FORCE -> "ok";
      case DECLINED, WITHDRAWN -> "missed";
      case SUPERSEDED, EXPIRED, ENDED -> "nolimit";
    };
  }

  public static String tone(Agreement.State state) {
    return switch (state) {
      case IN_FORCE -> "ok";
      case TABLED -> "due";
      default -> "void";
    };
  }

  /** Why the slot has its verdict. */
  public Message why(Slot slot) {
    String key = "sharing.why." + slot.verdict().slug();
    return switch (slot.verdict()) {
      case LATE ->
          slot.completeAt() == null
              ? Message.of("sharing.why.late.not-yet")
              : Message.of(key, duration(Duration.between(slot.due(), slot.completeAt())));
      case LATE_AFTER_MISSING ->
          slot.firstAt() == null
              ? Message.of("sharing.why.missing")
              : Message.of(key, duration(Duration.between(slot.due(), slot.firstAt())));
      case ON_TIME ->
          slot.completeAt() == null
              ? Message.of("sharing.why.on-time", "")
              : Message.of(key, duration(Duration.between(slot.completeAt(), slot.due())));
      case EXPLAINED, EXCUSED, UNDETERMINED -> Message.of(key, Message.of(slot.delivery().key()));
      case NOT_DUE, PARTIAL, MISSING -> Message.of(key);
    };
  }

  /** Scores by month, in their order. */
  public Map<YearMonth, Score> byMonth(List<Slot> slots) {
    var byMonth =
        slots.stream()
            .collect(
                Collectors.groupingBy(
                    s -> YearMonth.from(s.day()), TreeMap::new, Collectors.toList()));
    var scores = new TreeMap<YearMonth, Score>();
    byMonth.forEach((month, some) -> scores.put(month, Score.of(some)));
    return scores;
  }

  public String month(YearMonth month) {
    return page.monthYear(month.atDay(1));
  }

  public String date(LocalDate day) {
    return page.date(day);
  }
}
