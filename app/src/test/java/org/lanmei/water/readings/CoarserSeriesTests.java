package org.lanmei.water.readings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lanmei.PlanTest;
import org.lanmei.kernel.Party;
import org.lanmei.kernel.SeriesKey;
import org.lanmei.log.Log;
import org.lanmei.parties.Officers;
import org.lanmei.sharing.Coarser;
import org.lanmei.water.Intake;
import org.lanmei.water.Reading;
import org.lanmei.water.Readings;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * An agreement that lets out daily means only: the receiver has those and never their source. The
 * station Kratie is this class's own.
 */
@PlanTest
class CoarserSeriesTests {

  private static final SeriesKey LEVEL = new SeriesKey("014901", "water-level");
  private static final SeriesKey MEAN = new SeriesKey("014901", "water-level.daily-mean-utc7");
  private static final Instant FIRST = Instant.parse("2026-03-09T17:00:00Z"); // midnight, UTC+7
  private static final Instant FROM = Instant.parse("2026-03-01T00:00:00Z");
  private static final Instant TO = Instant.parse("2026-04-01T00:00:00Z");

  @Autowired Officers officers;
  @Autowired Intake intake;
  @Autowired Readings readings;
  @Autowired CoarserSeries coarser;
  @Autowired Coarser terms;
  @Autowired Log log;

  @Test
  void the_receiver_has_the_means_and_never_their_source() {
    terms.dailyMeans(officers.of(Party.KH), officers.of(Party.VN), "014901");
    publish("hours", 0, 3, null);
    coarser.derive();

    assertThat(means(Party.VN)).containsExactly(10.0, 20.0, 30.0);
    assertThat(seen(Party.VN, LEVEL)).isEmpty();
    assertThat(means(Party.TH)).isEmpty();

    Instant before = log.when(log.latest()).orElseThrow();
    coarser.derive();
    assertThat(log.when(log.latest())).as("nothing new, nothing recorded").contains(before);

    correct();
    coarser.derive();
    assertThat(means(Party.VN)).containsExactly(10.0, 22.0, 30.0);
    assertThat(readings.versions(officers.of(Party.VN), MEAN, FIRST.plus(Duration.ofDays(1))))
        .extracting(Readings.Version::reason)
        .containsExactly(null, "misread by two metres");
  }

  /** On the n-th day all hours have ten times n metres. */
  private void publish(String key, int fromDay, int days, String reason) {
    var rows = new ArrayList<Intake.Arriving>();
    for (int day = fromDay; day < fromDay + days; day++) {
      for (int hour = 0; hour < 24; hour++) {
        Instant at = FIRST.plus(Duration.ofDays(day)).plus(Duration.ofHours(hour));
        rows.add(new Intake.Arriving(LEVEL, at, 10.0 * (day + 1)));
      }
    }
    intake.publish(officers.hydrologist(Party.KH), key, rows, reason);
  }

  private void correct() {
    var rows = new ArrayList<Intake.Arriving>();
    for (int hour = 0; hour < 24; hour++) {
      rows.add(
          new Intake.Arriving(
              LEVEL, FIRST.plus(1, ChronoUnit.DAYS).plus(Duration.ofHours(hour)), 22.0));
    }
    intake.publish(officers.hydrologist(Party.KH), "corrected", rows, "misread by two metres");
  }

  private List<Double> means(Party party) {
    return seen(party, MEAN).stream().map(Reading::value).toList();
  }

  private List<Reading> seen(Party party, SeriesKey series) {
    return readings.between(officers.of(party), series, FROM, TO, null);
  }
}
