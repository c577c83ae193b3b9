package org.lanmei.cap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Collects findings, up to a number that nobody will read to the end. */
final class Findings {

  static final int MOST = 500;
  private static final int LONGEST_QUOTE = 80;

  private final List<Finding> all = new ArrayList<>();
  private boolean error;

  void add(Rule rule, XmlElement at, Object... args) {
    add(new Finding(rule, rule.level(), null, at.path, at.line, quotes(args)));
  }

  void add(Finding finding) {
    error |= finding.level() == Finding.Level.ERROR;
    if (all.size() < MOST) all.add(finding);
    if (all.size() == MOST) {
      all.set(
          MOST - 1,
          new Finding(
              Rule.MORE_FINDINGS,
              error ? Finding.Level.ERROR : Finding.Level.WARNING,
              null,
              "/alert",
              0,
              List.of(String.valueOf(MOST - 1))));
    }
  }

  static List<String> quotes(Object... args) {
    return Arrays.stream(args).map(arg -> cut(String.valueOf(arg))).toList();
  }

  private static String cut(String text) {
    if (text.length() <= LONGEST_QUOTE) return text;
    int end = Character.isHighSurrogate(text.charAt(LONGEST_QUOTE - 1)) ? 1 : 0;
    return text.substring(0, LONGEST_QUOTE - end) + "…";
  }

  boolean hasError() {
    return error;
  }

  List<Finding> all() {
    return List.copyOf(all);
  }
}
