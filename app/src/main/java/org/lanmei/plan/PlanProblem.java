package org.lanmei.plan;

import java.util.List;
import java.util.UUID;
import org.lanmei.kernel.Message;
import org.lanmei.kernel.Problem;

/** Every way the plan module refuses a request. */
public abstract sealed class PlanProblem extends Problem {

  private PlanProblem(Kind kind, String slug, Object... args) {
    super(kind, slug, args);
  }

  private PlanProblem(Kind kind, String slug, List<FieldError> fields) {
    super(kind, slug, fields);
  }

  public static final class UnknownPlan extends PlanProblem {
    UnknownPlan(String key) {
      super(Kind.NOT_FOUND, "plan.unknown-plan", key);
    }
  }

  public static final class UnknownClause extends PlanProblem {
    UnknownClause(String number) {
      super(Kind.NOT_FOUND, "plan.unknown-clause", number);
    }
  }

  public static final class UnknownCommitment extends PlanProblem {
    UnknownCommitment(String id) {
      super(Kind.NOT_FOUND, "plan.unknown-commitment", id);
    }
  }

  public static final class UnknownEvidence extends PlanProblem {
    UnknownEvidence(UUID id) {
      super(Kind.NOT_FOUND, "plan.unknown-evidence", id.toString());
    }
  }

  public static final class UnknownImport extends PlanProblem {
    UnknownImport(UUID id) {
      super(Kind.NOT_FOUND, "plan.unknown-import", id.toString());
    }
  }

  /** The caller holds no mandate for this. */
  public static final class NotForThisParty extends PlanProblem {
    NotForThisParty() {
      super(Kind.NOT_ALLOWED, "plan.not-for-this-party");
    }
  }

  public static final class NotSignedIn extends PlanProblem {
    NotSignedIn() {
      super(Kind.NOT_SIGNED_IN, "site.not-signed-in");
    }
  }

  /** Single fields cannot be taken as they are. */
  public static final class BadFields extends PlanProblem {
    BadFields(List<FieldError> fields) {
      super(Kind.BAD_INPUT, "plan.bad-fields", fields);
    }

    static BadFields of(String field, String key, Object... args) {
      return new BadFields(List.of(new FieldError(field, Message.of(key, args))));
    }
  }

  /** The state of a record does not allow the step any more. */
  public static final class TooLate extends PlanProblem {
    TooLate(String what) {
      super(Kind.CONFLICT, "plan.too-late." + what);
    }
  }

  /** An uploaded document cannot be read. */
  public static final class Unreadable extends PlanProblem {
    Unreadable(Message reason) {
      super(Kind.NOT_READABLE, "plan.unreadable", reason);
    }
  }
}
