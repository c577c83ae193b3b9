package org.lanmei.water;

import static java.time.ZoneOffset.UTC;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Caller;
import org.lanmei.kernel.Capacity;
import org.lanmei.kernel.Lang;
import org.lanmei.kernel.Message;
import org.lanmei.kernel.Party;
import org.lanmei.kernel.Problem.FieldError;
import org.lanmei.log.CanonicalJson;
import org.lanmei.log.Log;
import org.lanmei.parties.Acts;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Limits and gauge zeros that a station's owner puts on record, each in force from a day on. An act
 * of the party; an earlier one is never changed.
 */
@Component
class StationLimits {

  private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9-]{0,39}");
  private static final int TEXT_MAX = 200;
  private static final BigDecimal MOST = new BigDecimal("9000");
  private static final BigDecimal LEAST = new BigDecimal("-500");

  private final Stations stations;
  private final StationRegister register;
  private final Acts acts;
  private final Log log;
  private final JdbcClient db;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final JsonMapper json;

  StationLimits(
      Stations stations,
      StationRegister register,
      Acts acts,
      Log log,
      JdbcClient db,
      TransactionTemplate transaction,
      Clock clock,
      JsonMapper json) {
    this.stations = stations;
    this.register = register;
    this.acts = acts;
    this.log = log;
    this.db = db;
    this.transaction = transaction;
    this.clock = clock;
    this.json = json;
  }

  /** A form whose fields could be taken. */
  private record Checked(
      String what,
      String key,
      @Nullable String name,
      @Nullable BigDecimal level,
      Station.Datum datum,
      @Nullable String datumName,
      LocalDate from,
      String authority,
      @Nullable String reference) {

    Map<String, Object> content(String station) {
      var content = new java.util.LinkedHashMap<String, Object>();
      content.put("station", station);
      content.put("what", what);
      content.put("key", key);
      if (name != null) content.put("name", name);
      content.put("level", level == null ? "withdrawn" : level.toPlainString());
      content.put("datum", datum.code());
      if (datumName != null) content.put("datumName", datumName);
      content.put("from", from.toString());
      content.put("authority", authority);
      if (reference != null) content.put("reference", reference);
      return content;
    }
  }

  /**
   * Puts a limit or a gauge zero on record.
   *
   * @throws WaterProblem.UnknownStation when there is no such station
   * @throws WaterProblem.NotSignedIn when nobody signed in
   * @throws WaterProblem.NotTheOwner when the caller is no hydrologist of the station's owner
   * @throws WaterProblem.BadFields naming every field that cannot be taken
   */
  Station add(Caller caller, String code, LimitForm form, Lang lang) {
    UUID person = caller.person();
    if (person == null) throw new WaterProblem.NotSignedIn();
    var station = stations.station(code).orElseThrow(() -> new WaterProblem.UnknownStation(code));
    Party owner = station.owner();
    if (caller.speaksFor(Capacity.HYDROLOGIST) != owner) throw new WaterProblem.NotTheOwner(owner);
    var checked = check(station, form);
    var ticket =
        Objects.requireNonNull(
            transaction.execute(status -> put(caller, person, station, checked, lang)));
    log.await(ticket);
    register.forget();
    return stations.station(code).orElseThrow();
  }

  private Log.Ticket put(Caller caller, UUID person, Station station, Checked c, Lang lang) {
    boolean zero = c.what().equals("zero");
    String kind = zero ? "water.gauge-zero" : "water.threshold";
    byte[] content = CanonicalJson.bytes(json.valueToTree(c.content(station.code())));
    String ref = station.code() + " " + c.key() + " " + c.from();
    var act = acts.record(caller, station.owner(), Capacity.HYDROLOGIST, kind, ref, content);
    var ticket = log.record(kind, ref, station.owner().name(), List.of(), content);
    String authority = json.writeValueAsString(Map.of(lang.tag(), c.authority()));
    String name = c.name() == null ? null : json.writeValueAsString(Map.of(lang.tag(), c.name()));
    var at = clock.instant().atOffset(UTC);
    if (zero) {
      db.sql(
              """
              insert into water.gauge_zero (station, zero_m, datum_name, valid_from, authority, reference,
                                            ticket, by_person, act, example, at)
              values (?, ?, ?, ?, cast(? as jsonb), ?, ?, ?, ?, ?, ?)
              """)
          .param(station.code())
          .param(c.level())
          .param(c.datumName())
          .param(c.from())
          .param(authority)
          .param(c.reference())
          .param(ticket.id())
          .param(person)
          .param(act.value())
          .param(caller.example())
          .param(at)
          .update();
    } else {
      db.sql(
              """
              insert into water.threshold (station, key, role, name, level_m, datum, valid_from, authority,
                                           reference, ticket, by_person, act, example, at)
              values (?, ?, ?, cast(? as jsonb), ?, ?, ?, cast(? as jsonb), ?, ?, ?, ?, ?, ?)
              """)
          .param(station.code())
          .param(c.key())
          .param(c.what().toUpperCase(Locale.ROOT))
          .param(name)
          .param(c.level())
          .param(c.datum().code())
          .param(c.from())
          .param(authority)
          .param(c.reference())
          .param(ticket.id())
          .param(person)
          .param(act.value())
          .param(caller.example())
          .param(at)
          .update();
    }
    return ticket;
  }

  private static Checked check(Station station, LimitForm form) {
    var errors = new ArrayList<FieldError>();
    String what = text(form.what());
    if (!List.of("alarm", "flood", "other", "zero").contains(what)) {
      errors.add(error("what", "water.field.what"));
    }
    boolean zero = what.equals("zero");
    String key = text(form.key()).isEmpty() ? what : text(form.key());
    if (!zero && !KEY.matcher(key).matches()) errors.add(error("key", "water.field.key"));
    BigDecimal level = level(station, form, what, key, errors);
    var datum = datum(station, text(form.datum()), zero, errors);
    if (!zero && datum != station.datum() && station.zeros().isEmpty()) {
      errors.add(error("datum", "water.field.datum-unknown"));
    }
    LocalDate from = from(form.from(), errors);
    String authority = text(form.authority());
    if (authority.isEmpty()) errors.add(error("authority", "water.field.authority"));
    for (var field :
        Map.of(
                "name",
                text(form.name()),
                "authority",
                authority,
                "reference",
                text(form.reference()),
                "datumName",
                text(form.datumName()))
            .entrySet()) {
      if (field.getValue().length() > TEXT_MAX) {
        errors.add(error(field.getKey(), "water.field.too-long", TEXT_MAX));
      }
      if (field.getValue().chars().anyMatch(Character::isISOControl)) {
        errors.add(error(field.getKey(), "water.field.characters"));
      }
    }
    if (!errors.isEmpty() || from == null) throw new WaterProblem.BadFields(errors);
    return new Checked(
        what,
        key,
        orNull(form.name()),
        level,
        datum,
        orNull(form.datumName()),
        from,
        authority,
        orNull(form.reference()));
  }

  private static @Nullable BigDecimal level(
      Station station, LimitForm form, String what, String key, List<FieldError> errors) {
    String typed = text(form.level()).replace('−', '-').replace(',', '.');
    if (typed.isEmpty()) {
      boolean exists = station.thresholds().stream().anyMatch(t -> t.key().equals(key));
      if (what.equals("zero") || !exists) errors.add(error("level", "water.field.level-missing"));
      return null;
    }
    try {
      var level = new BigDecimal(typed);
      if (level.scale() > 3) errors.add(error("level", "water.field.level-scale"));
      if (level.compareTo(MOST) > 0 || level.compareTo(LEAST) < 0) {
        errors.add(error("level", "water.field.level-range", LEAST, MOST));
      }
      return level;
    } catch (NumberFormatException e) {
      errors.add(error("level", "water.field.level", typed));
      return null;
    }
  }

  private static Station.Datum datum(
      Station station, String typed, boolean zero, List<FieldError> errors) {
    if (zero) return Station.Datum.MSL;
    if (typed.isEmpty()) return station.datum();
    for (var datum : Station.Datum.values()) if (datum.code().equals(typed)) return datum;
    errors.add(error("datum", "water.field.datum"));
    return station.datum();
  }

  private static @Nullable LocalDate from(@Nullable String typed, List<FieldError> errors) {
    if (text(typed).isEmpty()) {
      errors.add(error("from", "water.field.from"));
      return null;
    }
    try {
      LocalDate day = LocalDate.parse(text(typed));
      if (day.getYear() >= 1850 && day.getYear() <= 2100) return day;
      errors.add(error("from", "water.field.far", text(typed)));
    } catch (DateTimeParseException e) {
      errors.add(error("from", "water.field.day", text(typed)));
    }
    return null;
  }

  private static FieldError error(String field, String key, Object... args) {
    return new FieldError(field, Message.of(key, args));
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text.strip();
  }

  private static @Nullable String orNull(@Nullable String text) {
    return text(text).isEmpty() ? null : text(text);
  }
}
