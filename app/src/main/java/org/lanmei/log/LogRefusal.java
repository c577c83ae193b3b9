package org.lanmei.log;

import org.lanmei.kernel.Message;

/**
 * Why the logs must not be gone on with: what is stored is not what was signed, or nobody is here
 * to sign.
 */
final class LogRefusal extends RuntimeException {

  private final transient Message reason;

  LogRefusal(String key, Object... args) {
    super(key + " " + java.util.List.of(args));
    this.reason = Message.of(key, args);
  }

  Message reason() {
    return reason;
  }
}
