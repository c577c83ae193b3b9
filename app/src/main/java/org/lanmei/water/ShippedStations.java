package org.lanmei.water;

import static java.time.ZoneOffset.UTC;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.lanmei.log.CanonicalJson;
import org.lanmei.log.Log;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Loads the stations that ship with the program. What has changed since the last start becomes a
 * new version; what a country put on record stays beside it.
 */
@Component
@Order(8)
class ShippedStations implements ApplicationRunner {

  static final String RESOURCE = "register/stations.yaml";

  private static final Logger logger = LoggerFactory.getLogger(ShippedStations.class);
  private static final long LOCK = 0x6c616e6d_65690008L;

  private final JdbcClient db;
  private final Log log;
  private final StationRegister register;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final JsonMapper json;
  private final YAMLMapper yaml = new YAMLMapper();

  ShippedStations(
      JdbcClient db,
      Log log,
      StationRegister register,
      TransactionTemplate transaction,
      Clock clock,
      JsonMapper json) {
    this.db = db;
    this.log = log;
    this.register = register;
    this.transaction = transaction;
    this.clock = clock;
    this.json = json;
  }

  @Override
  public void run(ApplicationArguments args) {
    Integer changed = transaction.execute(status -> load());
    if (changed == null || changed == 0) return;
    logger.info("stations: {} entries are new or have a new version", changed);
    log.settle();
    register.forget();
  }

  private int load() {
    db.sql("select pg_advisory_xact_lock(?)").param(LOCK).query(row -> {});
    JsonNode document = read();
    for (JsonNode v : document.path("variables")) {
      db.sql(
              """
              insert into water.variable (code, unit, names) values (?, ?, cast(? as jsonb))
              on conflict do nothing
              """)
          .params(v.path("code").asString(), v.path("unit").asString(), text(v.path("names")))
          .update();
    }
    double kmPerHour = document.path("wave").path("kmPerHour").asDouble();
    int changed = 0;
    JsonNode above = null;
    for (JsonNode s : document.path("stations")) {
      boolean onLine = s.has("order");
      Integer hours =
          onLine && above != null
              ? (int) Math.round((above.path("km").asInt() - s.path("km").asInt()) / kmPerHour)
              : null;
      changed += station((ObjectNode) s, hours);
      changed += limits(s, document.path("authorities"));
      series(s, document.path("variables"));
      if (onLine) above = s;
    }
    return changed;
  }

  private int station(ObjectNode s, @Nullable Integer travelHours) {
    String code = s.path("code").asString();
    db.sql("insert into water.station (code, owner) values (?, ?) on conflict do nothing")
        .params(code, s.path("owner").asString())
        .update();
    ObjectNode content = s.deepCopy();
    for (String other : new String[] {"code", "owner", "cadence", "limits", "zero", "variables"}) {
      content.remove(other);
    }
    if (travelHours != null) content.put("travelHours", travelHours);
    json.treeToValue(content, StationRegister.Content.class);
    boolean same =
        db.sql(
                """
                select coalesce((select content = cast(? as jsonb) from water.station_version
                                  where station = ? order by version desc limit 1), false)
                """)
            .params(text(content), code)
            .query(Boolean.class)
            .single();
    if (same) return 0;
    var ticket = log.record("water.station", code, CanonicalJson.bytes(content));
    db.sql(
            """
            insert into water.station_version (station, version, content, ticket, at)
            select ?, coalesce(max(version), 0) + 1, cast(? as jsonb), ?, ?
              from water.station_version where station = ?
            """)
        .params(code, text(content), ticket.id(), clock.instant().atOffset(UTC), code)
        .update();
    return 1;
  }

  private int limits(JsonNode s, JsonNode authorities) {
    String code = s.path("code").asString();
    String datum = s.path("datum").asString();
    int changed = 0;
    for (JsonNode l : s.path("limits")) {
      LocalDate from = l.has("from") ? LocalDate.parse(l.path("from").asString()) : null;
      String naturalKey = code + " " + l.path("key").asString() + " " + from;
      String authority = l.path("authority").asString("MRC");
      if (isThere("water.threshold", naturalKey)) continue;
      var ticket = log.record("water.threshold", naturalKey, CanonicalJson.bytes(l));
      db.sql(
              """
              insert into water.threshold (station, key, role, name, level_m, datum, valid_from, authority,
                                           ticket, example, natural_key, at)
              values (?, ?, ?, cast(? as jsonb), ?, ?, ?, cast(? as jsonb), ?, false, ?, ?)
              """)
          .param(code)
          .param(l.path("key").asString())
          .param(l.path("role").asString())
          .param(l.has("name") ? text(l.path("name")) : null)
          .param(new BigDecimal(l.path("level").asString()))
          .param(datum)
          .param(from)
          .param(text(authorities.path(authority)))
          .param(ticket.id())
          .param(naturalKey)
          .param(clock.instant().atOffset(UTC))
          .update();
      changed++;
    }
    if (s.has("zero") && !isThere("water.gauge_zero", code)) {
      var ticket = log.record("water.gauge-zero", code, CanonicalJson.bytes(s.path("zero")));
      db.sql(
              """
              insert into water.gauge_zero (station, zero_m, authority, ticket, example, natural_key, at)
              values (?, ?, cast(? as jsonb), ?, false, ?, ?)
              """)
          .params(
              code,
              new BigDecimal(s.path("zero").asString()),
              text(authorities.path("MRC")),
              ticket.id(),
              code,
              clock.instant().atOffset(UTC))
          .update();
      changed++;
    }
    return changed;
  }

  private boolean isThere(String table, String naturalKey) {
    return db.sql("select exists (select from %s where natural_key = ?)".formatted(table))
        .param(naturalKey)
        .query(Boolean.class)
        .single();
  }

  private void series(JsonNode s, JsonNode variables) {
    for (JsonNode variable : s.path("variables")) {
      String unit = null;
      for (JsonNode v : variables) {
        if (v.path("code").asString().equals(variable.asString())) unit = v.path("unit").asString();
      }
      if (unit == null) throw new IllegalStateException("no variable " + variable.asString());
      db.sql(
              """
              insert into water.series (station, variable, owner, unit, cadence)
              values (?, ?, ?, ?, make_interval(secs => ?)) on conflict (station, variable) do nothing
              """)
          .params(
              s.path("code").asString(),
              variable.asString(),
              s.path("owner").asString(),
              unit,
              (double) Duration.parse(s.path("cadence").asString()).toSeconds())
          .update();
    }
  }

  private String text(JsonNode node) {
    return json.writeValueAsString(node);
  }

  private JsonNode read() {
    try (InputStream in = new ClassPathResource(RESOURCE).getInputStream()) {
      return yaml.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
