package org.lanmei.water.readings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Message;

/*
 * The bytes are looked at where they arrive: a row makes no object unless something is wrong with it.
 * Which series a row belongs to is found by the bytes of its name in a small hash table of those that
 * this stream has had.
 */
/**
 * Reads our CSV: UTF-8, commas, a header that names {@code series,time,value} or {@code
 * station,variable,time,value} in any order (station and variable side by side) and may name more,
 * which is passed over. A series is {@code station/variable}. An empty value says that there is
 * none. A column {@code confirmed} says {@code true} or {@code 1} of readings that the publisher
 * stands by; {@code false}, {@code 0} or nothing of the others. Fields may stand in quotation marks
 * but hold none.
 */
final class CsvIn {

  private static final int LONGEST = 1024;

  /** Names that are looked up; after so many unknown ones in one stream the rest are unknown. */
  private static final int MOST_UNKNOWN = 200;

  private final InputStream in;
  private final Streams.Stream to;
  private final Stamp stamp = new Stamp();
  private final Names names = new Names();
  private byte[] buffer = new byte[1 << 16];
  private int begin;
  private int filled;
  private boolean ended;
  private int line;

  private int name = -1;
  private int nameUpto = -1;
  private int time = -1;
  private int value = -1;
  private int confirmed = -1;
  private int columns;
  private int[] starts = new int[16];
  private int[] ends = new int[16];

  CsvIn(InputStream in, Streams.Stream to) {
    this.in = in;
    this.to = to;
  }

  void read() throws IOException {
    int end = nextLine();
    while (end >= 0 && blank(end)) end = nextLine();
    if (end < 0) throw unreadable("empty");
    header(end);
    while ((end = nextLine()) >= 0) {
      if (!blank(end)) row(end);
    }
  }

  private static ReadingsProblem unreadable(String why, Object... args) {
    return new ReadingsProblem.Unreadable(Message.of("water.readings.unreadable." + why, args));
  }

  private int lineBegin;

  /** The end of the next line, without its end mark; −1 = there is none. It begins at lineBegin. */
  private int nextLine() throws IOException {
    int look = begin;
    while (true) {
      for (; look < filled; look++) {
        if (buffer[look] == '\n') {
          lineBegin = begin;
          begin = look + 1;
          line++;
          return look > lineBegin && buffer[look - 1] == '\r' ? look - 1 : look;
        }
      }
      if (ended) {
        if (begin == filled) return -1;
        lineBegin = begin;
        begin = filled;
        line++;
        return filled;
      }
      if (filled - begin > LONGEST) throw unreadable("long-line", line + 1);
      look -= begin;
      fill();
    }
  }

  private void fill() throws IOException {
    int kept = filled - begin;
    System.arraycopy(buffer, begin, buffer, 0, kept);
    begin = 0;
    filled = kept;
    int n = in.read(buffer, filled, buffer.length - filled);
    if (n < 0) ended = true;
    else filled += n;
  }

  private boolean blank(int end) {
    for (int i = lineBegin; i < end; i++) if (buffer[i] > ' ' || buffer[i] < 0) return false;
    return true;
  }

  private void header(int end) {
    int from = lineBegin;
    boolean marked =
        end - from >= 3
            && buffer[from] == (byte) 0xEF
            && buffer[from + 1] == (byte) 0xBB
            && buffer[from + 2] == (byte) 0xBF;
    String text =
        new String(
            buffer,
            marked ? from + 3 : from,
            end - (marked ? from + 3 : from),
            StandardCharsets.UTF_8);
    List<String> headings =
        Arrays.stream(text.split(",", -1)).map(h -> h.strip().replace("\"", "")).toList();
    columns = headings.size();
    starts = new int[columns + 1];
    ends = new int[columns + 1];
    time = headings.indexOf("time");
    value = headings.indexOf("value");
    confirmed = headings.indexOf("confirmed");
    int series = headings.indexOf("series");
    int station = headings.indexOf("station");
    name = series >= 0 ? series : station;
    nameUpto = series >= 0 ? series : station + 1;
    boolean sideBySide =
        series >= 0 || (station >= 0 && headings.indexOf("variable") == station + 1);
    if (time < 0 || value < 0 || name < 0 || !sideBySide) throw unreadable("header", text);
  }

  private void row(int end) {
    int found = split(end);
    if (found != columns) {
      to.refuse(Refusal.of(line, "columns", found, columns));
      return;
    }
    long seconds = stamp.read(buffer, starts[time], ends[time]);
    if (seconds == Long.MIN_VALUE) {
      to.refuse(badTime(text(time)));
      return;
    }
    double number = Double.NaN;
    if (starts[value] < ends[value]) {
      number = Decimal.read(buffer, starts[value], ends[value]);
      if (Double.isNaN(number)) {
        to.refuse(Refusal.of(line, "not-a-number", text(value)));
        return;
      }
    }
    boolean stands = false;
    if (confirmed >= 0 && starts[confirmed] < ends[confirmed]) {
      String says = text(confirmed).toLowerCase(Locale.ROOT);
      stands = says.equals("true") || says.equals("1");
      if (!stands && !says.equals("false") && !says.equals("0")) {
        to.refuse(Refusal.of(line, "confirmed", text(confirmed)));
        return;
      }
    }
    Series series = names.find(starts[name], ends[nameUpto]);
    if (series == null) to.refuse(Refusal.of(line, "no-such-series", nameText()));
    else to.add(series, seconds, number, stands, line);
  }

  private Refusal badTime(String text) {
    return switch (stamp.fault()) {
      case NO_ZONE -> Refusal.of(line, "no-zone", text);
      case FRACTION -> Refusal.of(line, "fraction", text);
      case UNREADABLE -> Refusal.of(line, "not-a-time", text);
    };
  }

  /** How many fields there are; only so many are kept as the header has. */
  private int split(int end) {
    int n = 0;
    int from = lineBegin;
    for (int i = lineBegin; i <= end; i++) {
      if (i < end && buffer[i] != ',') continue;
      if (n <= columns) {
        int start = from;
        int stop = i;
        while (start < stop && (buffer[start] == ' ' || buffer[start] == '"')) start++;
        while (stop > start && (buffer[stop - 1] == ' ' || buffer[stop - 1] == '"')) stop--;
        if (n < columns) {
          starts[n] = start;
          ends[n] = stop;
        }
      }
      n++;
      from = i + 1;
    }
    return n;
  }

  private String text(int column) {
    return shown(
        new String(buffer, starts[column], ends[column] - starts[column], StandardCharsets.UTF_8));
  }

  private String nameText() {
    return shown(
        new String(buffer, starts[name], ends[nameUpto] - starts[name], StandardCharsets.UTF_8)
            .replace(',', '/'));
  }

  static String shown(String text) {
    String harmless = text.replaceAll("\\p{Cntrl}", "\uFFFD");
    return harmless.length() <= 60 ? harmless : harmless.substring(0, 59) + "…";
  }

  /** Series by the bytes of their names. */
  private final class Names {
    private byte[][] keys = new byte[512][];
    private @Nullable Series[] series = new Series[512];
    private int size;
    private int unknown;

    @Nullable Series find(int from, int to) {
      int slot = hash(from, to) & (keys.length - 1);
      while (keys[slot] != null) {
        byte[] key = keys[slot];
        if (Arrays.equals(key, 0, key.length, buffer, from, to)) return series[slot];
        slot = (slot + 1) & (keys.length - 1);
      }
      if (unknown >= MOST_UNKNOWN) return null;
      Series found = look(new String(buffer, from, to - from, StandardCharsets.UTF_8));
      if (found == null) unknown++;
      keys[slot] = Arrays.copyOfRange(buffer, from, to);
      series[slot] = found;
      if (++size * 2 > keys.length) grow();
      return found;
    }

    private @Nullable Series look(String text) {
      int cut = name == nameUpto ? text.indexOf('/') : text.indexOf(',');
      return cut < 0
          ? null
          : to.series(
              text.substring(0, cut).replace("\"", "").strip(),
              text.substring(cut + 1).replace("\"", "").strip());
    }

    private int hash(int from, int to) {
      int hash = 0;
      for (int i = from; i < to; i++) hash = hash * 31 + buffer[i];
      return hash ^ (hash >>> 15);
    }

    private void grow() {
      var oldKeys = keys;
      var oldSeries = series;
      keys = new byte[oldKeys.length * 2][];
      series = new Series[keys.length];
      for (int i = 0; i < oldKeys.length; i++) {
        byte[] key = oldKeys[i];
        if (key == null) continue;
        int hash = 0;
        for (byte b : key) hash = hash * 31 + b;
        int slot = (hash ^ (hash >>> 15)) & (keys.length - 1);
        while (keys[slot] != null) slot = (slot + 1) & (keys.length - 1);
        keys[slot] = key;
        series[slot] = oldSeries[i];
      }
    }
  }
}
