package org.lanmei.plan;

import static java.time.ZoneOffset.UTC;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.lanmei.kernel.Party;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** When boards were opened to their parties, what they replied, and what the six released. */
@Component
class BoardStore {

  private final JdbcClient db;
  private final Clock clock;

  BoardStore(JdbcClient db, Clock clock) {
    this.db = db;
    this.clock = clock;
  }

  void open(Party party, int year, LocalDate on) {
    db.sql(
            "insert into plan.board (party, year, opened_on) values (?, ?, ?) on conflict do"
                + " nothing")
        .params(party.name(), year, on)
        .update();
  }

  /**
   * @param repliedOn null = not replied
   */
  record Board(
      Party party,
      int year,
      LocalDate openedOn,
      @org.jspecify.annotations.Nullable LocalDate repliedOn) {}

  List<Board> boards() {
    return db.sql(
            """
            select b.party, b.year, b.opened_on, min(r.at) as replied_at
              from plan.board b left join plan.reply r on r.party = b.party and r.year = b.year
             group by b.party, b.year, b.opened_on
            """)
        .query(
            (row, n) -> {
              var party = Party.valueOf(row.getString("party"));
              var replied = row.getObject("replied_at", OffsetDateTime.class);
              return new Board(
                  party,
                  row.getInt("year"),
                  row.getObject("opened_on", LocalDate.class),
                  replied == null ? null : LocalDate.ofInstant(replied.toInstant(), party.zone()));
            })
        .list();
  }

  void reply(UUID id, Party party, int year, UUID text, UUID act, UUID person) {
    db.sql(
            """
            insert into plan.reply (id, party, year, text, act, by_person, at)
            values (?, ?, ?, ?, ?, ?, ?)
            """)
        .params(id, party.name(), year, text, act, person, clock.instant().atOffset(UTC))
        .update();
  }

  /**
   * @param text id in {@code texts}
   */
  record Reply(Party party, int year, UUID text) {}

  /** All replies, newest year first. */
  List<Reply> replies() {
    return db.sql("select party, year, text from plan.reply order by year desc, party, at")
        .query(
            (row, n) ->
                new Reply(
                    Party.valueOf(row.getString("party")),
                    row.getInt("year"),
                    row.getObject("text", UUID.class)))
        .list();
  }

  /**
   * @return false when the party had consented already
   */
  boolean consent(String plan, String scope, Party party, UUID act, boolean example) {
    return db.sql(
                """
                insert into plan.release_consent (plan, scope, party, act, example, at)
                values (?, ?, ?, ?, ?, ?) on conflict do nothing
                """)
            .params(plan, scope, party.name(), act, example, clock.instant().atOffset(UTC))
            .update()
        == 1;
  }

  /** Which parties have consented to the release of each scope. */
  Map<String, Set<Party>> consents(String plan) {
    var consents = new HashMap<String, Set<Party>>();
    db.sql("select scope, party from plan.release_consent where plan = ?")
        .param(plan)
        .query(
            row -> {
              consents
                  .computeIfAbsent(row.getString("scope"), s -> EnumSet.noneOf(Party.class))
                  .add(Party.valueOf(row.getString("party")));
            });
    return consents;
  }

  /** Scopes that all six have released. */
  Set<String> released(String plan) {
    var released = new HashSet<String>();
    consents(plan)
        .forEach(
            (scope, parties) -> {
              if (parties.size() == Party.values().length) released.add(scope);
            });
    return released;
  }
}
