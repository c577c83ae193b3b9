package org.lanmei.water.readings;

import java.util.Optional;
import org.lanmei.kernel.Caller;
import org.lanmei.kernel.Party;
import org.lanmei.kernel.Seq;
import org.lanmei.log.RecordSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Gives back what was recorded of a batch as a whole, to its publisher. */
@Component
class BatchRecords implements RecordSource {

  private final JdbcClient db;
  private final Fence fence;

  BatchRecords(JdbcClient db, Fence fence) {
    this.db = db;
    this.fence = fence;
  }

  @Override
  public boolean keeps(String kind) {
    return kind.equals(Engine.KIND);
  }

  /** To the publisher's own party; whoever else sees some of its values has their proofs. */
  @Override
  public Optional<byte[]> content(Caller caller, Seq place) {
    return fence.as(
        caller,
        () ->
            db.sql(
                    """
                    select b.publisher, b.id, b.n, b.digest
                      from water.batch b join log.pub_entry e on e.pending = b.pending where e.seq = ?
                    """)
                .param(place.value())
                .query(
                    (row, _) ->
                        Engine.content(
                            Party.valueOf(row.getString("publisher")),
                            row.getLong("id"),
                            row.getInt("n"),
                            row.getBytes("digest")))
                .optional());
  }
}
