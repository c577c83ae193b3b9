package org.lanmei.sharing;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Lang;
import org.lanmei.kernel.LocalizedText;
import org.lanmei.kernel.Message;
import org.lanmei.kernel.Party;
import org.lanmei.kernel.Problem.FieldError;
import org.lanmei.kernel.SeriesKey;

/** Reads typed terms, all fields at once; every one that cannot be taken is named. */
final class TermsCheck {

  private static final int LINE_MAX = 200;
  private static final int TEXT_MAX = 5_000;
  private static final int LINES_MAX = 20;
  private static final int STATIONS_MAX = 300;
  private static final LocalDate EARLIEST = LocalDate.of(1990, 1, 1);
  private static final LocalDate LATEST = LocalDate.of(2100, 1, 1);
  private static final Duration LONGEST = Duration.ofDays(3_660);
  private static final Pattern ORGANISATION = Pattern.compile("[A-Z][A-Z0-9-]{1,19}");

  private final Party provider;
  private final List<FieldError> errors = new ArrayList<>();

  private TermsCheck(Party provider) {
    this.provider = provider;
  }

  /**
   * @throws SharingProblem.BadFields naming every field that cannot be taken
   */
  static Terms read(Party provider, TermsForm form) {
    var check = new TermsCheck(provider);
    var terms = check.terms(form);
    if (!check.errors.isEmpty() || terms == null) throw new SharingProblem.BadFields(check.errors);
    return terms;
  }

  private @Nullable Terms terms(TermsForm form) {
    var title = title(form.title());
    var receivers = receivers(form.receivers());
    var lines = lines(form.lines());
    String purpose = text("purpose", form.purpose(), TEXT_MAX);
    String approver = text("approver", form.approver(), LINE_MAX);
    String document = text("document", form.document(), LINE_MAX);
    Boolean onward = onward(form.onwardSharing());
    var classification = classification(form.classification());
    var concluded = day("concludedOn", form.concludedOn(), false);
    var from = day("from", form.from(), true);
    var to = day("to", form.to(), false);
    if (from != null && to != null && to.isBefore(from)) wrong("to", "sharing.field.before-first");
    if (from != null && concluded != null && from.isBefore(concluded)) {
      wrong("from", "sharing.field.before-concluded", concluded);
    }
    if (!errors.isEmpty()
        || title == null
        || purpose == null
        || approver == null
        || document == null
        || onward == null
        || classification == null
        || from == null) {
      return null;
    }
    return new Terms(
        title,
        provider,
        receivers,
        lines,
        purpose,
        onward,
        classification,
        approver,
        document,
        concluded,
        from,
        to);
  }

  private @Nullable LocalizedText title(@Nullable Map<String, String> typed) {
    var byLang = new EnumMap<Lang, String>(Lang.class);
    if (typed != null) {
      typed.forEach(
          (tag, text) -> {
            if (TermsForm.blank(text)) return;
            var lang = Lang.of(tag);
            if (lang.isEmpty()) wrong("title." + tag, "sharing.field.language", tag);
            else if (text.length() > LINE_MAX)
              wrong("title." + tag, "sharing.field.long", LINE_MAX);
            else byLang.put(lang.get(), text.strip());
          });
    }
    if (!byLang.containsKey(Lang.EN) && !byLang.containsKey(Lang.ZH)) {
      wrong("title.en", "sharing.field.title");
      return null;
    }
    return new LocalizedText(byLang);
  }

  private List<String> receivers(@Nullable List<String> typed) {
    var receivers = new TreeSet<String>();
    for (String word : typed == null ? List.<String>of() : typed) {
      String code = word.strip();
      if (code.isEmpty()) continue;
      code =
          code.equalsIgnoreCase(Releases.PUBLIC) ? Releases.PUBLIC : code.toUpperCase(Locale.ROOT);
      if (code.equals(provider.name())) wrong("receivers", "sharing.field.receiver-self", provider);
      else if (!code.equals(Releases.PUBLIC) && !ORGANISATION.matcher(code).matches()) {
        wrong("receivers", "sharing.field.receiver", word);
      } else receivers.add(code);
    }
    if (receivers.isEmpty() && errors.stream().noneMatch(e -> e.field().equals("receivers"))) {
      wrong("receivers", "sharing.field.receivers");
    }
    return List.copyOf(receivers);
  }

  private List<Terms.Line> lines(@Nullable List<TermsForm.LineForm> typed) {
    var lines = new ArrayList<Terms.Line>();
    if (typed == null || typed.isEmpty()) {
      wrong("lines.0.stations", "sharing.field.stations");
      return lines;
    }
    if (typed.size() > LINES_MAX) {
      wrong("lines.0.stations", "sharing.field.lines", LINES_MAX);
      return lines;
    }
    for (int i = 0; i < typed.size(); i++) {
      var line = line("lines." + i + ".", typed.get(i));
      if (line != null) lines.add(line);
    }
    overlaps(lines);
    return lines;
  }

  /** What one receiver gets twice under different conditions cannot be kept to. */
  private void overlaps(List<Terms.Line> lines) {
    for (int i = 0; i < lines.size(); i++) {
      for (int j = 0; j < i; j++) {
        var both = new TreeSet<>(lines.get(i).series());
        both.retainAll(lines.get(j).series());
        if (both.isEmpty()) continue;
        boolean sameDays =
            lines.get(i).season() == null
                || lines.get(j).season() == null
                || shareADay(lines.get(i).season(), lines.get(j).season());
        if (sameDays) {
          wrong("lines." + i + ".stations", "sharing.field.twice", both.first().toString(), j + 1);
        }
      }
    }
  }

  private static boolean shareADay(Terms.@Nullable Season a, Terms.@Nullable Season b) {
    if (a == null || b == null) return true;
    return a.contains(b.first(2024)) || b.contains(a.first(2024));
  }

  private Terms.@Nullable Line line(String at, TermsForm.LineForm form) {
    int before = errors.size();
    var stations = keys(at + "stations", form.stations(), "sharing.field.stations");
    var variables = keys(at + "variables", form.variables(), "sharing.field.variables");
    var season = season(at, form);
    var zone = zone(at + "zone", form.zone());
    var frequency = minutes(at + "frequencyMinutes", form.frequencyMinutes());
    if (frequency != null && frequency.isZero()) {
      wrong(at + "frequencyMinutes", "sharing.field.minutes");
    }
    var delay = minutes(at + "delayMinutes", form.delayMinutes());
    var coarsening = coarsening(at, form);
    var windows = windows(at, form.windows());
    if (errors.size() > before || zone == null || coarsening == null) return null;
    try {
      for (String station : stations) {
        for (String variable : variables) {
          coarsening.key(new SeriesKey(station, variable), zone);
        }
      }
    } catch (IllegalArgumentException e) {
      wrong(at + "variables", "sharing.field.variable-long");
      return null;
    }
    return new Terms.Line(
        stations,
        variables,
        season,
        zone,
        frequency,
        windows,
        delay == null ? Duration.ZERO : delay,
        coarsening);
  }

  private List<String> keys(String field, @Nullable List<String> typed, String none) {
    var keys = new ArrayList<String>();
    for (String word : typed == null ? List.<String>of() : typed) {
      String key = word.strip();
      if (key.isEmpty() || keys.contains(key)) continue;
      if (SeriesKey.parse(key + "/x").isEmpty()) wrong(field, "sharing.field.key", word);
      else keys.add(key);
    }
    if (keys.isEmpty() && errors.stream().noneMatch(e -> e.field().equals(field))) {
      wrong(field, none);
    }
    if (keys.size() > STATIONS_MAX) wrong(field, "sharing.field.many", STATIONS_MAX);
    return keys;
  }

  private Terms.@Nullable Season season(String at, TermsForm.LineForm form) {
    String from = form.seasonFrom();
    String to = form.seasonTo();
    if (TermsForm.blank(from) && TermsForm.blank(to)) return null;
    MonthDay first = from == null ? null : TermsForm.monthDay(from);
    MonthDay last = to == null ? null : TermsForm.monthDay(to);
    if (first == null) wrong(at + "seasonFrom", "sharing.field.month-day");
    if (last == null) wrong(at + "seasonTo", "sharing.field.month-day");
    return first == null || last == null ? null : new Terms.Season(first, last);
  }

  private @Nullable ZoneId zone(String field, @Nullable String typed) {
    ZoneId zone = TermsForm.blank(typed) || typed == null ? provider.zone() : TermsForm.zone(typed);
    if (zone == null) wrong(field, "sharing.field.zone", typed == null ? "" : typed);
    return zone;
  }

  private @Nullable Duration minutes(String field, @Nullable String typed) {
    if (typed == null || typed.isBlank()) return null;
    try {
      var minutes = Duration.ofMinutes(Long.parseLong(typed.strip()));
      if (!minutes.isNegative() && minutes.compareTo(LONGEST) <= 0) return minutes;
    } catch (NumberFormatException e) {
      // said below
    }
    wrong(field, "sharing.field.minutes");
    return null;
  }

  private @Nullable Coarsening coarsening(String at, TermsForm.LineForm form) {
    String typed = form.coarsening() == null ? "none" : form.coarsening().strip();
    switch (typed) {
      case "", "none" -> {
        return new Coarsening.None();
      }
      case "hourly-mean" -> {
        return new Coarsening.HourlyMean();
      }
      case "daily-mean" -> {
        return new Coarsening.DailyMean();
      }
      case "rounded" -> {
        try {
          var to = new BigDecimal(form.roundTo() == null ? "" : form.roundTo().strip());
          if (to.signum() > 0 && to.precision() <= 9 && to.scale() <= 6 && to.scale() >= -6) {
            return new Coarsening.Rounded(to);
          }
        } catch (NumberFormatException e) {
          // said below
        }
        wrong(at + "roundTo", "sharing.field.round");
        return null;
      }
      default -> {
        wrong(at + "coarsening", "sharing.field.choose");
        return null;
      }
    }
  }

  private List<Terms.Window> windows(String at, @Nullable List<TermsForm.WindowForm> typed) {
    var windows = new ArrayList<Terms.Window>();
    for (int i = 0; typed != null && i < typed.size(); i++) {
      var w = typed.get(i);
      if (w.isEmpty()) continue;
      String in = at + "windows." + i + ".";
      LocalTime before = TermsForm.time(w.before());
      LocalTime from = TermsForm.time(w.from());
      LocalTime to = TermsForm.time(w.to());
      if (before == null) wrong(in + "before", "sharing.field.time");
      if (from == null) wrong(in + "from", "sharing.field.time");
      if (to == null) wrong(in + "to", "sharing.field.time");
      if (before == null || from == null || to == null) continue;
      int fromDay = "-1".equals(w.fromDay()) ? -1 : 0;
      int toDay = "-1".equals(w.toDay()) ? -1 : 0;
      if (minute(fromDay, from) > minute(toDay, to)) wrong(in + "to", "sharing.field.window-order");
      else if (minute(toDay, to) >= minute(0, before)) {
        wrong(in + "before", "sharing.field.window-before");
      } else if (windows.stream().anyMatch(other -> other.before().equals(before))) {
        wrong(in + "before", "sharing.field.window-twice");
      } else windows.add(new Terms.Window(before, fromDay, from, toDay, to));
    }
    return windows;
  }

  private static int minute(int day, LocalTime time) {
    return day * 24 * 60 + time.toSecondOfDay() / 60;
  }

  private @Nullable Boolean onward(@Nullable String typed) {
    if ("yes".equals(typed) || "true".equals(typed)) return Boolean.TRUE;
    if ("no".equals(typed) || "false".equals(typed)) return Boolean.FALSE;
    wrong("onwardSharing", "sharing.field.onward");
    return null;
  }

  private Terms.@Nullable Classification classification(@Nullable String typed) {
    for (var c : Terms.Classification.values()) {
      if (c.name().equalsIgnoreCase(typed)) return c;
    }
    wrong("classification", "sharing.field.choose");
    return null;
  }

  private @Nullable String text(String field, @Nullable String typed, int most) {
    if (typed == null || typed.isBlank()) wrong(field, "sharing.field.needed");
    else if (typed.length() > most) wrong(field, "sharing.field.long", most);
    else if (typed.codePoints().anyMatch(c -> c < 32 && c != '\n' && c != '\r' && c != '\t')) {
      wrong(field, "sharing.field.characters");
    } else return typed.strip();
    return null;
  }

  private @Nullable LocalDate day(String field, @Nullable String typed, boolean needed) {
    if (typed == null || typed.isBlank()) {
      if (needed) wrong(field, "sharing.field.needed");
      return null;
    }
    var day = TermsForm.day(typed);
    if (day == null || day.isBefore(EARLIEST) || day.isAfter(LATEST)) {
      wrong(field, "sharing.field.day");
      return null;
    }
    return day;
  }

  private void wrong(String field, String key, Object... args) {
    errors.add(new FieldError(field, Message.of(key, args)));
  }
}
