package org.lanmei.water.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.lanmei.water.intake.Samples.found;
import static org.lanmei.water.intake.Samples.load;
import static org.lanmei.water.intake.Samples.open;
import static org.lanmei.water.intake.Samples.propose;
import static org.lanmei.water.intake.Samples.question;
import static org.lanmei.water.intake.Samples.recommended;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.lanmei.water.intake.ProfileProposal.Evidence;
import org.lanmei.water.intake.ProfileProposal.Option;
import org.lanmei.water.intake.ProfileProposal.Setting;

/**
 * The five real series of the basin, with their traps. Read where they are, never copied: skipped
 * where the shared data are not there.
 */
class RealFilesTests {

  private static Content file(String name) throws IOException {
    String shared =
        Objects.requireNonNullElse(
            System.getenv("LANMEI_SHARED"), System.getProperty("lanmei.shared", "../shared"));
    var folder =
        Stream.of(Path.of(shared), Path.of("../..", "shared"), Path.of("../../..", "shared"))
            .map(path -> path.resolve("data/hydro-mekong"))
            .filter(Files::isDirectory)
            .findFirst();
    assumeTrue(folder.isPresent(), "the shared data are not there");
    return Content.of(Files.readAllBytes(folder.get().resolve(name)));
  }

  @Test
  void pakse_is_in_utc_whatever_its_heading_says_and_its_clock_shifts() throws Exception {
    String name = "mrc_013901_pakse_water_level_manual_1960_2024.csv";
    var content = file(name);
    var proposal = propose(name, content, Map.of());

    assertThat(proposal.rows()).isEqualTo(30_696);
    assertThat(proposal.ready()).isEqualTo(30_696);
    assertThat(proposal.badRows()).isZero();
    var mislabelled =
        proposal.findings().stream()
            .filter(f -> f.says().key().endsWith("zone.mislabelled"))
            .findFirst()
            .orElseThrow();
    assertThat(mislabelled.warning()).isTrue();
    assertThat(mislabelled.says().args()).containsExactly("UTC+07:00", "UTC");
    assertThat(mislabelled.evidence())
        .containsExactly(
            new Evidence(1, "Timestamp (UTC+07:00)"), new Evidence(2, "1959-12-31T17:00Z"));
    assertThat(question(proposal, "zone").recommended()).isEqualTo("as-stamped");
    assertThat(question(proposal, "zone").options())
        .extracting(Option::value, Option::reading)
        .containsExactly(
            tuple("as-stamped", "1960-01-01 00:00 UTC+07:00"),
            tuple("+07:00", "1959-12-31 17:00 UTC+07:00"));
    assertThat(question(proposal, "series.1").recommended()).isEqualTo("013901/water-level");
    assertThat(question(proposal, "series.1").must()).isFalse();
    // Its clock changes in March 2021 as Nong Khai's does, which its own notes do not tell.
    assertThat(open(proposal)).containsExactly("shift.1");
    assertThat(proposal.profile()).isNull();

    var confirmed = propose(name, content, Map.of("shift.1", "as-is"));
    var loaded = load(Objects.requireNonNull(confirmed.profile()), content);
    assertThat(loaded.values()).hasSize(30_696);
    assertThat(loaded.bad()).isEmpty();
    assertThat(loaded.values().getFirst().at()).isEqualTo("1959-12-31T17:00:00Z");
    var highest =
        loaded.values().stream().max((a, b) -> Double.compare(a.value(), b.value())).orElseThrow();
    assertThat(highest.value()).isEqualTo(14.48);
    assertThat(highest.at()).isEqualTo("1978-08-16T17:00:00Z");

    var moved =
        load(
            Objects.requireNonNull(propose(name, content, Map.of("shift.1", "earlier")).profile()),
            content);
    assertThat(moved.values()).hasSize(30_696);
    assertThat(moved.values().stream().map(RowReader.Value::at).distinct()).hasSize(30_696);
    // With the shift undone, Pakse is read at 07:00 and 19:00 throughout.
    assertThat(
            moved.values().stream()
                .map(v -> v.at().atOffset(Samples.SEVEN).toLocalTime().toString())
                .distinct())
        .containsExactlyInAnyOrder("07:00", "19:00");
  }

  @Test
  void the_12_hourly_file_of_nong_khai_names_no_zone_and_shifts_in_march_2021() throws Exception {
    String name = "nong_khai_12hourly_wl_2018_2024.csv";
    var content = file(name);
    var proposal = propose(name, content, Map.of());

    assertThat(proposal.rows()).isEqualTo(5_108);
    assertThat(open(proposal)).containsExactly("series.1", "zone", "shift.1");
    assertThat(question(proposal, "series.1").recommended()).isEqualTo("012002/water-level");
    assertThat(question(proposal, "zone").recommended()).isEqualTo("Z");
    assertThat(question(proposal, "zone").asks().key()).endsWith("reading-hours-utc");
    var shift =
        proposal.findings().stream()
            .filter(f -> f.setting() == Setting.SHIFT && f.warning())
            .findFirst()
            .orElseThrow();
    assertThat(shift.says().args())
        .containsExactly("05:00, 17:00", "2021-02-28", "00:00, 12:00", "2021-03-04", "+7 h");
    assertThat(shift.evidence())
        .containsExactly(
            new Evidence(2311, "2021-02-28T17:00"), new Evidence(2312, "2021-03-04T00:00"));
    assertThat(question(proposal, "shift.1").recommended()).isEqualTo("earlier");

    var profile = Objects.requireNonNull(propose(name, content, recommended(proposal)).profile());
    assertThat(profile.time().shifts())
        .containsExactly(
            new Profile.Shift(
                null, null, LocalDateTime.parse("2021-03-04T00:00"), Duration.ofHours(7)));
    var loaded = load(profile, content);
    assertThat(loaded.values()).hasSize(5_108);
    assertThat(loaded.values().getFirst().at()).isEqualTo("2018-01-01T12:00:00Z");
    assertThat(loaded.values().getLast().at()).isEqualTo("2024-12-31T12:00:00Z");
  }

  @Test
  void the_daily_file_of_nong_khai_says_its_unit_but_not_its_zone() throws Exception {
    String name = "nong_khai_daily_wl_1964_2024.csv";
    var content = file(name);
    var proposal = propose(name, content, Map.of());

    assertThat(found(proposal)).contains("date-only", "unit.stated");
    assertThat(open(proposal)).containsExactly("series.1", "zone");
    var loaded =
        load(
            Objects.requireNonNull(propose(name, content, recommended(proposal)).profile()),
            content);
    assertThat(loaded.values()).hasSize(21_913);
    assertThat(loaded.bad()).isEmpty();
    assertThat(loaded.values().getFirst().at()).isEqualTo("1964-12-30T17:00:00Z");
    assertThat(loaded.values().stream().mapToDouble(RowReader.Value::value).max()).hasValue(14.18);
  }

  @Test
  void the_daily_means_of_stung_treng_say_neither_unit_nor_zone() throws Exception {
    String name = "stung_treng_014501_daily_mean_wl_2022_2024.csv";
    var content = file(name);
    var proposal = propose(name, content, Map.of());

    assertThat(question(proposal, "series.1").recommended()).isEqualTo("014501/water-level");
    assertThat(question(proposal, "series.1").must()).isTrue();
    assertThat(question(proposal, "unit.1").recommended()).isEqualTo("m");
    var loaded =
        load(
            Objects.requireNonNull(propose(name, content, recommended(proposal)).profile()),
            content);
    assertThat(loaded.values()).hasSize(1_095);
    assertThat(loaded.values().getLast().at()).isEqualTo(Instant.parse("2024-12-30T17:00:00Z"));
  }

  @Test
  void the_telemetry_of_the_sekong_bridge_is_in_utc_too() throws Exception {
    String name = "mrc_014500_3s_sekong_bridge_water_level_15min_2024.csv";
    var content = file(name);
    var proposal = propose(name, content, Map.of());

    assertThat(found(proposal)).contains("zone.mislabelled").doesNotContain("shift");
    // A reading every 15 minutes has no hours that would tell: a person says which is right.
    assertThat(open(proposal)).containsExactly("zone");
    var loaded =
        load(
            Objects.requireNonNull(propose(name, content, recommended(proposal)).profile()),
            content);
    assertThat(loaded.values()).hasSize(22_068);
    assertThat(loaded.values().getFirst().at()).isEqualTo("2024-04-06T21:30:00Z");
  }

  @Test
  void other_tables_of_the_basin_are_understood_as_far_as_they_go() throws Exception {
    for (String name :
        List.of(
            "prek_kdam_daily_height_1960_2013.csv",
            "kampong_luong_modelled_regulated_unregulated_1985_2008.csv",
            "jason2_altimetry/j2vsg1.csv")) {
      var proposal = propose(name, file(name), Map.of());
      // Their stations are in no registry here.
      assertThat(open(proposal)).as(name).contains("series.1", "zone");
      assertThat(found(proposal)).as(name).contains("no-series");
      assertThat(proposal.badRows()).as(name).isZero();
    }
  }
}
