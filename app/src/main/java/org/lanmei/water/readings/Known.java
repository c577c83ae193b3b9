package org.lanmei.water.readings;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which batches of one series count, for one question. The batches of a series are numbered in the
 * order in which the log placed them, because each takes its number while it holds the head of the
 * series: if one was known, so were all with smaller numbers.
 */
final class Known {

  private final JdbcClient db;
  private final @Nullable Instant at;
  private long last;
  private long beyond;

  private Known(JdbcClient db, @Nullable Instant at, long last, long beyond) {
    this.db = db;
    this.at = at;
    this.last = last;
    this.beyond = beyond;
  }

  /** What is in the database by now, also while the question is being answered. */
  static Known now(JdbcClient db, int series) {
    long last =
        db.sql("select last_batch from water.series_progress where series = ?")
            .param(series)
            .query(Long.class)
            .optional()
            .orElse(0L);
    return new Known(db, null, last, last + 1);
  }

  static Known at(JdbcClient db, Instant at) {
    return new Known(db, at, 0, Long.MAX_VALUE);
  }

  /** Everything. */
  static Known all(JdbcClient db) {
    return new Known(db, null, Long.MAX_VALUE - 1, Long.MAX_VALUE);
  }

  /** Finds out about the batches of these values; to be called before {@link #holds}. */
  void learn(Run run) {
    Instant moment = at;
    if (moment == null) return;
    long[] open =
        Arrays.stream(run.batch())
            .filter(b -> b > last && b < beyond)
            .distinct()
            .sorted()
            .toArray();
    if (open.length == 0) return;
    long newest =
        db.sql(
                """
                select coalesce(max(h.id), 0)
                  from water.batch_history h join log.pub_entry e on e.pending = h.pending
                 where h.id = any (?) and e.known_at <= ?
                """)
            .params(open, moment.atOffset(UTC))
            .query(Long.class)
            .single();
    last = Math.max(last, newest);
    for (long batch : open) {
      if (batch > last) {
        beyond = Math.min(beyond, batch);
        break;
      }
    }
  }

  boolean holds(long batch) {
    return batch <= last;
  }
}
