package org.lanmei.water;

import java.util.List;
import org.lanmei.kernel.Message;
import org.lanmei.kernel.Party;
import org.lanmei.kernel.Problem;
import org.lanmei.kernel.SeriesKey;

/** Every way the register of stations refuses a request. */
public abstract sealed class WaterProblem extends Problem {

  private WaterProblem(Kind kind, String slug, Object... args) {
    super(kind, slug, args);
  }

  private WaterProblem(Kind kind, String slug, List<FieldError> fields) {
    super(kind, slug, fields);
  }

  public static final class UnknownStation extends WaterProblem {
    UnknownStation(String code) {
      super(Kind.NOT_FOUND, "water.unknown-station", code);
    }
  }

  public static final class UnknownSeries extends WaterProblem {
    UnknownSeries(SeriesKey key) {
      super(Kind.NOT_FOUND, "water.unknown-series", key.toString());
    }
  }

  public static final class NotSignedIn extends WaterProblem {
    NotSignedIn() {
      super(Kind.NOT_SIGNED_IN, "site.not-signed-in");
    }
  }

  /** Only a hydrologist of the station's owner says what is in force at it. */
  public static final class NotTheOwner extends WaterProblem {
    NotTheOwner(Party owner) {
      super(Kind.NOT_ALLOWED, "water.not-the-owner", owner);
    }
  }

  /** Single fields cannot be taken as they are. */
  public static final class BadFields extends WaterProblem {
    BadFields(List<FieldError> fields) {
      super(Kind.BAD_INPUT, "water.bad-fields", fields);
    }

    static BadFields of(String field, String key, Object... args) {
      return new BadFields(List.of(new FieldError(field, Message.of(key, args))));
    }
  }
}
