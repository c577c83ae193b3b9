package org.lanmei.parties;

import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Capacity;
import org.lanmei.kernel.Party;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class MandateStore {

  private static final String SELECT =
      """
      select m.id, m.person, p.name as person_name, m.party, m.capacity, m.scope, m.first_day,
             m.last_day, m.source, m.source_day, g.name as granted_by, r.name as registered_by,
             m.act, m.granted_at, e.ended_at, b.name as ended_by
        from parties.mandate m
        join parties.person p on p.id = m.person
        left join parties.person g on g.id = m.granted_by
        left join parties.person r on r.id = m.registered_by
        left join parties.mandate_end e on e.mandate = m.id
        left join parties.person b on b.id = e.ended_by
      """;

  private final JdbcClient db;

  MandateStore(JdbcClient db) {
    this.db = db;
  }

  Optional<Mandate> find(MandateId id) {
    return db.sql(SELECT + " where m.id = ?")
        .param(id.value())
        .query(MandateStore::read)
        .optional();
  }

  List<Mandate> ofPerson(UUID person) {
    return db.sql(SELECT + " where m.person = ? order by m.granted_at, m.id")
        .param(person)
        .query(MandateStore::read)
        .list();
  }

  /** Of all parties, in their order, when null; those that have ended too. */
  List<Mandate> ofParty(@Nullable Party party) {
    return db
        .sql(
            SELECT
                + """
                 where cast(:party as text) is null or m.party = :party
                 order by p.name, m.granted_at, m.id
                """)
        .param("party", party == null ? null : party.name())
        .query(MandateStore::read)
        .list()
        .stream()
        .sorted(Comparator.comparing(Mandate::party))
        .toList();
  }

  /** Until the transaction ends nobody else appoints for this party. */
  void lock(Party party) {
    db.sql("select pg_advisory_xact_lock(?)")
        .param(0x6c616e6d_70000000L + party.ordinal())
        .query(rs -> {});
  }

  void insert(
      MandateId id,
      UUID person,
      Party party,
      Capacity capacity,
      String scope,
      LocalDate firstDay,
      @Nullable LocalDate lastDay,
      String source,
      @Nullable LocalDate sourceDay,
      @Nullable UUID grantedBy,
      @Nullable UUID registeredBy,
      ActId act,
      Instant at) {
    db.sql(
            """
            insert into parties.mandate (id, person, party, capacity, scope, first_day, last_day,
                   source, source_day, granted_by, registered_by, act, granted_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            java.util.Arrays.asList(
                id.value(),
                person,
                party.name(),
                capacity.name(),
                scope,
                firstDay,
                lastDay,
                source,
                sourceDay,
                grantedBy,
                registeredBy,
                act.value(),
                at.atOffset(UTC)))
        .update();
  }

  /** False when it had ended already. */
  boolean end(MandateId id, UUID by, ActId act, Instant at) {
    return db.sql(
                """
                insert into parties.mandate_end (mandate, ended_by, act, ended_at)
                values (?, ?, ?, ?) on conflict do nothing
                """)
            .params(id.value(), by, act.value(), at.atOffset(UTC))
            .update()
        == 1;
  }

  private static Mandate read(ResultSet row, int n) throws SQLException {
    var ended = row.getObject("ended_at", OffsetDateTime.class);
    return new Mandate(
        new MandateId(row.getObject("id", UUID.class)),
        row.getObject("person", UUID.class),
        row.getString("person_name"),
        Party.valueOf(row.getString("party")),
        Capacity.valueOf(row.getString("capacity")),
        row.getString("scope"),
        row.getObject("first_day", LocalDate.class),
        row.getObject("last_day", LocalDate.class),
        row.getString("source"),
        row.getObject("source_day", LocalDate.class),
        row.getString("granted_by"),
        row.getString("registered_by"),
        new ActId(row.getObject("act", UUID.class)),
        row.getObject("granted_at", OffsetDateTime.class).toInstant(),
        ended == null ? null : ended.toInstant(),
        row.getString("ended_by"));
  }
}
