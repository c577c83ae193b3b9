package org.lanmei.water.readings;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Message;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads our JSON, one object or an array of them. An object names its series by {@code series}
 * ({@code station/variable}) or by {@code station} and {@code variable}, and then has
 *
 * <ul>
 *   <li>one reading: {@code "time": …, "value": …}, or
 *   <li>columns: {@code "time": […], "value": […]}, or
 *   <li>rows like those of the SensorThings data array: {@code "dataArray": [[time, value], …]},
 *       {@code components} naming the columns where they are not {@code time, value}.
 * </ul>
 *
 * <p>{@code "confirmed": true} (of columns also an array of them; of rows a component) says that
 * the publisher stands by the readings. A value of null says that there is none. Readings are
 * counted from 1 through the whole.
 */
final class JsonIn {

  private static final int MOST_UNKNOWN = 200;

  private final Streams.Stream to;
  private final JsonParser json;
  private final Stamp stamp = new Stamp();
  private byte[] scratch = new byte[64];
  private final Map<String, @Nullable Series> known = new HashMap<>();
  private int unknown;
  private int line;

  // The object that is being read.
  private String series = "";
  private String station = "";
  private String variable = "";
  private final List<String> components = new ArrayList<>();
  private long[] times = new long[16];
  private @Nullable String[] badTimes = new String[16];
  private int timeCount;
  private double[] values = new double[16];
  private @Nullable String[] badValues = new String[16];
  private int valueCount;
  private boolean allConfirmed;
  private boolean[] confirmed = new boolean[16];
  private int confirmedCount;

  JsonIn(InputStream in, Streams.Stream to, JsonMapper mapper) {
    this.to = to;
    json = mapper.createParser(in);
  }

  void read() {
    try {
      var token = json.nextToken();
      if (token == JsonToken.START_ARRAY) {
        while ((token = json.nextToken()) != JsonToken.END_ARRAY) object(token);
      } else {
        object(token);
      }
      if (json.nextToken() != null) throw unreadable("shape");
    } catch (JacksonException e) {
      throw unreadable("json");
    }
  }

  private ReadingsProblem unreadable(String why) {
    var place = json.currentLocation();
    return new ReadingsProblem.Unreadable(
        Message.of(
            "water.readings.unreadable." + why, place.getLineNr() + ":" + place.getColumnNr()));
  }

  private void object(@Nullable JsonToken token) {
    if (token != JsonToken.START_OBJECT) throw unreadable("shape");
    series = "";
    station = "";
    variable = "";
    components.clear();
    timeCount = 0;
    valueCount = 0;
    allConfirmed = false;
    confirmedCount = 0;
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      var at = json.nextToken();
      switch (name) {
        case "series" -> series = text(at);
        case "station" -> station = text(at);
        case "variable" -> variable = text(at);
        case "components" -> names(at);
        case "time" -> times(at);
        case "value" -> values(at);
        case "confirmed" -> confirmations(at);
        case "dataArray" -> rows(at);
        default -> json.skipChildren();
      }
    }
    if (timeCount != valueCount) throw unreadable("lengths");
    if (confirmedCount != 0 && confirmedCount != valueCount) throw unreadable("lengths");
    send();
  }

  private String text(JsonToken at) {
    if (at != JsonToken.VALUE_STRING) throw unreadable("shape");
    return json.getString();
  }

  private void names(JsonToken at) {
    if (at != JsonToken.START_ARRAY) throw unreadable("shape");
    JsonToken token;
    while ((token = json.nextToken()) != JsonToken.END_ARRAY) components.add(text(token));
  }

  private void times(JsonToken at) {
    if (at != JsonToken.START_ARRAY) {
      time(at);
      return;
    }
    JsonToken token;
    while ((token = json.nextToken()) != JsonToken.END_ARRAY) time(token);
  }

  private void values(JsonToken at) {
    if (at != JsonToken.START_ARRAY) {
      value(at);
      return;
    }
    JsonToken token;
    while ((token = json.nextToken()) != JsonToken.END_ARRAY) value(token);
  }

  private void rows(JsonToken at) {
    if (at != JsonToken.START_ARRAY) throw unreadable("shape");
    int timeColumn = column(0, "time", "phenomenonTime");
    int valueColumn = column(1, "value", "result");
    int confirmedColumn = components.indexOf("confirmed");
    JsonToken token;
    while ((token = json.nextToken()) != JsonToken.END_ARRAY) {
      if (token != JsonToken.START_ARRAY) throw unreadable("shape");
      int column = 0;
      int before = timeCount + valueCount;
      while ((token = json.nextToken()) != JsonToken.END_ARRAY) {
        if (column == timeColumn) time(token);
        else if (column == valueColumn) value(token);
        else if (column == confirmedColumn) confirmation(token);
        else json.skipChildren();
        column++;
      }
      if (timeCount + valueCount != before + 2) throw unreadable("lengths");
    }
  }

  /** Of all readings of the object, or of each. */
  private void confirmations(JsonToken at) {
    if (at != JsonToken.START_ARRAY) {
      allConfirmed = bool(at);
      return;
    }
    JsonToken token;
    while ((token = json.nextToken()) != JsonToken.END_ARRAY) confirmation(token);
  }

  private void confirmation(JsonToken token) {
    if (confirmedCount == confirmed.length) {
      confirmed = java.util.Arrays.copyOf(confirmed, confirmedCount * 2);
    }
    confirmed[confirmedCount++] = bool(token);
  }

  private boolean bool(JsonToken token) {
    return switch (token) {
      case VALUE_TRUE -> true;
      case VALUE_FALSE, VALUE_NULL -> false;
      default -> throw unreadable("confirmed");
    };
  }

  private int column(int otherwise, String... names) {
    if (components.isEmpty()) return otherwise;
    for (String name : names) {
      int place = components.indexOf(name);
      if (place >= 0) return place;
    }
    throw unreadable("components");
  }

  private void time(JsonToken token) {
    if (timeCount == times.length) {
      times = java.util.Arrays.copyOf(times, timeCount * 2);
      badTimes = java.util.Arrays.copyOf(badTimes, timeCount * 2);
    }
    long seconds = Long.MIN_VALUE;
    if (token == JsonToken.VALUE_STRING) {
      char[] chars = json.getStringCharacters();
      int n = json.getStringLength();
      int from = json.getStringOffset();
      if (n > scratch.length) scratch = new byte[Math.min(n, 1024)];
      int kept = Math.min(n, scratch.length);
      for (int i = 0; i < kept; i++) {
        char c = chars[from + i];
        scratch[i] = c < 128 ? (byte) c : (byte) '?';
      }
      seconds = stamp.read(scratch, 0, kept);
    } else if (token.isStructStart()) {
      throw unreadable("shape");
    }
    times[timeCount] = seconds;
    badTimes[timeCount] = null;
    if (seconds == Long.MIN_VALUE) {
      String fault =
          token != JsonToken.VALUE_STRING
              ? "not-a-time"
              : switch (stamp.fault()) {
                case NO_ZONE -> "no-zone";
                case FRACTION -> "fraction";
                case UNREADABLE -> "not-a-time";
              };
      badTimes[timeCount] = fault + " " + CsvIn.shown(String.valueOf(json.getString()));
    }
    timeCount++;
  }

  private void value(JsonToken token) {
    if (valueCount == values.length) {
      values = java.util.Arrays.copyOf(values, valueCount * 2);
      badValues = java.util.Arrays.copyOf(badValues, valueCount * 2);
    }
    double number = Double.NaN;
    String bad = null;
    if (token.isNumeric()) {
      number = json.getDoubleValue();
      if (!Double.isFinite(number)) bad = CsvIn.shown(json.getString());
    } else if (token.isStructStart()) {
      throw unreadable("shape");
    } else if (token != JsonToken.VALUE_NULL) {
      bad = CsvIn.shown(json.getString());
    }
    values[valueCount] = number;
    badValues[valueCount] = bad;
    valueCount++;
  }

  private void send() {
    String name = series.isEmpty() ? station + "/" + variable : series;
    Series found = find(name);
    for (int i = 0; i < timeCount; i++) {
      line++;
      String badTime = badTimes[i];
      String badValue = badValues[i];
      if (badTime != null) {
        int cut = badTime.indexOf(' ');
        to.refuse(Refusal.of(line, badTime.substring(0, cut), badTime.substring(cut + 1)));
      } else if (badValue != null) {
        to.refuse(Refusal.of(line, "not-a-number", badValue));
      } else if (found == null) {
        to.refuse(Refusal.of(line, "no-such-series", CsvIn.shown(name)));
      } else {
        to.add(
            found, times[i], values[i], allConfirmed || (confirmedCount > 0 && confirmed[i]), line);
      }
    }
  }

  private @Nullable Series find(String name) {
    if (known.containsKey(name)) return known.get(name);
    if (unknown >= MOST_UNKNOWN) return null;
    int cut = name.indexOf('/');
    Series found = cut < 0 ? null : to.series(name.substring(0, cut), name.substring(cut + 1));
    if (found == null) unknown++;
    known.put(name, found);
    return found;
  }
}
