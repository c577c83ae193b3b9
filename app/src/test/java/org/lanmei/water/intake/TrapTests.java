package org.lanmei.water.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.lanmei.water.intake.Samples.found;
import static org.lanmei.water.intake.Samples.load;
import static org.lanmei.water.intake.Samples.open;
import static org.lanmei.water.intake.Samples.propose;
import static org.lanmei.water.intake.Samples.question;
import static org.lanmei.water.intake.Samples.recommended;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanmei.water.intake.ProfileProposal.Evidence;
import org.lanmei.water.intake.ProfileProposal.Option;

/** Small files, each with a trap that real ones have. */
class TrapTests {

  private static String at(RowReader.Value value) {
    return value.at() + " " + value.value();
  }

  private static Samples.Loaded loaded(String text, String... answers) throws Exception {
    return loaded(text, StandardCharsets.UTF_8, answers);
  }

  private static Samples.Loaded loaded(String text, Charset charset, String... answers)
      throws Exception {
    var first = propose(text, charset, answers);
    var all = new LinkedHashMap<>(recommended(first));
    for (int i = 0; i < answers.length; i += 2) all.put(answers[i], answers[i + 1]);
    var content = Content.of(text.getBytes(charset));
    var proposal = propose("file.csv", content, all);
    assertThat(open(proposal)).isEmpty();
    return load(Objects.requireNonNull(proposal.profile()), content);
  }

  @Test
  void day_and_month_that_could_be_either_are_asked_with_the_line_and_both_readings() {
    var proposal =
        propose("Station,Date,Water level (m)\n013901,03/04/2021,4.20\n013901,04/04/2021,4.25\n");

    var order = question(proposal, "order");
    assertThat(order.open()).isTrue();
    assertThat(order.evidence()).isEqualTo(new Evidence(2, "03/04/2021"));
    assertThat(order.options())
        .extracting(Option::value, Option::reading)
        .containsExactly(tuple("day-first", "2021-04-03"), tuple("month-first", "2021-03-04"));
    assertThat(order.recommended()).isEqualTo("day-first");
    assertThat(proposal.profile()).isNull();
  }

  @Test
  void a_day_above_twelve_settles_the_order() throws Exception {
    String text = "station;date;h (cm)\n013901;12/31/2020;420\n013901;01/02/2021;425\n";
    assertThat(found(propose(text))).contains("month-first", "unit.converted");
    assertThat(loaded(text).values())
        .extracting(TrapTests::at)
        .containsExactly("2020-12-30T17:00:00Z 4.2", "2021-01-01T17:00:00Z 4.25");
  }

  @Test
  void a_stamp_without_a_zone_is_asked_and_reading_hours_are_a_reason() {
    var text = new StringBuilder("time,013901 water level (m)\n");
    for (int day = 1; day <= 20; day++) {
      text.append("2024-06-%02d 07:00,4.%d%n".formatted(day, day));
      text.append("2024-06-%02d 19:00,4.%d%n".formatted(day, day));
    }
    var zone = question(propose(text.toString()), "zone");
    assertThat(zone.open()).isTrue();
    assertThat(zone.recommended()).isEqualTo("+07:00");
    assertThat(zone.asks().key()).isEqualTo("water.intake.ask.zone-reading-hours-here");
    assertThat(zone.evidence()).isEqualTo(new Evidence(2, "2024-06-01 07:00"));
    assertThat(zone.options())
        .extracting(Option::value, Option::reading)
        .startsWith(
            tuple("+07:00", "2024-06-01 07:00 UTC+07:00"),
            tuple("Z", "2024-06-01 14:00 UTC+07:00"));
  }

  @Test
  void a_zone_named_above_the_table_is_taken() throws Exception {
    String text =
        """
        # Export of the portal
        Station: Pakse (013901)
        Time zone: UTC+07:00

        Timestamp,Value (m)
        2024-06-01 07:00,4.20
        2024-06-01 19:00,4.31
        """;
    assertThat(found(propose(text)))
        .contains("preamble", "header", "zone.named", "series.above", "unit.stated");
    assertThat(loaded(text).values())
        .extracting(TrapTests::at)
        .containsExactly("2024-06-01T00:00:00Z 4.2", "2024-06-01T12:00:00Z 4.31");
  }

  @Test
  void a_heading_that_contradicts_its_stamps_is_told() {
    var text = new StringBuilder("Station Code,Parameter,Timestamp (UTC+07:00),Value,Unit\n");
    for (int day = 1; day <= 20; day++) {
      text.append("013901,Water Level,2024-06-%02dT17:00Z,4.%d,m%n".formatted(day, day));
    }
    var proposal = propose(text.toString());
    assertThat(found(proposal)).contains("zone.mislabelled", "zone.clocks");
    // 17:00 UTC is midnight at the station, so that the stamps, not the heading, are right.
    assertThat(question(proposal, "zone").recommended()).isEqualTo("as-stamped");
    assertThat(proposal.profile()).isNotNull();
    assertThat(proposal.profile().time().zone()).isNull();

    var header = propose(text.toString(), "zone", "+07:00").profile();
    assertThat(header.time().trustStamps()).isFalse();
    assertThat(header.time().zone()).isEqualTo("+07:00");
  }

  private static String twiceDaily(String first, String second, String from, int days) {
    var text = new StringBuilder();
    var day = LocalDate.parse(from);
    for (int n = 0; n < days; n++) {
      text.append("013901,%s %s,%.2f%n".formatted(day.plusDays(n), first, 2 + n % 10 / 10.0));
      text.append("013901,%s %s,%.2f%n".formatted(day.plusDays(n), second, 2 + n % 10 / 10.0));
    }
    return text.toString();
  }

  @Test
  void a_clock_that_changes_inside_a_file_is_found_and_asked() throws Exception {
    String text =
        "station,time,water level (m)\n"
            + twiceDaily("05:00", "17:00", "2021-02-01", 28)
            + twiceDaily("00:00", "12:00", "2021-03-04", 28);
    var proposal = propose(text, "zone", "Z");
    var shift = question(proposal, "shift.1");
    assertThat(shift.must()).isTrue();
    assertThat(shift.recommended()).isEqualTo("earlier");
    assertThat(shift.evidence()).isEqualTo(new Evidence(57, "2021-02-28T17:00"));
    assertThat(loaded(text, "zone", "Z").values().getFirst().at())
        .isEqualTo("2021-02-01T12:00:00Z");
    assertThat(loaded(text, "zone", "Z", "shift.1", "as-is").values().getFirst().at())
        .isEqualTo("2021-02-01T05:00:00Z");
    assertThat(loaded(text, "zone", "Z", "shift.1", "later").values().getLast().at())
        .isEqualTo("2021-03-31T05:00:00Z");
  }

  @Test
  void hourly_readings_and_odd_ones_are_no_shift() {
    var hourly = new StringBuilder("station,time,water level (m)\n");
    for (int n = 0; n < 200; n++) {
      hourly.append("013901,2024-06-%02dT%02d:00Z,4.2%n".formatted(1 + n / 24, n % 24));
    }
    assertThat(found(propose(hourly.toString()))).doesNotContain("shift");
    String odd =
        "station,time,water level (m)\n"
            + twiceDaily("07:00", "19:00", "2024-06-01", 10)
            + "013901,2024-06-11 10:30,2.5\n013901,2024-06-11 11:30,2.5\n"
            + twiceDaily("07:00", "19:00", "2024-06-12", 10);
    assertThat(found(propose(odd))).doesNotContain("shift");
  }

  @Test
  void buddhist_years_thai_digits_and_thai_headings_in_their_old_encoding() throws Exception {
    String text =
        "สถานี,วันที่,เวลา,ระดับน้ำ (ม.)\n"
            + "หนองคาย,01/06/2567,07:00,๓.๔๕\n"
            + "หนองคาย,15/06/2567,07:00,3.55\n";
    Charset thai = Charset.forName("x-windows-874");
    var proposal = propose(text, thai);
    assertThat(found(proposal))
        .contains("encoding.letters", "buddhist", "day-first", "date-and-time", "series.name");
    assertThat(loaded(text, thai, "zone", "+07:00").values())
        .extracting(TrapTests::at)
        .containsExactly("2024-06-01T00:00:00Z 3.45", "2024-06-15T00:00:00Z 3.55");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GB18030", "UTF-8", "UTF-16LE", "UTF-16BE"})
  void chinese_tables_in_all_their_encodings(String charset) throws Exception {
    String text = "站名,时间,水位(m)\n允景洪,2024年6月1日 8时,535.12\n允景洪,2024年6月1日 20时,535.30\n";
    var proposal = propose(text, Charset.forName(charset), "unit.1", "m");
    assertThat(question(proposal, "series.1").recommended()).isEqualTo("092600/water-level");
    assertThat(loaded(text, Charset.forName(charset), "zone", "+08:00").values())
        .extracting(TrapTests::at)
        .containsExactly("2024-06-01T00:00:00Z 535.12", "2024-06-01T12:00:00Z 535.3");
  }

  @Test
  void a_byte_order_mark_is_no_part_of_the_first_heading() {
    String text = "\ufeffDate,013901 water level (m)\n2024-06-01,4.2\n2024-06-02,4.3\n";
    assertThat(propose(text).columns()).startsWith("Date");
    assertThat(found(propose(text))).contains("encoding.mark");
  }

  @Test
  void decimal_commas_and_thousands() throws Exception {
    String text =
        "station;time;discharge (m3/s)\n"
            + "014501;2024-08-01T00:00Z;12.345,5\n"
            + "014501;2024-08-02T00:00Z;9.876,25\n";
    assertThat(found(propose(text))).contains("decimal-comma", "delimiter.semicolon");
    assertThat(loaded(text).values())
        .extracting(RowReader.Value::value)
        .containsExactly(12345.5, 9876.25);
  }

  @Test
  void one_comma_before_three_digits_is_asked_with_both_readings() {
    var decimal =
        question(
            propose(
                "station;time;water level (m)\n"
                    + "013901;2024-08-01T00:00Z;1,234\n"
                    + "013901;2024-08-02T00:00Z;1,240\n"),
            "decimal");
    assertThat(decimal.open()).isTrue();
    assertThat(decimal.evidence()).isEqualTo(new Evidence(2, "1,234"));
    assertThat(decimal.options()).extracting(Option::reading).containsExactly("1234.0", "1.234");
  }

  @Test
  void marks_for_no_value_are_found_and_never_become_numbers() throws Exception {
    String text =
        "station,time,water level (m)\n013901,2024-06-01T00:00Z,-999\n013901,2024-06-02T00:00Z,NA\n"
            + "013901,2024-06-03T00:00Z,\n013901,2024-06-04T00:00Z,4.2\n";
    assertThat(found(propose(text))).contains("null-word");
    assertThat(question(propose(text), "null.-999").recommended()).isEqualTo("none");
    assertThat(loaded(text).values()).extracting(RowReader.Value::value).containsExactly(4.2);
    assertThat(loaded(text, "null.-999", "number").values()).hasSize(2);
  }

  @Test
  void three_bad_rows_are_listed_and_the_rest_is_taken() throws Exception {
    var text = new StringBuilder("station,time,water level (m)\n");
    for (int n = 0; n < 2_000; n++) {
      var day = LocalDate.parse("2019-01-01").plusDays(n);
      text.append(
          switch (n) {
            case 500 -> "013901,2020-02-30T00:00Z,4.2\n";
            case 900 -> "013901,%sT00:00Z,4.2o\n".formatted(day);
            case 1500 -> "013901,%sT00:00Z,4.2,9,9\n".formatted(day);
            default -> "013901,%sT00:00Z,4.2\n".formatted(day);
          });
    }
    var proposal = propose(text.toString());
    assertThat(proposal.ready()).isEqualTo(1_997);
    assertThat(proposal.badRows()).isEqualTo(3);
    var loaded = loaded(text.toString());
    assertThat(loaded.values()).hasSize(1_997);
    assertThat(loaded.bad())
        .extracting(BadRow::line, b -> b.what().key())
        .containsExactly(
            tuple(502L, "water.intake.bad.day"),
            tuple(902L, "water.intake.bad.number"),
            tuple(1502L, "water.intake.bad.cells"));
    assertThat(loaded.bad().getFirst().cells()).contains("2020-02-30");
  }

  @Test
  void wide_tables_have_a_column_for_each_series() throws Exception {
    String text =
        "Date,Time,Pakse water level (m),Stung Treng water level (cm),Remark\n"
            + "2024-06-01,07:00,4.20,310,\n2024-06-01,19:00,,315,late\n";
    assertThat(loaded(text, "zone", "+07:00").values())
        .extracting(v -> v.series() + " " + at(v))
        .containsExactly(
            "013901/water-level 2024-06-01T00:00:00Z 4.2",
            "014501/water-level 2024-06-01T00:00:00Z 3.1",
            "014501/water-level 2024-06-01T12:00:00Z 3.15");
  }

  @Test
  void long_tables_name_station_and_variable_in_each_row() throws Exception {
    String text =
        "code\tparameter\ttime\tvalue\tunit\n"
            + "13901\tWater Level\t1717200000\t420\tcm\n13901\tRainfall\t1717200000\t12.5\tmm\n"
            + "014501\tDischarge\t1717200000\t5200\tm3/s\n";
    var proposal = propose(text);
    assertThat(found(proposal))
        .contains("epoch", "series.code-without-zeros", "series.code", "delimiter.tab");
    assertThat(loaded(text).values())
        .extracting(v -> v.series() + " " + at(v))
        .containsExactly(
            "013901/water-level 2024-06-01T00:00:00Z 4.2",
            "013901/rainfall 2024-06-01T00:00:00Z 12.5",
            "014501/discharge 2024-06-01T00:00:00Z 5200.0");
  }

  @Test
  void year_month_and_day_in_columns_of_their_own() throws Exception {
    String text =
        "Station,Year,Month,Day,Hour,Water level (m)\n"
            + "013901,2024,6,1,7,4.2\n"
            + "013901,2024,6,1,24,4.3\n";
    assertThat(loaded(text, "zone", "+07:00").values())
        .extracting(TrapTests::at)
        .containsExactly("2024-06-01T00:00:00Z 4.2", "2024-06-01T17:00:00Z 4.3");
  }

  @Test
  void a_high_level_without_a_unit_is_asked() {
    var unit = question(propose("station,time,level\n013901,2024-06-01T00:00Z,420\n"), "unit.1");
    assertThat(unit.open()).isTrue();
    assertThat(unit.recommended()).isNull();
  }

  @Test
  void a_table_without_headings() throws Exception {
    String text = "013901,2024-06-01T00:00Z,4.2\n013901,2024-06-02T00:00Z,4.3\n";
    assertThat(found(propose(text))).contains("no-header");
    // The station has two series, and nothing says which: the first offered are its own.
    var series = question(propose(text), "series.1");
    assertThat(series.open()).isTrue();
    assertThat(series.recommended()).isNull();
    assertThat(series.options())
        .extracting(Option::value)
        .startsWith("013901/rainfall", "013901/water-level");
    assertThat(loaded(text, "series.1", "013901/water-level").values()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2021-03-04T05:06:07Z | 2021-03-04T05:06:07Z",
        "2021-03-04 05:06 +0700 | 2021-03-03T22:06:00Z",
        "20210304T0506Z | 2021-03-04T05:06:00Z",
        "2021/3/4 5:06 | 2021-03-04T05:06:00Z",
        "20210304 | 2021-03-04T00:00:00Z",
        "202103040506 | 2021-03-04T05:06:00Z",
        "4 Mar 2021 05:06 | 2021-03-04T05:06:00Z",
        "04-Mar-2021 | 2021-03-04T00:00:00Z",
        "4 มี.ค. 2564 | 2021-03-04T00:00:00Z",
        "31/12/2021 11:30 PM | 2021-12-31T23:30:00Z",
        "2021年3月4日 | 2021-03-04T00:00:00Z",
        "2021-03-04 24:00 | 2021-03-05T00:00:00Z",
        "1614834367 | 2021-03-04T05:06:07Z",
        "1614834367000 | 2021-03-04T05:06:07Z",
      })
  void stamps_as_they_are_written(String written, String instant) throws Exception {
    var time =
        new Profile.Time(
            java.util.List.of(new Profile.TimeColumn("t", Profile.Part.STAMP)),
            RawStamp.Order.DAY_FIRST,
            written.contains("2564"),
            null,
            "Z",
            true,
            java.time.LocalTime.MIDNIGHT,
            java.util.List.of());
    var reader = new TimeReader(time, java.util.List.of("t"));
    var row = new TableReader.Row(1, new String[] {written});
    assertThat(reader.instant(reader.written(row), "")).isEqualTo(instant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2021-13-04",
        "12.5",
        "1.234.567",
        "abc",
        "2021-03-04 25:00",
        "99/99/2021",
        "1-2-3-4"
      })
  void what_is_no_stamp(String cell) {
    assertThat(RawStamp.parse(cell)).isNull();
  }

  @Test
  void files_that_are_no_tables_are_refused_with_the_reason() {
    assertThatThrownBy(() -> propose("Dear colleague,\nplease find attached\n"))
        .isInstanceOf(IntakeProblem.NotATable.class);
    assertThatThrownBy(() -> propose("station,level\n013901,4.2\n013901,4.3\n"))
        .isInstanceOf(IntakeProblem.NoTime.class);
    assertThatThrownBy(() -> propose("a,b\n2021-01-01T00:00Z,red\n2021-01-02T00:00Z,blue\n"))
        .isInstanceOf(IntakeProblem.class);
  }

  @Test
  void a_choice_that_was_not_offered_is_refused() {
    assertThatThrownBy(
            () ->
                propose(
                    "station,time,water level (m)\n013901,2024-06-01 07:00,4.2\n", "zone", "moon"))
        .isInstanceOf(IntakeProblem.UnknownChoice.class);
  }

  @Test
  void a_quote_that_does_not_end_is_told_with_its_line() {
    var text = new StringBuilder("station,time,water level (m)\n013901,2024-06-01T00:00Z,\"4.2\n");
    for (int n = 0; n < 60; n++) text.append("013901,2024-06-02T00:00Z,4.2\n");
    assertThatThrownBy(() -> propose(text.toString()))
        .isInstanceOf(IntakeProblem.UnclosedQuote.class)
        .hasMessageContaining("2");
  }

  @Test
  void a_later_file_that_no_longer_fits_is_stopped_and_explained() throws Exception {
    String text = "station,time,water level (m)\n" + twiceDaily("00:00", "12:00", "2024-01-01", 30);
    var profile =
        propose("file.csv", Content.of(text.getBytes(StandardCharsets.UTF_8)), Map.of("zone", "Z"))
            .profile();
    assertThat(misfit(profile, text)).isEmpty();
    assertThat(misfit(profile, text.replace("water level (m)", "stage (m)")))
        .containsExactly("missing", "new");
    assertThat(
            misfit(
                profile,
                text.replace("2024-01-05 00:00", "2024-01-05 00:00").replace("013901", "013903")))
        .containsExactly("key");
    assertThat(
            misfit(
                profile,
                "station,time,water level (m)\n" + twiceDaily("07:00", "19:00", "2024-02-01", 10)))
        .containsExactly("clocks");
    assertThat(misfit(profile, text + twiceDaily("07:00", "19:00", "2024-02-01", 10)))
        .containsExactly("shift");
    assertThat(misfit(profile, "station,time,water level (m)\n")).containsExactly("empty");
    // The columns may come in another order.
    assertThat(misfit(profile, "time,station,water level (m)\n2024-03-01 00:00,013901,4.2\n"))
        .isEmpty();
  }

  private static java.util.List<String> misfit(Profile profile, String text) throws Exception {
    return Fit.check(profile, Content.of(text.getBytes(StandardCharsets.UTF_8)), Samples.NOW)
        .reasons()
        .stream()
        .map(m -> m.key().substring(m.key().lastIndexOf('.') + 1).toLowerCase(Locale.ROOT))
        .toList();
  }
}
