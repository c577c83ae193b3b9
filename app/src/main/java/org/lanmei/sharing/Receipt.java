package org.lanmei.sharing;

import java.time.Instant;
import java.util.List;
import org.lanmei.kernel.Seq;
import org.lanmei.kernel.SeriesKey;

/**
 * That values of one series came in.
 *
 * @param batch the domain's key of the batch
 * @param receivedAt when our gateway had it
 * @param observed of which moments, ascending; a null with a reason counts like a value
 * @param seq its place in the log
 */
public record Receipt(
    SeriesKey series, String batch, Instant receivedAt, List<Instant> observed, Seq seq) {}
