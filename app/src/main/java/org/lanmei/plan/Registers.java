package org.lanmei.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The registers, held in memory and read anew when one gains a version. */
@Component
public class Registers {

  /** The plan that all pages speak of unless they name another. */
  public static final String MAIN = "lmc-2023-2027";

  private final RegisterStore store;
  private volatile Loaded loaded = new Loaded(-1, Map.of());

  Registers(RegisterStore store) {
    this.store = store;
  }

  public Register main() {
    return find(MAIN).orElseThrow(() -> new PlanProblem.UnknownPlan(MAIN));
  }

  public Optional<Register> find(String key) {
    return Optional.ofNullable(current().get(key));
  }

  /** All plans: the main one first, then by key. */
  public List<Register> all() {
    return current().values().stream()
        .sorted(java.util.Comparator.comparing(r -> !r.head().plan().equals(MAIN)))
        .toList();
  }

  /** Registers of their own that report to a commitment of {@code plan}. */
  public List<Register> reportingTo(String plan) {
    return all().stream()
        .filter(r -> r.head().parent() != null && r.head().parent().plan().equals(plan))
        .toList();
  }

  private Map<String, Register> current() {
    long revision = store.revision();
    Loaded now = loaded;
    if (now.revision == revision) return now.registers;
    var registers = new LinkedHashMap<String, Register>();
    store
        .heads()
        .forEach((key, head) -> registers.put(key, new Register(head, store.commitments(head))));
    loaded = new Loaded(revision, registers);
    return registers;
  }

  private record Loaded(long revision, Map<String, Register> registers) {}
}
