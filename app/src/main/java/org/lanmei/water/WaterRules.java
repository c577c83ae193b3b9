package org.lanmei.water;

import static java.time.ZoneOffset.UTC;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import org.lanmei.kernel.Seq;
import org.lanmei.log.CanonicalJson;
import org.lanmei.log.Log;
import org.lanmei.water.states.Rules;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The versions of the numbers by which states are judged; the working ones ship with the program.
 */
@Component
@Order(5)
class WaterRules implements ApplicationRunner {

  private final JdbcClient db;
  private final Log log;
  private final Clock clock;
  private final JsonMapper json;

  WaterRules(JdbcClient db, Log log, Clock clock, JsonMapper json) {
    this.db = db;
    this.log = log;
    this.clock = clock;
    this.json = json;
  }

  @Override
  @Transactional
  public void run(ApplicationArguments args) {
    for (JsonNode rules : shipped()) {
      String version = rules.path("version").asString();
      boolean known =
          db.sql("select exists (select from water.rules where version = ?)")
              .param(version)
              .query(Boolean.class)
              .single();
      if (known) continue;
      var ticket = log.record("water.rules", version, CanonicalJson.bytes(rules));
      db.sql(
              """
              insert into water.rules (version, content, ticket, at)
              values (?, cast(? as jsonb), ?, ?) on conflict do nothing
              """)
          .params(
              version, json.writeValueAsString(rules), ticket.id(), clock.instant().atOffset(UTC))
          .update();
    }
  }

  /** The newest version known then; the first one when all came later. */
  Rules at(Seq known) {
    List<String> versions =
        db.sql(
                """
                select r.content from water.rules r
                  left join log.pub_entry e on e.pending = r.ticket
                 order by coalesce(e.seq <= ?, false) desc,
                          case when e.seq <= ? then -e.seq else coalesce(e.seq, 9223372036854775807) end
                 limit 1
                """)
            .params(known.value(), known.value())
            .query((row, n) -> row.getString("content"))
            .list();
    if (versions.isEmpty()) return json.treeToValue(shipped().get(0), Rules.class);
    return json.readValue(versions.getFirst(), Rules.class);
  }

  /** The working rules, as they ship. */
  static JsonNode shipped() {
    try (InputStream in = new ClassPathResource("register/water-rules.yaml").getInputStream()) {
      return new YAMLMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
