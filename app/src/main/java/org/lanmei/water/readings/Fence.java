package org.lanmei.water.readings;

import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.lanmei.kernel.Caller;
import org.lanmei.kernel.Party;
import org.lanmei.sharing.Releases;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Both fences around the values: tells the database for whom a transaction works, which its
 * row-level security needs to show anything, and answers what a caller may see of a series.
 */
@Component
class Fence {

  private final JdbcClient db;
  private final TransactionTemplate transaction;
  private final Releases releases;
  private final Clock clock;

  Fence(JdbcClient db, TransactionTemplate transaction, Releases releases, Clock clock) {
    this.db = db;
    this.transaction = transaction;
    this.releases = releases;
    this.clock = clock;
  }

  /** Names under which something is released to the caller. */
  Set<String> names(Caller caller) {
    return releases.grantees(caller);
  }

  int now() {
    return Seconds.of(clock.instant());
  }

  /** Does it in a transaction that sees what the caller may see. */
  <T> T as(Caller caller, Supplier<T> work) {
    var names = new HashSet<>(names(caller));
    Party party = caller.party();
    if (party != null) names.add(party.name());
    return as(names, work);
  }

  /** Does it in a transaction that may write what the party owns. */
  <T> T asPublisher(Party party, Supplier<T> work) {
    return as(Set.of(party.name()), work);
  }

  private <T> T as(Set<String> names, Supplier<T> work) {
    String party =
        names.stream().filter(name -> name.indexOf(',') < 0).collect(Collectors.joining(","));
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      return Objects.requireNonNull(
          transaction.execute(
              status -> {
                begin(party, Integer.toString(now()));
                return work.get();
              }));
    }
    // Whoever's transaction it is goes on as before.
    var before =
        db.sql(
                """
                select coalesce(current_setting('lanmei.party', true), ''),
                       coalesce(current_setting('lanmei.now', true), '')
                """)
            .query((row, _) -> List.of(row.getString(1), row.getString(2)))
            .single();
    set(party, Integer.toString(now()));
    T result = work.get();
    set(before.getFirst(), before.getLast());
    return result;
  }

  /**
   * Also spares the database from planning our few statements anew: their plans do not depend on
   * values.
   */
  private void begin(String party, String now) {
    db.sql(
            """
            select set_config('lanmei.party', ?, true), set_config('lanmei.now', ?, true),
                   set_config('plan_cache_mode', 'force_generic_plan', true)
            """)
        .params(party, now)
        .query(row -> {});
  }

  private void set(String party, String now) {
    db.sql("select set_config('lanmei.party', ?, true), set_config('lanmei.now', ?, true)")
        .params(party, now)
        .query(row -> {});
  }

  /**
   * What the caller may see of these series, by their numbers. It needs no transaction of the
   * caller's: terms hold no value.
   */
  Map<Integer, Sight> sights(Caller caller, Collection<Series> series) {
    var sights = new HashMap<Integer, Sight>();
    var others = new java.util.ArrayList<Integer>();
    for (var one : series) {
      if (one.owner() == caller.party()) sights.put(one.id(), Sight.WHOLE);
      else others.add(one.id());
    }
    if (others.isEmpty()) return sights;
    var spans = new HashMap<Integer, java.util.List<Sight.Span>>();
    db.sql(
            """
            select series, coalesce(lower(span), -2147483648) as first,
                   coalesce(upper(span) - 1, 2147483647) as last, delay_s
              from water.release
             where series = any (?) and grantee = any (?)
            """)
        .params(
            others.stream().mapToInt(Integer::intValue).toArray(),
            names(caller).toArray(String[]::new))
        .query(
            row -> {
              spans
                  .computeIfAbsent(row.getInt("series"), _ -> new java.util.ArrayList<>())
                  .add(
                      new Sight.Span(
                          row.getInt("first"), row.getInt("last"), row.getInt("delay_s")));
            });
    spans.forEach((id, list) -> sights.put(id, new Sight(false, list)));
    return sights;
  }

  Sight sight(Caller caller, Series series) {
    return sights(caller, List.of(series)).getOrDefault(series.id(), Sight.NOTHING);
  }
}
