package org.lanmei.parties;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Caller;
import org.lanmei.kernel.Capacity;
import org.lanmei.kernel.Party;

/** The invented people of the worked example, to act as. */
public final class ExamplePeople {

  private final List<Caller> callers;

  ExamplePeople(List<Caller> callers) {
    this.callers = List.copyOf(callers);
  }

  /**
   * Somebody who speaks for the party in this capacity. Each party has {@code SECRETARIAT}, {@code
   * MANDATE_GRANTOR}, {@code HYDROLOGIST} and {@code DUTY_OFFICER}; Laos also a {@code
   * PROJECT_HOLDER}, Viet Nam an {@code EVALUATOR}, China a {@code CUSTOMS_OFFICER}.
   *
   * @throws IllegalArgumentException when the example has nobody like that
   */
  public Caller of(Party party, Capacity capacity) {
    return find(party, capacity);
  }

  /**
   * Somebody who speaks for no party: {@code ADMINISTRATOR}, {@code READER}, {@code HYDROLOGIST}.
   *
   * @throws IllegalArgumentException when the example has nobody like that
   */
  public Caller withoutParty(Capacity capacity) {
    return find(null, capacity);
  }

  private Caller find(@Nullable Party party, Capacity capacity) {
    return callers.stream()
        .filter(c -> Objects.equals(c.party(), party) && c.has(capacity))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("the example has no " + capacity + " of " + party));
  }
}
