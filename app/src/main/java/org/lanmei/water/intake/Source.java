package org.lanmei.water.intake;

import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Party;

/**
 * A service's own name for one kind of file.
 *
 * @param version of its newest profile; null = none is confirmed
 * @param confirmedBy null as {@code version}
 * @param confirmedAt null as {@code version}
 */
public record Source(
    String name,
    Party party,
    @Nullable Integer version,
    @Nullable UUID confirmedBy,
    @Nullable Instant confirmedAt) {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,59}");

  static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }
}
