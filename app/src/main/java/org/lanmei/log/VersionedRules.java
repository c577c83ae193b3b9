package org.lanmei.log;

import static java.time.ZoneOffset.UTC;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Seq;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Versions of the numbers that rules work with: configuration that has its place in the order. A
 * module keeps its own in a table of its own, with the columns {@code version}, {@code content},
 * {@code adopted_by} (the decision; null = working rules), {@code ticket} and {@code at}.
 */
@Component
public class VersionedRules {

  private static final YAMLMapper YAML = new YAMLMapper();

  private final JdbcClient db;
  private final Log log;
  private final Clock clock;
  private final JsonMapper json;

  public VersionedRules(JdbcClient db, Log log, Clock clock, JsonMapper json) {
    this.db = db;
    this.log = log;
    this.clock = clock;
    this.json = json;
  }

  /**
   * Puts on record what ships and is not there yet.
   *
   * @param table of the module, which is the kind of its records too
   */
  @Transactional
  public void ship(String table, JsonNode versions) {
    for (JsonNode rules : versions) {
      String version = rules.path("version").asString();
      boolean known =
          db.sql("select exists (select from %s where version = ?)".formatted(table))
              .param(version)
              .query(Boolean.class)
              .single();
      if (known) continue;
      var ticket = log.record(table, version, CanonicalJson.bytes(rules));
      db.sql(
              """
              insert into %s (version, content, adopted_by, ticket, at)
              values (?, cast(? as jsonb), ?, ?, ?) on conflict do nothing
              """
                  .formatted(table))
          .param(version)
          .param(json.writeValueAsString(rules))
          .param(text(rules.path("adoptedBy")))
          .param(ticket.id())
          .param(clock.instant().atOffset(UTC))
          .update();
    }
  }

  /**
   * A version of some rules.
   *
   * @param adoptedBy the decision; null = working rules
   * @param seq its place in the order; null = not placed yet
   * @param knownAt when it was placed; null as {@code seq}
   */
  public record Version<T>(
      String version,
      T rules,
      @Nullable String adoptedBy,
      @Nullable Seq seq,
      @Nullable Instant knownAt) {}

  /** The versions known then, newest first; the first one when all came later. */
  public <T> List<Version<T>> all(String table, Seq known, Class<T> type) {
    var all =
        db.sql(
                """
                select r.version, r.content, r.adopted_by, e.seq, e.known_at from %s r
                  left join log.pub_entry e on e.pending = r.ticket
                 order by e.seq desc nulls first
                """
                    .formatted(table))
            .query(
                (row, _) -> {
                  var seq = row.getObject("seq", Long.class);
                  var at = row.getObject("known_at", OffsetDateTime.class);
                  return new Version<>(
                      row.getString("version"),
                      json.readValue(row.getString("content"), type),
                      row.getString("adopted_by"),
                      seq == null ? null : new Seq(seq),
                      at == null ? null : at.toInstant());
                })
            .list();
    var then = all.stream().filter(v -> v.seq() != null && !v.seq().isAfter(known)).toList();
    if (!then.isEmpty() || all.isEmpty()) return then;
    return List.of(all.getLast());
  }

  /**
   * The newest version known then; the first one when all came later.
   *
   * @param shipped what is taken when the table is empty
   */
  public <T> T at(String table, Seq known, Class<T> type, JsonNode shipped) {
    List<String> versions =
        db.sql(
                """
                select r.content from %s r
                  left join log.pub_entry e on e.pending = r.ticket
                 order by coalesce(e.seq <= ?, false) desc,
                          case when e.seq <= ? then -e.seq else coalesce(e.seq, 9223372036854775807) end
                 limit 1
                """
                    .formatted(table))
            .params(known.value(), known.value())
            .query((row, n) -> row.getString("content"))
            .list();
    if (versions.isEmpty()) return json.treeToValue(shipped.get(0), type);
    return json.readValue(versions.getFirst(), type);
  }

  private static @Nullable String text(JsonNode node) {
    return node.isString() ? node.stringValue() : null;
  }

  /** The versions in a YAML file of the program. */
  public static JsonNode read(String resource) {
    try (InputStream in = new ClassPathResource(resource).getInputStream()) {
      return YAML.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
