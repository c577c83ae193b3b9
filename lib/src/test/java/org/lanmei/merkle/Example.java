package org.lanmei.merkle;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Trees of invented leaves, and the definitions of RFC 6962 written down a second time. */
final class Example {

  private Example() {}

  static List<Hash> leaves(int count) {
    return IntStream.range(0, count).mapToObj(i -> leaf("leaf " + i)).toList();
  }

  static Hash leaf(String text) {
    return Hash.ofLeaf(bytes(text));
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** MTH of RFC 6962, section 2.1, as it is written there. */
  static Hash root(List<Hash> leaves) {
    if (leaves.isEmpty()) return Hash.EMPTY;
    if (leaves.size() == 1) return leaves.getFirst();
    int k = split(leaves.size());
    return Hash.ofNode(root(leaves.subList(0, k)), root(leaves.subList(k, leaves.size())));
  }

  /** On which side the siblings of PATH(index, D[size]) stand, from the leaf up. */
  static String sides(long index, long size) {
    if (size == 1) return "";
    long k = split(size);
    return index < k ? sides(index, k) + "R" : sides(index - k, size - k) + "L";
  }

  /**
   * How SUBPROOF(m, D[n]) of RFC 6962, section 2.1.2, makes up the two roots from the numbered
   * hashes of the proof and the older root, {@code o}.
   */
  static String makeUp(long m, long n) {
    var parts = new Parts();
    String[] roots = parts.subproof(m, n, true);
    return roots[0] + "|" + roots[1];
  }

  private static final class Parts {
    private int count;

    String[] subproof(long m, long n, boolean whole) {
      if (m == n) {
        String root = whole ? "o" : "p" + count++;
        return new String[] {root, root};
      }
      long k = split(n);
      if (m <= k) {
        String[] below = subproof(m, k, whole);
        return new String[] {below[0], "(" + below[1] + ",p" + count++ + ")"};
      }
      String[] below = subproof(m - k, n - k, false);
      String left = "p" + count++;
      return new String[] {"(" + left + "," + below[0] + ")", "(" + left + "," + below[1] + ")"};
    }
  }

  /** The largest power of two below {@code size}. */
  private static int split(int size) {
    return (int) split((long) size);
  }

  private static long split(long size) {
    return Long.highestOneBit(size - 1);
  }

  /** All hashes that differ in one byte. */
  static List<Hash> flips(Hash hash, Random random) {
    var flipped = new ArrayList<Hash>();
    for (int i = 0; i < Hash.LENGTH; i++) {
      byte[] bytes = hash.bytes();
      bytes[i] ^= (byte) (1 + random.nextInt(255));
      flipped.add(Hash.copyOf(bytes));
    }
    return flipped;
  }

  static List<Hash> with(List<Hash> list, int at, Hash hash) {
    var changed = new ArrayList<>(list);
    changed.set(at, hash);
    return changed;
  }
}
