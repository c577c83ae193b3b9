package org.lanmei.water.readings;

import java.util.Arrays;

/**
 * Values of one series by time and, within a time, by batch: a later batch is a later version.
 *
 * @param at seconds, ascending
 * @param v NaN = there is no value
 * @param flag null = none anywhere
 */
record Run(int[] at, double[] v, short[] flag, long[] batch) {

  static final Run EMPTY = new Run(new int[0], new double[0], new short[0], new long[0]);

  int size() {
    return at.length;
  }

  Run merge(Run other) {
    if (size() == 0) return other;
    if (other.size() == 0) return this;
    int n = size() + other.size();
    if (comesBefore(other)) {
      var all =
          new Run(
              Arrays.copyOf(at, n),
              Arrays.copyOf(v, n),
              Arrays.copyOf(flag, n),
              Arrays.copyOf(batch, n));
      System.arraycopy(other.at, 0, all.at, size(), other.size());
      System.arraycopy(other.v, 0, all.v, size(), other.size());
      System.arraycopy(other.flag, 0, all.flag, size(), other.size());
      System.arraycopy(other.batch, 0, all.batch, size(), other.size());
      return all;
    }
    var all = new Run(new int[n], new double[n], new short[n], new long[n]);
    int a = 0;
    int b = 0;
    for (int i = 0; i < n; i++) {
      boolean first =
          b == other.size()
              || (a < size()
                  && (at[a] < other.at[b] || (at[a] == other.at[b] && batch[a] <= other.batch[b])));
      if (first) all.set(i, this, a++);
      else all.set(i, other, b++);
    }
    return all;
  }

  private boolean comesBefore(Run other) {
    int last = size() - 1;
    return at[last] < other.at[0] || (at[last] == other.at[0] && batch[last] <= other.batch[0]);
  }

  private void set(int i, Run from, int j) {
    at[i] = from.at[j];
    v[i] = from.v[j];
    flag[i] = from.flag[j];
    batch[i] = from.batch[j];
  }
}
