package org.lanmei.water.readings;

import java.util.List;
import org.lanmei.kernel.Message;
import org.lanmei.kernel.Problem;

/** Every way in which readings are refused. */
public abstract sealed class ReadingsProblem extends Problem {

  private ReadingsProblem(Kind kind, String slug, Object... args) {
    super(kind, slug, args);
  }

  private ReadingsProblem(Kind kind, String slug, List<FieldError> fields, Object... args) {
    super(kind, slug, fields, args);
  }

  public static final class NotSignedIn extends ReadingsProblem {
    NotSignedIn() {
      super(Kind.NOT_SIGNED_IN, "site.not-signed-in");
    }
  }

  /** Not a hydrologist of a party. */
  public static final class MayNotPublish extends ReadingsProblem {
    MayNotPublish() {
      super(Kind.NOT_ALLOWED, "water.readings.may-not-publish");
    }
  }

  /** There is none of that name, or none that the caller may see. */
  public static final class UnknownSeries extends ReadingsProblem {
    UnknownSeries(String series) {
      super(Kind.NOT_FOUND, "water.readings.unknown-series", series);
    }
  }

  /** The key has been used for something else. */
  public static final class KeyUsed extends ReadingsProblem {
    KeyUsed(String key) {
      super(Kind.CONFLICT, "water.readings.key-used", key);
    }
  }

  public static final class BadKey extends ReadingsProblem {
    BadKey() {
      super(Kind.BAD_INPUT, "water.readings.bad-key");
    }
  }

  /** Single rows cannot be taken, and the whole was to be taken or nothing. */
  public static final class BadRows extends ReadingsProblem {
    BadRows(List<Refusal> refusals, int all) {
      super(
          Kind.BAD_INPUT,
          "water.readings.bad-rows",
          refusals.stream().map(Refusal::field).toList(),
          all);
    }
  }

  /** Corrections that earlier receivers have to be told of, and no reason to tell. */
  public static final class ReasonNeeded extends ReadingsProblem {
    ReasonNeeded(List<FieldError> corrections, int all) {
      super(Kind.BAD_INPUT, "water.readings.reason-needed", corrections, all);
    }
  }

  /** The stream as a whole cannot be read. */
  public static final class Unreadable extends ReadingsProblem {
    Unreadable(Message why) {
      super(Kind.NOT_READABLE, "water.readings.unreadable", why);
    }
  }

  /** More than one file holds. */
  public static final class TooMuch extends ReadingsProblem {
    TooMuch(int most) {
      super(Kind.TOO_LARGE, "water.readings.too-much", most);
    }
  }

  public static final class BadField extends ReadingsProblem {
    BadField(String field, Message why) {
      super(Kind.BAD_INPUT, "water.readings.bad-field", List.of(new FieldError(field, why)), field);
    }
  }
}
