package org.lanmei.water.intake;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Message;
import org.lanmei.water.intake.HeaderWords.Role;
import org.lanmei.water.intake.Profile.TimeColumn;
import org.lanmei.water.intake.ProfileProposal.Evidence;
import org.lanmei.water.intake.ProfileProposal.Option;
import org.lanmei.water.intake.ProfileProposal.Setting;

/** Finds out which cells are which series, in what unit, and how their numbers are written. */
final class SeriesProposal {

  /** Levels above this, in metres, are rather centimetres or an elevation: a person says which. */
  private static final double HIGH_LEVEL = 60;

  private final Draft draft;
  private final TableShape shape;
  private final List<ColumnStudy> columns;
  private final String fileName;
  private final List<KnownSeries> known;

  SeriesProposal(
      Draft draft,
      TableShape shape,
      List<ColumnStudy> columns,
      String fileName,
      List<KnownSeries> known) {
    this.draft = draft;
    this.shape = shape;
    this.columns = columns;
    this.fileName = fileName;
    this.known = known;
  }

  /**
   * @param keys columns that name the series of a row
   * @param values columns with readings
   * @param unit a column that names the unit; null = none does
   */
  record Columns(List<ColumnStudy> keys, List<ColumnStudy> values, @Nullable ColumnStudy unit) {}

  Columns columns(List<TimeColumn> time) {
    var taken = time.stream().map(TimeColumn::column).collect(Collectors.toSet());
    var keys = new ArrayList<ColumnStudy>();
    for (Role role : List.of(Role.STATION, Role.VARIABLE, Role.LABEL)) {
      for (ColumnStudy column : columns) {
        if (taken.contains(column.name) || !role(column).equals(Optional.of(role))) continue;
        if (column.manyWords || column.filled == 0) continue;
        if (role == Role.STATION
            && keys.stream().anyMatch(k -> role(k).equals(Optional.of(role)))) {
          continue;
        }
        keys.add(column);
        taken.add(column.name);
      }
    }
    ColumnStudy unit =
        columns.stream()
            .filter(c -> role(c).equals(Optional.of(Role.UNIT)) && !c.manyWords && c.numbers == 0)
            .findFirst()
            .orElse(null);
    var values = new ArrayList<ColumnStudy>();
    for (ColumnStudy column : columns) {
      if (taken.contains(column.name) || column == unit || !column.isNumbers()) continue;
      var role = role(column);
      boolean level = HeaderWords.variable(column.name).isPresent();
      if (role.isPresent() && role.get() != Role.VALUE && !level) continue;
      values.add(column);
    }
    if (shape.headerLine() == 0 && keys.isEmpty()) keyWithoutHeading(taken, keys, values);
    var named = values.stream().filter(c -> role(c).equals(Optional.of(Role.VALUE))).toList();
    if (named.size() == 1 && !keys.isEmpty()) {
      var only = named.getFirst();
      values.removeIf(c -> c != only);
    }
    if (values.isEmpty()) {
      throw new IntakeProblem.NoValues(
          shape.columns().stream().limit(20).collect(Collectors.joining(", ")));
    }
    return new Columns(keys, values, unit);
  }

  /** A column of few words beside stamps and numbers names the station. */
  private void keyWithoutHeading(
      Set<String> taken, List<ColumnStudy> keys, List<ColumnStudy> values) {
    for (ColumnStudy column : columns) {
      if (taken.contains(column.name) || column.manyWords || column.filled == 0) continue;
      boolean few = column.words.size() * 3 <= column.filled || column.words.size() == 1;
      boolean codes =
          column.words.keySet().stream()
              .allMatch(w -> known.stream().anyMatch(s -> s.key().station().equals(w)));
      if (codes || (few && column.numbers == 0)) {
        keys.add(column);
        values.remove(column);
      }
    }
  }

  private Optional<Role> role(ColumnStudy column) {
    return shape.headerLine() == 0 ? Optional.empty() : HeaderWords.role(column.name);
  }

  /** How the numbers are written. */
  NumberReading numbers(List<ColumnStudy> values) {
    int points = values.stream().mapToInt(c -> c.pointOnly).sum();
    int commas = values.stream().mapToInt(c -> c.commaOnly).sum();
    int either = values.stream().mapToInt(c -> c.eitherMark).sum();
    boolean comma = commas > points;
    if (points > 0 && commas > 0) {
      draft.warn(
          Setting.NUMBERS,
          said("found.both-marks", points, commas),
          Draft.at(first(values, c -> c.firstPoint)),
          Draft.at(first(values, c -> c.firstComma)));
    } else if (points + commas == 0 && either > 0) {
      var evidence = Draft.at(first(values, c -> c.firstEitherMark));
      String answer =
          draft.ask(
              "decimal",
              Setting.NUMBERS,
              said("ask.decimal"),
              evidence,
              List.of(
                  new Option("point", said("decimal.point"), shown(evidence.text(), false)),
                  new Option("comma", said("decimal.comma"), shown(evidence.text(), true))),
              null,
              true);
      comma = "comma".equals(answer);
    } else if (commas > 0) {
      draft.found(
          Setting.NUMBERS, said("found.decimal-comma"), Draft.at(first(values, c -> c.firstComma)));
    } else {
      draft.found(Setting.NUMBERS, said("found.decimal-point"));
    }
    return new NumberReading(comma, nulls(values));
  }

  private interface Pick {
    ColumnStudy.@Nullable At of(ColumnStudy column);
  }

  private static ColumnStudy.@Nullable At first(List<ColumnStudy> columns, Pick pick) {
    for (ColumnStudy column : columns) {
      var at = pick.of(column);
      if (at != null) return at;
    }
    return null;
  }

  private static @Nullable String shown(String cell, boolean comma) {
    Double number = NumberReading.number(Digits.latin(cell), comma);
    return number == null ? null : String.valueOf(number);
  }

  private Set<String> nulls(List<ColumnStudy> values) {
    var nulls = new TreeSet<String>();
    for (ColumnStudy column : values) {
      for (var word : column.words.entrySet()) {
        String mark = word.getKey().toLowerCase(Locale.ROOT);
        if (NumberReading.WORDS.contains(mark) && nulls.add(mark)) {
          draft.found(
              Setting.NUMBERS,
              said("found.null-word", word.getKey(), word.getValue()),
              Draft.at(column.firstWord.get(word.getKey())));
        }
      }
      for (var sentinel : column.sentinels.entrySet()) {
        if (nulls.contains(sentinel.getKey())) continue;
        var at = Draft.at(column.firstWord.get(sentinel.getKey()));
        String answer =
            draft.ask(
                "null." + sentinel.getKey(),
                Setting.NUMBERS,
                said("ask.sentinel", sentinel.getKey(), sentinel.getValue(), column.name),
                at,
                List.of(
                    new Option("none", said("sentinel.none"), null),
                    new Option("number", said("sentinel.number"), null)),
                "none",
                sentinel.getKey().charAt(0) != '-');
        if (!"number".equals(answer)) nulls.add(sentinel.getKey());
      }
    }
    return nulls;
  }

  /**
   * Where values of one kind stand.
   *
   * @param key the cells of the key columns
   * @param unit as the unit column says; empty = there is none
   * @param line the first such row
   */
  record Slot(ColumnStudy column, List<String> key, String unit, long line, long rows) {}

  /** The rules; null for a slot whose series or unit is not known yet. */
  List<Profile.Rule> rules(List<Slot> slots) {
    var rules = new ArrayList<Profile.Rule>();
    long rows = slots.stream().mapToLong(Slot::rows).sum();
    int n = 0;
    for (Slot slot : slots) {
      if (isStray(slot, rows)) continue;
      n++;
      var series = series("series." + n, slot, slots.size());
      if (series == null) continue;
      var unit = unit("unit." + n, slot, series);
      if (unit == null) continue;
      rules.add(new Profile.Rule(slot.column.name, slot.key, series.key(), unit, series.unit()));
    }
    return rules;
  }

  /** A name that hardly ever comes in a long file and is none of ours: a misprint, a bad row. */
  boolean isStray(Slot slot, long rows) {
    return slot.rows <= 2
        && rows > 500
        && !slot.key.isEmpty()
        && known.stream().noneMatch(s -> slot.key.contains(s.key().station()));
  }

  private record Match(KnownSeries series, int score, String why) {}

  private @Nullable KnownSeries series(String id, Slot slot, int slots) {
    String words = String.join(" ", slot.key);
    var variable =
        slot.key.stream()
            .map(HeaderWords::variable)
            .flatMap(Optional::stream)
            .findFirst()
            .or(() -> HeaderWords.variable(slot.column.name));
    var matches =
        known.stream()
            .map(s -> match(s, slot))
            .filter(m -> m.score > 0)
            .sorted(
                Comparator.comparingInt(Match::score).reversed().thenComparing(m -> m.series.key()))
            .toList();
    int best = matches.isEmpty() ? 0 : matches.getFirst().score;
    var stations = matches.stream().filter(m -> m.score == best).toList();
    var exact =
        variable.isEmpty()
            ? stations
            : stations.stream().filter(m -> isVariable(m.series, variable.get())).toList();
    var unit = stated(slot);
    if (variable.isEmpty() && unit != null) {
      exact = stations.stream().filter(m -> m.series.unit().equals(unit.ucum())).toList();
    }
    if (exact.isEmpty()) exact = stations;
    boolean certain =
        exact.size() == 1
            && best >= 70
            && variable.isPresent()
            && isVariable(exact.getFirst().series, variable.get());
    var likely = exact.size() == 1 ? exact.getFirst() : null;
    var ordered = new LinkedHashSet<KnownSeries>();
    exact.forEach(m -> ordered.add(m.series));
    matches.forEach(m -> ordered.add(m.series));
    known.forEach(ordered::add);
    var options =
        ordered.stream()
            .map(
                s ->
                    new Option(
                        s.key().toString(),
                        said(
                            "series.is",
                            s.key().station(),
                            s.names().isEmpty() ? "" : s.names().getFirst(),
                            s.key().variable(),
                            s.unit()),
                        null))
            .collect(Collectors.toCollection(ArrayList::new));
    if (slots > 1) options.add(new Option("skip", said("series.skip"), null));
    String where = words.isEmpty() ? slot.column.name : words + " · " + slot.column.name;
    var evidence = new Evidence(slot.line, where);
    if (likely != null) {
      draft.found(
          Setting.SERIES,
          said("found.series." + likely.why, where, likely.series.key().toString()),
          evidence);
    } else if (matches.isEmpty()) {
      draft.warn(Setting.SERIES, said("found.no-series", where), evidence);
    }
    String answer =
        draft.ask(
            id,
            Setting.SERIES,
            said("ask.series", where, slot.rows),
            evidence,
            options,
            likely == null ? null : likely.series.key().toString(),
            !certain);
    if (answer == null || answer.equals("skip")) return null;
    return known.stream().filter(s -> s.key().toString().equals(answer)).findFirst().orElse(null);
  }

  private static boolean isVariable(KnownSeries series, String variable) {
    String code = series.key().variable();
    return code.equals(variable)
        || HeaderWords.variable(code.replace('-', ' ')).equals(Optional.of(variable));
  }

  /** How well the words of a slot, the file's lines above, or its name fit a station. */
  private Match match(KnownSeries series, Slot slot) {
    String code = series.key().station();
    for (String cell : slot.key) {
      if (cell.equals(code)) return new Match(series, 100, "code");
      if (!cell.isEmpty()
          && cell.length() < code.length()
          && code.endsWith(cell)
          && code.substring(0, code.length() - cell.length()).chars().allMatch(c -> c == '0')) {
        return new Match(series, 95, "code-without-zeros");
      }
    }
    // A code in the row settles it: the rest of the row may name another station's river.
    if (slot.key.stream().anyMatch(c -> c.matches("\\d{4,8}"))) return new Match(series, 0, "");
    String heading = slot.column.name;
    if (containsWord(heading, code)) return new Match(series, 90, "heading");
    int name =
        named(series, n -> slot.key.stream().anyMatch(c -> HeaderWords.squeezed(c).equals(n)));
    if (name > 0) return new Match(series, 86 + name, "name");
    name = named(series, HeaderWords.squeezed(heading)::contains);
    if (name > 0) return new Match(series, 80 + name, "heading");
    String above =
        shape.preamble().stream()
            .map(r -> String.join(" ", r.cells()))
            .collect(Collectors.joining(" "));
    if (containsWord(above, code)) return new Match(series, 78, "above");
    name = named(series, HeaderWords.squeezed(above)::contains);
    if (name > 0) return new Match(series, 70 + name, "above");
    if (!slot.key.stream().allMatch(String::isEmpty)) return new Match(series, 0, "");
    if (containsWord(fileName, code)) return new Match(series, 60, "file-name");
    name = named(series, HeaderWords.squeezed(fileName)::contains);
    if (name > 0) return new Match(series, 50 + name, "file-name");
    return new Match(series, 0, "");
  }

  /**
   * Whether one of a station's names fits: 2 = as it is, 1 = without the number at its end, such as
   * that of “Nong Khai 2”; 0 = none.
   */
  private static int named(KnownSeries series, Predicate<String> fits) {
    int best = 0;
    for (String name : series.names()) {
      if (fits(HeaderWords.squeezed(name), fits)) return 2;
      if (fits(HeaderWords.squeezed(name.replaceAll("\\s+\\d+$", "")), fits)) best = 1;
    }
    return best;
  }

  private static boolean fits(String name, Predicate<String> fits) {
    return (name.length() >= 3 || (!name.isEmpty() && name.charAt(0) > 0x2000)) && fits.test(name);
  }

  private static boolean containsWord(String text, String word) {
    int at = text.indexOf(word);
    while (at >= 0) {
      boolean before = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
      int end = at + word.length();
      boolean after = end == text.length() || !Character.isLetterOrDigit(text.charAt(end));
      if (before && after) return true;
      at = text.indexOf(word, at + 1);
    }
    return false;
  }

  private @Nullable String unit(String id, Slot slot, KnownSeries series) {
    var into = Unit.ofUcum(series.unit()).orElse(null);
    var stated = stated(slot);
    if (into == null) {
      draft.found(Setting.UNIT, said("found.unit.of-series", slot.column.name, series.unit()));
      return series.unit();
    }
    if (stated != null && Unit.conversion(stated, into) != null) {
      draft.found(
          Setting.UNIT,
          stated == into
              ? said("found.unit.stated", slot.column.name, stated.ucum())
              : said("found.unit.converted", slot.column.name, stated.ucum(), into.ucum()),
          new Evidence(shape.headerLine(), slot.unit.isEmpty() ? slot.column.name : slot.unit));
      return stated.ucum();
    }
    if (stated != null) {
      draft.warn(
          Setting.UNIT, said("found.unit.unlike", slot.column.name, stated.ucum(), into.ucum()));
    }
    boolean high = into == Unit.M && slot.column.highest > HIGH_LEVEL;
    boolean must = stated != null || high || into != Unit.M;
    String range = slot.column.lowest + " … " + slot.column.highest;
    return draft.ask(
        id,
        Setting.UNIT,
        said(high ? "ask.unit-high" : "ask.unit", slot.column.name, range, into.ucum()),
        new Evidence(slot.line, slot.column.name),
        Unit.like(into).stream()
            .map(u -> new Option(u.ucum(), said("unit.is", u.ucum()), null))
            .toList(),
        high || stated != null ? null : into.ucum(),
        must);
  }

  private @Nullable Unit stated(Slot slot) {
    if (!slot.unit.isEmpty()) {
      var unit = Unit.named(slot.unit);
      if (unit.isPresent()) return unit.get();
    }
    if (slot.column.index < shape.units().size()) {
      var unit = Unit.named(shape.units().get(slot.column.index).replaceAll("[\\(\\)\\[\\]]", ""));
      if (unit.isPresent()) return unit.get();
    }
    return HeaderWords.unit(slot.column.name).orElse(null);
  }

  private static Message said(String key, Object... args) {
    return Message.of("water.intake." + key, args);
  }
}
