package org.lanmei.water.readings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times and numbers as they stand in streams. */
class TextsTests {

  private final Stamp stamp = new Stamp();

  private long read(String text) {
    byte[] bytes = ("##" + text + "##").getBytes(StandardCharsets.UTF_8);
    return stamp.read(bytes, 2, bytes.length - 2);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-06-01T07:00:00+07:00, 2026-06-01T00:00:00Z",
    "2026-06-01 07:00+0700, 2026-06-01T00:00:00Z",
    "2026-06-01T07:00+07, 2026-06-01T00:00:00Z",
    "2026-06-01T00:00:00Z, 2026-06-01T00:00:00Z",
    "2026-06-01T00:00:00.000Z, 2026-06-01T00:00:00Z",
    "2026-05-31T24:00:00Z, 2026-06-01T00:00:00Z",
    "2026-05-31T19:30:00-04:30, 2026-06-01T00:00:00Z",
    "1960-02-29T23:59:59z, 1960-02-29T23:59:59Z"
  })
  void moments(String text, Instant expected) {
    assertThat(read(text)).isEqualTo(expected.getEpochSecond() - Seconds.unix(0));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-06-01T07:00:00, NO_ZONE",
    "2026-06-01 07:00, NO_ZONE",
    "2026-06-01, NO_ZONE",
    "2026-06-01T07:00:00.5Z, FRACTION",
    "2025-02-29T00:00:00Z, UNREADABLE",
    "2026-13-01T00:00:00Z, UNREADABLE",
    "01/06/2026 07:00Z, UNREADABLE",
    "2026-06-01T25:00:00Z, UNREADABLE",
    "2026-06-01T24:00:01Z, UNREADABLE",
    "2026-06-01T07:00:00+25:00, UNREADABLE",
    "2026-06-01T07:00:00Zx, UNREADABLE",
    "'', UNREADABLE"
  })
  void what_is_none(String text, Stamp.Fault fault) {
    assertThat(read(text)).isEqualTo(Long.MIN_VALUE);
    assertThat(stamp.fault()).isEqualTo(fault);
  }

  @Test
  void every_moment_is_read_as_java_time_reads_it() {
    var random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      var moment =
          OffsetDateTime.ofInstant(
              Instant.ofEpochSecond(random.nextLong(-2_208_988_800L, 4_102_444_800L)),
              ZoneOffset.ofTotalSeconds(random.nextInt(-12 * 60, 14 * 60) * 60));
      assertThat(read(moment.toString()))
          .as(moment.toString())
          .isEqualTo(moment.toEpochSecond() - Seconds.unix(0));
    }
  }

  private static double number(String text) {
    byte[] bytes = (";" + text + ";").getBytes(StandardCharsets.UTF_8);
    return Decimal.read(bytes, 1, bytes.length - 1);
  }

  @Test
  void every_number_comes_back_as_it_went_out() {
    var random = new Random(2);
    byte[] out = new byte[64];
    for (int i = 0; i < 200_000; i++) {
      double value =
          switch (random.nextInt(4)) {
            case 0 -> random.nextInt(-100_000, 100_000) / 100.0;
            case 1 -> random.nextInt(-10_000_000, 10_000_000) / 1000.0;
            case 2 -> random.nextGaussian() * Math.pow(10, random.nextInt(-20, 20));
            default -> random.nextDouble();
          };
      int end = Decimal.write(value, out, 0);
      String text = new String(out, 0, end, StandardCharsets.US_ASCII);
      assertThat(Double.parseDouble(text)).isEqualTo(value);
      assertThat(number(text)).as(text).isEqualTo(value);
      assertThat(number(Double.toString(value))).isEqualTo(value);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4,25",
        "four",
        "NaN",
        "Infinity",
        "1e999",
        "",
        "-",
        ".",
        "0x10",
        "4.2.1",
        "1d",
        "--4"
      })
  void what_is_no_number(String text) {
    assertThat(number(text)).isNaN();
  }
}
