package org.lanmei.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.SeriesKey;
import org.lanmei.merkle.Hash;

/**
 * The digest of what a batch says of one series: SHA-256 over the ASCII lines {@code
 * lanmei-values/v1}, the series and the unit, each ended by a newline, and then 17 bytes for each
 * value: the moment in seconds since 1970 (8 bytes, high byte first), what it is (0 a value, 1
 * none, 2 taken back, 3 a value that the publisher stands by: confirmed), and the value (IEEE 754
 * binary64, high byte first; zeros where there is none).
 */
public final class ValuesDigest {

  private static final byte VALUE = 0;
  private static final byte NONE = 1;
  private static final byte RETRACTED = 2;
  private static final byte CONFIRMED = 3;
  private static final int WIDTH = 17;

  private final MessageDigest digest;
  private final ByteBuffer buffer = ByteBuffer.allocate(WIDTH * 256);
  private long last = Long.MIN_VALUE;

  /**
   * Of this series.
   *
   * @param unit of its values (UCUM), visible ASCII
   */
  public ValuesDigest(SeriesKey series, String unit) {
    if (unit.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw new IllegalArgumentException("not a unit");
    }
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
    digest.update(
        ("lanmei-values/v1\n" + series + "\n" + unit + "\n").getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * What a batch says of one moment.
   *
   * @param value null = there is none
   * @param retracted an earlier value is taken back; then there is no value
   * @param confirmed the publisher stands by the value
   */
  public record Value(Instant at, @Nullable Double value, boolean retracted, boolean confirmed) {
    public Value(Instant at, @Nullable Double value, boolean retracted) {
      this(at, value, retracted, false);
    }

    public Value {
      if (!at.equals(at.truncatedTo(ChronoUnit.SECONDS)))
        throw new IllegalArgumentException("not a whole second");
      if (value != null && (retracted || !Double.isFinite(value))) {
        throw new IllegalArgumentException("not a value");
      }
      if (confirmed && value == null) throw new IllegalArgumentException("nothing to confirm");
    }
  }

  /**
   * Adds the next moment.
   *
   * @throws IllegalArgumentException when it is not after the one before
   */
  public ValuesDigest add(Value said) {
    long second = said.at().getEpochSecond();
    Double value = said.value();
    if (value != null) return value(second, value, said.confirmed());
    return said.retracted() ? retracted(second) : none(second);
  }

  /** A value at this second since 1970. */
  public ValuesDigest value(long second, double value) {
    return value(second, value, false);
  }

  /** A value at this second since 1970, which the publisher stands by or not. */
  public ValuesDigest value(long second, double value, boolean confirmed) {
    if (!Double.isFinite(value)) throw new IllegalArgumentException("not a value");
    // Minus zero is zero.
    return put(
        second, confirmed ? CONFIRMED : VALUE, Double.doubleToLongBits(value == 0 ? 0.0 : value));
  }

  /** The publisher says that there is no value. */
  public ValuesDigest none(long second) {
    return put(second, NONE, 0);
  }

  /** The publisher takes an earlier value back. */
  public ValuesDigest retracted(long second) {
    return put(second, RETRACTED, 0);
  }

  private ValuesDigest put(long second, byte what, long bits) {
    if (second <= last) throw new IllegalArgumentException("moments must ascend");
    last = second;
    if (!buffer.hasRemaining()) flush();
    buffer.putLong(second).put(what).putLong(bits);
    return this;
  }

  private void flush() {
    digest.update(buffer.flip());
    buffer.clear();
  }

  /** The digest; ends the use of this object. */
  public Hash digest() {
    flush();
    return Hash.copyOf(digest.digest());
  }
}
