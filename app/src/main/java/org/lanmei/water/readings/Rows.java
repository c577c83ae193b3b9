package org.lanmei.water.readings;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Readings on their way in, in columns, in the order of arrival. */
final class Rows {

  private final List<Series> table = new ArrayList<>();
  private final Map<Integer, Integer> places = new HashMap<>();
  private int[] series = new int[64];
  private int[] at = new int[64];
  private double[] v = new double[64];
  private short[] said = new short[64];
  private int[] line = new int[64];
  private int size;
  private boolean saysAny;

  Rows() {}

  /** An empty one with room for as much. */
  Rows(Rows like) {
    int most = Math.max(64, like.size);
    series = new int[most];
    at = new int[most];
    v = new double[most];
    said = new short[most];
    line = new int[most];
  }

  /**
   * @param seconds since 2000
   * @param value NaN = there is none
   * @param says bits of {@link Flags} that the publisher sets: {@link Flags#CONFIRMED}
   * @param where its line or place in what was sent, from 1
   */
  void add(Series one, int seconds, double value, int says, int where) {
    add(place(one), seconds, value, says, where);
  }

  private int place(Series one) {
    Integer place = places.get(one.id());
    if (place == null) {
      place = table.size();
      table.add(one);
      places.put(one.id(), place);
    }
    return place;
  }

  private void add(int place, int seconds, double value, int says, int where) {
    if (size == at.length) grow();
    series[size] = place;
    at[size] = seconds;
    v[size] = value + 0.0;
    said[size] = (short) says;
    if (says != 0) saysAny = true;
    line[size] = where;
    size++;
  }

  private void grow() {
    int most = size * 2;
    series = Arrays.copyOf(series, most);
    at = Arrays.copyOf(at, most);
    v = Arrays.copyOf(v, most);
    said = Arrays.copyOf(said, most);
    line = Arrays.copyOf(line, most);
  }

  int size() {
    return size;
  }

  List<Series> table() {
    return table;
  }

  /** SHA-256 over what was sent, in its order; tells whether the same is sent again. */
  byte[] digest() {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
    for (var one : table) {
      digest.update((one.key() + "\n").getBytes(StandardCharsets.US_ASCII));
    }
    var buffer = ByteBuffer.allocate(16 * 512);
    for (int i = 0; i < size; i++) {
      if (!buffer.hasRemaining()) {
        digest.update(buffer.array());
        buffer.clear();
      }
      buffer.putInt(series[i]).putInt(at[i]).putLong(Double.doubleToLongBits(v[i]));
    }
    digest.update(buffer.array(), 0, buffer.position());
    // Nothing of this where nothing is confirmed: batches from before the mark keep their digests.
    if (saysAny) {
      for (int i = 0; i < size; i++) {
        if (said[i] != 0) digest.update(ByteBuffer.allocate(6).putInt(i).putShort(said[i]).flip());
      }
    }
    return digest.digest();
  }

  /**
   * Values of one series, ascending in time, each time once.
   *
   * @param said what the publisher says of each value, as bits of {@link Flags}
   * @param twice places in what was sent of values that contradict an earlier one of the same time
   * @param dropped values that repeat an earlier one
   */
  record Group(
      Series series,
      int[] at,
      double[] v,
      short[] said,
      int[] line,
      List<Integer> twice,
      int dropped) {}

  /** By the number of the series: the order in which heads are locked. */
  List<Group> groups() {
    int[] counts = new int[table.size()];
    for (int i = 0; i < size; i++) counts[series[i]]++;
    var order = new int[table.size()][];
    for (int s = 0; s < counts.length; s++) order[s] = new int[counts[s]];
    int[] filled = new int[counts.length];
    for (int i = 0; i < size; i++) order[series[i]][filled[series[i]]++] = i;
    var groups = new ArrayList<Group>(counts.length);
    for (int s = 0; s < counts.length; s++) {
      if (counts[s] > 0) groups.add(group(table.get(s), order[s]));
    }
    groups.sort((a, b) -> Integer.compare(a.series().id(), b.series().id()));
    return groups;
  }

  private Group group(Series one, int[] places) {
    if (!ascending(places)) sort(places);
    int n = places.length;
    int[] times = new int[n];
    double[] values = new double[n];
    short[] says = new short[n];
    int[] lines = new int[n];
    var twice = new ArrayList<Integer>();
    int dropped = 0;
    int kept = 0;
    for (int place : places) {
      if (kept > 0 && times[kept - 1] == at[place]) {
        if (Double.compare(values[kept - 1], v[place]) == 0) {
          says[kept - 1] |= said[place];
          dropped++;
        } else {
          twice.add(line[place]);
        }
        continue;
      }
      times[kept] = at[place];
      values[kept] = v[place];
      says[kept] = said[place];
      lines[kept] = line[place];
      kept++;
    }
    if (kept < n) {
      times = Arrays.copyOf(times, kept);
      values = Arrays.copyOf(values, kept);
      says = Arrays.copyOf(says, kept);
      lines = Arrays.copyOf(lines, kept);
    }
    return new Group(one, times, values, says, lines, twice, dropped);
  }

  private boolean ascending(int[] places) {
    for (int i = 1; i < places.length; i++) {
      if (at[places[i]] < at[places[i - 1]]) return false;
    }
    return true;
  }

  /** By time; in the order of arrival within one. */
  private void sort(int[] places) {
    long[] keys = new long[places.length];
    for (int i = 0; i < keys.length; i++) keys[i] = ((long) at[places[i]] << 32) | places[i];
    Arrays.sort(keys);
    for (int i = 0; i < keys.length; i++) places[i] = (int) keys[i];
  }
}
