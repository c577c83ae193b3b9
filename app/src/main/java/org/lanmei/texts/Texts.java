package org.lanmei.texts;

import static java.time.ZoneOffset.UTC;

import java.time.Clock;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Lang;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What people write, in languages, with the authority rule: one language is the source; a
 * translation renders one version of it and goes stale when the source moves on. Nothing is
 * overwritten.
 */
@Component
public class Texts {

  private final JdbcClient db;
  private final Clock clock;

  Texts(JdbcClient db, Clock clock) {
    this.db = db;
    this.clock = clock;
  }

  /**
   * A new text in its source language.
   *
   * @param body NFC text, 1 to 100,000 characters; Zawgyi-encoded Burmese is converted to Unicode
   * @param by the person; null for what ships with the program
   * @return the text's id
   */
  public UUID write(Lang source, String body, State state, @Nullable UUID by) {
    UUID id = UUID.randomUUID();
    db.sql("insert into texts.text (id, source_lang, created_at) values (?, ?, ?)")
        .params(id, source.tag(), clock.instant().atOffset(UTC))
        .update();
    add(id, source, 1, 1, state, body, by);
    return id;
  }

  /** A translation of the source's present version, or a new version of the source itself. */
  public void revise(UUID text, Lang lang, String body, State state, @Nullable UUID by) {
    Text present = read(text);
    boolean isSource = lang == present.source();
    int version = present.byLang().containsKey(lang) ? present.in(lang).version() + 1 : 1;
    int rendered = isSource ? version : present.in(present.source()).version();
    add(text, lang, version, rendered, state, body, by);
  }

  /**
   * @throws IllegalArgumentException when there is no such text
   */
  public Text read(UUID id) {
    Text text = readAll(java.util.List.of(id)).get(id);
    if (text == null) throw new IllegalArgumentException("no text " + id);
    return text;
  }

  /** The newest version of each language of each text; unknown ids are left out. */
  public Map<UUID, Text> readAll(Collection<UUID> ids) {
    if (ids.isEmpty()) return Map.of();
    var sources = new HashMap<UUID, Lang>();
    var versions = new HashMap<UUID, Map<Lang, Version>>();
    db.sql(
            """
            select distinct on (t.id, v.lang)
                   t.id, t.source_lang, v.lang, v.version, v.source_version, v.state, v.body
              from texts.text t join texts.version v on v.text = t.id
             where t.id = any(:ids)
             order by t.id, v.lang, v.version desc
            """)
        .param("ids", ids.toArray(UUID[]::new))
        .query(
            row -> {
              UUID id = row.getObject("id", UUID.class);
              sources.put(id, lang(row.getString("source_lang")));
              versions
                  .computeIfAbsent(id, i -> new EnumMap<>(Lang.class))
                  .put(
                      lang(row.getString("lang")),
                      new Version(
                          row.getInt("version"),
                          row.getInt("source_version"),
                          State.valueOf(row.getString("state").toUpperCase(java.util.Locale.ROOT)),
                          row.getString("body")));
            });
    var texts = new HashMap<UUID, Text>();
    sources.forEach(
        (id, source) -> texts.put(id, new Text(id, source, versions.getOrDefault(id, Map.of()))));
    return texts;
  }

  private void add(
      UUID text,
      Lang lang,
      int version,
      int rendered,
      State state,
      String body,
      @Nullable UUID by) {
    db.sql(
            """
            insert into texts.version (text, lang, version, source_version, state, body, by_person, at)
            values (:text, :lang, :version, :rendered, :state, :body, :by, :at)
            """)
        .param("text", text)
        .param("lang", lang.tag())
        .param("version", version)
        .param("rendered", rendered)
        .param("state", state.name().toLowerCase(java.util.Locale.ROOT))
        .param(
            "body",
            Burmese.unicode(
                lang, java.text.Normalizer.normalize(body, java.text.Normalizer.Form.NFC)))
        .param("by", by)
        .param("at", clock.instant().atOffset(UTC))
        .update();
  }

  private static Lang lang(String tag) {
    return Lang.of(tag).orElseThrow();
  }

  /** How far a version may be relied on. */
  public enum State {
    DRAFT,
    CHECKED,
    OFFICIAL
  }

  /**
   * @param sourceVersion of the source that it renders
   */
  public record Version(int version, int sourceVersion, State state, String body) {}

  /**
   * @param byLang never without {@code source}
   */
  public record Text(UUID id, Lang source, Map<Lang, Version> byLang) {

    /** The version for a reader: in that language, else the source. */
    public Version in(Lang lang) {
      Version version = byLang.get(lang);
      return version != null ? version : java.util.Objects.requireNonNull(byLang.get(source));
    }

    public Lang langFor(Lang lang) {
      return byLang.containsKey(lang) ? lang : source;
    }

    /** True when the source has moved on since the translation was made. */
    public boolean isStale(Lang lang) {
      Version version = byLang.get(lang);
      return version != null && version.sourceVersion() < in(source).version();
    }
  }
}
