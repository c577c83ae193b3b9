package org.lanmei.sharing;

import java.util.List;
import org.lanmei.kernel.Message;
import org.lanmei.kernel.Problem;

/** Every way in which this module refuses. */
public abstract sealed class SharingProblem extends Problem {

  private SharingProblem(Kind kind, String slug, Object... args) {
    super(kind, slug, args);
  }

  private SharingProblem(List<FieldError> fields) {
    super(Kind.BAD_INPUT, "sharing.bad-fields", fields);
  }

  public static final class NotSignedIn extends SharingProblem {
    NotSignedIn() {
      super(Kind.NOT_SIGNED_IN, "site.not-signed-in");
    }
  }

  /** There is none of that name, or none that the caller may know of: the answer is the same. */
  public static final class UnknownAgreement extends SharingProblem {
    UnknownAgreement(String id) {
      super(Kind.NOT_FOUND, "sharing.unknown-agreement", id);
    }
  }

  public static final class UnknownVersion extends SharingProblem {
    UnknownVersion(String id, int version) {
      super(Kind.NOT_FOUND, "sharing.unknown-version", id, version);
    }
  }

  public static final class UnknownSlot extends SharingProblem {
    UnknownSlot(String slot) {
      super(Kind.NOT_FOUND, "sharing.unknown-slot", slot);
    }
  }

  public static final class UnknownNotice extends SharingProblem {
    UnknownNotice(String id) {
      super(Kind.NOT_FOUND, "sharing.unknown-notice", id);
    }
  }

  /** The caller speaks for no party, or not in the capacity that this takes. */
  public static final class NotForThisParty extends SharingProblem {
    NotForThisParty() {
      super(Kind.NOT_ALLOWED, "sharing.not-for-this-party");
    }
  }

  /** Only the provider decides over its text. */
  public static final class ProviderOnly extends SharingProblem {
    ProviderOnly() {
      super(Kind.NOT_ALLOWED, "sharing.provider-only");
    }
  }

  /** The state of the agreement does not allow the step. */
  public static final class NotNow extends SharingProblem {
    NotNow(String what) {
      super(Kind.CONFLICT, "sharing.not-now." + what);
    }
  }

  /** Somebody wrote on the draft since it was opened: theirs is kept, nothing is lost of either. */
  public static final class DraftChanged extends SharingProblem {
    DraftChanged() {
      super(Kind.CONFLICT, "sharing.draft-changed");
    }
  }

  /** Single fields cannot be taken as they are. */
  public static final class BadFields extends SharingProblem {
    BadFields(List<FieldError> fields) {
      super(fields);
    }

    static BadFields of(String field, String key, Object... args) {
      return new BadFields(List.of(new FieldError(field, Message.of(key, args))));
    }
  }
}
