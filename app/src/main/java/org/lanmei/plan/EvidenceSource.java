package org.lanmei.plan;

import java.util.List;
import org.lanmei.kernel.Seq;

/**
 * A module that offers evidence. It keeps its entries in an append-only table written in the
 * transaction of the fact itself; {@code plan} pulls them in commit order and keeps a copy that can
 * be deleted and pulled again at any time.
 */
public interface EvidenceSource {

  /** A stable short name, unique among sources. */
  String name();

  /**
   * The next entries after {@code cursor}, in commit order.
   *
   * @param limit at most so many, 1 or more
   * @return empty when there are none yet
   */
  List<Entry> after(Seq cursor, int limit);
}
