package org.lanmei.sharing;

import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Caller;
import org.lanmei.kernel.Seq;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Notices of interruption in the database; only added to. */
@Component
class NoticeStore {

  private final JdbcClient db;

  NoticeStore(JdbcClient db) {
    this.db = db;
  }

  void insert(Notice notice, Caller caller, UUID act, long ticket) {
    Instant to = notice.to();
    db.sql(
            """
            insert into sharing.notice (id, agreement, stations, from_at, to_at, reason, by_person,
                                        by_name, act, ticket, at)
            values (:id, :agreement, :stations, :from, :to, :reason, :by, :byName, :act, :ticket, :at)
            """)
        .param("id", notice.id())
        .param("agreement", notice.agreement())
        .param("stations", notice.stations().toArray(String[]::new))
        .param("from", notice.from().atOffset(UTC))
        .param("to", to == null ? null : to.atOffset(UTC))
        .param("reason", notice.reason())
        .param("by", caller.person())
        .param("byName", caller.name())
        .param("act", act)
        .param("ticket", ticket)
        .param("at", notice.at().atOffset(UTC))
        .update();
  }

  /** Puts an early return on record; false when one was told before. */
  boolean returned(UUID notice, Instant back, Caller caller, UUID act, long ticket, Instant now) {
    return db.sql(
                """
                insert into sharing.notice_return (notice, returned_at, by_name, act, ticket, at)
                values (?, ?, ?, ?, ?, ?) on conflict do nothing
                """)
            .params(notice, back.atOffset(UTC), caller.name(), act, ticket, now.atOffset(UTC))
            .update()
        == 1;
  }

  /**
   * The notices of an agreement, in the order in which they were given.
   *
   * @param known as far as they were known then; null = also what has no place in the log yet
   */
  List<Notice> of(String agreement, @Nullable Seq known) {
    return db.sql(
            """
            select n.*, r.returned_at, r.at as return_told_at
              from sharing.notice n
              left join log.pub_entry given on given.pending = n.ticket
              left join (sharing.notice_return r join log.pub_entry told on told.pending = r.ticket)
                on r.notice = n.id and (cast(:known as bigint) is null or told.seq <= :known)
             where n.agreement = :agreement
               and (cast(:known as bigint) is null or given.seq <= :known)
             order by n.at, n.id
            """)
        .param("agreement", agreement)
        .param("known", known == null ? null : known.value())
        .query(NoticeStore::read)
        .list();
  }

  private static Notice read(ResultSet row, int n) throws SQLException {
    return new Notice(
        row.getObject("id", UUID.class),
        row.getString("agreement"),
        List.of((String[]) row.getArray("stations").getArray()),
        AgreementStore.instant(row, "from_at"),
        AgreementStore.maybe(row, "to_at"),
        row.getString("reason"),
        row.getString("by_name"),
        AgreementStore.instant(row, "at"),
        AgreementStore.maybe(row, "returned_at"),
        AgreementStore.maybe(row, "return_told_at"));
  }
}
