package org.lanmei.water.readings;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Merges small arrays in the background, each few in a transaction of their own. Any node may; the
 * rows that one has locked another leaves aside.
 */
@Component
class Compaction {

  private static final Logger log = LoggerFactory.getLogger(Compaction.class);

  /** Small arrays merged at once: about 60,000 values at most. */
  private static final int MOST = 256;

  /** Then others may work; what is left is taken up at the next look. */
  private static final Duration AT_ONCE = Duration.ofSeconds(15);

  private final JdbcClient db;
  private final ReadingsSettings settings;

  Compaction(JdbcClient db, ReadingsSettings settings) {
    this.db = db;
    this.settings = settings;
  }

  @Scheduled(
      fixedDelayString = "${lanmei.readings.compact-every:5s}",
      initialDelayString = "${lanmei.readings.compact-every:5s}")
  void run() {
    try {
      long end = System.nanoTime() + AT_ONCE.toNanos();
      while (merge() > 0 && System.nanoTime() < end) {
        // each step is short and on its own
      }
    } catch (RuntimeException e) {
      log.warn("arrays could not be merged; tried again later: {}", e.getMessage());
    }
  }

  /** One step; how many arrays were merged, 0 = nothing to do. */
  int merge() {
    return db.sql("select water.compact(?, ?)")
        .params(settings.compactLoose(), MOST)
        .query(Integer.class)
        .single();
  }
}
