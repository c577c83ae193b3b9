package org.lanmei.water.readings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What has been released of series, as compiled into our own table. */
@Component
class Terms {

  private final JdbcClient db;

  Terms(JdbcClient db) {
    this.db = db;
  }

  /**
   * @param first seconds, of the first moment
   * @param last seconds, of the last moment
   */
  record Release(String agreement, String grantee, int first, int last, int delay) {

    boolean covers(int at) {
      return at >= first && at <= last;
    }
  }

  /** By the number of the series; only those with a release. */
  Map<Integer, List<Release>> of(int[] series) {
    var found = new HashMap<Integer, List<Release>>();
    db.sql(
            """
            select series, agreement, grantee, coalesce(lower(span), -2147483648) as first,
                   coalesce(upper(span) - 1, 2147483647) as last, delay_s
              from water.release where series = any (?)
            """)
        .param(series)
        .query(
            row -> {
              found
                  .computeIfAbsent(row.getInt("series"), _ -> new ArrayList<>())
                  .add(
                      new Release(
                          row.getString("agreement"),
                          row.getString("grantee"),
                          row.getInt("first"),
                          row.getInt("last"),
                          row.getInt("delay_s")));
            });
    return found;
  }

  /** Moments at which an array has to end: the firsts after a border. */
  static int[] borders(List<Release> releases) {
    return releases.stream()
        .flatMapToInt(
            r ->
                r.last() == Integer.MAX_VALUE
                    ? java.util.stream.IntStream.of(r.first())
                    : java.util.stream.IntStream.of(r.first(), r.last() + 1))
        .filter(b -> b != Integer.MIN_VALUE)
        .distinct()
        .sorted()
        .toArray();
  }
}
