package org.lanmei.plan;

import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.lanmei.kernel.Lang;
import org.lanmei.kernel.LocalizedText;
import org.lanmei.kernel.Party;
import org.lanmei.kernel.Seq;
import org.lanmei.plan.assessment.AsOf;
import org.lanmei.plan.assessment.Assess;
import org.lanmei.plan.assessment.Rules;

/** The board of a plan with few commitments and some evidence, without a database. */
final class SmallBoard {

  static final LocalDate ON = LocalDate.of(2026, 11, 24);

  private static final PlanHead HEAD =
      new PlanHead(
          "small",
          text("Small plan"),
          new PlanHead.Period(LocalDate.of(2023, 1, 1), LocalDate.of(2027, 12, 31)),
          LocalDate.of(2023, 12, 25),
          "zh",
          null,
          List.of(),
          List.of(),
          List.of(
              clause("三", "3"),
              clause("四", "4"),
              clause("4.1", "4.1"),
              clause("4.1.1", "4.1.1"),
              clause("4.10", "4.10")),
          List.of(new PlanHead.Named("water", text("Water group"))),
          List.of());

  private final List<Commitment> commitments = new ArrayList<>();
  private final List<Entry> entries = new ArrayList<>();
  private final Set<CommitmentId> notReleased = new HashSet<>();

  private static PlanHead.Clause clause(String number, String address) {
    return new PlanHead.Clause(number, address, text("Clause " + number), null, null, null, false);
  }

  private static LocalizedText text(String english) {
    return LocalizedText.of(Lang.EN, english);
  }

  /** Reports, a body, cooperation on water, and cooperation without any evidence. */
  static SmallBoard filled() {
    var standing =
        new Expectation.Standing(
            "data", text("Data"), Set.of(), Expectation.Standing.By.PARTY, null);
    return new SmallBoard()
        .add(
            "三#1",
            Kind.RECURRING,
            null,
            List.of("SDG17"),
            new LocalizedText(Map.of(Lang.EN, "Progress report every year", Lang.ZH, "每年提交进展报告")),
            new Expectation.Every("report", text("Report"), Set.of(), 1, 2023, null))
        .add(
            "4.1#1",
            Kind.BODY,
            "water",
            List.of("SDG6"),
            new LocalizedText(Map.of(Lang.EN, "Water\u2011data centre", Lang.ZH, "水资源中心")),
            new Expectation.ByDate(
                "centre", text("Centre"), Set.of(), null, Expectation.ByDate.Counts.ADOPTED))
        .add(
            "4.1.1#1",
            Kind.CONTINUING,
            "water",
            List.of("SDG6", "SDG13"),
            new LocalizedText(Map.of(Lang.EN, "Share hydrological data", Lang.ZH, "共享水文数据")),
            standing)
        .add("4.10#1", Kind.CONTINUING, null, List.of(), text("Sport"), standing)
        .say(
            "三#1",
            EnumSet.allOf(Party.class),
            LocalDate.of(2024, 8, 16),
            new Fact.Delivered(2023, null))
        .say("4.1.1#1", Set.of(Party.LA), LocalDate.of(2026, 3, 2), new Fact.Occurred(true));
  }

  SmallBoard add(
      String id, Kind kind, String lead, List<String> tags, LocalizedText title, Expectation x) {
    commitments.add(
        new Commitment(
            HEAD.plan(),
            HEAD.planPeriod(),
            CommitmentId.of(id),
            1,
            Seq.NONE,
            kind,
            Set.of(),
            null,
            null,
            title,
            lead,
            null,
            null,
            tags,
            List.of(x),
            null));
    return this;
  }

  SmallBoard say(String id, Set<Party> by, LocalDate on, Fact fact) {
    entries.add(
        new Entry.Asserted(
            new Seq(entries.size() + 1),
            Instant.EPOCH,
            UUID.randomUUID(),
            Set.of(SubjectRef.commitment(CommitmentId.of(id))),
            by,
            Span.day(on),
            fact,
            text("Evidence"),
            new Entry.Origin("test", null, null, null, null),
            false));
    return this;
  }

  SmallBoard notReleased(String id) {
    notReleased.add(CommitmentId.of(id));
    return this;
  }

  Boards.Board on(LocalDate day) {
    var rules =
        new Rules("test", false, Rules.Reading.A, 12, MonthDay.of(3, 31), 1.5, 3, 36, 30, 15);
    var asOf = new AsOf(day, new Seq(entries.size()), rules);
    var evidence = new HashMap<UUID, Entry.Asserted>();
    for (Entry entry : entries) if (entry instanceof Entry.Asserted a) evidence.put(a.id(), a);
    var rows =
        commitments.stream()
            .map(
                c ->
                    new Boards.Row(
                        c,
                        notReleased.contains(c.id())
                            ? Optional.empty()
                            : Optional.of(Assess.assess(c, entries, asOf))))
            .toList();
    return new Boards.Board(
        new Register(HEAD, commitments), asOf, Instant.EPOCH, rows, evidence, Map.of(), false);
  }
}
