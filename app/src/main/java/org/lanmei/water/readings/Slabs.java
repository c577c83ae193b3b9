package org.lanmei.water.readings;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads slabs; in a transaction of {@link Fence}, which decides what there is. */
@Component
class Slabs {

  private final JdbcClient db;

  Slabs(JdbcClient db) {
    this.db = db;
  }

  /**
   * @param lo of its first value
   */
  record Slab(int lo, int hi, Run run) {

    static Slab read(ResultSet row, int n) throws SQLException {
      int[] at = PgArrays.ints(row.getBytes("at"));
      byte[] flags = row.getBytes("flag");
      byte[] batches = row.getBytes("batch");
      long[] batch;
      if (batches == null) {
        batch = new long[at.length];
        Arrays.fill(batch, row.getLong("one_batch"));
      } else {
        batch = PgArrays.longs(batches);
      }
      return new Slab(
          row.getInt("lo"),
          row.getInt("hi"),
          new Run(
              at,
              PgArrays.doubles(row.getBytes("v")),
              flags == null ? new short[at.length] : PgArrays.shorts(flags),
              batch));
    }
  }

  private static final String ARRAYS =
      """
      lo, hi, array_send(l.at) as at, array_send(l.v) as v, l.batch[1] as one_batch,
             case when 0 = all (l.flag) then null else array_send(l.flag) end as flag,
             case when l.batch[1] = all (l.batch) then null else array_send(l.batch) end as batch
      """;

  /** The first slabs that reach into a time, by their first value. */
  List<Slab> first(int series, int from, int to, int most) {
    return db.sql(
            """
            select %s
              from (select series, hi, lo, id from water.slab where series = ? and hi >= ? and lo <= ?
                     order by lo, id limit ?) p
              join water.slab l using (series, hi, lo, id)
             order by lo, id
            """
                .formatted(ARRAYS))
        .params(series, from, to, most)
        .query(Slab::read)
        .list();
  }

  /** The last slabs that reach into a time, by their last value, the latest first. */
  List<Slab> last(int series, int from, int to, int most) {
    return db.sql(
            """
            select %s
              from (select series, hi, lo, id from water.slab where series = ? and hi >= ? and lo <= ?
                     order by hi desc, id limit ?) p
              join water.slab l using (series, hi, lo, id)
             order by hi desc, id
            """
                .formatted(ARRAYS))
        .params(series, from, to, most)
        .query(Slab::read)
        .list();
  }

  /** All values of a time with all their versions. */
  Run all(int series, int from, int to) {
    var runs = new ArrayList<Run>();
    for (var slab : first(series, from, to, Integer.MAX_VALUE)) runs.add(slab.run());
    return merged(runs);
  }

  static Run merged(List<Run> runs) {
    if (runs.isEmpty()) return Run.EMPTY;
    if (runs.size() == 1) return runs.getFirst();
    int half = runs.size() / 2;
    return merged(runs.subList(0, half)).merge(merged(runs.subList(half, runs.size())));
  }
}
