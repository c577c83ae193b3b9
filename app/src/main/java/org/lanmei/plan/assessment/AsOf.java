package org.lanmei.plan.assessment;

import java.time.LocalDate;
import org.lanmei.kernel.Seq;

/**
 * The moment a question is asked of: what had happened by {@code on}, as far as it was known at
 * {@code known}, read by {@code rules}.
 *
 * @param on the day; evidence that speaks of later days is an intention at most
 * @param known entries with a higher seq are not looked at
 */
public record AsOf(LocalDate on, Seq known, Rules rules) {}
