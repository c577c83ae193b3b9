package org.lanmei.water.readings;

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

  private static final int ROUNDS = 50;

  private final JdbcClient db;
  private final ReadingsSettings settings;

  Compaction(JdbcClient db, ReadingsSettings settings) {
    this.db = db;
    this.settings = settings;
  }

  @Scheduled(
      fixedDelayString = "${lanmei.readings.compact-every:20s}",
      initialDelayString = "${lanmei.readings.compact-every:20s}")
  void run() {
    try {
      int rounds = 0;
      while (merge() > 0 && rounds < ROUNDS) rounds++;
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
