package org.lanmei.sharing;

import static java.time.ZoneOffset.UTC;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.lanmei.kernel.Seq;
import org.lanmei.kernel.SeriesKey;
import org.lanmei.log.Log;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Receipts of the series under a schedule: one compact row for each batch and series. */
@Component
class ArrivalStore implements Arrivals {

  private static final long EPOCH = Instant.parse("2000-01-01T00:00:00Z").getEpochSecond();

  private final JdbcClient db;
  private final Log log;

  ArrivalStore(JdbcClient db, Log log) {
    this.db = db;
    this.log = log;
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public void arrived(SeriesKey series, String batch, Instant receivedAt, List<Instant> observed) {
    arrived(batch, receivedAt, Map.of(series, observed));
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public void arrived(String batch, Instant receivedAt, Map<SeriesKey, List<Instant>> observed) {
    var scheduled = scheduled(observed.keySet());
    scheduled.removeIf(key -> observed.getOrDefault(key, List.of()).isEmpty());
    if (scheduled.isEmpty()) return;
    var known = new HashMap<SeriesKey, Long>();
    db.sql("select station, variable, ticket from sharing.arrival where batch = ?")
        .param(batch)
        .query(
            row -> {
              known.put(key(row), row.getLong("ticket"));
            });
    scheduled.removeAll(known.keySet());
    if (scheduled.isEmpty()) return;
    long ticket =
        known.isEmpty()
            ? log.record("sharing.arrival", batch, content(batch, receivedAt, observed)).id()
            : known.values().iterator().next();
    for (SeriesKey series : scheduled) {
      insert(series, batch, receivedAt, observed.getOrDefault(series, List.of()), ticket);
    }
  }

  private void insert(
      SeriesKey series, String batch, Instant receivedAt, List<Instant> observed, long ticket) {
    int[] seconds = observed.stream().mapToInt(ArrivalStore::seconds).sorted().distinct().toArray();
    db.sql(
            """
            insert into sharing.arrival (station, variable, batch, received_at, lo, hi, observed,
                                         ticket)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            series.station(),
            series.variable(),
            batch,
            receivedAt.atOffset(UTC),
            seconds[0],
            seconds[seconds.length - 1],
            seconds,
            ticket)
        .update();
  }

  private Set<SeriesKey> scheduled(Set<SeriesKey> among) {
    var stations = among.stream().map(SeriesKey::station).distinct().toArray(String[]::new);
    var scheduled = new HashSet<SeriesKey>();
    db.sql("select station, variable from sharing.scheduled where station = any(?)")
        .param(stations)
        .query(
            row -> {
              scheduled.add(key(row));
            });
    scheduled.retainAll(among);
    return scheduled;
  }

  private static byte[] content(
      String batch, Instant receivedAt, Map<SeriesKey, List<Instant>> observed) {
    return (batch + " " + receivedAt + " " + new TreeMap<>(observed))
        .getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Receipts that have moments from {@code from} to {@code to} among theirs, as far as they were
   * known, in the order in which they were learned.
   */
  List<Receipt> between(String station, Instant from, Instant to, Seq known) {
    return db.sql(
            """
            select a.*, e.seq from sharing.arrival a join log.pub_entry e on e.pending = a.ticket
             where a.station = :station and a.hi >= :from and a.lo <= :to and e.seq <= :known
             order by e.seq, a.id
            """)
        .param("station", station)
        .param("from", seconds(from))
        .param("to", seconds(to))
        .param("known", known.value())
        .query(ArrivalStore::read)
        .list();
  }

  private static Receipt read(ResultSet row, int n) throws SQLException {
    Integer[] observed = (Integer[]) row.getArray("observed").getArray();
    return new Receipt(
        key(row),
        row.getString("batch"),
        AgreementStore.instant(row, "received_at"),
        Stream.of(observed).map(ArrivalStore::instant).toList(),
        new Seq(row.getLong("seq")));
  }

  private static SeriesKey key(ResultSet row) throws SQLException {
    return new SeriesKey(row.getString("station"), row.getString("variable"));
  }

  static int seconds(Instant at) {
    return Math.toIntExact(at.getEpochSecond() - EPOCH);
  }

  static Instant instant(int seconds) {
    return Instant.ofEpochSecond(EPOCH + seconds);
  }
}
