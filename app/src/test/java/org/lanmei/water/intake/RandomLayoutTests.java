package org.lanmei.water.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanmei.kernel.Problem;

/**
 * Random series written in random layouts come back as they were; bytes at random are refused in
 * words or read, and never break the reading.
 */
class RandomLayoutTests {

  private static final List<KnownSeries> LEVELS =
      Samples.KNOWN.stream().filter(s -> s.key().variable().equals("water-level")).toList();

  /** How a file is written, and what a person who knows would answer. */
  private static final class Layout {
    final Random random;
    final Charset charset;
    final char delimiter;
    final boolean comma;
    final boolean wide;
    final boolean twoColumns;
    final String dates;
    final boolean buddhist;
    final ZoneOffset zone;
    final boolean stamped;
    final int preamble;
    final boolean centimetres;
    final String none;
    final boolean mark;

    Layout(Random random) {
      this.random = random;
      charset =
          List.of(
                  StandardCharsets.UTF_8,
                  StandardCharsets.UTF_16LE,
                  StandardCharsets.UTF_16BE,
                  Charset.forName("windows-1252"))
              .get(random.nextInt(4));
      mark = charset != Charset.forName("windows-1252") && random.nextBoolean();
      delimiter = ",;\t".charAt(random.nextInt(3));
      comma = delimiter != ',' && random.nextBoolean();
      wide = random.nextBoolean();
      stamped = random.nextInt(3) == 0;
      twoColumns = !stamped && random.nextBoolean();
      dates =
          List.of("yyyy-MM-dd", "dd/MM/yyyy", "MM/dd/yyyy", "yyyy/M/d", "d.M.yyyy", "d MMM yyyy")
              .get(random.nextInt(stamped ? 1 : 6));
      buddhist = !stamped && random.nextInt(4) == 0;
      zone = stamped && random.nextBoolean() ? ZoneOffset.UTC : Samples.SEVEN;
      preamble = random.nextInt(4);
      centimetres = random.nextBoolean();
      none = List.of("", "NA", "-999", "---").get(random.nextInt(4));
    }

    String date(LocalDate day) {
      var text = day.format(DateTimeFormatter.ofPattern(dates, Locale.ENGLISH));
      return buddhist
          ? text.replace(String.valueOf(day.getYear()), String.valueOf(day.getYear() + 543))
          : text;
    }

    String stamp(Instant at) {
      var local = at.atOffset(zone);
      if (stamped) return local.toString();
      return date(local.toLocalDate()) + (twoColumns ? delimiter : ' ') + local.toLocalTime();
    }

    String number(double value) {
      double written = centimetres ? Math.rint(value * 100) : value;
      String text =
          centimetres
              ? String.valueOf((long) written)
              : String.format(Locale.ROOT, "%.2f", written);
      return comma ? text.replace('.', ',') : text;
    }

    String unit() {
      return centimetres ? "cm" : "m";
    }
  }

  @ParameterizedTest
  @ValueSource(
      longs = {
        1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 101, 202, 303, 404,
        505, 606, 707, 808, 909, 1010
      })
  void what_is_written_comes_back(long seed) throws Exception {
    var random = new Random(seed);
    var layout = new Layout(random);
    int stations = layout.wide ? 1 + random.nextInt(3) : 1 + random.nextInt(4);
    var series = LEVELS.subList(0, stations);
    var expected = new TreeMap<String, Double>();
    String text = write(layout, series, expected, random);
    byte[] bytes = (layout.mark ? "\ufeff" + text : text).getBytes(layout.charset);
    var content = Content.of(bytes);

    var first = Samples.propose("file.csv", content, Map.of());
    var answers = new LinkedHashMap<>(Samples.recommended(first));
    for (var question : first.questions()) {
      switch (question.id()) {
        case "zone" ->
            answers.put(
                "zone",
                question.options().stream().anyMatch(o -> o.value().equals("as-stamped"))
                    ? "as-stamped"
                    : layout.zone.getId());
        case "order" ->
            answers.put("order", layout.dates.startsWith("M") ? "month-first" : "day-first");
        case "decimal" -> answers.put("decimal", layout.comma ? "comma" : "point");
        default -> {
          if (question.id().startsWith("shift.")) answers.put(question.id(), "as-is");
        }
      }
    }
    var proposal = Samples.propose("file.csv", content, answers);
    assertThat(Samples.open(proposal)).as(text.substring(0, 200)).isEmpty();
    var loaded = Samples.load(Objects.requireNonNull(proposal.profile()), content);
    assertThat(loaded.bad()).as(text.substring(0, 200)).isEmpty();
    var actual = new TreeMap<String, Double>();
    loaded.values().forEach(v -> actual.put(v.series() + " " + v.at(), v.value()));
    assertThat(actual).isEqualTo(expected);
  }

  private static String write(
      Layout layout, List<KnownSeries> series, Map<String, Double> expected, Random random) {
    var text = new StringBuilder();
    for (int i = 0; i < layout.preamble; i++) {
      text.append(i == 0 ? "# written by a test\n" : "Exported table " + i + "\n");
    }
    String time = layout.twoColumns ? "Date" + layout.delimiter + "Time" : "Timestamp";
    var heading = new ArrayList<String>(List.of(time));
    if (layout.wide) {
      series.forEach(s -> heading.add(s.key().station() + " water level (" + layout.unit() + ")"));
    } else {
      heading.addAll(0, List.of("Station"));
      heading.addAll(List.of("Water level (" + layout.unit() + ")", "Remark \u00e9"));
    }
    text.append(String.join(String.valueOf(layout.delimiter), heading)).append('\n');
    var at =
        LocalDateTime.of(
                1990 + random.nextInt(34),
                1 + random.nextInt(12),
                1 + random.nextInt(28),
                random.nextInt(24),
                0)
            .toInstant(layout.zone);
    var step =
        List.of(
                Duration.ofMinutes(15),
                Duration.ofHours(1),
                Duration.ofHours(12),
                Duration.ofDays(1))
            .get(random.nextInt(4));
    for (int row = 0; row < 400; row++) {
      var cells = new ArrayList<String>();
      for (KnownSeries each : series) {
        boolean none = random.nextInt(20) == 0;
        double value = random.nextInt(1400) / 100.0;
        if (!none)
          expected.put(
              each.key() + " " + at, layout.centimetres ? Math.rint(value * 100) / 100 : value);
        String cell = none ? layout.none : layout.number(value);
        if (layout.wide) {
          cells.add(cell);
        } else {
          text.append(
                  String.join(
                      String.valueOf(layout.delimiter),
                      List.of(
                          each.key().station(),
                          layout.stamp(at),
                          cell,
                          random.nextBoolean() ? "\"a" + layout.delimiter + "b\"" : "")))
              .append('\n');
        }
      }
      if (layout.wide) {
        text.append(layout.stamp(at))
            .append(layout.delimiter)
            .append(String.join(String.valueOf(layout.delimiter), cells))
            .append('\n');
      }
      at = at.plus(step);
    }
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 22, 33, 44, 55, 66})
  void bytes_at_random_are_refused_in_words(long seed) throws Exception {
    var random = new Random(seed);
    String good =
        "Station,Timestamp (UTC+07:00),Value,Unit\n"
            + "013901,2024-06-01T07:00Z,4.2,m\n".repeat(40);
    String pieces = ",;\t\"'\n\r|:-/. 0123456789TZ+mABCเ水é\u0000#";
    for (int round = 0; round < 400; round++) {
      byte[] bytes;
      if (round % 3 == 0) {
        bytes = new byte[random.nextInt(600)];
        random.nextBytes(bytes);
      } else if (round % 3 == 1) {
        var text = new StringBuilder();
        for (int n = random.nextInt(900); n > 0; n--)
          text.append(pieces.charAt(random.nextInt(pieces.length())));
        bytes = text.toString().getBytes(StandardCharsets.UTF_8);
      } else {
        bytes = good.getBytes(StandardCharsets.UTF_8);
        for (int n = 1 + random.nextInt(30); n > 0; n--)
          bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      var content = Content.of(bytes);
      try {
        var proposal = Samples.propose("x.csv", content, Map.of());
        var answers = Samples.recommended(proposal);
        var again = Samples.propose("x.csv", content, answers);
        if (again.profile() != null) Fit.check(again.profile(), content, Samples.NOW);
      } catch (IntakeProblem e) {
        assertThat(e.kind()).isIn(Problem.Kind.NOT_READABLE, Problem.Kind.BAD_INPUT);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {7, 8, 9})
  void numbers_and_stamps_of_any_characters_never_break(long seed) {
    var random = new Random(seed);
    String pieces = "0123456789.,-+eE' \u2212๑二:/TZzAMPmJanม.ค年月日hUTC";
    for (int round = 0; round < 60_000; round++) {
      var text = new StringBuilder();
      for (int n = random.nextInt(26); n > 0; n--)
        text.append(pieces.charAt(random.nextInt(pieces.length())));
      String cell = text.toString();
      Double number = NumberReading.number(Digits.latin(cell), random.nextBoolean());
      if (number != null) assertThat(number).isFinite();
      var stamp = RawStamp.parse(cell);
      if (stamp != null && stamp.form() != RawStamp.Form.EPOCH && stamp.hasTime()) {
        assertThat(LocalTime.of(stamp.hour() % 24, stamp.minute(), stamp.second())).isNotNull();
      }
      RawStamp.isTime(cell);
      HeaderWords.role(cell);
      HeaderWords.variable(cell);
      HeaderWords.unit(cell);
      HeaderWords.zone(cell);
    }
  }
}
