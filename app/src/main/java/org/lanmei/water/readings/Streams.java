package org.lanmei.water.readings;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Caller;
import org.lanmei.kernel.Party;
import org.lanmei.kernel.SeriesKey;
import org.springframework.stereotype.Component;

/*
 * A stream of any length is kept in parts, each of which is durable by itself under the stream's key
 * and its number. Whoever sends the stream again gets the answer that a part had, until he comes to
 * where it broke off. While one part is being stored the next one is read.
 */
/** Takes in long streams of readings: bounded in memory, resumable under their key. */
@Component
class Streams {

  static final int MOST_SHOWN = 1000;

  private final SeriesIndex index;
  private final Engine engine;
  private final ReadingsSettings settings;
  private final Clock clock;

  Streams(SeriesIndex index, Engine engine, ReadingsSettings settings, Clock clock) {
    this.index = index;
    this.engine = engine;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * @param rows that were read, refused ones included
   * @param refused how many were not taken
   * @param refusals the first {@value Streams#MOST_SHOWN} of them
   * @param repeated true when the whole stream had come before
   */
  record Received(
      List<Long> batches,
      int rows,
      int taken,
      int same,
      int corrected,
      int refused,
      List<Refusal> refusals,
      boolean repeated,
      Instant receivedAt) {}

  /**
   * @param reason null = none given
   * @throws ReadingsProblem.MayNotPublish when the caller is no party's hydrologist
   */
  Stream open(Caller caller, String key, @Nullable String reason) {
    Party publisher = PostgresIntake.publisher(caller);
    PostgresIntake.checkedKey(key);
    String why = reason == null || reason.isBlank() ? null : reason.strip();
    if (why != null && why.length() > 2000) why = why.substring(0, 2000);
    return new Stream(publisher, key, why);
  }

  /** One stream; for one thread. */
  final class Stream implements AutoCloseable {
    private final Party publisher;
    private final String key;
    private final @Nullable String reason;
    private final List<Refusal> refusals = new ArrayList<>();
    private final List<Engine.Done> done = new ArrayList<>();
    private final long latest = Seconds.of(clock.instant().plus(settings.ahead()));
    private Rows rows = new Rows();
    private int part;
    private int read;
    private int refused;
    private @Nullable Future<Engine.Done> storing;

    private Stream(Party publisher, String key, @Nullable String reason) {
      this.publisher = publisher;
      this.key = key;
      this.reason = reason;
    }

    /** A series of the publisher's; null = there is none of that name. */
    @Nullable Series series(String station, String variable) {
      return SeriesKey.parse(station + "/" + variable)
          .flatMap(index::find)
          .filter(s -> s.owner() == publisher)
          .orElse(null);
    }

    /**
     * @param seconds since 2000
     * @param value NaN = there is none
     * @param confirmed the publisher stands by it
     */
    void add(Series series, long seconds, double value, boolean confirmed, int line) {
      if (seconds < Integer.MIN_VALUE || seconds > latest) {
        boolean early = seconds < Integer.MIN_VALUE;
        refuse(
            Refusal.of(
                line,
                early ? "too-far" : "future",
                Instant.ofEpochSecond(seconds + Seconds.unix(0)).toString()));
        return;
      }
      if (Double.isNaN(value) && confirmed) {
        refuse(Refusal.of(line, "nothing-to-confirm"));
        return;
      }
      if (Double.isNaN(value) && reason == null) {
        refuse(Refusal.of(line, "no-value"));
        return;
      }
      read++;
      if (rows.size() >= settings.part()) store(false);
      rows.add(series, (int) seconds, value, confirmed ? Flags.CONFIRMED : 0, line);
    }

    void refuse(Refusal refusal) {
      read++;
      refused++;
      if (refusals.size() < MOST_SHOWN) refusals.add(refusal);
    }

    /** Keeps what is left and tells of the whole. */
    Received finish() {
      if (rows.size() == 0 && part == 0) {
        if (refused == 0)
          throw new ReadingsProblem.Unreadable(
              org.lanmei.kernel.Message.of("water.readings.unreadable.empty"));
        throw new ReadingsProblem.BadRows(refusals.stream().limit(100).toList(), refused);
      }
      store(true);
      await();
      return new Received(
          done.stream().map(Engine.Done::batch).toList(),
          read,
          done.stream().mapToInt(Engine.Done::taken).sum(),
          done.stream().mapToInt(Engine.Done::same).sum(),
          done.stream().mapToInt(Engine.Done::corrected).sum(),
          refused,
          refusals.stream().sorted(java.util.Comparator.comparingInt(Refusal::line)).toList(),
          done.stream().allMatch(Engine.Done::repeated),
          done.getLast().receivedAt());
    }

    private void store(boolean last) {
      await();
      var full = rows;
      rows = new Rows(full);
      var prepared = Engine.prepare(full);
      for (var refusal : prepared.contradicting()) {
        read--;
        refuse(refusal);
      }
      var name = new Engine.Name(publisher, key, part++, last);
      var task = new FutureTask<>(() -> engine.store(name, prepared, reason));
      storing = task;
      if (last) task.run();
      else Thread.ofVirtual().name("readings-in").start(task);
    }

    private void await() {
      var running = storing;
      if (running == null) return;
      storing = null;
      try {
        done.add(running.get());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      } catch (ExecutionException e) {
        if (e.getCause() instanceof RuntimeException cause) throw cause;
        throw new IllegalStateException(e.getCause());
      }
    }

    /** Waits for a part that is being stored, when the stream broke off. */
    @Override
    public void close() {
      var running = storing;
      if (running == null) return;
      try {
        running.get();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (ExecutionException e) {
        // What stopped the stream is told already.
      }
    }
  }
}
