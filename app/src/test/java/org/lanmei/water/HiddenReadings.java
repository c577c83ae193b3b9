package org.lanmei.water;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.lanmei.Secret;
import org.lanmei.kernel.Party;
import org.lanmei.kernel.SeriesKey;
import org.lanmei.parties.Officers;
import org.springframework.boot.test.context.TestComponent;

/** Readings of the Lao PDR that no agreement lets out. */
@TestComponent
public class HiddenReadings implements Secret {

  private static final SeriesKey PAKSE = new SeriesKey("013901", "water-level");
  private static final Instant START = Instant.parse("2026-02-01T00:00:00Z");
  private static final int VALUES = 300;

  private final Intake intake;
  private final Officers officers;
  private final AtomicInteger times = new AtomicInteger();

  HiddenReadings(Intake intake, Officers officers) {
    this.intake = intake;
    this.officers = officers;
  }

  /** That somebody is a hydrologist is no secret. */
  @Override
  public void prepare() {
    officers.hydrologist(Party.LA);
  }

  /** With a correction of some. */
  @Override
  public List<Address> hide() {
    int time = times.incrementAndGet();
    publish("secret-" + time, 7.77 + time, null);
    publish("secret-corrected-" + time, 8.88 + time, "a secret reason");
    return List.of();
  }

  private void publish(String key, double level, String reason) {
    var rows = new ArrayList<Intake.Arriving>();
    for (int i = 0; i < VALUES; i++) {
      rows.add(new Intake.Arriving(PAKSE, START.plus(Duration.ofHours(i)), level));
    }
    intake.publish(
        officers.hydrologist(Party.LA), key, rows, reason == null ? "a secret cause" : reason);
  }
}
