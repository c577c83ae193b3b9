package org.lanmei.water.readings;

import java.util.EnumSet;
import java.util.Set;
import org.lanmei.water.Reading.Flag;

/** Findings as bits, as they are stored: a bit never changes its meaning. */
final class Flags {

  static final short RANGE = 1;
  static final short STEP = 2;
  static final short STUCK = 4;
  static final short SPIKE = 8;
  static final short GAP = 16;
  static final short RETRACTED = 32;
  static final short NO_VALUE = 64;
  static final short CONFIRMED = 128;

  /** Only on the way in: a person has seen what the checks found and confirms the value. */
  static final short ANSWERED = 256;

  static final short SUSPECT = RANGE | STEP | STUCK | SPIKE;

  private Flags() {}

  static Set<Flag> set(short bits) {
    if (bits == 0) return Set.of();
    var set = EnumSet.noneOf(Flag.class);
    for (var flag : Flag.values()) if ((bits & bit(flag)) != 0) set.add(flag);
    return set;
  }

  static short bit(Flag flag) {
    return switch (flag) {
      case RANGE -> RANGE;
      case STEP -> STEP;
      case STUCK -> STUCK;
      case SPIKE -> SPIKE;
      case GAP -> GAP;
      case RETRACTED -> RETRACTED;
      case NO_VALUE_REASON -> NO_VALUE;
      case CONFIRMED -> CONFIRMED;
    };
  }
}
