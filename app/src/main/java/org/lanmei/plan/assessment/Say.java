package org.lanmei.plan.assessment;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.LocalizedText;
import org.lanmei.kernel.Message;
import org.lanmei.plan.Entry.Asserted;
import org.lanmei.plan.Fact;

/** The assessment's messages: all keys begin with {@code plan.assessment}. */
final class Say {

  private static final String PREFIX = "plan.assessment.";

  private Say() {}

  static Message headline(String key, Object... args) {
    return Message.of(PREFIX + "headline." + key, args);
  }

  static Message reason(String key, Object... args) {
    return Message.of(PREFIX + "reason." + key, args);
  }

  static Message notCounted(String key, Object... args) {
    return Message.of(PREFIX + "not-counted." + key, args);
  }

  static Message kind(String key, int count) {
    return Message.of(PREFIX + "kind." + key, count);
  }

  /** One message of several sentences; nulls are left out, at least one is not null. */
  static Message sentences(@Nullable Message... sentences) {
    return Arrays.stream(sentences)
        .filter(Objects::nonNull)
        .reduce((a, b) -> Message.of(PREFIX + "then", a, b))
        .orElseThrow();
  }

  /** An enumeration of strings or messages, one or more. */
  static Object list(List<?> items) {
    return items.stream()
        .map(Object.class::cast)
        .reduce((a, b) -> Message.of(PREFIX + "list", a, b))
        .orElseThrow();
  }

  /** A year as it is written, never grouped like a number. */
  static String year(int year) {
    return Integer.toString(year);
  }

  /** "The last … opened on …", or was received. */
  static Message last(LocalizedText title, Asserted e) {
    LocalDate day = e.when().from();
    return e.fact() instanceof Fact.Delivered
        ? reason("last-received", title, day)
        : reason("last-opened", title, day);
  }

  /** That it opened or was received, a report with the year it reports on. */
  static Message happened(Asserted e) {
    LocalDate day = e.when().from();
    if (!(e.fact() instanceof Fact.Delivered delivered)) return reason("opened", day);
    Integer edition = delivered.edition();
    return edition == null
        ? reason("received", day)
        : reason("received-edition", day, year(edition));
  }
}
