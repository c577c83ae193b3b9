package org.lanmei.plan.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lanmei.plan.assessment.Given.day;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.lanmei.kernel.Lang;
import org.lanmei.kernel.Message;
import org.lanmei.kernel.Seq;
import org.lanmei.plan.Commitment;
import org.lanmei.plan.Entry;
import org.lanmei.plan.Expectation;
import org.lanmei.plan.SubjectRef;
import org.lanmei.plan.assessment.Assessment.NotCounted;
import org.lanmei.plan.assessment.Assessment.Outcome;
import org.lanmei.plan.assessment.Assessment.Period;
import org.lanmei.plan.assessment.Assessment.ReadingOutcome;

/** What holds for any history; some hundred random ones, the same at each run. */
class AssessPropertyTests {

  private static final Seq ALL = new Seq(Long.MAX_VALUE);

  private static void forAny(int histories, Consumer<Histories> property) {
    LongStream.range(0, histories)
        .forEach(
            seed -> {
              try {
                property.accept(Histories.of(seed));
              } catch (Throwable e) {
                throw new AssertionError("history of seed " + seed + ": " + e.getMessage(), e);
              }
            });
  }

  @Test
  void asking_twice_in_any_order_of_entries_and_through_the_book_gives_the_same() {
    forAny(
        400,
        h -> {
          var asOf = new AsOf(h.dayAsked(), ALL, h.anyRules());
          var first = h.given.assess(h.commitment, asOf);
          var shuffled = new ArrayList<>(h.given.entries());
          Collections.shuffle(shuffled, new Random(1));
          var book = EvidenceBook.of(shuffled).entriesFor(h.commitment);
          assertThat(h.given.assess(h.commitment, asOf)).isEqualTo(first);
          assertThat(Assess.assess(h.commitment, shuffled, asOf)).isEqualTo(first);
          assertThat(Assess.assess(h.commitment, book, asOf)).isEqualTo(first);
        });
  }

  @Test
  void what_is_learned_later_never_changes_what_was_known_earlier() {
    forAny(
        400,
        h -> {
          int known = h.upTo(h.given.entries().size() + 1);
          var asOf = new AsOf(h.dayAsked(), new Seq(known), h.anyRules());
          assertThat(h.given.assess(h.commitment, asOf))
              .isEqualTo(Assess.assess(h.commitment, h.given.entries().subList(0, known), asOf));
        });
  }

  @Test
  void a_retracted_piece_is_as_if_absent_apart_from_being_listed() {
    forAny(
        400,
        h -> {
          List<Entry.Asserted> asserted = asserted(h.given.entries());
          if (asserted.isEmpty()) return;
          UUID target = asserted.get(h.upTo(asserted.size())).id();
          var absent = h.given.entries().stream().filter(e -> !concerns(e, target)).toList();
          var asOf = new AsOf(h.dayAsked(), ALL, h.anyRules());
          h.given.retract(target);
          var retracted = h.given.assess(h.commitment, asOf);
          assertThat(without(retracted, target))
              .isEqualTo(Assess.assess(h.commitment, absent, asOf));
          assertThat(retracted.evidence()).doesNotContain(target);
          assertThat(retracted.contested()).doesNotContain(target);
        });
  }

  @Test
  void which_of_two_with_different_subjects_was_recorded_first_is_irrelevant() {
    var swaps = new int[1];
    forAny(
        600,
        h -> {
          List<Entry> entries = h.given.entries();
          for (int i = 0; i + 1 < entries.size(); i++) {
            if (!(entries.get(i) instanceof Entry.Asserted a)
                || !(entries.get(i + 1) instanceof Entry.Asserted b)
                || sharesExpectation(a, b)) continue;
            var swapped = new ArrayList<>(entries);
            swapped.set(i, at(a.seq(), b));
            swapped.set(i + 1, at(b.seq(), a));
            var asOf = new AsOf(h.dayAsked(), ALL, h.anyRules());
            assertThat(Assess.assess(h.commitment, swapped, asOf))
                .isEqualTo(h.given.assess(h.commitment, asOf));
            swaps[0]++;
          }
        });
    assertThat(swaps[0]).isGreaterThan(500);
  }

  @Test
  void every_piece_known_stands_in_exactly_one_of_evidence_contested_and_not_counted() {
    forAny(
        400,
        h -> {
          var assessment = h.given.assess(h.commitment, new AsOf(h.dayAsked(), ALL, h.anyRules()));
          var all = new ArrayList<>(assessment.evidence());
          all.addAll(assessment.contested());
          assessment.notCounted().forEach(n -> all.add(n.evidence()));
          var touching =
              asserted(h.given.entries()).stream()
                  .filter(e -> !e.subjects().contains(SubjectRef.series("elsewhere")))
                  .map(Entry.Asserted::id)
                  .toList();
          assertThat(all).containsExactlyInAnyOrderElementsOf(touching);
        });
  }

  @Test
  void every_state_is_reached_and_every_sentence_can_be_read_in_english_and_chinese() {
    var states = EnumSet.noneOf(State.class);
    var keys = new TreeSet<String>();
    var timesRead = new HashMap<String, Integer>();
    forAny(
        4000,
        h -> {
          var assessment = h.given.assess(h.commitment, new AsOf(h.dayAsked(), ALL, h.anyRules()));
          states.add(assessment.state());
          assessment.outcomes().forEach(o -> states.add(o.state()));
          messages(assessment)
              .forEach(
                  message -> {
                    keys.add(message.key());
                    // a sentence of several is read in its parts; fifty of a kind are enough
                    if (timesRead.merge(message.key(), 1, Integer::sum) > 50) return;
                    for (Lang lang : List.of(Lang.EN, Lang.ZH)) {
                      assertThat(Read.in(lang, message)).isNotBlank().doesNotContain("{", "}");
                    }
                  });
        });
    assertThat(states).isEqualTo(EnumSet.allOf(State.class));
    var unused = new TreeSet<>(Read.patterns(Lang.EN).stringPropertyNames());
    unused.removeAll(keys);
    assertThat(unused).isEmpty();
    assertThat(Read.patterns(Lang.ZH).keySet()).isEqualTo(Read.patterns(Lang.EN).keySet());
  }

  @Test
  void periods_follow_each_other_and_nothing_fills_two() {
    forAny(
        2000,
        h -> {
          Rules rules = h.anyRules();
          var assessment = h.given.assess(h.commitment, new AsOf(h.dayAsked(), ALL, rules));
          for (int i = 0; i < assessment.outcomes().size(); i++) {
            Outcome outcome = assessment.outcomes().get(i);
            if (h.commitment.expects().get(i) instanceof Expectation.Every every) {
              if (outcome.readings().isEmpty()) {
                boolean yearly = every.years() != null;
                followEachOther(outcome.periods(), yearly ? 1 : 0);
              }
              for (ReadingOutcome r : outcome.readings()) {
                followEachOther(r.periods(), r.reading() == Rules.Reading.B ? 2 : 0);
                if (r.reading() == rules.reading()) {
                  assertThat(r.periods()).isEqualTo(outcome.periods());
                  assertThat(r.state()).isEqualTo(outcome.state());
                  assertThat(r.next()).isEqualTo(outcome.next());
                }
              }
            }
          }
        });
  }

  /** Blocks of so many years join exactly; the others begin after what closed the one before. */
  private static void followEachOther(List<Period> periods, int blockYears) {
    for (int i = 1; i < periods.size(); i++) {
      Period before = periods.get(i - 1);
      Period after = periods.get(i);
      if (blockYears > 0) {
        assertThat(after.from()).isEqualTo(before.from().plusYears(blockYears));
      } else {
        LocalDate closed = before.metOn() == null ? before.dueNow() : before.metOn();
        boolean nextDay = after.from().equals(closed.plusDays(1));
        boolean nextYear = after.from().equals(LocalDate.of(closed.getYear() + 1, 1, 1));
        assertThat(nextDay || nextYear).as("%s then %s", before, after).isTrue();
      }
      assertThat(after.due()).isAfterOrEqualTo(before.due());
    }
    var filled = periods.stream().map(Period::metOn).filter(Objects::nonNull).toList();
    assertThat(filled).isSorted();
    var fillers =
        periods.stream().filter(p -> p.metOn() != null).map(p -> p.evidence().getFirst()).toList();
    assertThat(fillers).doesNotHaveDuplicates();
  }

  @Test
  void a_year_once_missed_is_missed_ever_after() {
    var missedYears = new int[1];
    forAny(
        300,
        h -> {
          Commitment yearly = Given.commitment(Given.every(1, 2016));
          var missed = new HashSet<LocalDate>();
          for (var on = day("2016-01-15"); on.getYear() < 2029; on = on.plusDays(45)) {
            for (Period p :
                h.given
                    .assess(yearly, new AsOf(on, ALL, Given.RULES))
                    .outcomes()
                    .getFirst()
                    .periods()) {
              if (p.state() == State.MISSED) missed.add(p.from());
              else assertThat(missed).doesNotContain(p.from());
            }
          }
          missedYears[0] += missed.size();
        });
    assertThat(missedYears[0]).isGreaterThan(300);
  }

  @Test
  void what_is_as_appropriate_or_has_no_date_is_never_overdue() {
    forAny(
        2000,
        h -> {
          var assessment = h.given.assess(h.commitment, new AsOf(h.dayAsked(), ALL, h.anyRules()));
          for (int i = 0; i < assessment.outcomes().size(); i++) {
            boolean dated =
                switch (h.commitment.expects().get(i)) {
                  case Expectation.Every _ -> true;
                  case Expectation.ByDate once -> once.due() != null;
                  default -> false;
                };
            if (!dated) {
              assertThat(assessment.outcomes().get(i).state())
                  .isNotIn(State.OVERDUE, State.LATE, State.MISSED, State.DUE);
            }
          }
        });
  }

  private static List<Entry.Asserted> asserted(List<Entry> entries) {
    return entries.stream()
        .filter(Entry.Asserted.class::isInstance)
        .map(Entry.Asserted.class::cast)
        .toList();
  }

  private static boolean concerns(Entry entry, UUID evidence) {
    return switch (entry) {
      case Entry.Asserted e -> e.id().equals(evidence);
      case Entry.Retracted e -> e.target().equals(evidence);
      case Entry.Contested e -> e.target().equals(evidence);
      case Entry.Settled e -> e.target().equals(evidence);
    };
  }

  private static Entry.Asserted at(Seq seq, Entry.Asserted e) {
    return new Entry.Asserted(
        seq,
        e.knownAt(),
        e.id(),
        e.subjects(),
        e.by(),
        e.when(),
        e.fact(),
        e.title(),
        e.origin(),
        e.example());
  }

  private static boolean sharesExpectation(Entry.Asserted a, Entry.Asserted b) {
    Set<SubjectRef> whole = Set.of(Given.IT);
    return a.subjects().equals(b.subjects())
        || a.subjects().equals(whole)
        || b.subjects().equals(whole);
  }

  private static Assessment without(Assessment a, UUID evidence) {
    List<NotCounted> others =
        a.notCounted().stream().filter(n -> !n.evidence().equals(evidence)).toList();
    return new Assessment(
        a.id(),
        a.state(),
        a.headline(),
        a.reason(),
        a.next(),
        a.outcomes(),
        a.byParty(),
        a.evidence(),
        a.contested(),
        others);
  }

  private static Stream<Message> messages(Assessment a) {
    return Stream.of(
            Stream.of(a.headline(), a.reason()),
            a.outcomes().stream().flatMap(o -> Stream.of(o.headline(), o.reason())),
            a.outcomes().stream().flatMap(o -> o.readings().stream()).map(r -> r.headline()),
            a.notCounted().stream().map(NotCounted::why))
        .flatMap(s -> s)
        .flatMap(AssessPropertyTests::parts);
  }

  /** A message and all messages in it. */
  private static Stream<Message> parts(Message message) {
    return Stream.concat(
        Stream.of(message),
        message.args().stream()
            .filter(Message.class::isInstance)
            .flatMap(arg -> parts((Message) arg)));
  }
}
