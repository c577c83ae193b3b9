package org.lanmei.plan.assessment;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Message;
import org.lanmei.kernel.Party;
import org.lanmei.plan.Commitment;
import org.lanmei.plan.Entry;
import org.lanmei.plan.Entry.Asserted;
import org.lanmei.plan.Expectation;
import org.lanmei.plan.assessment.Assessment.NotCounted;

/**
 * Computes the state of a commitment from evidence: a pure function, so that any state at any past
 * date can be computed again and explained.
 *
 * <ol>
 *   <li>What became known after {@code asOf.known} is dropped; retractions, contests and
 *       settlements are applied ({@link Evidence}).
 *   <li>Each expectation gets the evidence that speaks of it ({@link Routing}) and is judged by the
 *       rule for its type. A rule uses each piece or sets it aside with the reason ({@link
 *       Weighing}).
 *   <li>Where contested evidence would decide, nothing is decided ({@link Disputes}).
 *   <li>The most pressing expectation, or else the primary one, gives the commitment's state
 *       ({@link Pressing}).
 * </ol>
 */
public final class Assess {

  private final Commitment commitment;
  private final Frame frame;
  private final Routing routing;

  private Assess(Commitment commitment, AsOf asOf) {
    this.commitment = commitment;
    this.frame = new Frame(asOf.on(), asOf.rules(), commitment.period());
    this.routing = new Routing(commitment);
  }

  /**
   * The commitment's state at a moment.
   *
   * @param commitment in the version to be judged
   * @param entries all that touch the commitment, and what retracts, contests or settles it ({@link
   *     EvidenceBook#entriesFor}); others do no harm
   */
  public static Assessment assess(Commitment commitment, List<Entry> entries, AsOf asOf) {
    return new Assess(commitment, asOf).of(Evidence.standing(entries, asOf.known()));
  }

  private Assessment of(Evidence all) {
    Evidence evidence = routing.touching(all);
    List<Expectation> expects = commitment.expects();
    List<Ledger> ledgers = expects.stream().map(x -> routing.ledger(x, evidence)).toList();
    List<Finding> findings =
        IntStream.range(0, expects.size())
            .mapToObj(i -> finding(expects.get(i), ledgers.get(i)))
            .toList();
    int chosen = Pressing.choose(findings);
    Finding decisive = findings.get(chosen);
    var used = used(findings);
    boolean together = TogetherInAYear.appliesTo(expects);
    return new Assessment(
        commitment.id(),
        decisive.state(),
        together ? TogetherInAYear.headline(ledgers, findings, frame) : decisive.headline(),
        together ? TogetherInAYear.reason(findings, frame) : reason(chosen, decisive),
        next(decisive, findings),
        IntStream.range(0, expects.size())
            .mapToObj(i -> findings.get(i).toOutcome(expects.get(i)))
            .toList(),
        byParty(used.values()),
        Weighing.newestFirst(used.values()),
        Weighing.newestFirst(evidence.contested()),
        notCounted(evidence, findings, used));
  }

  private Finding finding(Expectation x, Ledger ledger) {
    Finding without = judge(x, ledger);
    if (ledger.contested().isEmpty()) return without;
    return Disputes.settle(without, judge(x, ledger.withContested()), ledger.contested().size());
  }

  private Finding judge(Expectation x, Ledger ledger) {
    return switch (x) {
      case Expectation.Every every -> Recurring.assess(every, ledger, frame);
      case Expectation.ByDate once -> OnceByDate.assess(once, ledger, frame);
      case Expectation.AsAppropriate event when event.yearly() ->
          AsAppropriateYear.assess(ledger, frame);
      case Expectation.AsAppropriate _ -> AsAppropriateEvent.assess(ledger, frame);
      case Expectation.Standing _ -> StandingCooperation.assess(ledger, frame);
      case Expectation.Notices _ -> NoticesAhead.assess(ledger, frame);
      case Expectation.Exploratory open -> Exploring.assess(open, ledger, frame);
    };
  }

  /** With several expectations the reason names the one it speaks of. */
  private Message reason(int chosen, Finding decisive) {
    if (commitment.expects().size() == 1) return decisive.reason();
    return Say.reason("of", commitment.expects().get(chosen).title(), decisive.reason());
  }

  private static @Nullable LocalDate next(Finding decisive, List<Finding> findings) {
    if (decisive.next() != null) return decisive.next();
    return findings.stream()
        .map(Finding::next)
        .filter(Objects::nonNull)
        .min(LocalDate::compareTo)
        .orElse(null);
  }

  private static Map<UUID, Asserted> used(List<Finding> findings) {
    var used = new LinkedHashMap<UUID, Asserted>();
    for (Finding finding : findings) {
      for (Asserted e : finding.weighing().used()) used.put(e.id(), e);
    }
    return used;
  }

  private Map<Party, Integer> byParty(Collection<Asserted> used) {
    var counts = new EnumMap<Party, Integer>(Party.class);
    for (Party party : Party.values()) counts.put(party, 0);
    for (Asserted e : used) {
      if (!StandingCooperation.isRecord(e.fact()) || !frame.inYear(e)) continue;
      for (Party party : e.by()) counts.merge(party, 1, Integer::sum);
    }
    return Collections.unmodifiableMap(counts);
  }

  private List<NotCounted> notCounted(
      Evidence evidence, List<Finding> findings, Map<UUID, Asserted> used) {
    var why = new LinkedHashMap<UUID, Message>();
    for (Finding finding : findings) finding.weighing().aside().forEach(why::putIfAbsent);
    for (Asserted e : evidence.counting()) {
      why.putIfAbsent(
          e.id(), Say.notCounted(routing.speaksOfWhole(e) ? "which-part" : "unknown-part"));
    }
    for (Asserted e : evidence.retracted()) why.put(e.id(), Say.notCounted("retracted"));
    var listed = new ArrayList<Asserted>(evidence.retracted());
    evidence.counting().stream().filter(e -> !used.containsKey(e.id())).forEach(listed::add);
    return Weighing.newestFirst(listed).stream()
        .map(id -> new NotCounted(id, Objects.requireNonNull(why.get(id))))
        .toList();
  }
}
