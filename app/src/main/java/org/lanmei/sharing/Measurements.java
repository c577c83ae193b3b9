package org.lanmei.sharing;

import static java.time.ZoneOffset.UTC;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.lanmei.kernel.Party;
import org.lanmei.kernel.Seq;
import org.lanmei.log.Log;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How much of each agreement was kept, for those who need it as evidence: one figure for each
 * agreement and season of a year, written anew when it has changed. The last one counts.
 */
@Component
public class Measurements {

  private static final Logger logger = LoggerFactory.getLogger(Measurements.class);

  private final AgreementStore store;
  private final Scoreboard scoreboard;
  private final JdbcClient db;
  private final Log log;
  private final TransactionTemplate transaction;
  private final Clock clock;

  Measurements(
      AgreementStore store,
      Scoreboard scoreboard,
      JdbcClient db,
      Log log,
      TransactionTemplate transaction,
      Clock clock) {
    this.store = store;
    this.scoreboard = scoreboard;
    this.db = db;
    this.log = log;
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * How much of one period was kept.
   *
   * @param provider whose obligation it is
   * @param from first day of the season or year
   * @param to its last day, also while it still runs
   * @param kept slots on time
   * @param due slots that are over, less those excused and undetermined
   */
  public record Measurement(
      Seq seq,
      Instant knownAt,
      String agreement,
      Party provider,
      LocalDate from,
      LocalDate to,
      int kept,
      int due,
      boolean example) {}

  /** The next ones after {@code cursor}, in commit order. */
  public List<Measurement> after(Seq cursor, int limit) {
    return db.sql(
            """
            select m.*, e.seq, e.known_at
              from sharing.measurement m join log.pub_entry e on e.pending = m.ticket
             where e.seq > ? order by e.seq limit ?
            """)
        .params(cursor.value(), limit)
        .query((row, n) -> read(row))
        .list();
  }

  /** The one at this place in the order. */
  Optional<Measurement> find(Seq seq) {
    return db.sql(
            """
            select m.*, e.seq, e.known_at
              from sharing.measurement m join log.pub_entry e on e.pending = m.ticket
             where e.seq = ?
            """)
        .param(seq.value())
        .query((row, n) -> read(row))
        .optional();
  }

  private static Measurement read(ResultSet row) throws SQLException {
    return new Measurement(
        new Seq(row.getLong("seq")),
        AgreementStore.instant(row, "known_at"),
        row.getString("agreement"),
        Party.valueOf(row.getString("provider")),
        row.getObject("period_from", LocalDate.class),
        row.getObject("period_to", LocalDate.class),
        row.getInt("kept"),
        row.getInt("due"),
        row.getBoolean("example"));
  }

  @Scheduled(cron = "0 4 * * * *", zone = "UTC")
  void hourly() {
    try {
      measure();
    } catch (RuntimeException e) {
      logger.warn("timeliness could not be measured; it is tried again in an hour", e);
    }
  }

  /** Measures every agreement now. */
  public void measure() {
    log.settle();
    store.all().forEach(this::measure);
  }

  private void measure(Agreement agreement) {
    var asOf = scoreboard.now();
    for (var period : scoreboard.periods(agreement, asOf.on())) {
      var closed =
          scoreboard.slots(agreement, period, asOf).stream()
              .filter(s -> !s.next().isAfter(asOf.on()))
              .toList();
      var score = Score.of(closed);
      transaction.executeWithoutResult(
          status -> {
            store.lock(agreement.id());
            write(agreement, period, score);
          });
    }
  }

  private void write(Agreement agreement, Scoreboard.Period period, Score score) {
    var before =
        db.sql(
                """
                select kept, due from sharing.measurement
                 where agreement = ? and period_from = ? and period_to = ?
                 order by id desc limit 1
                """)
            .params(agreement.id(), period.first(), period.last())
            .query((row, n) -> List.of(row.getInt("kept"), row.getInt("due")))
            .optional();
    var now = List.of(score.onTime(), score.counted());
    // A season in which nothing is counted is no evidence.
    if (before.isEmpty() ? score.counted() == 0 : before.get().equals(now)) return;
    String content =
        "%s %s %s %d/%d"
            .formatted(
                agreement.id(), period.first(), period.last(), score.onTime(), score.counted());
    var ticket =
        log.record("sharing.measurement", agreement.id(), content.getBytes(StandardCharsets.UTF_8));
    db.sql(
            """
            insert into sharing.measurement (agreement, provider, period_from, period_to, kept, due,
                                             example, ticket, at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            agreement.id(),
            agreement.provider().name(),
            period.first(),
            period.last(),
            score.onTime(),
            score.counted(),
            agreement.example(),
            ticket.id(),
            clock.instant().atOffset(UTC))
        .update();
  }
}
