package org.lanmei.water.readings;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lanmei.kernel.Caller;
import org.lanmei.log.Exports;
import org.lanmei.log.LogProblem;
import org.lanmei.log.ValuesDigest;
import org.lanmei.merkle.Hash;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Shows a series under an agreement, to those who may see it, with the proof from its log. */
@Component
class SeriesProofs {

  /** Batches in one file. */
  private static final int MOST = 2_000;

  private final JdbcClient db;
  private final Fence fence;
  private final Slabs slabs;
  private final SeriesIndex index;
  private final Exports exports;

  SeriesProofs(JdbcClient db, Fence fence, Slabs slabs, SeriesIndex index, Exports exports) {
    this.db = db;
    this.fence = fence;
    this.slabs = slabs;
    this.index = index;
    this.exports = exports;
  }

  /** What the log of an agreement holds of one batch. */
  private record Leaf(long batch, int[] series, int[] first, int[] last, byte[][] digest) {

    static Leaf read(ResultSet row, int n) throws SQLException {
      return new Leaf(
          row.getLong("batch"),
          ints(row, "series"),
          ints(row, "first_at"),
          ints(row, "last_at"),
          (byte[][]) row.getArray("digest").getArray());
    }

    private static int[] ints(ResultSet row, String column) throws SQLException {
      return Arrays.stream((Integer[]) row.getArray(column).getArray())
          .mapToInt(Integer::intValue)
          .toArray();
    }

    int place(Series one) {
      for (int i = 0; i < series.length; i++) if (series[i] == one.id()) return i;
      return -1;
    }
  }

  /**
   * A proof file of every batch that has values of a time and that the caller may see wholly.
   *
   * @param from seconds
   * @param to seconds, the last moment
   * @throws LogProblem.UnknownRecord when there is none
   */
  byte[] export(Caller caller, Series series, String agreement, int from, int to) {
    var sight = fence.as(caller, () -> fence.sight(caller, series));
    int now = fence.now();
    var batches =
        fence.asPublisher(
            series.owner(),
            () -> {
              var names = names();
              return leaves(series, agreement, from, to).stream()
                  .flatMap(leaf -> batch(leaf, series, agreement, sight, now, names).stream())
                  .toList();
            });
    return exports.series(caller, agreement, series.key(), series.unit(), batches);
  }

  private Map<Integer, String> names() {
    var names = new HashMap<Integer, String>();
    for (var series : index.all()) names.put(series.id(), series.key().toString());
    return names;
  }

  private List<Leaf> leaves(Series series, String agreement, int from, int to) {
    var found =
        db.sql(
                """
                select batch, series, first_at, last_at, digest from water.batch_leaf
                 where agreement = ? and publisher = ? and series @> array[?]
                   and first_at[array_position(series, ?)] <= ? and last_at[array_position(series, ?)] >= ?
                 order by batch limit ?
                """)
            .params(
                agreement,
                series.owner().name(),
                series.id(),
                series.id(),
                to,
                series.id(),
                from,
                MOST + 1)
            .query(Leaf::read)
            .list();
    if (found.size() > MOST) throw new ReadingsProblem.TooMuch(MOST);
    return found;
  }

  /** Empty when the caller may not see all of it: a batch is shown whole or not at all. */
  private Optional<Exports.Batch> batch(
      Leaf leaf,
      Series series,
      String agreement,
      Sight sight,
      int now,
      Map<Integer, String> names) {
    int place = leaf.place(series);
    var run = slabs.all(series.id(), leaf.first[place], leaf.last[place]);
    var values = new ArrayList<ValuesDigest.Value>();
    for (int i = 0; i < run.size(); i++) {
      int at = run.at()[i];
      if (run.batch()[i] != leaf.batch || at < leaf.first[place] || at > leaf.last[place]) continue;
      if (!sight.shows(at, now)) return Optional.empty();
      double v = run.v()[i];
      boolean retracted = (run.flag()[i] & Flags.RETRACTED) != 0;
      boolean confirmed = (run.flag()[i] & Flags.CONFIRMED) != 0;
      values.add(
          new ValuesDigest.Value(Seconds.at(at), Double.isNaN(v) ? null : v, retracted, confirmed));
    }
    var digests = new HashMap<String, Hash>();
    for (int i = 0; i < leaf.series.length; i++) {
      String name = names.get(leaf.series[i]);
      if (name != null) digests.put(name, Hash.copyOf(leaf.digest[i]));
    }
    return Optional.of(new Exports.Batch(Engine.KIND, Long.toString(leaf.batch), digests, values));
  }
}
