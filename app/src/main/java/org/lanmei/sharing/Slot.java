package org.lanmei.sharing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One delivery that an agreement asks for: the observations of one station in one window of one
 * day.
 *
 * @param version of the agreement that asks for it
 * @param day of the delivery, in the line's zone
 * @param due it is late from this moment on
 * @param next when the next delivery of the station is due
 * @param from of the first observation asked for
 * @param to of the last one
 * @param delivery what the receipts alone say
 * @param verdict what is said of it in the end
 * @param firstAt when the first part of it came; null = nothing came
 * @param completeAt when all of it had come; null = it has not
 * @param received observations that came before the time; null = the agreement names no interval
 * @param expected observations asked for; null as {@code received}
 * @param notice that excuses or explains it; null = none
 */
public record Slot(
    String station,
    int version,
    LocalDate day,
    Terms.Window window,
    Instant due,
    Instant next,
    Instant from,
    Instant to,
    Verdict delivery,
    Verdict verdict,
    @Nullable Instant firstAt,
    @Nullable Instant completeAt,
    @Nullable Integer received,
    @Nullable Integer expected,
    List<String> variables,
    @Nullable UUID notice) {

  /** As it stands in an address below its agreement. */
  public String address() {
    return station + "/" + day + "/" + time();
  }

  /** The window's time of delivery as four digits. */
  public String time() {
    return window.before().toString().replace(":", "");
  }
}
