package org.lanmei.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SeriesValuesTest {

  @Test
  void the_form_is_as_written_down() {
    var values = new SeriesValues();
    var bytes = ByteBuffer.allocate(17 + 1000 * 16);
    bytes.put("lanmei-values/v1\n".getBytes(StandardCharsets.US_ASCII));
    for (int i = 0; i < 1000; i++) {
      double value = i == 7 ? Double.NaN : i / 100.0;
      values.add(1_780_000_000L + i * 900L, value);
      bytes.putLong(1_780_000_000L + i * 900L);
      bytes.putLong(i == 7 ? 0x7ff8000000000000L : Double.doubleToLongBits(value));
    }
    assertThat(values.count()).isEqualTo(1000);
    assertThat(values.hash()).isEqualTo(Hash.of(bytes.array()));
  }

  @Test
  void zero_has_one_form() {
    var positive = new SeriesValues();
    positive.add(1, 0.0);
    var negative = new SeriesValues();
    negative.add(1, -0.0);
    assertThat(positive.hash()).isEqualTo(negative.hash());
  }

  @Test
  void times_ascend_and_values_are_finite() {
    var values = new SeriesValues();
    values.add(5, 1);
    assertThatThrownBy(() -> values.add(5, 2)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> values.add(6, Double.POSITIVE_INFINITY))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
