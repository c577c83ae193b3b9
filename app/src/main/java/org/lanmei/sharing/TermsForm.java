package org.lanmei.sharing;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Terms as they are typed or sent: everything a string, so that what cannot be taken is given back
 * as it was. The field names of a page and of a JSON body are the same.
 *
 * @param title by language tag
 * @param receivers codes of parties and organisations, or {@code public}
 * @param onwardSharing {@code yes} or {@code no}; never inferred
 * @param classification public, parties or restricted
 * @param concludedOn day of a document signed outside of this system; empty = none
 * @param from first day of validity
 * @param to last day; empty = until ended
 */
public record TermsForm(
    @Nullable Map<String, String> title,
    @Nullable List<String> receivers,
    @Nullable List<LineForm> lines,
    @Nullable String purpose,
    @Nullable String onwardSharing,
    @Nullable String classification,
    @Nullable String approver,
    @Nullable String document,
    @Nullable String concludedOn,
    @Nullable String from,
    @Nullable String to) {

  /**
   * A line as typed.
   *
   * @param stations codes
   * @param variables such as {@code water-level}
   * @param seasonFrom {@code MM-DD}; empty with {@code seasonTo} = all year
   * @param zone such as {@code UTC+8} or {@code Asia/Vientiane}
   * @param frequencyMinutes from one observation to the next; empty = not said
   * @param delayMinutes empty = none
   * @param coarsening none, hourly-mean, daily-mean or rounded
   * @param roundTo only with rounded
   */
  public record LineForm(
      @Nullable List<String> stations,
      @Nullable List<String> variables,
      @Nullable String seasonFrom,
      @Nullable String seasonTo,
      @Nullable String zone,
      @Nullable String frequencyMinutes,
      @Nullable List<WindowForm> windows,
      @Nullable String delayMinutes,
      @Nullable String coarsening,
      @Nullable String roundTo) {

    static final LineForm EMPTY =
        new LineForm(null, null, null, null, null, null, null, null, "none", null);

    public String stationsText() {
      return stations == null ? "" : String.join(" ", stations);
    }

    public String variablesText() {
      return variables == null ? "" : String.join(" ", variables);
    }

    /** The windows and one empty one to fill. */
    public List<WindowForm> windowsToFill() {
      var all = new ArrayList<>(windows == null ? List.<WindowForm>of() : windows);
      while (all.size() < 3) all.add(WindowForm.EMPTY);
      return all;
    }
  }

  /**
   * A window as typed.
   *
   * @param before {@code HH:MM} until which they are to be received
   * @param fromDay 0 = the day of the delivery, -1 = the day before
   * @param from {@code HH:MM} of the first observation
   * @param to {@code HH:MM} of the last one
   */
  public record WindowForm(
      @Nullable String before,
      @Nullable String fromDay,
      @Nullable String from,
      @Nullable String toDay,
      @Nullable String to) {

    static final WindowForm EMPTY = new WindowForm(null, "0", null, "0", null);

    boolean isEmpty() {
      return blank(before) && blank(from) && blank(to);
    }
  }

  static final TermsForm EMPTY =
      new TermsForm(
          null, null, List.of(LineForm.EMPTY), null, null, null, null, null, null, null, null);

  public String receiversText() {
    return receivers == null ? "" : String.join(" ", receivers);
  }

  public String titleIn(String tag) {
    return title == null ? "" : title.getOrDefault(tag, "");
  }

  /** With one more line to fill. */
  TermsForm withLine() {
    var more = new ArrayList<>(lines == null ? List.<LineForm>of() : lines);
    more.add(LineForm.EMPTY);
    return with(more);
  }

  TermsForm withoutLine(int index) {
    var fewer = new ArrayList<>(lines == null ? List.<LineForm>of() : lines);
    if (index >= 0 && index < fewer.size() && fewer.size() > 1) fewer.remove(index);
    return with(fewer);
  }

  private TermsForm with(List<LineForm> others) {
    return new TermsForm(
        title,
        receivers,
        others,
        purpose,
        onwardSharing,
        classification,
        approver,
        document,
        concludedOn,
        from,
        to);
  }

  static boolean blank(@Nullable String text) {
    return text == null || text.isBlank();
  }

  // from a page

  private static final Pattern LINE = Pattern.compile("lines\\.([0-9]{1,2})\\..+");

  /** The fields of a posted form. */
  static TermsForm read(Map<String, String[]> sent) {
    var title = new TreeMap<String, String>();
    int last = 0;
    for (String name : sent.keySet()) {
      if (name.startsWith("title.")) title.put(name.substring(6), text(sent, name));
      var line = LINE.matcher(name);
      if (line.matches()) last = Math.max(last, Integer.parseInt(line.group(1)));
    }
    var lines = new ArrayList<LineForm>();
    for (int i = 0; i <= last; i++) lines.add(line(sent, "lines." + i + "."));
    return new TermsForm(
        title,
        words(text(sent, "receivers")),
        lines,
        text(sent, "purpose"),
        text(sent, "onwardSharing"),
        text(sent, "classification"),
        text(sent, "approver"),
        text(sent, "document"),
        text(sent, "concludedOn"),
        text(sent, "from"),
        text(sent, "to"));
  }

  private static LineForm line(Map<String, String[]> sent, String at) {
    var windows = new ArrayList<WindowForm>();
    for (int w = 0; w < 12 && sent.containsKey(at + "windows." + w + ".before"); w++) {
      String in = at + "windows." + w + ".";
      var window =
          new WindowForm(
              text(sent, in + "before"),
              text(sent, in + "fromDay"),
              text(sent, in + "from"),
              text(sent, in + "toDay"),
              text(sent, in + "to"));
      windows.add(window);
    }
    return new LineForm(
        words(text(sent, at + "stations")),
        words(text(sent, at + "variables")),
        text(sent, at + "seasonFrom"),
        text(sent, at + "seasonTo"),
        text(sent, at + "zone"),
        text(sent, at + "frequencyMinutes"),
        windows,
        text(sent, at + "delayMinutes"),
        text(sent, at + "coarsening"),
        text(sent, at + "roundTo"));
  }

  private static String text(Map<String, String[]> sent, String name) {
    String[] values = sent.get(name);
    return values == null ? "" : String.join(" ", values).strip();
  }

  private static List<String> words(String text) {
    return text.isBlank() ? List.of() : List.of(text.strip().split("[\\s,;、，]+"));
  }

  // from terms

  static TermsForm of(Terms t) {
    var title = new LinkedHashMap<String, String>(t.title().toTags());
    return new TermsForm(
        title,
        t.receivers(),
        t.lines().stream().map(TermsForm::line).toList(),
        t.purpose(),
        t.onwardSharing() ? "yes" : "no",
        t.classification().name().toLowerCase(java.util.Locale.ROOT),
        t.approver(),
        t.document(),
        Objects.toString(t.concludedOn(), ""),
        t.from().toString(),
        Objects.toString(t.to(), ""));
  }

  private static LineForm line(Terms.Line line) {
    Terms.Season season = line.season();
    Duration frequency = line.frequency();
    return new LineForm(
        line.stations(),
        line.variables(),
        season == null ? "" : monthDay(season.from()),
        season == null ? "" : monthDay(season.to()),
        line.zone().getId(),
        frequency == null ? "" : String.valueOf(frequency.toMinutes()),
        line.windows().stream().map(TermsForm::window).toList(),
        line.delay().isZero() ? "" : String.valueOf(line.delay().toMinutes()),
        switch (line.coarsening()) {
          case Coarsening.None _ -> "none";
          case Coarsening.HourlyMean _ -> "hourly-mean";
          case Coarsening.DailyMean _ -> "daily-mean";
          case Coarsening.Rounded _ -> "rounded";
        },
        line.coarsening() instanceof Coarsening.Rounded(BigDecimal to) ? to.toPlainString() : "");
  }

  private static WindowForm window(Terms.Window w) {
    return new WindowForm(
        w.before().toString(),
        String.valueOf(w.fromDay()),
        w.from().toString(),
        String.valueOf(w.toDay()),
        w.to().toString());
  }

  private static String monthDay(MonthDay day) {
    return day.toString().substring(2);
  }

  // single values; null = it is none

  static @Nullable MonthDay monthDay(String text) {
    try {
      return MonthDay.parse("--" + text.strip());
    } catch (RuntimeException e) {
      return null;
    }
  }

  static @Nullable LocalDate day(String text) {
    try {
      return LocalDate.parse(text.strip());
    } catch (RuntimeException e) {
      return null;
    }
  }

  static @Nullable LocalTime time(@Nullable String text) {
    try {
      return text == null ? null : LocalTime.parse(text.strip());
    } catch (RuntimeException e) {
      return null;
    }
  }

  static @Nullable ZoneId zone(String text) {
    try {
      return ZoneId.of(text.strip());
    } catch (RuntimeException e) {
      return null;
    }
  }
}
