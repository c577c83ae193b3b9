package org.lanmei.plan;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Caller;
import org.lanmei.kernel.Party;
import org.lanmei.kernel.Seq;
import org.lanmei.log.Log;
import org.lanmei.plan.assessment.AsOf;
import org.lanmei.plan.assessment.Assess;
import org.lanmei.plan.assessment.Assessment;
import org.lanmei.plan.assessment.EvidenceBook;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The states of a register's commitments at a moment, as a given caller may see them. */
@Component
@Order(120) // after the worked example, which opens the boards of past years
public class Boards implements ApplicationRunner {

  /** One party's board of one year. */
  record BoardKey(Party party, int year) {}

  /**
   * What is asked.
   *
   * @param on null = today, where the caller is
   * @param knownAt null = now
   */
  public record Question(@Nullable LocalDate on, @Nullable Instant knownAt) {
    public static final Question NOW = new Question(null, null);
  }

  /**
   * One commitment on a board.
   *
   * @param assessment empty when the six have not released its state to the public
   */
  public record Row(Commitment commitment, Optional<Assessment> assessment) {}

  /**
   * @param knownAt when the last entry looked at became known
   * @param evidence what the caller may see, by id
   * @param hidden parties whose board of the year this caller does not see yet, and from when
   */
  public record Board(
      Register register,
      AsOf asOf,
      Instant knownAt,
      List<Row> rows,
      Map<UUID, Entry.Asserted> evidence,
      Map<Party, LocalDate> hidden,
      boolean example) {

    /** The page of a commitment; {@code moment} is a query string with its mark, or empty. */
    public String href(CommitmentId id, String moment) {
      var head = register.head();
      if (head.plan().equals(Registers.MAIN)) {
        String address = head.clause(id.clause()).map(PlanHead.Clause::address).orElseThrow();
        return "/plan/" + address + "/" + id.sentence() + moment;
      }
      return "/plan/of/"
          + head.plan()
          + "/commitment?id="
          + URLEncoder.encode(id.toString(), StandardCharsets.UTF_8)
          + moment.replace('?', '&');
    }

    /** The table of this register. */
    public String tableHref() {
      String plan = register.head().plan();
      return plan.equals(Registers.MAIN) ? "/plan/commitments" : "/plan/of/" + plan;
    }

    /** True when evidence of a commitment is the six parties' together, not each one's own. */
    public boolean isOfTheSix(Row row) {
      return row.commitment().expects().stream()
          .noneMatch(
              x -> x instanceof Expectation.Standing s && s.by() == Expectation.Standing.By.PARTY);
    }

    public Optional<Row> find(CommitmentId id) {
      return rows.stream().filter(row -> row.commitment().id().equals(id)).findFirst();
    }
  }

  private static final Logger logger = LoggerFactory.getLogger(Boards.class);
  private static final int WARM_UP_ROUNDS = 20;

  private final Registers registers;
  private final EvidenceCopy copy;
  private final RulesVersions rules;
  private final BoardStore store;
  private final Log log;
  private final Clock clock;
  private final Object loading = new Object();
  private volatile Loaded loaded = new Loaded(new EvidenceCopy.Extent(0, 0), List.of());

  Boards(
      Registers registers,
      EvidenceCopy copy,
      RulesVersions rules,
      BoardStore store,
      Log log,
      Clock clock) {
    this.registers = registers;
    this.copy = copy;
    this.rules = rules;
    this.store = store;
    this.log = log;
    this.clock = clock;
  }

  public Board main(Caller caller, Question question) {
    return of(registers.main(), caller, question);
  }

  public Board of(Register register, Caller caller, Question question) {
    LocalDate on = question.on() == null ? today(caller) : question.on();
    Instant knownAt = question.knownAt() == null ? clock.instant() : question.knownAt();
    Seq known = question.knownAt() == null ? log.latest() : log.knownAt(knownAt);
    var asOf = new AsOf(on, known, rules.at(known));
    var viewer = viewer(caller);

    var seen = seen(viewer);
    var book = isMain(register) ? seen.plan() : seen.series();
    var evidence = seen.evidence(known);
    boolean example = evidence.values().stream().anyMatch(Entry.Asserted::example);
    Set<String> released =
        viewer.party() == null ? store.released(register.head().plan()) : Set.of();
    var rows = new ArrayList<Row>(register.size());
    for (Commitment commitment : register.commitments(known)) {
      boolean shown = viewer.party() != null || isReleased(register.head(), released, commitment);
      rows.add(
          new Row(
              commitment,
              shown
                  ? Optional.of(Assess.assess(commitment, book.entriesFor(commitment), asOf))
                  : Optional.empty()));
    }
    return new Board(
        register, asOf, knownAt, rows, evidence, hidden(viewer, on.getYear()), example);
  }

  /** A released clause releases those below it. */
  private static boolean isReleased(PlanHead head, Set<String> scopes, Commitment commitment) {
    if (scopes.contains(BoardRelease.ALL)) return true;
    var own = head.clause(commitment.id().clause());
    return own.isPresent()
        && scopes.stream()
            .flatMap(scope -> head.clause(scope).stream())
            .anyMatch(clause -> clause.holds(own.get()));
  }

  /** Through the caller's eyes, by today's rules, whatever moment is asked about. */
  Viewer viewer(Caller caller) {
    return new Viewer(
        caller.party(),
        shownFrom(),
        today(caller),
        caller.party() == null ? released() : Viewer.Released.NOTHING);
  }

  /** What speaks of a commitment of the plan that the six released. */
  private Viewer.Released released() {
    var scopes = store.released(Registers.MAIN);
    if (scopes.contains(BoardRelease.ALL)) return Viewer.Released.ALL;
    var subjects = new HashSet<SubjectRef>();
    if (!scopes.isEmpty()) {
      Register register = registers.main();
      for (Commitment c : register.commitments(log.latest())) {
        if (isReleased(register.head(), scopes, c)) addSubjects(c, subjects);
      }
    }
    return new Viewer.Released(false, subjects);
  }

  private static void addSubjects(Commitment c, Set<SubjectRef> subjects) {
    subjects.add(SubjectRef.commitment(c.id()));
    for (Expectation x : c.expects()) {
      subjects.add(SubjectRef.expectation(c.id(), x.key()));
      subjects.addAll(x.subjects());
    }
  }

  private static boolean isMain(Register register) {
    return register.head().plan().equals(Registers.MAIN);
  }

  private Map<Party, LocalDate> hidden(Viewer viewer, int year) {
    var hidden = new java.util.EnumMap<Party, LocalDate>(Party.class);
    for (Party party : Party.values()) {
      if (viewer.seesBoardOf(party, year)) continue;
      LocalDate from = viewer.shownFrom().get(new BoardKey(party, year));
      if (from != null) hidden.put(party, from);
    }
    return hidden;
  }

  /**
   * A piece of evidence with everything said about it, in order; empty when the caller may not see
   * it.
   */
  List<Entry> about(UUID evidence, Caller caller) {
    return seen(viewer(caller)).entries().stream()
        .filter(entry -> FiledEvidence.evidenceOf(entry).equals(evidence))
        .toList();
  }

  /** As of now, from which day the others see each board. */
  Map<BoardKey, LocalDate> shownFrom() {
    return shownFrom(rules.at(log.latest()).replyWorkingDays());
  }

  private Map<BoardKey, LocalDate> shownFrom(int replyWorkingDays) {
    var shown = new HashMap<BoardKey, LocalDate>();
    for (BoardStore.Board board : store.boards()) {
      LocalDate afterTime =
          WorkingDays.after(board.openedOn(), replyWorkingDays, Set.of()).plusDays(1);
      LocalDate from =
          board.repliedOn() != null && board.repliedOn().isBefore(afterTime)
              ? board.repliedOn()
              : afterTime;
      shown.put(new BoardKey(board.party(), board.year()), from);
    }
    return shown;
  }

  private LocalDate today(Caller caller) {
    return LocalDate.ofInstant(
        clock.instant(), caller.party() == null ? Party.TH.zone() : caller.party().zone());
  }

  private Seen seen(Viewer viewer) {
    return loaded().seenBy(viewer);
  }

  private Loaded loaded() {
    var extent = copy.extent();
    Loaded now = loaded;
    if (now.extent.equals(extent)) return now;
    synchronized (loading) {
      now = loaded;
      if (now.extent.equals(extent)) return now;
      now = new Loaded(extent, List.copyOf(copy.entriesAfter(Seq.NONE)));
      loaded = now;
      return now;
    }
  }

  /** The copy as it was read last, and what came of it for those who asked. */
  private static final class Loaded {
    private static final int MOST_VIEWERS = 50;

    final EvidenceCopy.Extent extent;
    final List<Entry> entries;
    private final Map<Viewer, Seen> seenBy = new ConcurrentHashMap<>();

    Loaded(EvidenceCopy.Extent extent, List<Entry> entries) {
      this.extent = extent;
      this.entries = entries;
    }

    Seen seenBy(Viewer viewer) {
      // Every day has its own viewers, and so has every release.
      if (seenBy.size() >= MOST_VIEWERS) seenBy.clear();
      return seenBy.computeIfAbsent(viewer, v -> Seen.of(entries, v));
    }
  }

  /** Opens each party's board of every year of the plan so far. */
  @Override
  public void run(ApplicationArguments args) {
    openBoards();
    Thread.ofVirtual().name("plan-warm-up").start(this::warmUp);
  }

  /** So that the first reader does not wait for the code to be compiled. */
  private void warmUp() {
    try {
      var book = EvidenceBook.of(loaded().entries);
      var asOf = new AsOf(today(Caller.ANONYMOUS), log.latest(), rules.at(log.latest()));
      for (int round = 0; round < WARM_UP_ROUNDS; round++) {
        for (Commitment c : registers.main().commitments(asOf.known())) {
          Assess.assess(c, book.entriesFor(c), asOf);
        }
      }
    } catch (RuntimeException e) {
      // Stopped in its first seconds, the program has no database any more; whoever asks will hear.
      logger.debug("not warmed up", e);
    }
  }

  @Scheduled(cron = "0 5 * * * *", zone = "UTC")
  void openBoards() {
    registers.find(Registers.MAIN).map(Register::head).map(PlanHead::period).ifPresent(this::open);
  }

  private void open(PlanHead.Period period) {
    for (Party party : Party.values()) {
      LocalDate today = LocalDate.ofInstant(clock.instant(), party.zone());
      int last = Math.min(today.getYear(), period.to().getYear());
      for (int year = period.from().getYear(); year <= last; year++) {
        store.open(party, year, today);
      }
    }
  }
}
