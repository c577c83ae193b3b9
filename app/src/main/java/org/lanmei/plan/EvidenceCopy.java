package org.lanmei.plan;

import static java.time.ZoneOffset.UTC;

import java.util.ArrayList;
import java.util.List;
import org.lanmei.kernel.Seq;
import org.lanmei.log.EntriesPlaced;
import org.lanmei.log.Log;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * The plan's copy of what every {@link EvidenceSource} offers, in commit order. It can be deleted
 * and pulled again at any time and gives the same assessments.
 */
@Component
class EvidenceCopy {

  private static final Logger logger = LoggerFactory.getLogger(EvidenceCopy.class);
  private static final long LOCK = 0x6c616e6d_65690003L;
  private static final int BATCH = 1_000;

  private final List<EvidenceSource> sources;
  private final JdbcClient db;
  private final TransactionTemplate transaction;
  private final Log log;
  private final JsonMapper json;

  EvidenceCopy(
      List<EvidenceSource> sources,
      JdbcClient db,
      TransactionTemplate transaction,
      Log log,
      JsonMapper json) {
    this.sources = List.copyOf(sources);
    this.db = db;
    this.transaction = transaction;
    this.log = log;
    this.json = json;
  }

  /** Pulls what is new; harmless when another node is at it. */
  void pull() {
    boolean more;
    do {
      more = Boolean.TRUE.equals(transaction.execute(status -> pullOnce()));
    } while (more);
  }

  @EventListener
  void onDoorbell(EntriesPlaced doorbell) {
    quietly();
  }

  /** For what another node placed. */
  @Scheduled(fixedDelayString = "${lanmei.plan.pull-interval:2000}")
  void pullNowAndThen() {
    quietly();
  }

  private void quietly() {
    try {
      pull();
    } catch (RuntimeException e) {
      logger.warn("evidence could not be pulled and is pulled again: {}", e.getMessage());
    }
  }

  private boolean pullOnce() {
    db.sql("select pg_advisory_xact_lock(?)").param(LOCK).query(row -> {});
    boolean more = false;
    for (EvidenceSource source : sources) {
      var entries = source.after(cursor(source), BATCH);
      if (entries.isEmpty()) continue;
      for (Entry entry : entries) keep(source, entry);
      moveCursor(source, entries.getLast().seq());
      more |= entries.size() == BATCH;
    }
    return more;
  }

  private Seq cursor(EvidenceSource source) {
    return db.sql("select seq from plan.cursor where source = ?")
        .param(source.name())
        .query(Long.class)
        .optional()
        .map(Seq::new)
        .orElse(Seq.NONE);
  }

  private void moveCursor(EvidenceSource source, Seq seq) {
    db.sql(
            """
            insert into plan.cursor (source, seq) values (?, ?)
            on conflict (source) do update set seq = excluded.seq
            """)
        .params(source.name(), seq.value())
        .update();
  }

  private void keep(EvidenceSource source, Entry entry) {
    db.sql(
            """
            insert into plan.evidence (seq, source, known_at, content)
            values (?, ?, ?, cast(? as jsonb)) on conflict do nothing
            """)
        .params(
            entry.seq().value(),
            source.name(),
            entry.knownAt().atOffset(UTC),
            json.writeValueAsString(entry))
        .update();
  }

  /**
   * Deletes the copy and pulls everything again; readers see the old one until the new is there.
   */
  void rebuild() {
    transaction.executeWithoutResult(
        status -> {
          db.sql("select pg_advisory_xact_lock(?)").param(LOCK).query(row -> {});
          db.sql("delete from plan.evidence").update();
          db.sql("delete from plan.cursor").update();
          boolean more;
          do {
            more = pullOnce();
          } while (more);
        });
  }

  /** Entries with a higher seq than {@code after}, in order. */
  List<Entry> entriesAfter(Seq after) {
    var entries = new ArrayList<Entry>();
    db.sql("select content from plan.evidence where seq > ? order by seq")
        .param(after.value())
        .query(
            row -> {
              entries.add(json.readValue(row.getString("content"), Entry.class));
            });
    return entries;
  }

  /** The last seq in the copy and how many entries it has. */
  Extent extent() {
    return db.sql("select coalesce(max(seq), 0) as last, count(*) as count from plan.evidence")
        .query(Extent.class)
        .single();
  }

  record Extent(long last, long count) {}

  /**
   * Waits until {@code ticket} has its place and is in the copy, so that a writer sees its own
   * record.
   */
  void await(Log.Ticket ticket) {
    log.await(ticket);
    pull();
  }
}
