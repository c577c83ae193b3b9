package org.lanmei.sharing;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Caller;
import org.lanmei.kernel.Party;
import org.lanmei.kernel.SeriesKey;
import org.lanmei.log.Log;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Runs terms over past records before anybody signs. The provider sees each value; a receiver sees
 * how many would have come to it, and only once the provider has tabled the text.
 */
@Component
public class Rehearsals {

  private static final int YEARS_BACK = 60;

  private final Agreements agreements;
  private final ObjectProvider<Holdings> holdings;
  private final ArrivalStore arrivals;
  private final Log log;
  private final Clock clock;

  Rehearsals(
      Agreements agreements,
      ObjectProvider<Holdings> holdings,
      ArrivalStore arrivals,
      Log log,
      Clock clock) {
    this.agreements = agreements;
    this.holdings = holdings;
    this.arrivals = arrivals;
    this.log = log;
    this.clock = clock;
  }

  /**
   * The terms that are rehearsed.
   *
   * @param version its number; the draft's is the one after the last that was tabled
   * @param values whether the caller sees single values
   * @param receiver as which the caller sees counts; null = as the provider
   */
  public record Of(
      Agreement agreement, int version, Terms terms, boolean values, @Nullable String receiver) {}

  /**
   * The terms that the caller may rehearse.
   *
   * @param version null = the draft, else the last text
   */
  public Of of(Caller caller, String id, @Nullable Integer version) {
    var agreement = agreements.find(caller, id);
    var draft = agreement.draft();
    boolean provider = caller.party() == agreement.provider();
    if (draft != null && (version == null || version == draft.number())) {
      return new Of(agreement, draft.number(), draft.terms(), true, null);
    }
    var text =
        (version == null
                ? agreement.tabled().stream().reduce((a, b) -> b)
                : agreement.text(version))
            .orElseThrow(
                () -> new SharingProblem.UnknownVersion(id, version == null ? 1 : version));
    String receiver = provider ? null : Readership.receiver(agreement, text.terms(), caller);
    if (!provider && receiver == null) throw new SharingProblem.UnknownAgreement(id);
    return new Of(agreement, text.number(), text.terms(), provider, receiver);
  }

  /** The last year of which all is over. */
  int lastYear(Terms terms) {
    int year = clock.instant().atZone(Agreement.zone(terms)).getYear();
    boolean allOver =
        terms.lines().stream()
            .allMatch(
                l ->
                    !Scoreboard.Period.of(year, l.season())
                        .last()
                        .plusDays(1)
                        .atStartOfDay(l.zone())
                        .toInstant()
                        .isAfter(clock.instant()));
    return allOver ? year : year - 1;
  }

  private void check(int year) {
    int now = clock.instant().atZone(java.time.ZoneOffset.UTC).getYear();
    if (year < now - YEARS_BACK || year > now) {
      throw SharingProblem.BadFields.of(
          "year",
          "sharing.field.year",
          java.time.Year.of(now - YEARS_BACK),
          java.time.Year.of(now));
    }
  }

  public Rehearsal run(Of of, int year) {
    check(year);
    return Rehearsal.of(of.terms(), year, records(of.terms().provider()));
  }

  /**
   * Single values of a series, for the provider alone.
   *
   * @throws SharingProblem.ProviderOnly for anybody else
   */
  public List<Rehearsal.Value> values(Of of, int year, SeriesKey series) {
    if (!of.values()) throw new SharingProblem.ProviderOnly();
    check(year);
    return Rehearsal.values(of.terms(), year, series, records(of.terms().provider()));
  }

  /** What the domains call a series; empty when none knows it. */
  public Optional<Holdings.Holding> holding(SeriesKey series) {
    return holdings.stream().flatMap(h -> h.find(series).stream()).findFirst();
  }

  /** The series of a party that can be put under terms. */
  List<SeriesKey> ofParty(Party party) {
    var keys = new TreeSet<SeriesKey>();
    for (Holdings held : holdings.stream().toList()) {
      for (SeriesKey key : held.all()) {
        if (held.find(key).filter(h -> h.owner() == party).isPresent()) keys.add(key);
      }
    }
    return new ArrayList<>(keys);
  }

  /** The first receipts on record, which decide. */
  private Map<Instant, Instant> receipts(SeriesKey series, Instant from, Instant to) {
    var first = new HashMap<Instant, Instant>();
    for (Receipt receipt : arrivals.between(series.station(), from, to, log.latest())) {
      if (!receipt.series().equals(series)) continue;
      for (Instant at : receipt.observed()) {
        first.merge(at, receipt.receivedAt(), (a, b) -> a.isBefore(b) ? a : b);
      }
    }
    return first;
  }

  /** The provider's own series: terms over another party's have nothing to show. */
  private Rehearsal.Records records(Party provider) {
    return new Rehearsal.Records() {
      @Override
      public boolean knows(SeriesKey series) {
        return holding(series).filter(h -> h.owner() == provider).isPresent();
      }

      @Override
      public void values(SeriesKey series, Instant from, Instant to, Consumer<Holdings.Held> each) {
        var receipts = receipts(series, from, to);
        holdings.stream()
            .filter(h -> h.find(series).filter(f -> f.owner() == provider).isPresent())
            .findFirst()
            .ifPresent(
                h ->
                    h.values(
                        series,
                        from,
                        to,
                        held -> {
                          Instant receipt = receipts.getOrDefault(held.at(), held.receivedAt());
                          each.accept(new Holdings.Held(held.at(), receipt, held.value()));
                        }));
      }
    };
  }
}
