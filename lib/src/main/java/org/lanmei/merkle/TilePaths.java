package org.lanmei.merkle;

import java.util.regex.Pattern;

/** The spelling of paths. */
final class TilePaths {

  /** {@code tile/63/} and seven groups of three digits and {@code .p/255}. */
  static final int LONGEST = 64;

  static final Pattern FORM =
      Pattern.compile(
          "tile/(0|[1-9][0-9]?|entries)/((?:x[0-9]{3}/)*[0-9]{3})(?:\\.p/([1-9][0-9]{0,2}))?");

  private TilePaths() {}

  static String spell(String kind, long index, int width) {
    var path = new StringBuilder("%03d".formatted(index % 1000));
    for (long rest = index / 1000; rest > 0; rest /= 1000) {
      path.insert(0, "x%03d/".formatted(rest % 1000));
    }
    path.insert(0, "tile/" + kind + "/");
    if (width < TilePath.WIDTH) path.append(".p/").append(width);
    return path.toString();
  }

  static long index(String groups) {
    // A group of zeros in front would be a second spelling of the same index.
    if (groups.startsWith("x000")) throw malformed();
    String digits = groups.replace("x", "").replace("/", "");
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException e) {
      throw malformed();
    }
  }

  static void check(long index, int width) {
    if (index < 0) throw new IllegalArgumentException("index " + index);
    if (width < 1 || width > TilePath.WIDTH) throw new IllegalArgumentException("width " + width);
  }

  static MalformedException malformed() {
    return new MalformedException(MalformedException.Reason.TILE_PATH);
  }
}
