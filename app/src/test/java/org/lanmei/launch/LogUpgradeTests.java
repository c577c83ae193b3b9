package org.lanmei.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lanmei.kernel.Seq;
import org.lanmei.log.LogOn;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.core.ApplicationModuleIdentifier;
import org.springframework.modulith.core.ApplicationModuleIdentifiers;

/** A database from before there were trees: what it holds and what waits in it gets its leaves. */
class LogUpgradeTests {

  private static final ApplicationModuleIdentifiers MODULES =
      ApplicationModuleIdentifiers.of(
          List.of(ApplicationModuleIdentifier.of("log"), ApplicationModuleIdentifier.of("launch")));

  @Test
  void entries_and_what_was_pending_are_carried_over() {
    var place = TestServer.get().empty();
    try {
      var database =
          new Database(
              place.url(),
              new Database.Login(place.owner(), place.ownerPassword()),
              new Database.Login(place.app(), place.appPassword()));
      var migrations = new Migrations(database.asOwner(), MODULES);
      migrations.runTo(
          List.of(
              new Migrations.Level("flyway_schema_history", "1", null),
              new Migrations.Level("flyway_schema_history_log", "1", null)));
      var owner = JdbcClient.create(database.asOwner());
      owner
          .sql(
              """
              insert into log.entry (seq, known_at, kind, ref, digest, pending)
              select n, now(), 'plan.evidence', n::text, sha256(n::text::bytea), n
                from generate_series(1, 300) n;
              alter sequence log.pending_id_seq restart with 401;
              insert into log.pending (kind, ref, digest) values ('parties.act', 'waits', sha256(''))
              """)
          .update();

      migrations.run();
      var log = LogOn.database(database.asApp(), Clock.systemUTC());
      log.settle();

      assertThat(log.latest()).isEqualTo(new Seq(301));
      assertThat(owner.sql("select size from log.tree").query(Long.class).single()).isEqualTo(301);
      assertThat(
              owner
                  .sql("select count(*) from log.leaf where seq = index + 1")
                  .query(Long.class)
                  .single())
          .isEqualTo(301);
      assertThat(owner.sql("select count(*) from log.secret").query(Long.class).single())
          .isEqualTo(301);
    } finally {
      TestServer.get().drop(place);
    }
  }
}
