package org.lanmei.water.readings;

import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Caller;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/*
 * Values of one series go out in order of time. Slabs come ordered by their first value; they can
 * overlap where values were corrected or came late. A few are read at a time, each few in a
 * transaction of its own, so that a slow reader holds neither a connection nor a snapshot: up to the
 * first value of the last slab read everything is there and goes out, and the next few begin there.
 * What a long answer shows is still of one moment, because batches beyond the one that was the last at
 * the beginning do not count, and merging of slabs in between changes no values.
 */
/** Hands out values of one series, as somebody may see them. */
@Component
class Out {

  /** So that the first values go out soon, and the others in few steps. */
  private static final int FEW = 4;

  private static final int MANY = 48;

  private final Slabs slabs;
  private final Fence fence;
  private final JdbcClient db;

  Out(Slabs slabs, Fence fence, JdbcClient db) {
    this.slabs = slabs;
    this.fence = fence;
    this.db = db;
  }

  /** Takes values one by one. */
  interface Sink {
    /**
     * @param at seconds
     * @param v NaN = there is none
     */
    void value(int at, double v, short flag, long batch);
  }

  /**
   * @param to seconds, the last moment
   * @param knownAt null = now
   */
  void stream(
      Caller caller, Series series, int from, int to, @Nullable Instant knownAt, Sink sink) {
    if (from > to) return;
    var known = knownAt == null ? Known.now(db, series.id()) : Known.at(db, knownAt);
    int next = from;
    int few = FEW;
    while (true) {
      var chunk = chunk(caller, series, next, to, few, known);
      if (chunk.upto < next) {
        few *= 2; // more versions of one moment than were read
        continue;
      }
      few = MANY;
      chunk.send(known, sink);
      if (chunk.upto >= to) return;
      next = chunk.upto + 1;
    }
  }

  /**
   * @param upto seconds: up to here everything has been read
   */
  private record Chunk(int from, int upto, Run run, Sight sight, int now) {

    void send(Known known, Sink sink) {
      int[] at = run.at();
      for (int i = 0; i < at.length; ) {
        int found = -1;
        int moment = at[i];
        for (; i < at.length && at[i] == moment; i++) {
          if (known.holds(run.batch()[i])) found = i;
        }
        if (moment > upto) return;
        if (found >= 0 && moment >= from && sight.shows(moment, now)) {
          sink.value(moment, run.v()[found], run.flag()[found], run.batch()[found]);
        }
      }
    }
  }

  private Chunk chunk(Caller caller, Series series, int from, int to, int few, Known known) {
    return fence.as(
        caller,
        () -> {
          var sight = fence.sight(caller, series);
          int now = fence.now();
          if (sight.nothing()) return new Chunk(from, to, Run.EMPTY, sight, now);
          var read = slabs.first(series.id(), from, to, few);
          // The last one only says how far the others are complete.
          boolean whole = read.size() < few;
          int upto = whole ? to : read.getLast().lo() - 1;
          var run = Slabs.merged(read.stream().map(Slabs.Slab::run).toList());
          known.learn(run);
          return new Chunk(from, upto, run, sight, now);
        });
  }

  /** The last value that the caller may see, as a run of one; empty without any. */
  Run latest(Caller caller, Series series, Sight sight, @Nullable Instant knownAt) {
    return fence.as(
        caller,
        () -> {
          var known = knownAt == null ? Known.all(db) : Known.at(db, knownAt);
          int now = fence.now();
          Run best = Run.EMPTY;
          for (var span : spans(sight)) {
            long newest = Math.min(span.to(), (long) now - span.delay());
            int to = sight.all() ? Integer.MAX_VALUE : (int) newest;
            if (to < span.from() || newest < Integer.MIN_VALUE) continue;
            Run found = latest(series.id(), span.from(), to, known);
            if (found.size() > 0 && (best.size() == 0 || found.at()[0] > best.at()[0])) {
              best = found;
            }
          }
          return best;
        });
  }

  private static List<Sight.Span> spans(Sight sight) {
    return sight.all()
        ? List.of(new Sight.Span(Integer.MIN_VALUE, Integer.MAX_VALUE, 0))
        : sight.spans();
  }

  private Run latest(int series, int from, int to, Known known) {
    for (int few = 2; ; few *= 4) {
      var read = slabs.last(series, from, to, few);
      var run = Slabs.merged(read.stream().map(Slabs.Slab::run).toList());
      known.learn(run);
      var found = last(run, from, to, known);
      boolean whole = read.size() < few;
      if (whole) return found.isPresent() ? one(run, found.getAsInt()) : Run.EMPTY;
      // Slabs that were not read end at the last one's end or before.
      if (found.isPresent() && run.at()[found.getAsInt()] > read.getLast().hi()) {
        return one(run, found.getAsInt());
      }
    }
  }

  private static OptionalInt last(Run run, int from, int to, Known known) {
    for (int i = run.size() - 1; i >= 0; i--) {
      int at = run.at()[i];
      if (at <= to && at >= from && known.holds(run.batch()[i])) return OptionalInt.of(i);
    }
    return OptionalInt.empty();
  }

  private static Run one(Run run, int i) {
    return new Run(
        new int[] {run.at()[i]},
        new double[] {run.v()[i]},
        new short[] {run.flag()[i]},
        new long[] {run.batch()[i]});
  }
}
