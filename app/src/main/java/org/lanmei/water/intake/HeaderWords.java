package org.lanmei.water.intake;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the headings of tables mean, in the languages that the basin's services write them in. */
final class HeaderWords {

  private HeaderWords() {}

  /** What a column is for. */
  enum Role {
    STAMP,
    DATE,
    TIME,
    YEAR,
    MONTH,
    DAY,
    HOUR,
    MINUTE,
    STATION,
    VARIABLE,
    LABEL,
    VALUE,
    UNIT,
    /** Coordinates, grades, remarks: read by nobody here. */
    OTHER
  }

  private static final Map<Role, List<String>> ROLES =
      Map.ofEntries(
          Map.entry(
              Role.STAMP,
              List.of(
                  "timestamp",
                  "datetime",
                  "date time",
                  "date and time",
                  "time stamp",
                  "date/time",
                  "时间",
                  "日期时间",
                  "观测时间",
                  "วันเวลา",
                  "วันที่และเวลา",
                  "thoi gian",
                  "ngay gio")),
          Map.entry(
              Role.DATE,
              List.of("date", "day date", "日期", "วันที่", "ngay thang", "ວັນທີ", "ថ្ងៃ", "ရက်စွဲ")),
          Map.entry(
              Role.TIME, List.of("time", "clock", "时刻", "เวลา", "gio", "ເວລາ", "ម៉ោង", "အချိန်")),
          Map.entry(Role.YEAR, List.of("year", "yyyy", "yr", "年", "ปี", "nam")),
          Map.entry(Role.MONTH, List.of("month", "mm", "mon", "月", "เดือน", "thang")),
          Map.entry(Role.DAY, List.of("day", "dd", "日", "วัน", "ngay")),
          Map.entry(Role.HOUR, List.of("hour", "hh", "hr", "时", "ชั่วโมง")),
          Map.entry(Role.MINUTE, List.of("minute", "min", "分", "นาที")),
          Map.entry(
              Role.STATION,
              List.of(
                  "station",
                  "station code",
                  "station id",
                  "stationid",
                  "stationcode",
                  "station no",
                  "station name",
                  "site",
                  "site code",
                  "site id",
                  "code",
                  "stn",
                  "stn id",
                  "gauge",
                  "location",
                  "name",
                  "测站",
                  "站码",
                  "站号",
                  "测站编码",
                  "站名",
                  "站点",
                  "สถานี",
                  "รหัสสถานี",
                  "ชื่อสถานี",
                  "tram",
                  "ma tram",
                  "ten tram",
                  "ສະຖານີ",
                  "ស្ថានីយ",
                  "စခန်း")),
          Map.entry(
              Role.VARIABLE,
              List.of(
                  "parameter",
                  "variable",
                  "element",
                  "param",
                  "quantity",
                  "observed property",
                  "要素",
                  "参数",
                  "项目",
                  "ตัวแปร",
                  "พารามิเตอร์",
                  "yeu to",
                  "thong so")),
          Map.entry(Role.LABEL, List.of("label", "sensor", "source", "series", "method")),
          Map.entry(
              Role.VALUE,
              List.of(
                  "value",
                  "val",
                  "reading",
                  "observation",
                  "result",
                  "data",
                  "数值",
                  "值",
                  "观测值",
                  "ค่า",
                  "gia tri",
                  "ຄ່າ",
                  "តម្លៃ")),
          Map.entry(Role.UNIT, List.of("unit", "units", "uom", "单位", "หน่วย", "don vi", "ຫົວໜ່ວຍ")),
          Map.entry(
              Role.OTHER,
              List.of(
                  "country",
                  "country code",
                  "lat",
                  "lon",
                  "long",
                  "latitude",
                  "longitude",
                  "x",
                  "y",
                  "elevation",
                  "altitude",
                  "grade",
                  "approval",
                  "approval level",
                  "quality",
                  "flag",
                  "qc",
                  "qualifier",
                  "remark",
                  "remarks",
                  "comment",
                  "note",
                  "notes",
                  "river",
                  "id",
                  "no",
                  "n",
                  "index",
                  "row",
                  "observed or estimated",
                  "status",
                  "备注",
                  "序号",
                  "河名",
                  "หมายเหตุ",
                  "ลำดับ",
                  "ghi chu",
                  "stt")));

  /** Words of a variable, by its code in the registry. */
  private static final Map<String, List<String>> VARIABLES =
      Map.of(
          "water-level",
              List.of(
                  "water level",
                  "waterlevel",
                  "wl",
                  "level",
                  "h",
                  "stage",
                  "gauge height",
                  "height",
                  "water stage",
                  "水位",
                  "ระดับน้ำ",
                  "muc nuoc",
                  "ລະດັບນ້ຳ",
                  "កម្ពស់ទឹក",
                  "ရေမှတ်"),
          "discharge",
              List.of(
                  "discharge",
                  "flow",
                  "q",
                  "streamflow",
                  "stream flow",
                  "流量",
                  "ปริมาณน้ำ",
                  "อัตราการไหล",
                  "luu luong"),
          "rainfall",
              List.of(
                  "rainfall",
                  "rain",
                  "precipitation",
                  "precip",
                  "rf",
                  "p",
                  "雨量",
                  "降水",
                  "降雨",
                  "ปริมาณน้ำฝน",
                  "น้ำฝน",
                  "luong mua",
                  "mua",
                  "ນ້ຳຝົນ"),
          "water-temperature",
              List.of("water temperature", "temp", "temperature", "水温", "อุณหภูมิ"),
          "suspended-sediment",
              List.of("sediment", "suspended sediment", "ssc", "tss", "含沙量", "ตะกอน", "bun cat"));

  private static final Pattern IN_BRACKETS = Pattern.compile("[\\(\\[（【]([^\\)\\]）】]*)[\\)\\]）】]");
  private static final Pattern ZONE =
      Pattern.compile(
          "(?:UTC|GMT|Z)\\s*([+\\-\u2212])\\s*(\\d{1,2})(?::?(\\d{2}))?", Pattern.CASE_INSENSITIVE);
  private static final Pattern PLAIN_UTC =
      Pattern.compile("(?<![A-Za-z])(?:UTC|GMT)(?![A-Za-z])", Pattern.CASE_INSENSITIVE);

  /** What a column is for by its heading; empty when that says nothing. */
  static Optional<Role> role(String heading) {
    String plain = plain(heading);
    if (plain.isEmpty()) return Optional.empty();
    for (var entry : ROLES.entrySet()) {
      if (entry.getValue().contains(plain)) return Optional.of(entry.getKey());
    }
    return Optional.empty();
  }

  /** The code of the variable that some words speak of, such as {@code water-level}. */
  static Optional<String> variable(String words) {
    String plain = plain(words);
    if (plain.isEmpty()) return Optional.empty();
    String best = null;
    int longest = 0;
    for (var entry : VARIABLES.entrySet()) {
      for (String word : entry.getValue()) {
        boolean short_ = word.length() <= 2 && word.charAt(0) < 128;
        boolean found =
            plain.equals(word)
                || (word.charAt(0) > 127 && plain.contains(word))
                || (!short_ && (" " + plain + " ").contains(" " + word + " "))
                || (short_ && (" " + plain + " ").contains(" " + word + " "));
        if (found && word.length() > longest) {
          best = entry.getKey();
          longest = word.length();
        }
      }
    }
    return Optional.ofNullable(best);
  }

  /** The unit that a heading names: in brackets, or as “in metres” at its end. */
  static Optional<Unit> unit(String heading) {
    var brackets = IN_BRACKETS.matcher(heading);
    while (brackets.find()) {
      var unit = Unit.named(brackets.group(1));
      if (unit.isPresent()) return unit;
    }
    var words = List.of(plain(heading).split(" ", -1));
    if (words.size() >= 2) {
      String last = words.getLast();
      var unit = Unit.named(last);
      if (unit.isPresent() && (words.get(words.size() - 2).equals("in") || last.length() <= 3)) {
        return unit;
      }
    }
    return Optional.empty();
  }

  /** A zone named in a heading or a line above the table. */
  static Optional<ZoneOffset> zone(String text) {
    var matcher = ZONE.matcher(Digits.latin(text));
    if (matcher.find()) {
      int hours = Integer.parseInt(matcher.group(2));
      int minutes = matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3));
      int sign = matcher.group(1).equals("+") ? 1 : -1;
      try {
        return Optional.of(ZoneOffset.ofHoursMinutes(sign * hours, sign * minutes));
      } catch (DateTimeException e) {
        return Optional.empty();
      }
    }
    if (PLAIN_UTC.matcher(text).find()) return Optional.of(ZoneOffset.UTC);
    if (text.contains("北京时间")) return Optional.of(ZoneOffset.ofHours(8));
    return Optional.empty();
  }

  /** Lower case, without marks of tone, brackets and punctuation. */
  static String plain(String text) {
    String bare = IN_BRACKETS.matcher(text).replaceAll(" ").toLowerCase(Locale.ROOT);
    boolean latin =
        bare.chars()
            .allMatch(c -> c < 0x250 || (c >= 0x1e00 && c < 0x2000) || (c >= 0x300 && c < 0x370));
    if (latin) {
      bare =
          Normalizer.normalize(bare, Normalizer.Form.NFD)
              .replaceAll("\\p{M}+", "")
              .replace('đ', 'd');
    }
    return bare.replaceAll("[\\s_.,:;|\\-]+", " ").strip();
  }

  /** Only letters and digits, for comparing names of stations. */
  static String squeezed(String text) {
    return Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
        .replaceAll("[^\\p{L}\\p{N}]+", "");
  }
}
