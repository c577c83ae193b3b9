package org.lanmei.water.states;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lanmei.water.states.Limits.Limit;
import org.lanmei.water.states.Limits.Role;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What the tables of the tests are made of; the rules are those that ship. */
final class Given {

  static final Instant NOON = Instant.parse("2026-09-17T12:00:00Z");
  static final ZoneId ZONE = ZoneId.of("Asia/Vientiane");
  static final Rules RULES = shipped();

  private Given() {}

  private static Rules shipped() {
    try (var in = Given.class.getResourceAsStream("/register/water-rules.yaml")) {
      return JsonMapper.shared().treeToValue(new YAMLMapper().readTree(in).get(0), Rules.class);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  static Limits limits(@Nullable Double alarm, @Nullable Double flood) {
    var all = new ArrayList<Limit>();
    if (alarm != null) all.add(new Limit("alarm", Role.ALARM, alarm, null));
    if (flood != null) all.add(new Limit("flood", Role.FLOOD, flood, null));
    return new Limits(all, ZONE);
  }

  static Limit since(String key, Role role, double level, @Nullable String from) {
    return new Limit(key, role, level, from == null ? null : LocalDate.parse(from));
  }

  static Judge telemetry(Limits limits) {
    return new Judge(RULES, Observing.TELEMETRY, false, limits);
  }

  static Judge twiceDaily(Limits limits) {
    return new Judge(RULES, Observing.TWICE_DAILY, false, limits);
  }

  static Judge tidal(Limits limits) {
    return new Judge(RULES, Observing.TELEMETRY, true, limits);
  }

  static Observed minutesBefore(long minutes, double value) {
    return Observed.of(NOON.minusSeconds(minutes * 60), value);
  }

  static Observed suspect(Observed r) {
    return new Observed(r.at(), r.value(), true, false);
  }

  static Observed confirmed(Observed r) {
    return new Observed(r.at(), r.value(), false, true);
  }

  static Observed missing(Observed r) {
    return new Observed(r.at(), null, false, false);
  }

  /** Readings a quarter of an hour apart, the last one at noon. */
  static List<Observed> quarterHours(double... values) {
    var all = new ArrayList<Observed>();
    for (int i = 0; i < values.length; i++) {
      all.add(minutesBefore(15L * (values.length - 1 - i), values[i]));
    }
    return all;
  }

  /** The same value each quarter of an hour for so long, the last one at noon. */
  static List<Observed> steady(double value, int hours) {
    var values = new double[hours * 4 + 1];
    java.util.Arrays.fill(values, value);
    return quarterHours(values);
  }
}
