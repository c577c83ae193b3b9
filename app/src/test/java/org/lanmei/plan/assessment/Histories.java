package org.lanmei.plan.assessment;

import static org.lanmei.plan.assessment.Given.day;
import static org.lanmei.plan.assessment.Given.text;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.lanmei.kernel.Party;
import org.lanmei.plan.Commitment;
import org.lanmei.plan.Entry;
import org.lanmei.plan.Expectation;
import org.lanmei.plan.Expectation.AsAppropriate;
import org.lanmei.plan.Expectation.ByDate;
import org.lanmei.plan.Expectation.Every;
import org.lanmei.plan.Expectation.Exploratory;
import org.lanmei.plan.Expectation.Notices;
import org.lanmei.plan.Expectation.Standing;
import org.lanmei.plan.Fact;
import org.lanmei.plan.Span;
import org.lanmei.plan.SubjectRef;

/** Random commitments with random histories, the same for the same seed. */
final class Histories {

  private static final LocalDate FIRST = day("2015-06-01");
  private static final int DAYS = 5_000;

  private final Random random;
  final Given given = new Given();
  final Commitment commitment;

  private Histories(long seed) {
    random = new Random(seed);
    commitment = Given.commitment(expectations());
    var evidence = new ArrayList<UUID>();
    for (int n = random.nextInt(40); n > 0; n--) step(evidence);
  }

  static Histories of(long seed) {
    return new Histories(seed);
  }

  /** A day between the middle of 2015 and the beginning of 2029. */
  private LocalDate anyDay() {
    return FIRST.plusDays(random.nextInt(DAYS));
  }

  /** Any day, or one on which something happened. */
  LocalDate dayAsked() {
    var entries = given.entries();
    if (!entries.isEmpty()
        && random.nextBoolean()
        && entries.get(random.nextInt(entries.size())) instanceof Entry.Asserted e) {
      return e.when().from();
    }
    return anyDay();
  }

  Rules anyRules() {
    return Given.reading(one(Rules.Reading.values()), random.nextBoolean());
  }

  int upTo(int bound) {
    return random.nextInt(bound);
  }

  private Expectation[] expectations() {
    if (random.nextInt(6) == 0) {
      return new Expectation[] {
        new AsAppropriate("a", text("A"), Set.of(), true),
        new AsAppropriate("b", text("B"), Set.of(), true)
      };
    }
    var expects = new Expectation[1 + random.nextInt(2)];
    for (int i = 0; i < expects.length; i++) expects[i] = expectation(i == 0 ? "a" : "b");
    return expects;
  }

  private Expectation expectation(String key) {
    var title = text(key);
    int first = random.nextInt(4) == 0 ? 2026 : 2016;
    return switch (random.nextInt(9)) {
      case 0 -> new Every(key, title, Set.of(), 1, first, null);
      case 1 -> new Every(key, title, Set.of(), 1, first, MonthDay.of(3, 23));
      case 2 -> new Every(key, title, Set.of(), 2, first, null);
      case 3 -> new Every(key, title, Set.of(), null, 2016, null);
      case 4 ->
          new ByDate(
              key,
              title,
              Set.of(),
              random.nextBoolean() ? day("2025-06-30") : null,
              one(ByDate.Counts.values()));
      case 5 -> new AsAppropriate(key, title, Set.of(), random.nextBoolean());
      case 6 -> new Standing(key, title, Set.of(), Standing.By.PARTY, null);
      case 7 -> new Notices(key, title, Set.of());
      default -> new Exploratory(key, title, Set.of());
    };
  }

  private void step(List<UUID> evidence) {
    int kind = random.nextInt(12);
    if (kind == 11) {
      // figures of one obligation and period, so that one corrects another
      var figure = new Fact.Measured(random.nextInt(10), 10);
      evidence.add(given.add(SubjectRef.expectation(Given.ID, "a"), Span.year(2026), figure));
      return;
    }
    if (kind > 2 || evidence.isEmpty()) {
      Span span = span();
      evidence.add(given.add(subject(), by(), span, fact(span.from())));
      return;
    }
    UUID target = evidence.get(random.nextInt(evidence.size()));
    switch (kind) {
      case 0 -> given.retract(target);
      case 1 -> given.contest(target, one(Party.values()));
      default -> given.settle(target, random.nextBoolean() ? one(Party.values()) : null);
    }
  }

  private SubjectRef subject() {
    return switch (random.nextInt(8)) {
      case 0, 1, 2 -> SubjectRef.expectation(Given.ID, "a");
      case 3, 4, 5 -> SubjectRef.expectation(Given.ID, "b");
      case 6 -> Given.IT;
      default -> SubjectRef.series("elsewhere");
    };
  }

  private Set<Party> by() {
    if (random.nextInt(4) > 0) return EnumSet.allOf(Party.class);
    return EnumSet.of(one(Party.values()), one(Party.values()));
  }

  private Span span() {
    LocalDate from = anyDay();
    return switch (random.nextInt(5)) {
      case 0 -> Span.year(from.getYear());
      case 1 -> Span.year(2024 + random.nextInt(3));
      case 2 -> new Span(from, from.plusDays(random.nextInt(40)));
      default -> Span.day(from);
    };
  }

  private Fact fact(LocalDate from) {
    return switch (random.nextInt(16)) {
      case 0, 1, 2, 3, 4 -> new Fact.Occurred(random.nextInt(5) > 0);
      case 5 -> new Fact.Delivered(random.nextBoolean() ? 2024 : null, null);
      case 6 -> new Fact.Planned();
      case 7 -> new Fact.NotForeseen(Given.WHY);
      case 8 -> new Fact.NotHeld(Given.WHY);
      case 9 -> new Fact.Stage(one(Fact.StageName.values()));
      case 10 -> new Fact.Measured(random.nextInt(10), 10);
      case 11 -> new Fact.Notified(from.plusDays(random.nextInt(80) - 20), random.nextBoolean());
      case 12 -> new Fact.Declared(Given.WHY);
      case 13 -> new Fact.Waived(Given.WHY);
      case 14 -> new Fact.Postponed(from.plusDays(random.nextInt(600)), Given.WHY);
      default -> new Fact.IntervalSet(1 + random.nextInt(30));
    };
  }

  private <T> T one(T[] values) {
    return values[random.nextInt(values.length)];
  }
}
