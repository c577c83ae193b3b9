package org.lanmei.water.readings;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.lanmei.MovableClock;
import org.lanmei.TestDatabase;
import org.lanmei.kernel.Caller;
import org.lanmei.kernel.Capacity;
import org.lanmei.kernel.Party;
import org.lanmei.kernel.SeriesKey;
import org.lanmei.log.Log;
import org.lanmei.log.LogOn;
import org.lanmei.sharing.Arrivals;
import org.lanmei.sharing.Releases;
import org.lanmei.water.Intake.Arriving;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The store on a test's database, as the application's role, without Spring. */
final class ReadingsOn {

  final MovableClock clock = new MovableClock();
  final List<Releases.Grant> grants = new ArrayList<>();
  final List<Arrived> arrived = new ArrayList<>();
  final List<Object> events = new ArrayList<>();
  final JdbcClient db;
  final JdbcClient owner;
  final TransactionTemplate transaction;
  final Log log;
  final SeriesIndex index;
  final Fence fence;
  final Slabs slabs;
  final Engine engine;
  final PostgresIntake intake;
  final PostgresReadings readings;
  final ReleaseCopy copy;
  final Out out;
  final ReadingsSettings settings;

  record Arrived(SeriesKey series, String batch, Instant receivedAt, List<Instant> observed) {}

  ReadingsOn(TestDatabase database) {
    this(
        database,
        new ReadingsSettings(
            new ClassPathResource("water/checks.yaml"),
            Duration.ofMinutes(15),
            131_072,
            2048,
            Duration.ofSeconds(20),
            3));
  }

  ReadingsOn(TestDatabase database, ReadingsSettings settings) {
    this.settings = settings;
    DataSource app = database.app();
    db = JdbcClient.create(app);
    owner = JdbcClient.create(database.owner());
    transaction = new TransactionTemplate(new JdbcTransactionManager(app));
    log = LogOn.database(app, clock);
    index = new SeriesIndex(db);
    Releases releases = () -> List.copyOf(grants);
    fence = new Fence(db, transaction, releases, clock);
    slabs = new Slabs(db);
    out = new Out(slabs, fence, db);
    Arrivals arrivals =
        (series, batch, at, observed) -> arrived.add(new Arrived(series, batch, at, observed));
    engine =
        new Engine(
            db,
            fence,
            new Terms(db),
            new Merging(slabs, new CheckRules(settings)),
            new SlabWriter(db, settings),
            new Corrections(db),
            log,
            arrivals,
            events::add,
            clock);
    intake = new PostgresIntake(index, engine, settings, clock);
    readings = new PostgresReadings(index, fence, slabs, out, db);
    copy = new ReleaseCopy(db, index, releases, transaction);
  }

  /** Registers a station's series. */
  SeriesKey series(String station, String variable, Party party) {
    owner
        .sql("insert into water.station (code, owner) values (?, ?) on conflict do nothing")
        .params(station, party.name())
        .update();
    owner
        .sql(
            """
            insert into water.series (station, variable, owner, unit, cadence)
            values (?, ?, ?, 'm', interval '1 hour') on conflict do nothing
            """)
        .params(station, variable, party.name())
        .update();
    return new SeriesKey(station, variable);
  }

  void release(
      String agreement,
      SeriesKey series,
      String grantee,
      Instant from,
      Instant to,
      Duration delay) {
    grants.add(new Releases.Grant(agreement, series, grantee, from, to, delay));
    copy.refresh();
  }

  static Caller hydrologist(Party party) {
    return new Caller(UUID.randomUUID(), "H", party, Set.of(Capacity.HYDROLOGIST), "token", false);
  }

  static Arriving value(SeriesKey series, Instant at, Double value) {
    return new Arriving(series, at, value);
  }
}
