package org.lanmei.plan.document;

import java.util.regex.Pattern;

/** Every way a line can end. */
final class LineEnds {

  static final Pattern ANY = Pattern.compile("\r\n|[\n\r\u000b\f\u0085\u2028\u2029]");

  private LineEnds() {}
}
