package org.lanmei.water.intake;

import java.util.List;
import java.util.UUID;
import org.lanmei.kernel.Message;
import org.lanmei.kernel.Problem;

/** Every way a file of readings is refused. */
public abstract sealed class IntakeProblem extends Problem {

  private IntakeProblem(Kind kind, String slug, Object... args) {
    super(kind, slug, args);
  }

  private IntakeProblem(Kind kind, String slug, List<FieldError> fields, Object... args) {
    super(kind, slug, fields, args);
  }

  public static final class NotSignedIn extends IntakeProblem {
    NotSignedIn() {
      super(Kind.NOT_SIGNED_IN, "site.not-signed-in");
    }
  }

  /** Not a hydrologist of a party. */
  public static final class NotHydrologist extends IntakeProblem {
    NotHydrologist() {
      super(Kind.NOT_ALLOWED, "water.intake.not-hydrologist");
    }
  }

  public static final class UnknownJob extends IntakeProblem {
    UnknownJob(UUID id) {
      super(Kind.NOT_FOUND, "water.intake.unknown-job", id.toString());
    }
  }

  public static final class UnknownSource extends IntakeProblem {
    UnknownSource(String name) {
      super(Kind.NOT_FOUND, "water.intake.unknown-source", name);
    }
  }

  /** A source's name is missing, badly made, or another service's. */
  public static final class BadSource extends IntakeProblem {
    BadSource(String key) {
      super(
          Kind.BAD_INPUT,
          "water.intake.bad-source",
          List.of(new FieldError("source", Message.of("water.intake." + key))));
    }
  }

  /** The state of a job does not allow the step. */
  public static final class TooLate extends IntakeProblem {
    TooLate(Job.State state) {
      super(Kind.CONFLICT, "water.intake.too-late", Message.of(state.key()));
    }
  }

  /** Questions that nobody has answered; nothing is loaded. */
  public static final class Undecided extends IntakeProblem {
    Undecided(List<ProfileProposal.Question> open) {
      super(
          Kind.CONFLICT,
          "water.intake.undecided",
          open.stream().map(q -> new FieldError(q.id(), q.asks())).toList(),
          open.size());
    }
  }

  /** A watched folder's file of a source that nobody has confirmed a profile for. */
  public static final class NotConfirmed extends IntakeProblem {
    NotConfirmed(String source) {
      super(Kind.CONFLICT, "water.intake.not-confirmed", source);
    }
  }

  /** No delimiter makes a table with stamps and numbers of it. */
  public static final class NotATable extends IntakeProblem {
    NotATable() {
      super(Kind.NOT_READABLE, "water.intake.not-a-table");
    }
  }

  /** A cell in quotes does not end. */
  public static final class UnclosedQuote extends IntakeProblem {
    UnclosedQuote(long line) {
      super(Kind.NOT_READABLE, "water.intake.unclosed-quote", line);
    }
  }

  /** No column, or none together, holds the time. */
  public static final class NoTime extends IntakeProblem {
    NoTime(String columns) {
      super(Kind.NOT_READABLE, "water.intake.no-time", columns);
    }
  }

  /** No column holds numbers that could be readings. */
  public static final class NoValues extends IntakeProblem {
    NoValues(String columns) {
      super(Kind.NOT_READABLE, "water.intake.no-values", columns);
    }
  }

  /** More series than one file may hold. */
  public static final class TooManySeries extends IntakeProblem {
    TooManySeries(int most, long line) {
      super(Kind.NOT_READABLE, "water.intake.too-many-series", most, line);
    }
  }

  /** A choice that was not offered. */
  public static final class UnknownChoice extends IntakeProblem {
    UnknownChoice(String question, String value, String offered) {
      super(Kind.BAD_INPUT, "water.intake.unknown-choice", question, value, offered);
    }
  }
}
