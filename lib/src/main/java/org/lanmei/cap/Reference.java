package org.lanmei.cap;

import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The extended identifier of a message, by which others refer to it (CAP 1.2 section 3.2.1, {@code
 * references}). Two are equal when the moments are, whatever their offsets.
 *
 * @param sender globally unique; no space, comma, {@code <} or {@code &}
 * @param identifier unique for its sender; the same characters
 * @param sent to the second
 */
public record Reference(String sender, String identifier, OffsetDateTime sent) {

  public Reference {
    sent = CapTime.normal(sent);
  }

  /** {@code sender,identifier,sent}. */
  public String text() {
    return sender + "," + identifier + "," + CapTime.text(sent);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Reference that
        && sender.equals(that.sender)
        && identifier.equals(that.identifier)
        && sent.isEqual(that.sent);
  }

  @Override
  public int hashCode() {
    return Objects.hash(sender, identifier, sent.toInstant());
  }

  @Override
  public String toString() {
    return text();
  }
}
