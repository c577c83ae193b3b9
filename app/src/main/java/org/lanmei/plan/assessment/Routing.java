package org.lanmei.plan.assessment;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.lanmei.plan.Commitment;
import org.lanmei.plan.Entry.Asserted;
import org.lanmei.plan.Expectation;
import org.lanmei.plan.Fact;
import org.lanmei.plan.SubjectRef;

/**
 * Which evidence speaks of which expectation of a commitment: what names the expectation, one of
 * its subjects, or the commitment as a whole.
 *
 * <p>What names only the whole speaks of every part, except a meeting, document, stage or notice
 * that could fill more than one part: as it does not say which, it fills none.
 */
final class Routing {

  private final Commitment commitment;
  private final SubjectRef whole;

  Routing(Commitment commitment) {
    this.commitment = commitment;
    this.whole = SubjectRef.commitment(commitment.id());
  }

  /** What of the evidence touches the commitment at all. */
  Evidence touching(Evidence evidence) {
    Set<SubjectRef> subjects = new HashSet<>();
    commitment.expects().forEach(x -> subjects.addAll(x.subjects()));
    return new Evidence(
        touching(evidence.counting(), subjects),
        touching(evidence.contested(), subjects),
        touching(evidence.retracted(), subjects));
  }

  private List<Asserted> touching(List<Asserted> evidence, Set<SubjectRef> subjects) {
    String parts = whole.value() + "/";
    return evidence.stream()
        .filter(
            e ->
                e.subjects().stream()
                    .anyMatch(
                        s ->
                            s.equals(whole) || s.value().startsWith(parts) || subjects.contains(s)))
        .toList();
  }

  Ledger ledger(Expectation x, Evidence evidence) {
    var itself = SubjectRef.expectation(commitment.id(), x.key());
    return new Ledger(
        evidence.counting().stream().filter(e -> speaksOf(e, x, itself)).toList(),
        evidence.contested().stream().filter(e -> speaksOf(e, x, itself)).toList());
  }

  boolean speaksOfWhole(Asserted e) {
    return e.subjects().contains(whole);
  }

  private boolean speaksOf(Asserted e, Expectation x, SubjectRef itself) {
    for (SubjectRef subject : e.subjects()) {
      if (subject.equals(itself) || x.subjects().contains(subject)) return true;
    }
    return speaksOfWhole(e) && !(fills(x, e.fact()) && couldFillSeveral(e.fact()));
  }

  private boolean couldFillSeveral(Fact fact) {
    return commitment.expects().stream().filter(x -> fills(x, fact)).count() > 1;
  }

  private static boolean fills(Expectation x, Fact fact) {
    return switch (x) {
      case Expectation.Every _ -> fact instanceof Fact.Occurred || fact instanceof Fact.Delivered;
      case Expectation.ByDate _ -> fact instanceof Fact.Stage || fact instanceof Fact.Delivered;
      case Expectation.AsAppropriate _ -> fact instanceof Fact.Occurred;
      case Expectation.Exploratory _ -> fact instanceof Fact.Stage;
      case Expectation.Notices _ -> fact instanceof Fact.Notified;
      case Expectation.Standing _ -> false;
    };
  }
}
