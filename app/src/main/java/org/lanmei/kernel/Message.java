package org.lanmei.kernel;

import java.util.List;

/**
 * A sentence for a reader, not yet in any language: the key of a whole sentence and its arguments.
 *
 * @param args numbers, {@link java.time.LocalDate}, {@link java.time.Instant}, strings, {@link
 *     LocalizedText}, {@link Party} or further {@code Message}s; each is formatted for the reader
 */
public record Message(String key, List<Object> args) {

  public Message {
    args = List.copyOf(args);
  }

  public static Message of(String key, Object... args) {
    return new Message(key, List.of(args));
  }
}
