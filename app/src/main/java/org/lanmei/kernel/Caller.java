package org.lanmei.kernel;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who asks: passed to every use case explicitly. Capacities come from mandates in force at the
 * moment of the request, so that a mandate that has ended is not carried on by a session.
 *
 * @param person null = nobody signed in
 * @param name as shown to others; empty when nobody signed in
 * @param party the party the person speaks for; null for readers, administrators and partners
 * @param authentication how the person was recognised: {@code passkey}, {@code password}, {@code
 *     token}, or {@code none}
 * @param example true for the invented people of the worked example: what they record is marked
 */
public record Caller(
    @Nullable UUID person,
    String name,
    @Nullable Party party,
    Set<Capacity> capacities,
    String authentication,
    boolean example) {

  public static final Caller ANONYMOUS = new Caller(null, "", null, Set.of(), "none", false);

  public Caller {
    capacities = Set.copyOf(capacities);
  }

  public boolean signedIn() {
    return person != null;
  }

  public boolean has(Capacity capacity) {
    return capacities.contains(capacity);
  }

  /** The caller's party where the caller acts for one in this capacity; null otherwise. */
  public @Nullable Party speaksFor(Capacity capacity) {
    return has(capacity) ? party : null;
  }
}
