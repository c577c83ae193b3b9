package org.lanmei.water;

import org.jspecify.annotations.Nullable;

/**
 * A limit or gauge zero as it was typed or sent, so that nothing typed is lost when a field cannot
 * be taken.
 *
 * @param what {@code alarm}, {@code flood}, {@code other} or {@code zero}
 * @param key which limit it is a version of; empty = the one named like its kind
 * @param name its own name, in the language of the sender; empty = the kind's
 * @param level metres; empty = the limit is withdrawn from that day on
 * @param datum {@code gauge} or {@code msl}; empty = that of the station's levels
 * @param datumName of a gauge zero: the national height system
 * @param from first day, ISO 8601
 * @param authority who set it
 * @param reference document number
 */
public record LimitForm(
    @Nullable String what,
    @Nullable String key,
    @Nullable String name,
    @Nullable String level,
    @Nullable String datum,
    @Nullable String datumName,
    @Nullable String from,
    @Nullable String authority,
    @Nullable String reference) {

  static final LimitForm EMPTY =
      new LimitForm(null, null, null, null, null, null, null, null, null);
}
