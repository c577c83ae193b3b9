package org.lanmei.water.readings;

import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Caller;
import org.lanmei.kernel.Party;
import org.lanmei.kernel.SeriesKey;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads notices of corrections: own and received ones. */
@Component
class CorrectionNotices {

  private final JdbcClient db;
  private final Fence fence;

  CorrectionNotices(JdbcClient db, Fence fence) {
    this.db = db;
    this.fence = fence;
  }

  /**
   * @param before only those with smaller numbers; null = from the newest on
   */
  List<CorrectionNotice> of(Caller caller, @Nullable Long before, int most) {
    Party party = caller.party();
    return fence.as(
        caller,
        () ->
            db.sql(
                    """
                    select n.id, n.batch, s.station, s.variable, s.unit, n.publisher, n.receiver, n.n,
                           n.first_at, n.last_at, n.most, n.reason, n.at
                      from water.correction_notice n join water.series s on s.id = n.series
                     where n.id < ? and (n.receiver = any (?) or n.publisher = ?)
                     order by n.id desc limit ?
                    """)
                .params(
                    before == null ? Long.MAX_VALUE : before,
                    fence.names(caller).toArray(String[]::new),
                    party == null ? "" : party.name(),
                    most)
                .query(
                    (row, _) ->
                        new CorrectionNotice(
                            row.getLong("id"),
                            row.getLong("batch"),
                            new SeriesKey(row.getString("station"), row.getString("variable")),
                            row.getString("unit"),
                            Party.valueOf(row.getString("publisher")),
                            row.getString("receiver"),
                            row.getInt("n"),
                            Seconds.at(row.getInt("first_at")),
                            Seconds.at(row.getInt("last_at")),
                            row.getObject("most", Double.class),
                            row.getString("reason"),
                            row.getObject("at", OffsetDateTime.class).toInstant()))
                .list());
  }
}
