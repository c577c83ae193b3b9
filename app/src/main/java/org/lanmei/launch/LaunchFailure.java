package org.lanmei.launch;

import org.jspecify.annotations.Nullable;

/** Why the program cannot do what it was asked, in words for the person who asked. */
final class LaunchFailure extends RuntimeException {
  /** Exit codes after BSD's sysexits, so that scripts can tell them apart. */
  enum Exit {
    USAGE(64),
    DATA(65),
    UNAVAILABLE(69),
    NOT_WRITABLE(73),
    IN_USE(75),
    NOT_ALLOWED(77);

    final int code;

    Exit(int code) {
      this.code = code;
    }
  }

  final Exit exit;
  final String key;
  private final transient Object[] args;

  LaunchFailure(Exit exit, String key, Object... args) {
    this(null, exit, key, args);
  }

  LaunchFailure(@Nullable Throwable cause, Exit exit, String key, Object... args) {
    super(key, cause);
    this.exit = exit;
    this.key = key;
    this.args = args;
  }

  @Override
  public String getMessage() {
    return Words.of(key, args);
  }
}
