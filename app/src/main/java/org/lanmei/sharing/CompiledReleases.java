package org.lanmei.sharing;

import static java.time.ZoneOffset.UTC;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.lanmei.kernel.Caller;
import org.lanmei.kernel.Party;
import org.lanmei.kernel.SeriesKey;
import org.lanmei.log.Log;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Keeps the grants that follow from the agreements, with when each was made and ended. */
@Component
class CompiledReleases implements Releases {

  /** So far ahead are seasons granted; a daily run goes on from there. */
  private static final Duration AHEAD = Duration.ofDays(400);

  private final JdbcClient db;
  private final AgreementStore store;
  private final Log log;
  private final ApplicationEventPublisher events;
  private final ObjectProvider<Holdings> holdings;
  private final Clock clock;

  CompiledReleases(
      JdbcClient db,
      AgreementStore store,
      Log log,
      ApplicationEventPublisher events,
      ObjectProvider<Holdings> holdings,
      Clock clock) {
    this.db = db;
    this.store = store;
    this.log = log;
    this.events = events;
    this.holdings = holdings;
    this.clock = clock;
  }

  @Override
  public List<Grant> grants() {
    return own(
        db.sql(
                """
                select r.* from sharing.release r
                 where not exists (select from sharing.release_end e where e.release = r.id)
                 order by r.id
                """)
            .query(CompiledReleases::grant)
            .list());
  }

  @Override
  public List<Grant> grants(Instant knownAt) {
    return own(
        db.sql(
                """
                select r.* from sharing.release r
                  join log.pub_entry made on made.pending = r.ticket
                 where made.seq <= :known and not exists (
                       select from sharing.release_end e join log.pub_entry ended on ended.pending = e.ticket
                        where e.release = r.id and ended.seq <= :known)
                 order by r.id
                """)
            .param("known", log.knownAt(knownAt).value())
            .query(CompiledReleases::grant)
            .list());
  }

  /** A text can name any series; it releases only its provider's own. */
  private List<Grant> own(List<Grant> grants) {
    var sources = new HashMap<SeriesKey, SeriesKey>();
    for (Derivation d : derivations()) sources.put(d.key(), d.source());
    var owners = new HashMap<SeriesKey, Optional<Party>>();
    return grants.stream()
        .filter(
            g ->
                owners
                    .computeIfAbsent(sources.getOrDefault(g.series(), g.series()), this::owner)
                    .filter(owner -> owner != g.provider())
                    .isEmpty())
        .toList();
  }

  private Optional<Party> owner(SeriesKey series) {
    return holdings.stream()
        .flatMap(h -> h.find(series).stream())
        .map(Holdings.Holding::owner)
        .findFirst();
  }

  @Override
  public List<Derivation> derivations() {
    return store.all().stream().flatMap(a -> Compile.derivations(a).stream()).distinct().toList();
  }

  @Override
  public Set<String> grantees(Caller caller) {
    UUID person = caller.person();
    if (caller.party() != null || person == null) return Releases.super.grantees(caller);
    var grantees = new HashSet<>(Set.of(PUBLIC));
    for (String id : store.whereReader(person)) {
      store
          .find(id)
          .ifPresent(
              a ->
                  Readership.organisations(a, person)
                      .forEach(o -> grantees.add(Compile.grantee(id, o))));
    }
    return grantees;
  }

  /**
   * Brings the grants of an agreement to what its texts say now, in the running transaction.
   *
   * @return whether anything changed
   */
  boolean compile(Agreement agreement) {
    var wanted =
        new java.util.LinkedHashSet<>(Compile.grants(agreement, clock.instant().plus(AHEAD)));
    var gone = new ArrayList<Long>();
    current(agreement.id())
        .forEach(
            (compiled, id) -> {
              if (!wanted.remove(compiled)) gone.add(id);
            });
    if (wanted.isEmpty() && gone.isEmpty()) return false;
    String content = wanted.stream().map(Compile.Compiled::toString).sorted().toList() + " " + gone;
    long ticket =
        log.record("sharing.release", agreement.id(), content.getBytes(StandardCharsets.UTF_8))
            .id();
    for (long id : gone) {
      db.sql("insert into sharing.release_end (release, ticket) values (?, ?)")
          .params(id, ticket)
          .update();
    }
    wanted.forEach(w -> insert(w, ticket));
    events.publishEvent(new Changed());
    return true;
  }

  private void insert(Compile.Compiled compiled, long ticket) {
    var grant = compiled.grant();
    Instant to = grant.to();
    db.sql(
            """
            insert into sharing.release (agreement, version, station, variable, grantee, from_at,
                                         to_at, delay_s, ticket)
            values (:agreement, :version, :station, :variable, :grantee, :from, :to, :delay, :ticket)
            """)
        .param("agreement", grant.agreement())
        .param("version", compiled.version())
        .param("station", grant.series().station())
        .param("variable", grant.series().variable())
        .param("grantee", grant.grantee())
        .param("from", grant.from().atOffset(UTC))
        .param("to", to == null ? null : to.atOffset(UTC))
        .param("delay", grant.delay().toSeconds())
        .param("ticket", ticket)
        .update();
  }

  private Map<Compile.Compiled, Long> current(String agreement) {
    var current = new HashMap<Compile.Compiled, Long>();
    db.sql(
            """
            select r.* from sharing.release r
             where r.agreement = ?
               and not exists (select from sharing.release_end e where e.release = r.id)
            """)
        .param(agreement)
        .query(
            row -> {
              current.put(
                  new Compile.Compiled(row.getInt("version"), grant(row, 0)), row.getLong("id"));
            });
    return current;
  }

  /** Lets the seasons of open agreements run on. */
  @Scheduled(cron = "0 11 2 * * *", zone = "UTC")
  @Transactional
  void extend() {
    for (Agreement agreement : store.all()) {
      store.lock(agreement.id());
      store.find(agreement.id()).ifPresent(this::compile);
    }
  }

  private static Grant grant(ResultSet row, int n) throws SQLException {
    return new Grant(
        row.getString("agreement"),
        new SeriesKey(row.getString("station"), row.getString("variable")),
        row.getString("grantee"),
        AgreementStore.instant(row, "from_at"),
        AgreementStore.maybe(row, "to_at"),
        Duration.ofSeconds(row.getLong("delay_s")));
  }
}
