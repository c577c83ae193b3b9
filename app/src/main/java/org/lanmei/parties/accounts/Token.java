package org.lanmei.parties.accounts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A token with which a person's programs call the API, without its secret.
 *
 * @param lastUsedAt to the hour; null = never
 */
public record Token(
    String id, String name, Instant createdAt, Instant expiresAt, @Nullable Instant lastUsedAt) {

  /**
   * One just made.
   *
   * @param token the whole of it; not kept, and so shown once
   */
  public record Made(String id, String token, Instant expiresAt) {}
}
