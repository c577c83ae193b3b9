package org.lanmei.water.readings;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Writes values as text, as they come, without making objects for each. */
final class TextOut implements Out.Sink {

  /** How a value is laid out. */
  enum Layout {
    CSV,
    JSON
  }

  private static final int ROOM = 512;
  private static final byte[][] FLAGS = new byte[256][];

  static {
    for (short bits = 0; bits < 256; bits++) {
      FLAGS[bits] =
          Flags.set(bits).stream()
              .map(Enum::name)
              .collect(java.util.stream.Collectors.joining(" "))
              .getBytes(StandardCharsets.US_ASCII);
    }
  }

  private final OutputStream out;
  private final Layout layout;
  private final byte[] buffer = new byte[1 << 15];
  private int filled;
  private boolean first = true;
  private boolean started;
  private int day = Integer.MIN_VALUE;
  private final byte[] date = new byte[10];

  TextOut(OutputStream out, Layout layout) {
    this.out = out;
    this.layout = layout;
  }

  void text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (filled + bytes.length > buffer.length) send();
    System.arraycopy(bytes, 0, buffer, filled, bytes.length);
    filled += bytes.length;
  }

  @Override
  public void value(int at, double v, short flag, long batch) {
    if (filled + ROOM > buffer.length) send();
    if (layout == Layout.CSV) csv(at, v, flag);
    else json(at, v, flag, batch);
  }

  private void csv(int at, double v, short flag) {
    time(at);
    buffer[filled++] = ',';
    if (!Double.isNaN(v)) filled = Decimal.write(v, buffer, filled);
    buffer[filled++] = ',';
    if (flag != 0) ascii(FLAGS[flag & 255]);
    buffer[filled++] = '\n';
  }

  private void json(int at, double v, short flag, long batch) {
    if (!first) buffer[filled++] = ',';
    first = false;
    ascii(OPEN);
    time(at);
    ascii(VALUE);
    if (Double.isNaN(v)) ascii(NULL);
    else filled = Decimal.write(v, buffer, filled);
    if (flag != 0) {
      ascii(FLAG);
      for (byte b : FLAGS[flag & 255]) {
        if (b == ' ') ascii(BETWEEN);
        else buffer[filled++] = b;
      }
      ascii(END_FLAGS);
    }
    ascii(BATCH);
    filled = Decimal.whole(batch, buffer, filled);
    buffer[filled++] = '}';
  }

  private static final byte[] OPEN = ascii("\n{\"time\":\"");
  private static final byte[] VALUE = ascii("\",\"value\":");
  private static final byte[] NULL = ascii("null");
  private static final byte[] FLAG = ascii(",\"flags\":[\"");
  private static final byte[] BETWEEN = ascii("\",\"");
  private static final byte[] END_FLAGS = ascii("\"]");
  private static final byte[] BATCH = ascii(",\"batch\":");

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private void ascii(byte[] bytes) {
    System.arraycopy(bytes, 0, buffer, filled, bytes.length);
    filled += bytes.length;
  }

  /** {@code 2026-06-01T07:00:00Z} */
  private void time(int at) {
    long unix = Seconds.unix(at);
    int today = (int) Math.floorDiv(unix, 86_400L);
    if (today != day) {
      day = today;
      byte[] text =
          java.time.LocalDate.ofEpochDay(today).toString().getBytes(StandardCharsets.US_ASCII);
      System.arraycopy(text, 0, date, 0, 10);
    }
    ascii(date);
    int second = (int) Math.floorMod(unix, 86_400L);
    buffer[filled++] = 'T';
    two(second / 3600);
    buffer[filled++] = ':';
    two(second / 60 % 60);
    buffer[filled++] = ':';
    two(second % 60);
    buffer[filled++] = 'Z';
  }

  private void two(int number) {
    buffer[filled++] = (byte) ('0' + number / 10);
    buffer[filled++] = (byte) ('0' + number % 10);
  }

  private void send() {
    try {
      out.write(buffer, 0, filled);
      if (!started) out.flush(); // the reader sees that it goes on
      started = true;
      filled = 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void end() {
    send();
    try {
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
