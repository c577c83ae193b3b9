package org.lanmei.cap;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that is wrong with a message, or was.
 *
 * @param rule that was broken
 * @param level how bad it is
 * @param profile whose rule it is; null = the standard's own
 * @param path of the element, or of the one that lacks something, such as {@code
 *     /alert/info[2]/area[1]/polygon[1]}
 * @param line counted from 1; 0 when the message was not read from bytes
 * @param args what {@link Rule} says for each rule, in its order; quotes are cut at 80 characters
 */
public record Finding(
    Rule rule, Level level, @Nullable Profile profile, String path, int line, List<String> args) {

  public Finding {
    args = List.copyOf(args);
  }

  /** How bad it is. */
  public enum Level {
    /** The message is refused. */
    ERROR,
    /** The message can be used; its sender should mend it. */
    WARNING,
    /** Wrong, but what was meant is certain, and it was read so. */
    REPAIRED
  }
}
