package org.lanmei.water.readings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Component;

/** Compares what comes for one series with what is there, and has it checked. */
@Component
class Merging {

  private static final int DAY = 86_400;

  private final Slabs slabs;
  private final CheckRules rules;

  Merging(Slabs slabs, CheckRules rules) {
    this.slabs = slabs;
    this.rules = rules;
  }

  /**
   * A value that now has another version; NaN = there was or is none. The same value again where it
   * has only been confirmed.
   *
   * @param line in what was sent
   */
  record Corrected(int at, double before, double after, int line) {}

  /**
   * What is to be kept of one series.
   *
   * @param at seconds, ascending, of what is new or differs
   * @param same how many values were there already
   * @param head as it is to be; its batch is 0 where this batch set it
   */
  record Merged(
      Series series,
      CheckRule rule,
      int[] at,
      double[] v,
      short[] flag,
      int same,
      List<Corrected> corrected,
      Head head) {

    boolean flagged() {
      for (short f : flag) if (f != 0) return true;
      return false;
    }
  }

  Merged merge(Rows.Group group, Head head) {
    var rule = rules.of(group.series().key());
    int n = group.at().length;
    int old = 0;
    while (old < n && !head.isBefore(group.at()[old])) old++;
    return old == 0 ? appended(group, rule, head) : compared(group, rule, head, old);
  }

  private static Merged appended(Rows.Group group, CheckRule rule, Head head) {
    var found = Checks.check(rule, group.series().cadence(), head.before(), group.at(), group.v());
    int n = group.at().length;
    short[] flags = found.flags() == null ? new short[n] : found.flags();
    markMissing(group.v(), flags, 0);
    for (int i = 0; i < n; i++) flags[i] |= (short) (group.said()[i] & Flags.CONFIRMED);
    return new Merged(
        group.series(),
        rule,
        group.at(),
        group.v(),
        flags,
        0,
        List.of(),
        head(group.at()[n - 1], group.v()[n - 1], flags[n - 1], found.after()));
  }

  private static void markMissing(double[] v, short[] flags, int from) {
    for (int i = from; i < v.length; i++) if (Double.isNaN(v[i])) flags[i] |= Flags.NO_VALUE;
  }

  private static Head head(int at, double v, short flag, Checks.Before after) {
    return new Head(at, v, flag, 0, after.since(), after.goodAt(), after.goodV());
  }

  /** The first {@code old} values are not newer than the head. */
  private Merged compared(Rows.Group group, CheckRule rule, Head head, int old) {
    int[] at = group.at();
    double[] v = group.v();
    // A day before, so that the checks have neighbours.
    int from = (int) Math.max(Integer.MIN_VALUE, (long) at[0] - DAY);
    int n = at.length;
    int to = old < n && head.at() != null ? head.at() : at[old - 1];
    Run there = newest(slabs.all(group.series().id(), from, to));
    boolean[] drop = new boolean[n];
    boolean[] over = new boolean[n];
    short[] confirmed = new short[n];
    var corrected = new ArrayList<Corrected>();
    int same = 0;
    for (int i = 0; i < old; i++) {
      int place = Arrays.binarySearch(there.at(), at[i]);
      if (place < 0) continue;
      double before = there.v()[place];
      boolean equal = Double.compare(before + 0.0, v[i]) == 0;
      if (equal) confirmed[i] = confirmed(there.flag()[place], group.said()[i]);
      if (equal && confirmed[i] == 0) {
        drop[i] = true;
        same++;
      } else {
        over[i] = true;
        corrected.add(new Corrected(at[i], before, v[i], group.line()[i]));
      }
    }
    var series = lay(there, at, v, head, old, group, rule);
    int kept = n - same;
    int[] keptAt = new int[kept];
    double[] keptV = new double[kept];
    short[] keptFlag = new short[kept];
    for (int i = 0, k = 0; i < n; i++) {
      if (drop[i]) continue;
      keptAt[k] = at[i];
      keptV[k] = v[i];
      keptFlag[k] =
          confirmed[i] != 0
              ? confirmed[i]
              : (short) (series.flags[i] | (group.said()[i] & Flags.CONFIRMED));
      if (Double.isNaN(v[i])) keptFlag[k] |= over[i] ? Flags.RETRACTED : Flags.NO_VALUE;
      k++;
    }
    return new Merged(
        group.series(),
        rule,
        keptAt,
        keptV,
        keptFlag,
        same,
        corrected,
        series.head(keptFlag, keptAt));
  }

  /**
   * The flags of a version that confirms what is there; 0 = it is confirmed already, or is not to
   * be. Findings stay with a value that its publisher confirms unseen; a person who has seen them
   * answers them, and they stay with the version before.
   */
  private static short confirmed(short there, short said) {
    if ((said & Flags.ANSWERED) != 0 && (there & Flags.SUSPECT) != 0) {
      return (short) (there & ~Flags.SUSPECT | Flags.CONFIRMED);
    }
    boolean already = (there & Flags.CONFIRMED) != 0;
    return (said & Flags.CONFIRMED) == 0 || already ? 0 : (short) (there | Flags.CONFIRMED);
  }

  private record Laid(short[] flags, Head head) {
    /** With what the publisher says of the last value, too. */
    Head head(short[] keptFlag, int[] keptAt) {
      int n = keptAt.length;
      if (n == 0 || head.at() == null || keptAt[n - 1] != head.at()) return head;
      short flag = keptFlag[n - 1];
      // What is confirmed and not suspect is a measure for those after it.
      boolean good = (flag & Flags.CONFIRMED) != 0 && (flag & Flags.SUSPECT) == 0;
      return new Head(
          head.at(),
          head.v(),
          flag,
          0,
          head.since(),
          good ? head.at() : head.goodAt(),
          good ? Double.valueOf(head.v()) : head.goodV());
    }
  }

  /** Checks what comes among what is there, as if all came in order. */
  private static Laid lay(
      Run there, int[] at, double[] v, Head head, int old, Rows.Group group, CheckRule rule) {
    int n = at.length;
    int most = there.size() + n;
    int[] allAt = new int[most];
    double[] allV = new double[most];
    int[] place = new int[n];
    int k = 0;
    int t = 0;
    for (int i = 0; i < n; i++) {
      while (t < there.size() && there.at()[t] < at[i]) {
        allAt[k] = there.at()[t];
        allV[k++] = there.v()[t++];
      }
      if (t < there.size() && there.at()[t] == at[i]) t++;
      place[i] = k;
      allAt[k] = at[i];
      allV[k++] = v[i];
    }
    var found =
        Checks.check(
            rule,
            group.series().cadence(),
            Checks.Before.NOTHING,
            Arrays.copyOf(allAt, k),
            Arrays.copyOf(allV, k));
    short[] flags = new short[n];
    if (found.flags() != null) for (int i = 0; i < n; i++) flags[i] = found.flags()[place[i]];
    boolean reaches = head.at() != null && at[n - 1] >= head.at();
    if (!reaches) return new Laid(flags, head);
    boolean unchanged = old == n && Double.compare(head.v() + 0.0, v[n - 1]) == 0;
    if (unchanged) return new Laid(flags, head);
    return new Laid(flags, head(at[n - 1], v[n - 1], flags[n - 1], found.after()));
  }

  /** The last version of each moment. */
  private static Run newest(Run run) {
    int kept = 0;
    var newest =
        new Run(run.at().clone(), run.v().clone(), run.flag().clone(), run.batch().clone());
    for (int i = 0; i < run.size(); i++) {
      if (i + 1 < run.size() && run.at()[i + 1] == run.at()[i]) continue;
      newest.at()[kept] = run.at()[i];
      newest.v()[kept] = run.v()[i];
      newest.flag()[kept] = run.flag()[i];
      newest.batch()[kept] = run.batch()[i];
      kept++;
    }
    return new Run(
        Arrays.copyOf(newest.at(), kept),
        Arrays.copyOf(newest.v(), kept),
        Arrays.copyOf(newest.flag(), kept),
        Arrays.copyOf(newest.batch(), kept));
  }
}
