package org.lanmei.cap;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came of reading a message.
 *
 * @param version it is written in
 * @param asFarAsRead the message without the parts that are wrong, to be shown but not acted on;
 *     null when not even its head could be read
 * @param findings in the order of the message, those of profiles last
 */
public record Reading(CapVersion version, @Nullable Alert asFarAsRead, List<Finding> findings) {

  public Reading {
    findings = List.copyOf(findings);
  }

  /** The message, when nothing in it is an error. */
  public Optional<Alert> alert() {
    return refused() ? Optional.empty() : Optional.ofNullable(asFarAsRead);
  }

  /** Whether an error was found, by the standard or by a profile that was asked for. */
  public boolean refused() {
    return asFarAsRead == null || findings.stream().anyMatch(f -> f.level() == Finding.Level.ERROR);
  }
}
