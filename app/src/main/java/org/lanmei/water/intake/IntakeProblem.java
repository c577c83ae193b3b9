package org.lanmei.water.intake;

import org.lanmei.kernel.Problem;

/** Every way a file of readings is refused. */
public abstract sealed class IntakeProblem extends Problem {

  private IntakeProblem(Kind kind, String slug, Object... args) {
    super(kind, "water.intake." + slug, args);
  }

  /** No delimiter makes a table with stamps and numbers of it. */
  public static final class NotATable extends IntakeProblem {
    NotATable() {
      super(Kind.NOT_READABLE, "not-a-table");
    }
  }

  /** A cell in quotes does not end. */
  public static final class UnclosedQuote extends IntakeProblem {
    UnclosedQuote(long line) {
      super(Kind.NOT_READABLE, "unclosed-quote", line);
    }
  }

  /** No column, or none together, holds the time. */
  public static final class NoTime extends IntakeProblem {
    NoTime(String columns) {
      super(Kind.NOT_READABLE, "no-time", columns);
    }
  }

  /** No column holds numbers that could be readings. */
  public static final class NoValues extends IntakeProblem {
    NoValues(String columns) {
      super(Kind.NOT_READABLE, "no-values", columns);
    }
  }

  /** More series than one file may hold. */
  public static final class TooManySeries extends IntakeProblem {
    TooManySeries(int most, long line) {
      super(Kind.NOT_READABLE, "too-many-series", most, line);
    }
  }

  /** A choice that was not offered. */
  public static final class UnknownChoice extends IntakeProblem {
    UnknownChoice(String question, String value, String offered) {
      super(Kind.BAD_INPUT, "unknown-choice", question, value, offered);
    }
  }
}
