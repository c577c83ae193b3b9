package org.lanmei.water.readings;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes a batch, its slabs and the heads they change, in one statement. */
@Component
class SlabWriter {

  private final JdbcClient db;
  private final int most;

  SlabWriter(JdbcClient db, ReadingsSettings settings) {
    this.db = db;
    this.most = settings.slab();
  }

  record Batch(
      long id,
      Engine.Name name,
      int n,
      byte[] digest,
      int taken,
      int same,
      int corrected,
      Instant receivedAt,
      @Nullable String reason,
      long pending) {}

  void write(Batch batch, List<Merging.Merged> merged, Map<Integer, List<Terms.Release>> releases) {
    var columns = new Columns(batch.taken());
    for (var one : merged) {
      var under = releases.get(one.series().id());
      columns.add(one, under == null ? new int[0] : Terms.borders(under), most);
    }
    String flags =
        columns.flagged
            ? "(:flag::int2[])[s.first\\:s.last]"
            : "array_fill(0::int2, array[s.last - s.first + 1])";
    var heads = heads(merged);
    var statement =
        db.sql(
                """
                with sent as (
                  insert into water.batch (id, publisher, key, part, last, n, digest, taken, same, corrected,
                                           received_at, reason, pending)
                  values (:batch, :publisher, :key, :part, :isLast, :n, :digest, :taken, :same, :corrected,
                          :receivedAt, :reason, :pending)
                ), kept as (
                  insert into water.slab (series, lo, hi, n, at, v, flag, batch)
                  select s.series, s.lo, s.hi, s.last - s.first + 1, (:at::int4[])[s.first\\:s.last],
                         (:v::float8[])[s.first\\:s.last], %s,
                         array_fill(cast(:batch as bigint), array[s.last - s.first + 1])
                    from unnest(:series::int4[], :lo::int4[], :hi::int4[], :first::int4[], :last::int4[])
                         as s (series, lo, hi, first, last)
                )
                update water.head h
                   set at = x.at, v = x.v, flag = x.flag, since = x.since, good_at = x.good_at, good_v = x.good_v,
                       batch = case when x.mine then :batch else h.batch end, last_batch = :batch
                  from unnest(:headSeries::int4[], :headAt::int4[], :headV::float8[], :headFlag::int2[],
                              :headSince::int4[], :headGoodAt::int4[], :headGoodV::float8[], :headMine::bool[])
                       as x (series, at, v, flag, since, good_at, good_v, mine)
                 where h.series = x.series
                """
                    .formatted(flags))
            .param("batch", batch.id())
            .param("publisher", batch.name().publisher().name())
            .param("key", batch.name().key())
            .param("part", batch.name().part())
            .param("isLast", batch.name().last())
            .param("n", batch.n())
            .param("digest", batch.digest())
            .param("taken", batch.taken())
            .param("same", batch.same())
            .param("corrected", batch.corrected())
            .param("receivedAt", batch.receivedAt().atOffset(UTC))
            .param("reason", batch.reason())
            .param("pending", batch.pending())
            .param("at", columns.at)
            .param("v", nullable(columns.v))
            .param("series", columns.ints(columns.series))
            .param("lo", columns.ints(columns.lo))
            .param("hi", columns.ints(columns.hi))
            .param("first", columns.ints(columns.first))
            .param("last", columns.ints(columns.last))
            .param("headSeries", heads.stream().mapToInt(m -> m.series().id()).toArray())
            .param("headAt", boxed(heads, Head::at))
            .param("headV", nullable(heads.stream().mapToDouble(m -> m.head().v()).toArray()))
            .param("headFlag", shorts(heads))
            .param("headSince", heads.stream().mapToInt(m -> m.head().since()).toArray())
            .param("headGoodAt", boxed(heads, Head::goodAt))
            .param(
                "headGoodV", nullable(heads.stream().mapToDouble(m -> m.head().goodV()).toArray()))
            .param("headMine", mine(heads));
    if (columns.flagged) statement = statement.param("flag", columns.flag);
    statement.update();
  }

  /** Also of series of which nothing was new: their head names the batch that looked. */
  private static List<Merging.Merged> heads(List<Merging.Merged> merged) {
    return merged.stream().filter(m -> m.at().length > 0).toList();
  }

  private static Object boxed(List<Merging.Merged> heads, Function<Head, @Nullable Integer> field) {
    @Nullable Integer[] values = new @Nullable Integer[heads.size()];
    for (int i = 0; i < values.length; i++) values[i] = field.apply(heads.get(i).head());
    return values;
  }

  private static short[] shorts(List<Merging.Merged> heads) {
    short[] flags = new short[heads.size()];
    for (int i = 0; i < flags.length; i++) flags[i] = heads.get(i).head().flag();
    return flags;
  }

  private static boolean[] mine(List<Merging.Merged> heads) {
    boolean[] mine = new boolean[heads.size()];
    for (int i = 0; i < mine.length; i++) mine[i] = heads.get(i).head().batch() == 0;
    return mine;
  }

  /** As the driver sends them fastest; NaN becomes null. */
  private static Object nullable(double[] values) {
    for (double value : values) {
      if (Double.isNaN(value)) {
        @Nullable Double[] boxed = new @Nullable Double[values.length];
        for (int i = 0; i < values.length; i++)
          boxed[i] = Double.isNaN(values[i]) ? null : values[i];
        return boxed;
      }
    }
    return values;
  }

  /** The slabs' values one after the other, and where each slab begins and ends, from 1. */
  private static final class Columns {
    final int[] at;
    final double[] v;
    final short[] flag;
    boolean flagged;
    final List<Integer> series = new ArrayList<>();
    final List<Integer> lo = new ArrayList<>();
    final List<Integer> hi = new ArrayList<>();
    final List<Integer> first = new ArrayList<>();
    final List<Integer> last = new ArrayList<>();
    private int size;

    Columns(int n) {
      at = new int[n];
      v = new double[n];
      flag = new short[n];
    }

    /** Cuts where a release begins or ends, and where a slab is full. */
    void add(Merging.Merged one, int[] borders, int most) {
      int n = one.at().length;
      System.arraycopy(one.at(), 0, at, size, n);
      System.arraycopy(one.v(), 0, v, size, n);
      System.arraycopy(one.flag(), 0, flag, size, n);
      flagged |= one.flagged();
      int begin = 0;
      int season = n == 0 ? 0 : season(one.at()[0], borders);
      for (int i = 1; i <= n; i++) {
        boolean ends = i == n || i - begin == most;
        if (!ends && borders.length > 0 && season(one.at()[i], borders) != season) ends = true;
        if (!ends) continue;
        series.add(one.series().id());
        lo.add(one.at()[begin]);
        hi.add(one.at()[i - 1]);
        first.add(size + begin + 1);
        last.add(size + i);
        begin = i;
        if (i < n) season = season(one.at()[i], borders);
      }
      size += n;
    }

    private static int season(int at, int[] borders) {
      int place = Arrays.binarySearch(borders, at);
      return place >= 0 ? place + 1 : -place - 1;
    }

    int[] ints(List<Integer> values) {
      return values.stream().mapToInt(Integer::intValue).toArray();
    }
  }
}
