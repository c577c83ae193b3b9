package org.lanmei.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.lanmei.MovableClock;
import org.lanmei.PlanTest;
import org.lanmei.kernel.Lang;
import org.lanmei.kernel.Party;
import org.lanmei.kernel.Seq;
import org.lanmei.log.Log;
import org.lanmei.parties.Officers;
import org.lanmei.plan.assessment.AsOf;
import org.lanmei.plan.assessment.Assess;
import org.lanmei.plan.assessment.Assessment;
import org.lanmei.plan.assessment.EvidenceBook;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The plan's copy of the evidence is only a copy. Clauses 4.2.3, 4.2.14, 4.3.4 and 5.4 are this
 * class's own.
 */
@PlanTest
class EvidenceCopyTests {

  private static final int QUESTIONS = 100;
  private static final long SEED = 20231225;

  @Autowired Evidence evidence;
  @Autowired EvidenceCopy copy;
  @Autowired Registers registers;
  @Autowired RulesVersions rules;
  @Autowired Officers officers;
  @Autowired Log log;
  @Autowired MovableClock clock;
  @Autowired JdbcClient db;

  @Test
  void deleted_and_pulled_again_it_gives_the_same_assessments_at_a_hundred_moments() {
    var random = new Random(SEED);
    recordAtRandom(random);
    var questions = new ArrayList<AsOf>();
    for (int n = 0; n < QUESTIONS; n++) {
      var known = new Seq(random.nextLong(log.latest().value() + 1));
      var on = LocalDate.of(2016, 1, 1).plusDays(random.nextInt(12 * 366));
      questions.add(new AsOf(on, known, rules.at(known)));
    }
    var before = answers(questions);
    var entries = copy.entriesAfter(Seq.NONE);
    var extent = copy.extent();

    copy.rebuild();

    assertThat(copy.extent()).isEqualTo(extent);
    assertThat(copy.entriesAfter(Seq.NONE)).isEqualTo(entries);
    assertThat(answers(questions)).isEqualTo(before);
    assertThat(before.stream().flatMap(List::stream).map(Assessment::state).distinct().count())
        .as("states that were seen")
        .isGreaterThan(10);
    assertThat(before.stream().distinct().count()).as("different answers").isGreaterThan(80);
  }

  @Test
  void a_lost_part_of_it_comes_back_too() {
    recordAtRandom(new Random(7));
    var entries = copy.entriesAfter(Seq.NONE);
    long middle = entries.get(entries.size() / 2).seq().value();
    db.sql("delete from plan.evidence where seq > ?").param(middle).update();
    db.sql("update plan.cursor set seq = ?").param(middle).update();
    copy.pull();
    assertThat(copy.entriesAfter(Seq.NONE)).isEqualTo(entries);
  }

  @Test
  void pulling_again_adds_nothing_and_a_doubled_pull_does_no_harm() {
    copy.pull();
    var extent = copy.extent();
    db.sql("delete from plan.cursor").update();
    copy.pull();
    copy.pull();
    assertThat(copy.extent()).isEqualTo(extent);
  }

  private List<List<Assessment>> answers(List<AsOf> questions) {
    var register = registers.main();
    var book = EvidenceBook.of(copy.entriesAfter(Seq.NONE));
    return questions.stream()
        .map(
            asOf ->
                register.commitments(asOf.known()).stream()
                    .map(c -> Assess.assess(c, book.entriesFor(c), asOf))
                    .toList())
        .toList();
  }

  /** Meetings, documents, declarations and what is said about them, by all parties. */
  private void recordAtRandom(Random random) {
    var own = Set.of("4.2.3", "4.2.14", "4.3.4", "5.4");
    var commitments =
        registers.main().commitments(Seq.NONE).stream()
            .filter(c -> own.contains(c.id().clause()))
            .toList();
    var recorded = new ArrayList<UUID>();
    for (int n = 0; n < 60; n++) {
      if (n % 10 == 0) clock.tick();
      Party party = Party.values()[random.nextInt(6)];
      var caller = officers.of(party);
      if (!recorded.isEmpty() && random.nextInt(4) == 0) {
        speak(random, recorded.get(random.nextInt(recorded.size())));
        continue;
      }
      var what = NewEvidence.What.values()[random.nextInt(NewEvidence.What.values().length)];
      var c = commitments.get(random.nextInt(commitments.size()));
      String subject = c.id().toString();
      if (random.nextBoolean()) subject += "/" + c.expects().getFirst().key();
      recorded.add(
          evidence.record(
              caller,
              new NewEvidence(
                  List.of(subject),
                  what,
                  true,
                  LocalDate.of(2023, 6, 1).plusDays(random.nextInt(1_200)),
                  null,
                  "Random record " + n,
                  Lang.EN,
                  "Statement",
                  "https://example.org/" + n,
                  null,
                  random.nextInt(5) == 0,
                  Fact.StageName.values()[random.nextInt(Fact.StageName.values().length)],
                  LocalDate.of(2027, 1, 1),
                  random.nextBoolean()),
              null));
    }
  }

  private void speak(Random random, UUID id) {
    var standing = evidence.standing(officers.of(Party.CN), id);
    if (standing.withdrawn()) return;
    Party author = standing.asserted().origin().party();
    Party other = Party.values()[random.nextInt(6)];
    if (standing.contestedBy().contains(other)) {
      evidence.settle(officers.of(other), id, Lang.EN, "Lifted");
    } else if (random.nextInt(3) == 0) {
      evidence.withdraw(officers.of(author), id, Lang.EN, "Withdrawn");
    } else {
      evidence.contest(officers.of(other), id, Lang.EN, "Contested");
    }
  }
}
