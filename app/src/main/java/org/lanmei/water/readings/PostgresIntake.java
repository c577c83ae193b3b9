package org.lanmei.water.readings;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Caller;
import org.lanmei.kernel.Capacity;
import org.lanmei.kernel.Party;
import org.lanmei.kernel.SeriesKey;
import org.lanmei.water.Intake;
import org.springframework.stereotype.Component;

@Component
class PostgresIntake implements Intake {

  private static final int MOST_SHOWN = 100;

  private final SeriesIndex index;
  private final Engine engine;
  private final ReadingsSettings settings;
  private final Clock clock;

  PostgresIntake(SeriesIndex index, Engine engine, ReadingsSettings settings, Clock clock) {
    this.index = index;
    this.engine = engine;
    this.settings = settings;
    this.clock = clock;
  }

  /** The party whose hydrologist the caller is. */
  static Party publisher(Caller caller) {
    if (!caller.signedIn()) throw new ReadingsProblem.NotSignedIn();
    Party party = caller.speaksFor(Capacity.HYDROLOGIST);
    if (party == null) throw new ReadingsProblem.MayNotPublish();
    return party;
  }

  static String checkedKey(String key) {
    if (key.isBlank() || key.length() > 200 || key.chars().anyMatch(c -> c < ' ')) {
      throw new ReadingsProblem.BadKey();
    }
    return key;
  }

  @Override
  public Receipt publish(
      Caller caller, String key, List<Arriving> arriving, @Nullable String reason) {
    Party publisher = publisher(caller);
    checkedKey(key);
    String why = reason == null || reason.isBlank() ? null : reason.strip();
    var rows = Engine.prepare(rows(publisher, arriving, why));
    if (!rows.contradicting().isEmpty()) {
      throw new ReadingsProblem.BadRows(
          rows.contradicting().stream().limit(MOST_SHOWN).toList(), rows.contradicting().size());
    }
    var done = engine.store(new Engine.Name(publisher, key, 0, true), rows, why);
    return new Receipt(
        done.batch(),
        done.taken(),
        done.same(),
        done.corrected(),
        done.repeated(),
        done.receivedAt());
  }

  private Rows rows(Party publisher, List<Arriving> arriving, @Nullable String reason) {
    var rows = new Rows();
    var refused = new ArrayList<Refusal>();
    int all = 0;
    var found = new HashMap<SeriesKey, @Nullable Series>();
    var latest = clock.instant().plus(settings.ahead());
    for (int i = 0; i < arriving.size(); i++) {
      var one = arriving.get(i);
      var refusal = check(one, i + 1, reason, latest);
      Series series = refusal == null ? find(found, one.series(), publisher) : null;
      if (refusal == null && series == null) {
        refusal = Refusal.of(i + 1, "no-such-series", one.series().toString());
      }
      if (refusal != null) {
        all++;
        if (refused.size() < MOST_SHOWN) refused.add(refusal);
      } else if (series != null) {
        rows.add(
            series,
            Seconds.of(one.at()),
            one.value() == null ? Double.NaN : one.value(),
            one.confirmed() ? Flags.CONFIRMED : 0,
            i + 1);
      }
    }
    if (all > 0) throw new ReadingsProblem.BadRows(refused, all);
    return rows;
  }

  private static @Nullable Refusal check(
      Arriving one, int line, @Nullable String reason, java.time.Instant latest) {
    if (!Seconds.canHold(one.at())) return Refusal.of(line, "too-far", one.at().toString());
    if (one.at().getNano() != 0) return Refusal.of(line, "fraction", one.at().toString());
    if (one.at().isAfter(latest)) return Refusal.of(line, "future", one.at().toString());
    Double value = one.value();
    if (value == null) {
      if (one.confirmed()) return Refusal.of(line, "nothing-to-confirm");
      return reason == null ? Refusal.of(line, "no-value") : null;
    }
    return Double.isFinite(value) ? null : Refusal.of(line, "not-a-number", value.toString());
  }

  /** One that the party owns. */
  private @Nullable Series find(
      Map<SeriesKey, @Nullable Series> found, SeriesKey key, Party publisher) {
    if (!found.containsKey(key)) {
      found.put(key, index.find(key).filter(s -> s.owner() == publisher).orElse(null));
    }
    return found.get(key);
  }
}
