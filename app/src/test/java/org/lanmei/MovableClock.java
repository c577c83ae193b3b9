package org.lanmei;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Primary;

/**
 * A clock that stands still until a test moves it. It begins on 24 November 2026 at 08:00 UTC,
 * which is the same day in all six capitals, for seven hours more.
 */
@TestComponent
@Primary
public final class MovableClock extends Clock {

  public static final Instant START = Instant.parse("2026-11-24T08:00:00Z");

  private volatile Instant now = START;

  @Override
  public Instant instant() {
    return now;
  }

  /** Lets a minute go by. */
  public Instant tick() {
    return forward(Duration.ofMinutes(1));
  }

  public synchronized Instant forward(Duration by) {
    now = now.plus(by);
    return now;
  }

  /** Also back: the machine's clock was set. */
  public void set(Instant instant) {
    now = instant;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  /** The same moments with another zone. */
  @Override
  public Clock withZone(ZoneId zone) {
    var whole = this;
    return new Clock() {
      @Override
      public Instant instant() {
        return whole.instant();
      }

      @Override
      public ZoneId getZone() {
        return zone;
      }

      @Override
      public Clock withZone(ZoneId other) {
        return whole.withZone(other);
      }
    };
  }
}
