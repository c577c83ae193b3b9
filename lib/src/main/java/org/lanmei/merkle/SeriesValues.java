package org.lanmei.merkle;

import java.nio.ByteBuffer;
import java.security.MessageDigest;

/**
 * The values of one series in their one form in bytes, whose SHA-256 stands in a {@link
 * SeriesBatch}. It begins with {@code lanmei-values/v1} and a newline (ASCII). Then for each value,
 * ascending by time, 16 bytes, most significant first: the time in whole seconds since 1970 as a
 * signed 64-bit number, and the value as IEEE 754 binary64; a value that is missing is {@code
 * 7ff8000000000000}, and zero has no sign.
 */
public final class SeriesValues {

  private static final byte[] HEADER =
      "lanmei-values/v1\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
  private static final long MISSING = 0x7ff8000000000000L;

  private final MessageDigest digest = Hash.sha256();
  private final ByteBuffer buffer = ByteBuffer.allocate(4096);
  private long last = Long.MIN_VALUE;
  private long count;

  public SeriesValues() {
    digest.update(HEADER);
  }

  /**
   * @param time seconds since 1970; greater than the one before
   * @param value NaN = missing
   * @throws IllegalArgumentException when the times do not ascend or the value is infinite
   */
  public void add(long time, double value) {
    if (count > 0 && time <= last) throw new IllegalArgumentException("times must ascend");
    if (Double.isInfinite(value)) throw new IllegalArgumentException("an infinite value");
    last = time;
    count++;
    if (buffer.remaining() < 16) flush();
    buffer.putLong(time);
    buffer.putLong(Double.isNaN(value) ? MISSING : Double.doubleToRawLongBits(value + 0.0));
  }

  /** How many have been added. */
  public long count() {
    return count;
  }

  /** SHA-256 over all that has been added; nothing can be added after it. */
  public Hash hash() {
    flush();
    return Hash.copyOf(digest.digest());
  }

  private void flush() {
    digest.update(buffer.array(), 0, buffer.position());
    buffer.clear();
  }
}
