package org.lanmei.water.readings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lanmei.kernel.SeriesKey;
import org.lanmei.water.Reading.Flag;
import org.springframework.core.io.ClassPathResource;

/** One value an hour, but for an @ that names the hour. */
class ChecksTests {

  private static final CheckRule RULE =
      new CheckRule(
          0.0, 20.0, 2.0, Duration.ofHours(6), 1.0, Duration.ofHours(5), Duration.ofHours(3), 0.05);

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a quiet river                     | 4 4.1 4.2 4.1              | . . . .
          below and above what can be       | -0.1 0 20 20.1             | RANGE . STEP RANGE+STEP
          a jump                            | 4 4.1 6.5 6.6              | . . STEP STEP
          a jump at the limit               | 4 6                        | . .
          a spike, and back                 | 4 4.1 5.5 4.2 4.2          | . . SPIKE . .
          a spike downwards                 | 4 4.1 2.9 4.2              | . . SPIKE .
          a high spike is a jump too        | 4 4.1 9 4.2                | . . STEP+SPIKE .
          a steep rise is no spike          | 4 5.5 7                    | . . .
          the last value is no spike yet    | 4 4.1 5.5                  | . . .
          stuck after five hours            | 4 4 4 4 4 4 4              | . . . . . . STUCK
          any change ends being stuck       | 4 4 4 4 4 4 4.01 4.01      | . . . . . . . .
          a gap, then on as before          | 4 4.1@1 4.2@5 4.2          | . . GAP .
          three hours are no gap            | 4 4.1@3                    | . .
          a gap ends being stuck            | 4 4 4 4@9 4 4              | . . . GAP . .
          a jump over a gap shorter than six| 4 6.5@5                    | . STEP+GAP
          after six hours no measure is left| 4 9@7 9.1                  | . GAP .
          a lasting jump becomes the level  | 4 7 7 7 7 7 7 7 7.1        | . STEP STEP STEP STEP STEP STEP STUCK .
          missing values are passed over    | 4 x 4.1 x 5.5 x 4.2        | . . . . SPIKE . .
          """)
  void each_finding(String name, String values, String expected) {
    String[] words = values.split(" +");
    int[] at = new int[words.length];
    double[] v = new double[words.length];
    int hour = 0;
    for (int i = 0; i < words.length; i++) {
      String[] parts = words[i].split("@");
      if (parts.length == 2) hour = Integer.parseInt(parts[1]);
      at[i] = hour++ * 3600;
      v[i] = parts[0].equals("x") ? Double.NaN : Double.parseDouble(parts[0]);
    }
    var whole = Checks.check(RULE, null, Checks.Before.NOTHING, at, v).flags();
    assertThat(shown(whole, at.length)).isEqualTo(expected);

    // One by one, as they come: the same, but a spike is not seen before its next value.
    var before = Checks.Before.NOTHING;
    var single = new short[at.length];
    for (int i = 0; i < at.length; i++) {
      var found = Checks.check(RULE, null, before, new int[] {at[i]}, new double[] {v[i]});
      if (found.flags() != null) single[i] = found.flags()[0];
      before = found.after();
    }
    if (!expected.contains("SPIKE")) assertThat(shown(single, at.length)).isEqualTo(expected);
  }

  private static String shown(short[] flags, int n) {
    short[] all = flags == null ? new short[n] : flags;
    var words = new String[n];
    for (int i = 0; i < n; i++) {
      words[i] =
          all[i] == 0
              ? "."
              : Flags.set(all[i]).stream().map(Flag::name).collect(Collectors.joining("+"));
    }
    return String.join(" ", words);
  }

  @Test
  void without_rules_nothing_is_found_and_the_cadence_says_what_a_gap_is() {
    int[] at = {0, 3600, 4 * 3600 + 3601};
    double[] v = {-99, 1e9, -1e9};
    assertThat(Checks.check(CheckRule.NONE, null, Checks.Before.NOTHING, at, v).flags()).isNull();
    assertThat(
            Checks.check(CheckRule.NONE, Duration.ofHours(1), Checks.Before.NOTHING, at, v).flags())
        .containsExactly(0, 0, Flags.GAP);
  }

  @Test
  void a_station_differs_from_its_variable_where_it_says_so() {
    var rules = new CheckRules(settings());
    var khemarat = rules.of(new SeriesKey("013501", "water-level"));
    assertThat(khemarat.max()).isEqualTo(18.0);
    assertThat(khemarat.material()).isEqualTo(0.05);
    assertThat(rules.of(new SeriesKey("092600", "water-level")).max()).isGreaterThan(535);
    assertThat(rules.of(new SeriesKey("092600", "water-level.hourly-mean")).material())
        .isEqualTo(0.05);
    assertThat(rules.of(new SeriesKey("092600", "something-else"))).isEqualTo(CheckRule.NONE);
    int[] at = {0};
    assertThat(Checks.check(khemarat, null, Checks.Before.NOTHING, at, new double[] {19.8}).flags())
        .containsExactly(Flags.RANGE);
  }

  static ReadingsSettings settings() {
    return new ReadingsSettings(
        new ClassPathResource("water/checks.yaml"),
        Duration.ofMinutes(15),
        1000,
        2048,
        Duration.ofSeconds(5),
        3);
  }

  @Test
  void every_flag_has_a_bit_of_its_own() {
    var bits = Arrays.stream(Flag.values()).mapToInt(Flags::bit).toArray();
    assertThat(Arrays.stream(bits).distinct().count()).isEqualTo(Flag.values().length);
    for (var flag : Flag.values()) {
      assertThat(Flags.set(Flags.bit(flag)))
          .as(flag.name().toLowerCase(Locale.ROOT))
          .containsExactly(flag);
    }
  }
}
