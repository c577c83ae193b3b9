package org.lanmei.files;

import org.lanmei.kernel.Problem;

/** Every way a file is refused. */
public abstract sealed class FilesProblem extends Problem {

  private FilesProblem(Kind kind, String slug, Object... args) {
    super(kind, slug, args);
  }

  public static final class TooLarge extends FilesProblem {
    TooLarge(long maxBytes) {
      super(Kind.TOO_LARGE, "files.too-large", maxBytes / (1024 * 1024));
    }
  }

  public static final class Empty extends FilesProblem {
    Empty() {
      super(Kind.BAD_INPUT, "files.empty");
    }
  }
}
