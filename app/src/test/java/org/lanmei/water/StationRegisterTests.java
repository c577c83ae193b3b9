package org.lanmei.water;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lanmei.PlanTest;
import org.lanmei.kernel.Lang;
import org.lanmei.kernel.Party;
import org.lanmei.kernel.SeriesKey;
import org.lanmei.water.states.Limits.Role;
import org.springframework.beans.factory.annotation.Autowired;

/** The stations that ship, and their traps. */
@PlanTest
class StationRegisterTests {

  @Autowired Stations stations;
  @Autowired ShippedStations shipped;

  private Station station(String code) {
    return stations.station(code).orElseThrow();
  }

  @Test
  void the_31_of_the_line_come_first_from_the_source_to_the_sea() {
    var line = stations.stations().stream().filter(s -> s.order() != null).toList();
    assertThat(line).hasSize(31);
    assertThat(line.getFirst().code()).isEqualTo("092600");
    assertThat(line.getLast().code()).isEqualTo("985203");
    for (int i = 1; i < line.size(); i++) {
      assertThat(line.get(i).order()).isEqualTo(i + 1);
      assertThat(line.get(i).km()).isLessThan(line.get(i - 1).km());
    }
    assertThat(stations.stations().subList(0, 31)).isEqualTo(line);
  }

  @Test
  void the_stations_the_agreements_name_are_there() {
    assertThat(station("092600").names().exactly(Lang.ZH)).contains("允景洪");
    assertThat(station("092980").names().exactly(Lang.ZH)).contains("曼安");
    for (String code : List.of("092600", "092980")) {
      var series = stations.series(new SeriesKey(code, "water-level")).orElseThrow();
      assertThat(series.owner()).isEqualTo(Party.CN);
      assertThat(series.unit()).isEqualTo("m");
    }
  }

  @Test
  void savannakhet_lies_on_the_river() {
    assertThat(station("013401").lon()).isEqualTo(104.74297);
    assertThat(station("013401").note()).isNotNull();
  }

  @Test
  void jinghong_is_an_elevation_and_the_others_of_the_line_are_gauge_heights() {
    for (Station s : stations.stations().subList(0, 31)) {
      assertThat(s.datum())
          .as(s.code())
          .isEqualTo(s.code().equals("092600") ? Station.Datum.MSL : Station.Datum.GAUGE);
    }
  }

  @Test
  void ten_of_the_line_have_no_limits() {
    assertThat(
            stations.stations().subList(0, 31).stream()
                .filter(s -> s.thresholds().isEmpty())
                .count())
        .isEqualTo(10);
  }

  @Test
  void amnat_charoen_is_spelled_as_the_country_spells_it() {
    assertThat(station("013601").names().exactly(Lang.EN)).contains("Amnat Charoen");
  }

  @Test
  void tan_chau_has_the_levels_of_its_time() {
    var limits = station("019803").limits();
    var zone = Party.VN.zone();
    var then = LocalDate.of(2000, 9, 6).atStartOfDay(zone).toInstant();
    var now = LocalDate.of(2026, 9, 6).atStartOfDay(zone).toInstant();
    assertThat(limits.level(Role.FLOOD, then)).isEqualTo(4.2);
    assertThat(limits.level(Role.FLOOD, now)).isEqualTo(4.5);
    assertThat(limits.level(Role.ALARM, now)).isEqualTo(3.5);
  }

  @Test
  void loading_again_changes_nothing() {
    int before = stations.stations().stream().mapToInt(s -> s.thresholds().size()).sum();
    var ids = stations.all().stream().map(Series::id).toList();
    shipped.run(new org.springframework.boot.DefaultApplicationArguments());
    assertThat(stations.stations().stream().mapToInt(s -> s.thresholds().size()).sum())
        .isEqualTo(before);
    assertThat(stations.all().stream().map(Series::id).toList()).containsAll(ids);
  }

  @Test
  void a_coarser_series_is_registered_once() {
    var source = new SeriesKey("092980", "water-level");
    var derived = new SeriesKey("092980", "water-level.daily-mean-test");
    var first = stations.derive(source, derived, java.time.Duration.ofDays(1));
    var again = stations.derive(source, derived, java.time.Duration.ofDays(1));
    assertThat(again).isEqualTo(first);
    assertThat(first.derivedFrom()).isEqualTo(source);
    assertThat(first.unit()).isEqualTo("m");
    assertThat(first.cadence()).isEqualTo(java.time.Duration.ofDays(1));
  }
}
