package org.lanmei.parties;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.lanmei.kernel.Capacity;
import org.lanmei.kernel.Message;
import org.lanmei.kernel.Party;
import org.lanmei.kernel.Problem;

/** Every way in which this module refuses. */
public abstract sealed class PartiesProblem extends Problem {

  private PartiesProblem(Kind kind, String slug, Object... args) {
    super(kind, slug, args);
  }

  private PartiesProblem(String slug, List<FieldError> fields) {
    super(Kind.BAD_INPUT, slug, fields);
  }

  /** Nobody is signed in, and this is for somebody. */
  public static final class NotSignedIn extends PartiesProblem {
    public NotSignedIn() {
      super(Kind.NOT_SIGNED_IN, "site.not-signed-in");
    }
  }

  /** The caller has no mandate in force for the party in this capacity. */
  public static final class NoMandate extends PartiesProblem {
    public NoMandate(Party party, Capacity capacity) {
      super(Kind.NOT_ALLOWED, "parties.no-mandate", party, Message.of(capacity.key()));
    }
  }

  /** The caller grants no mandates, of no party. */
  public static final class NotGrantor extends PartiesProblem {
    NotGrantor() {
      super(Kind.NOT_ALLOWED, "parties.not-grantor");
    }
  }

  /** For whoever runs the machine. */
  public static final class AdministratorOnly extends PartiesProblem {
    public AdministratorOnly() {
      super(Kind.NOT_ALLOWED, "parties.administrator-only");
    }
  }

  /** What a token may not do: make tokens, change how one signs in. */
  public static final class NotWithToken extends PartiesProblem {
    NotWithToken() {
      super(Kind.NOT_ALLOWED, "parties.not-with-token");
    }
  }

  public static final class UnknownPerson extends PartiesProblem {
    UnknownPerson(UUID id) {
      super(Kind.NOT_FOUND, "parties.unknown-person", id.toString());
    }
  }

  public static final class UnknownMandate extends PartiesProblem {
    UnknownMandate(MandateId id) {
      super(Kind.NOT_FOUND, "parties.unknown-mandate", id.toString());
    }
  }

  public static final class UnknownToken extends PartiesProblem {
    UnknownToken(String id) {
      super(Kind.NOT_FOUND, "parties.unknown-token", id);
    }
  }

  public static final class UnknownPasskey extends PartiesProblem {
    UnknownPasskey() {
      super(Kind.NOT_FOUND, "parties.unknown-passkey");
    }
  }

  /** A one-time link that was used, has expired or never was: which of them is not told. */
  public static final class LinkGone extends PartiesProblem {
    LinkGone() {
      super(Kind.NOT_FOUND, "parties.link-gone");
    }
  }

  /** The invitation is for somebody who already has an account and must take it up signed in. */
  public static final class OtherPerson extends PartiesProblem {
    OtherPerson() {
      super(Kind.NOT_ALLOWED, "parties.other-person");
    }
  }

  public static final class AlreadyEnded extends PartiesProblem {
    AlreadyEnded() {
      super(Kind.CONFLICT, "parties.already-ended");
    }
  }

  /** The party grants its mandates itself: nobody registers a grantor for it. */
  public static final class GrantorInForce extends PartiesProblem {
    GrantorInForce(Party party) {
      super(Kind.CONFLICT, "parties.grantor-in-force", party);
    }
  }

  public static final class OwnAccount extends PartiesProblem {
    OwnAccount() {
      super(Kind.CONFLICT, "parties.own-account");
    }
  }

  /** The passkey was not accepted: another site, another person, a stale or broken answer. */
  public static final class PasskeyRefused extends PartiesProblem {
    PasskeyRefused() {
      super(Kind.NOT_ALLOWED, "parties.passkey-refused");
    }
  }

  /** Single fields are wrong; the form is shown again with what was typed. */
  public static final class BadFields extends PartiesProblem {
    BadFields(List<FieldError> fields) {
      super("parties.bad-fields", fields);
    }

    BadFields(String field, String key, Object... args) {
      this(List.of(new FieldError(field, Message.of(key, args))));
    }
  }

  /** Too many failed sign-ins for this login or from this address. */
  public static final class TooManyAttempts extends PartiesProblem {
    private final Duration wait;

    TooManyAttempts(Duration wait) {
      super(Kind.TOO_MANY, "parties.too-many-attempts", Math.max(1, wait.toSeconds()));
      this.wait = wait;
    }

    /** After which it may be tried again. */
    public Duration retryAfter() {
      return wait;
    }
  }
}
