package org.lanmei.water.readings;

import static java.time.ZoneOffset.UTC;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Caller;
import org.lanmei.kernel.Capacity;
import org.lanmei.kernel.Message;
import org.lanmei.kernel.Party;
import org.lanmei.kernel.SeriesKey;
import org.lanmei.log.CanonicalJson;
import org.lanmei.parties.Acts;
import org.lanmei.water.Confirmations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

@Component
class PostgresConfirmations implements Confirmations {

  private static final String KIND = "water.confirmation";
  private static final int MOST = 200;

  private final SeriesIndex index;
  private final Slabs slabs;
  private final Engine engine;
  private final Fence fence;
  private final Acts acts;
  private final JdbcClient db;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final JsonMapper json;

  PostgresConfirmations(
      SeriesIndex index,
      Slabs slabs,
      Engine engine,
      Fence fence,
      Acts acts,
      JdbcClient db,
      TransactionTemplate transaction,
      Clock clock,
      JsonMapper json) {
    this.index = index;
    this.slabs = slabs;
    this.engine = engine;
    this.fence = fence;
    this.acts = acts;
    this.db = db;
    this.transaction = transaction;
    this.clock = clock;
    this.json = json;
  }

  @Override
  public boolean confirm(
      Caller caller, SeriesKey key, Instant at, double value, @Nullable String note) {
    Party owner = PostgresIntake.publisher(caller);
    var series =
        index
            .find(key)
            .filter(s -> s.owner() == owner)
            .orElseThrow(() -> new ReadingsProblem.UnknownSeries(key.toString()));
    if (at.getNano() != 0 || !Seconds.canHold(at)) throw none(at);
    String said = note == null || note.isBlank() ? null : note.strip();
    if (said != null && said.length() > 2000) {
      throw new ReadingsProblem.BadField(
          "note", Message.of("water.readings.field.note-long", 2000));
    }
    return Objects.requireNonNull(
        transaction.execute(
            _ -> fence.asPublisher(owner, () -> inside(caller, series, at, value, said))));
  }

  private boolean inside(
      Caller caller, Series series, Instant at, double value, @Nullable String note) {
    // From here on nobody else gives this series another version.
    db.sql("select from water.head where series = ? for no key update")
        .param(series.id())
        .query(row -> {});
    int second = Seconds.of(at);
    Run there = slabs.all(series.id(), second, second);
    int last = -1;
    for (int i = 0; i < there.size(); i++) if (there.at()[i] == second) last = i;
    if (last < 0 || Double.isNaN(there.v()[last])) throw none(at);
    double stands = there.v()[last];
    if (Double.compare(stands + 0.0, value + 0.0) != 0) {
      throw new ReadingsProblem.BadField(
          "value", Message.of("water.readings.field.other-value", at.toString(), stands));
    }
    short flag = there.flag()[last];
    if ((flag & Flags.CONFIRMED) != 0 && (flag & Flags.SUSPECT) == 0) return false;
    keep(caller, series, at, value, note);
    return true;
  }

  private static ReadingsProblem none(Instant at) {
    return new ReadingsProblem.BadField(
        "at", Message.of("water.readings.field.no-value", at.toString()));
  }

  private void keep(Caller caller, Series series, Instant at, double value, @Nullable String note) {
    UUID person = Objects.requireNonNull(caller.person());
    var content = new LinkedHashMap<String, Object>();
    content.put("series", series.key().toString());
    content.put("at", at.toString());
    content.put("value", Double.toString(value));
    if (note != null) content.put("note", note);
    var act =
        acts.record(
            caller,
            series.owner(),
            Capacity.HYDROLOGIST,
            KIND,
            series.key() + " " + at,
            CanonicalJson.bytes(json.valueToTree(content)));
    var rows = new Rows();
    rows.add(series, Seconds.of(at), value, Flags.CONFIRMED | Flags.ANSWERED, 1);
    var done =
        engine.store(
            new Engine.Name(series.owner(), "confirmed " + act.value(), 0, true),
            Engine.prepare(rows),
            note);
    db.sql(
            """
            insert into water.confirmation (series, at, batch, publisher, by_person, act, note, confirmed_at)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .param(series.id())
        .param(Seconds.of(at))
        .param(done.batch())
        .param(series.owner().name())
        .param(person)
        .param(act.value())
        .param(note)
        .param(clock.instant().atOffset(UTC))
        .update();
  }

  @Override
  public List<Confirmed> of(Caller caller, SeriesKey key, Instant from, Instant to) {
    var series = index.find(key).filter(s -> s.owner() == caller.party());
    if (series.isEmpty()) return List.of();
    return fence.as(
        caller,
        () ->
            db.sql(
                    """
                    select c.at, c.by_person, c.note, c.confirmed_at, l.v[array_position(l.batch, c.batch)] as v
                      from water.confirmation c
                      join lateral (
                        select v, batch from water.slab s
                         where s.series = c.series and s.lo <= c.at and s.hi >= c.at and c.batch = any (s.batch) limit 1
                      ) l on true
                     where c.series = ? and c.at between ? and ? order by c.at desc, c.confirmed_at desc limit ?
                    """)
                .params(
                    series.get().id(),
                    PostgresReadings.first(from),
                    PostgresReadings.last(to),
                    MOST)
                .query(
                    (row, _) ->
                        new Confirmed(
                            Seconds.at(row.getInt("at")),
                            row.getDouble("v"),
                            row.getObject("by_person", UUID.class),
                            row.getObject("confirmed_at", OffsetDateTime.class).toInstant(),
                            row.getString("note")))
                .list());
  }
}
