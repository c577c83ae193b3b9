package org.lanmei.plan.assessment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.lanmei.kernel.Message;
import org.lanmei.plan.Entry.Asserted;
import org.lanmei.plan.Fact;

/** Which evidence a rule used and which it set aside, and why; gathered while the rule runs. */
final class Weighing {

  private final Map<UUID, Asserted> used = new LinkedHashMap<>();
  private final Map<UUID, Message> setAside = new LinkedHashMap<>();

  void use(Asserted e) {
    used.put(e.id(), e);
    setAside.remove(e.id());
  }

  void setAside(Asserted e, Message why) {
    if (!used.containsKey(e.id())) setAside.put(e.id(), why);
  }

  void setAsideUnlessWeighed(Asserted e, Message why) {
    if (!used.containsKey(e.id())) setAside.putIfAbsent(e.id(), why);
  }

  /** Sets aside what the rule has not looked at, so that nothing on record goes unmentioned. */
  void setAsideRest(Ledger ledger) {
    for (Asserted e : ledger.counting()) {
      boolean decision = e.fact() instanceof Fact.Waived || e.fact() instanceof Fact.Postponed;
      setAsideUnlessWeighed(e, Say.notCounted(decision ? "no-period" : "other-kind"));
    }
  }

  List<Asserted> used() {
    return List.copyOf(used.values());
  }

  Map<UUID, Message> aside() {
    return setAside;
  }

  /** Ids, newest first. */
  List<UUID> evidence() {
    return newestFirst(used.values());
  }

  static List<UUID> newestFirst(Iterable<Asserted> evidence) {
    var sorted = new ArrayList<Asserted>();
    evidence.forEach(sorted::add);
    sorted.sort(Evidence.BY_DAY.reversed());
    return sorted.stream().map(Asserted::id).distinct().toList();
  }
}
