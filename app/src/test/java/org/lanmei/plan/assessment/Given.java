package org.lanmei.plan.assessment;

import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Lang;
import org.lanmei.kernel.LocalizedText;
import org.lanmei.kernel.Party;
import org.lanmei.kernel.Seq;
import org.lanmei.plan.Commitment;
import org.lanmei.plan.CommitmentId;
import org.lanmei.plan.Entry;
import org.lanmei.plan.Expectation;
import org.lanmei.plan.Expectation.Every;
import org.lanmei.plan.Fact;
import org.lanmei.plan.Kind;
import org.lanmei.plan.PlanPeriod;
import org.lanmei.plan.Span;
import org.lanmei.plan.SubjectRef;

/** A history of entries for the tests, and the commitments they are about. */
final class Given {

  static final Rules RULES =
      new Rules("2026-1", false, Rules.Reading.A, 12, MonthDay.of(3, 31), 1.5, 3, 36, 30, 15);

  /** The Plan of Action 2023–2027, adopted by the Leaders' Meeting of 25 December 2023. */
  static final PlanPeriod PLAN =
      new PlanPeriod(day("2023-01-01"), day("2027-12-31"), day("2023-12-25"));

  static final CommitmentId ID = CommitmentId.of("4.1.1#2");
  static final SubjectRef IT = SubjectRef.commitment(ID);
  static final UUID WHY = new UUID(0, 1);

  private final List<Entry> entries = new ArrayList<>();
  private long ids = 1000;

  static LocalDate day(String iso) {
    return LocalDate.parse(iso);
  }

  static LocalizedText text(String en) {
    return LocalizedText.of(Lang.EN, en);
  }

  static Commitment commitment(Expectation... expects) {
    return new Commitment(
        "lmc-2023-2027",
        PLAN,
        ID,
        1,
        Seq.NONE,
        Kind.RECURRING,
        Set.of(),
        null,
        null,
        text("Commitment"),
        null,
        null,
        null,
        List.of(),
        List.of(expects),
        null);
  }

  static Every every(@Nullable Integer years, int from) {
    return new Every("meeting", text("Meeting"), Set.of(), years, from, null);
  }

  static AsOf asOf(String on) {
    return asOf(on, RULES);
  }

  static AsOf asOf(String on, Rules rules) {
    return new AsOf(day(on), new Seq(Long.MAX_VALUE), rules);
  }

  static AsOf asOf(String on, long known) {
    return new AsOf(day(on), new Seq(known), RULES);
  }

  static Rules reading(Rules.Reading reading, boolean adopted) {
    return new Rules("2026-2", adopted, reading, 12, MonthDay.of(3, 31), 1.5, 3, 36, 30, 15);
  }

  /** Something said of the commitment as a whole, by all six. */
  UUID add(Span when, Fact fact) {
    return add(IT, EnumSet.allOf(Party.class), when, fact);
  }

  UUID add(SubjectRef subject, Span when, Fact fact) {
    return add(subject, EnumSet.allOf(Party.class), when, fact);
  }

  UUID add(Set<Party> by, Span when, Fact fact) {
    return add(IT, by, when, fact);
  }

  UUID add(SubjectRef subject, Set<Party> by, Span when, Fact fact) {
    return add(nextSeq(), new UUID(7, ids++), subject, by, when, fact);
  }

  UUID add(Seq seq, UUID id, SubjectRef subject, Set<Party> by, Span when, Fact fact) {
    entries.add(
        new Entry.Asserted(
            seq,
            Instant.EPOCH,
            id,
            Set.of(subject),
            by,
            when,
            fact,
            text("evidence"),
            new Entry.Origin("test", null, null, null, null),
            false));
    return id;
  }

  UUID met(String day) {
    return add(Span.day(day(day)), new Fact.Occurred(true));
  }

  UUID met(SubjectRef subject, String day) {
    return add(subject, Span.day(day(day)), new Fact.Occurred(true));
  }

  UUID special(String day) {
    return add(Span.day(day(day)), new Fact.Occurred(false));
  }

  UUID received(String day, @Nullable Integer edition) {
    return add(Span.day(day(day)), new Fact.Delivered(edition, null));
  }

  UUID waived(int year) {
    return add(Span.year(year), new Fact.Waived(WHY));
  }

  UUID postponed(String due, String to) {
    return add(Span.day(day(due)), new Fact.Postponed(day(to), WHY));
  }

  UUID stage(String day, Fact.StageName stage) {
    return add(Span.day(day(day)), new Fact.Stage(stage));
  }

  void retract(UUID target) {
    entries.add(new Entry.Retracted(nextSeq(), Instant.EPOCH, target, WHY));
  }

  void contest(UUID target, Party by) {
    entries.add(new Entry.Contested(nextSeq(), Instant.EPOCH, target, by, WHY));
  }

  void settle(UUID target, @Nullable Party by) {
    entries.add(new Entry.Settled(nextSeq(), Instant.EPOCH, target, by, WHY));
  }

  Seq nextSeq() {
    return new Seq(entries.size() + 1L);
  }

  List<Entry> entries() {
    return List.copyOf(entries);
  }

  Assessment assess(Commitment commitment, String on) {
    return assess(commitment, asOf(on));
  }

  Assessment assess(Commitment commitment, AsOf asOf) {
    return Assess.assess(commitment, entries(), asOf);
  }
}
