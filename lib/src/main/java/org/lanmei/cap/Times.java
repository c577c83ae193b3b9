package org.lanmei.cap;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * When an {@link Info} holds, to the second.
 *
 * @param effective from when on it is in effect; null = from when it was sent
 * @param onset when the event is expected to begin; null = not given
 * @param expires when it is no longer in effect; null = each recipient's own policy
 */
public record Times(
    @Nullable OffsetDateTime effective,
    @Nullable OffsetDateTime onset,
    @Nullable OffsetDateTime expires) {

  /** Nothing given. */
  public static final Times NONE = new Times(null, null, null);

  public Times {
    if (effective != null) effective = CapTime.normal(effective);
    if (onset != null) onset = CapTime.normal(onset);
    if (expires != null) expires = CapTime.normal(expires);
  }
}
