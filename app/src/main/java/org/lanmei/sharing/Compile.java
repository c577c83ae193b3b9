package org.lanmei.sharing;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Party;
import org.lanmei.kernel.SeriesKey;

/** From terms to grants; pure. */
final class Compile {

  private Compile() {}

  record Compiled(int version, Releases.Grant grant) {}

  /**
   * The grants of all versions that were adopted.
   *
   * @param until seasons that begin later are left for the next time
   */
  static List<Compiled> grants(Agreement agreement, Instant until) {
    var compiled = new ArrayList<Compiled>();
    for (Agreement.Text text : agreement.tabled()) {
      Instant from = agreement.governsFrom(text);
      if (from == null) continue;
      Instant to = agreement.governsTo(text);
      for (Terms.Line line : text.terms().lines()) {
        for (Span span : spans(line, from, to, until)) {
          for (String receiver : text.terms().receivers()) {
            Instant end = earlier(span.to(), endOf(agreement, receiver, line));
            if (end != null && !span.from().isBefore(end)) continue;
            for (SeriesKey source : line.series()) {
              compiled.add(
                  new Compiled(
                      text.number(),
                      new Releases.Grant(
                          agreement.id(),
                          line.coarsening().key(source, line.zone()),
                          grantee(agreement.id(), receiver),
                          span.from(),
                          end,
                          line.delay())));
            }
          }
        }
      }
    }
    return compiled.stream().distinct().toList();
  }

  /** As grants name a receiver. */
  static String grantee(String agreement, String receiver) {
    return Terms.isOrganisation(receiver) ? receiver + "@" + agreement : receiver;
  }

  static List<Releases.Derivation> derivations(Agreement agreement) {
    var derivations = new ArrayList<Releases.Derivation>();
    for (Agreement.Text text : agreement.tabled()) {
      if (agreement.governsFrom(text) == null) continue;
      for (Terms.Line line : text.terms().lines()) {
        if (line.coarsening() instanceof Coarsening.None) continue;
        for (SeriesKey source : line.series()) {
          derivations.add(
              new Releases.Derivation(
                  source,
                  line.coarsening().key(source, line.zone()),
                  line.coarsening(),
                  line.zone()));
        }
      }
    }
    return derivations.stream().distinct().toList();
  }

  private static @Nullable Instant endOf(Agreement agreement, String receiver, Terms.Line line) {
    for (Party party : Party.values()) {
      if (!party.name().equals(receiver)) continue;
      LocalDate last = agreement.endOf(party);
      return last == null ? null : last.plusDays(1).atStartOfDay(line.zone()).toInstant();
    }
    return null;
  }

  record Span(Instant from, @Nullable Instant to) {}

  /**
   * The stretches of time whose observations are shared. The first delivery of a day speaks of the
   * evening before: so much earlier does each stretch begin.
   */
  static List<Span> spans(Terms.Line line, Instant from, @Nullable Instant to, Instant until) {
    Duration lead = lead(line);
    var season = line.season();
    if (season == null) return List.of(new Span(from.minus(lead), to));
    var spans = new ArrayList<Span>();
    int year = LocalDate.ofInstant(from, line.zone()).getYear() - 1;
    for (; ; year++) {
      Instant first = season.first(year).atStartOfDay(line.zone()).toInstant();
      if (first.isAfter(until) || (to != null && !first.isBefore(to))) return spans;
      Instant end = season.last(year).plusDays(1).atStartOfDay(line.zone()).toInstant();
      Instant begin = first.isBefore(from) ? from : first;
      if (to != null && to.isBefore(end)) end = to;
      if (begin.isBefore(end)) spans.add(new Span(begin.minus(lead), end));
    }
  }

  /** How long before a day's begin its first delivery looks back. */
  private static Duration lead(Terms.Line line) {
    Duration lead = Duration.ZERO;
    for (Terms.Window w : line.windows()) {
      Duration back = Duration.ofDays(-w.fromDay()).minusSeconds(w.from().toSecondOfDay());
      if (back.compareTo(lead) > 0) lead = back;
    }
    return lead;
  }

  private static @Nullable Instant earlier(@Nullable Instant a, @Nullable Instant b) {
    if (a == null) return b;
    return b == null || a.isBefore(b) ? a : b;
  }
}
