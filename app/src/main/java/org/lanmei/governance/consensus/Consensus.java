package org.lanmei.governance.consensus;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.lanmei.governance.consensus.Standing.Disregarded;
import org.lanmei.governance.consensus.Standing.OfParty;
import org.lanmei.governance.consensus.Standing.State;
import org.lanmei.governance.consensus.Standing.Why;
import org.lanmei.governance.consensus.Step.Position;
import org.lanmei.governance.consensus.Step.Procedure;
import org.lanmei.governance.consensus.Step.Seat;
import org.lanmei.kernel.Party;

/*
 * A fold over the record, in its order. A step either changes where the decision stands or is
 * disregarded with a reason; nothing is ever refused silently, and nothing that was said is lost.
 *
 * Time passes between steps: a silence that has run out by the moment of the next step is adopted
 * before that step is looked at, and one that arrives at the deadline itself still counts.
 *
 * A transcript that its party disputes in time was never said. Disputes are therefore collected
 * first, and the fold runs without what they strike out.
 */
/** Computes where a decision stands: six parties, by consensus. */
public final class Consensus {

  private final Question question;
  private final List<Step.Credential> credentials = new ArrayList<>();
  private final Map<UUID, Boolean> answers = new HashMap<>();
  private final List<Disregarded> disregarded = new ArrayList<>();

  private int version;
  private Set<Party> brackets = Set.of();
  private final Map<Party, Step.Said> said = new EnumMap<>(Party.class);
  private final Map<Party, Instant> received = new EnumMap<>(Party.class);
  private final Map<Party, Seat> seats = new EnumMap<>(Party.class);
  private @Nullable Procedure procedure;
  private int silenceDays;
  private boolean silenceBroken;
  private boolean put;
  private boolean failed;
  private boolean withdrawn;
  private @Nullable Instant adoptedAt;
  private final Map<Party, Instant> bound = new EnumMap<>(Party.class);
  private final Map<Party, UUID> reservations = new EnumMap<>(Party.class);
  private final Set<Party> closedBy = EnumSet.noneOf(Party.class);

  private Consensus(Question question) {
    this.question = question;
  }

  /**
   * @param steps in the order in which they were recorded
   * @param now the moment asked about; what came later is left out
   */
  public static Standing of(Question question, List<Step> steps, Instant now) {
    var known = steps.stream().filter(step -> !step.at().isAfter(now)).toList();
    var fold = new Consensus(question);
    fold.collectAnswers(known);
    for (Step step : known) {
      fold.passTime(step.at());
      Why why = fold.apply(step);
      if (why != null) fold.disregarded.add(new Disregarded(step, why));
    }
    fold.passTime(now);
    return fold.standing();
  }

  /** Who answered which transcript in time, and how. */
  private void collectAnswers(List<Step> steps) {
    var transcripts = new HashMap<UUID, Step.Said>();
    for (Step step : steps) {
      switch (step) {
        case Step.Credential c -> credentials.add(c);
        case Step.Said s when s.transcript() != null -> transcripts.put(s.transcript().id(), s);
        case Step.Answered a -> {
          Step.Said about = transcripts.get(a.transcript());
          if (about == null || about.party() != a.party()) continue;
          if (a.at().isAfter(answerBy(about)) || !speaksFor(a.person(), a.party(), a.at()))
            continue;
          answers.putIfAbsent(a.transcript(), a.confirmed());
        }
        default -> {}
      }
    }
    credentials.clear(); // they count from where they stand
  }

  private Instant answerBy(Step.Said transcribed) {
    return question
        .calendars()
        .afterDaysOf(transcribed.party(), transcribed.at(), question.rules().transcriptDays());
  }

  private boolean speaksFor(UUID person, Party party, Instant at) {
    return credentials.stream()
        .anyMatch(
            c ->
                c.person().equals(person)
                    && covers(c, party, at)
                    && (c.on() == null || holdsOwn(c.on(), party, at)));
  }

  private boolean holdsOwn(UUID person, Party party, Instant at) {
    return credentials.stream()
        .anyMatch(c -> c.on() == null && c.person().equals(person) && covers(c, party, at));
  }

  private static boolean covers(Step.Credential c, Party party, Instant at) {
    return c.party() == party && !at.isBefore(c.from()) && (c.to() == null || at.isBefore(c.to()));
  }

  /** Null when the step changed something. */
  private @Nullable Why apply(Step step) {
    return switch (step) {
      case Step.Credential c -> {
        credentials.add(c);
        yield null;
      }
      case Step.Tabled s -> table(s);
      case Step.Opened s -> open(s);
      case Step.Received s -> receive(s);
      case Step.Seated s -> seat(s);
      case Step.Put s -> put(s);
      case Step.Said s -> say(s);
      case Step.Answered s -> answer(s);
      case Step.TakenBack s -> takeBack(s);
      case Step.ReservationLifted s -> lift(s);
      case Step.Withdrawn _ -> withdraw();
      case Step.Ended _ -> end();
      case Step.Closed s -> close(s);
    };
  }

  private boolean isOver() {
    return adoptedAt != null || withdrawn;
  }

  private @Nullable Why table(Step.Tabled s) {
    if (isOver()) return Why.OVER;
    if (s.version() != version + 1) return Why.WRONG_VERSION;
    version = s.version();
    brackets = s.brackets();
    said.clear();
    received.clear();
    silenceBroken = false;
    failed = false;
    // A meeting that has not been asked yet goes on with the new text.
    if (procedure != Procedure.MEETING || put) leaveProcedure();
    return null;
  }

  private void leaveProcedure() {
    procedure = null;
    put = false;
    seats.clear();
  }

  private @Nullable Why open(Step.Opened s) {
    if (isOver()) return Why.OVER;
    if (version == 0) return Why.NOT_OPEN;
    boolean running = procedure == Procedure.SILENCE || put;
    if (running && !failed) return Why.OVER;
    if (s.procedure() != Procedure.MEETING && !brackets.isEmpty()) return Why.BRACKETS;
    if (s.procedure() == Procedure.SILENCE) {
      if (!question.maySilence()) return Why.NO_SILENCE;
      if (said.values().stream()
          .anyMatch(p -> p.position() == Position.OBJECT || p.position() == Position.AMEND)) {
        return Why.OBJECTED;
      }
    }
    leaveProcedure();
    procedure = s.procedure();
    failed = false;
    if (procedure == Procedure.SILENCE) {
      var rules = question.rules();
      silenceDays =
          Math.max(s.days(), silenceBroken ? rules.renewedSilenceDays() : rules.silenceDays());
      received.clear();
    }
    said.values().removeIf(p -> p.position() == Position.TIME);
    return null;
  }

  private @Nullable Why receive(Step.Received s) {
    if (version == 0) return Why.NOT_OPEN;
    if (isOver()) return Why.OVER;
    received.putIfAbsent(s.party(), s.at());
    return null;
  }

  private @Nullable Why seat(Step.Seated s) {
    if (isOver() || failed) return Why.OVER;
    if (procedure != Procedure.MEETING) return Why.NOT_OPEN;
    boolean settled = put && seats.get(s.party()) != Seat.CREDENTIALS_PENDING;
    if (settled) return Why.OVER;
    seats.put(s.party(), s.seat());
    decide(s.at());
    return null;
  }

  private @Nullable Why put(Step.Put s) {
    if (isOver() || failed) return Why.OVER;
    if (procedure != Procedure.MEETING || put) return Why.NOT_OPEN;
    if (!brackets.isEmpty()) return Why.BRACKETS;
    put = true;
    decide(s.at());
    return null;
  }

  private @Nullable Why say(Step.Said s) {
    Why inadmissible = inadmissible(s);
    if (inadmissible != null) return inadmissible;
    if (adoptedAt != null) return joinLate(s);
    if (s.version() != version) return Why.OUTDATED_TEXT;
    if (procedure == null) return Why.NOT_OPEN;
    if (failed || (put && !mayStillSpeak(s.party()))) return Why.OVER;
    said.put(s.party(), s);
    received.putIfAbsent(s.party(), s.at());
    if (procedure == Procedure.SILENCE && s.position().blocks()) {
      failed = true;
      silenceBroken = true;
    }
    decide(s.at());
    return null;
  }

  private @Nullable Why inadmissible(Step.Said s) {
    if (withdrawn) return Why.OVER;
    if (version == 0) return Why.NOT_OPEN;
    if (s.transcript() == null) {
      if (!speaksFor(s.person(), s.party(), s.at())) return Why.NO_CREDENTIALS;
    } else {
      var t = s.transcript();
      if (t.second().equals(s.person()) || t.scan().isBlank() || t.reference().isBlank()) {
        return Why.INCOMPLETE_TRANSCRIPT;
      }
      if (Boolean.FALSE.equals(answers.get(t.id()))) return Why.NO_CREDENTIALS;
    }
    if (s.position() == Position.JOIN_WITH_RESERVATION) {
      if (!question.reservations() || adoptedAt != null) return Why.NO_RESERVATION;
      if (s.text() == null) return Why.WITHOUT_TEXT;
    }
    return s.position() == Position.JOIN_WITH_STATEMENT && s.text() == null
        ? Why.WITHOUT_TEXT
        : null;
  }

  /** When the meeting has been asked, those speak who were not there or not admitted yet. */
  private boolean mayStillSpeak(Party party) {
    return seats.getOrDefault(party, Seat.ABSENT) != Seat.PRESENT;
  }

  private @Nullable Why joinLate(Step.Said s) {
    if (bound.containsKey(s.party()) || !s.position().joins()) return Why.OVER;
    if (s.version() != version) return Why.OUTDATED_TEXT;
    said.put(s.party(), s);
    bound.put(s.party(), s.at());
    return null;
  }

  private @Nullable Why answer(Step.Answered s) {
    if (!speaksFor(s.person(), s.party(), s.at())) return Why.NO_CREDENTIALS;
    return answers.containsKey(s.transcript()) ? null : Why.NOT_TO_BE_ANSWERED;
  }

  private @Nullable Why takeBack(Step.TakenBack s) {
    if (!speaksFor(s.person(), s.party(), s.at())) return Why.NO_CREDENTIALS;
    if (isOver()) return Why.OVER;
    Step.Said held = said.get(s.party());
    if (held == null || !held.position().blocks()) return Why.NOT_OPEN;
    said.remove(s.party());
    decide(s.at());
    return null;
  }

  private @Nullable Why lift(Step.ReservationLifted s) {
    if (!speaksFor(s.person(), s.party(), s.at())) return Why.NO_CREDENTIALS;
    if (adoptedAt != null)
      return reservations.remove(s.party()) == null ? Why.NO_RESERVATION : null;
    Step.Said held = said.get(s.party());
    if (held == null || held.position() != Position.JOIN_WITH_RESERVATION) {
      return Why.NO_RESERVATION;
    }
    said.put(
        s.party(),
        new Step.Said(
            held.at(),
            held.party(),
            held.version(),
            Position.JOIN,
            held.person(),
            null,
            held.transcript()));
    return null;
  }

  private @Nullable Why withdraw() {
    if (isOver()) return Why.OVER;
    withdrawn = true;
    return null;
  }

  private @Nullable Why end() {
    if (isOver() || failed) return Why.OVER;
    if (procedure == null || procedure == Procedure.SILENCE) return Why.NOT_OPEN;
    failed = true;
    return null;
  }

  private @Nullable Why close(Step.Closed s) {
    if (!speaksFor(s.person(), s.party(), s.at())) return Why.NO_CREDENTIALS;
    if (adoptedAt == null
        || !question.coChairs().contains(s.party())
        || restsOnTranscript(s.at())) {
      return Why.NOT_TO_BE_CLOSED;
    }
    closedBy.add(s.party());
    return null;
  }

  private boolean restsOnTranscript(Instant at) {
    return said.values().stream()
        .anyMatch(
            s ->
                s.transcript() != null
                    && !answers.containsKey(s.transcript().id())
                    && !at.isAfter(answerBy(s)));
  }

  /** Whether what is known at {@code at} makes a meeting or express procedure adopt or fail. */
  private void decide(Instant at) {
    if (failed || isOver()) return;
    if (procedure == Procedure.EXPRESS) {
      if (missing().isEmpty() && someJoin(Set.of())) adopt(at, Set.of());
    } else if (procedure == Procedure.MEETING && put) {
      if (said.values().stream().anyMatch(s -> s.position().blocks())) failed = true;
      else if (missing().isEmpty() && someJoin(present())) adopt(at, present());
    }
  }

  /** Parties without whose word there is no consensus yet. */
  private Set<Party> missing() {
    var missing = EnumSet.noneOf(Party.class);
    for (Party party : Party.values()) {
      if (procedure == Procedure.MEETING) {
        Seat seat = seats.getOrDefault(party, Seat.ABSENT);
        if (seat == Seat.PRESENT || (seat == Seat.ABSENT && hasAgreed(party))) continue;
        missing.add(party);
      } else if (procedure == Procedure.SILENCE) {
        if (!received.containsKey(party)) missing.add(party);
      } else if (!hasAgreed(party)) {
        missing.add(party);
      }
    }
    return missing;
  }

  private boolean hasAgreed(Party party) {
    Step.Said held = said.get(party);
    return held != null && !held.position().blocks();
  }

  private Set<Party> present() {
    var present = EnumSet.noneOf(Party.class);
    seats.forEach(
        (party, seat) -> {
          if (seat == Seat.PRESENT) present.add(party);
        });
    return present;
  }

  /** Somebody has to want it: it cannot be adopted by six that do not participate. */
  private boolean someJoin(Set<Party> silent) {
    for (Party party : Party.values()) if (isBound(party, silent)) return true;
    return false;
  }

  private boolean isBound(Party party, Set<Party> silent) {
    Step.Said held = said.get(party);
    return held == null ? silent.contains(party) : held.position().joins();
  }

  private void adopt(Instant at, Set<Party> silent) {
    adoptedAt = at;
    for (Party party : Party.values()) {
      if (!isBound(party, silent)) continue;
      bound.put(party, at);
      Step.Said held = said.get(party);
      if (held != null
          && held.position() == Position.JOIN_WITH_RESERVATION
          && held.text() != null) {
        reservations.put(party, held.text());
      }
    }
  }

  private void passTime(Instant at) {
    Instant deadline = deadline();
    if (deadline == null || failed || isOver() || !at.isAfter(deadline)) return;
    var all = EnumSet.allOf(Party.class);
    if (someJoin(all)) adopt(deadline, all);
    else failed = true;
  }

  /** The clock starts when the sixth receipt is confirmed. */
  private @Nullable Instant deadline() {
    if (procedure != Procedure.SILENCE || received.size() < Party.values().length) return null;
    Instant sixth = received.values().stream().max(Instant::compareTo).orElseThrow();
    return question.calendars().afterDaysOfAll(sixth, silenceDays, question.zone());
  }

  private Standing standing() {
    var parties = new EnumMap<Party, OfParty>(Party.class);
    for (Party party : Party.values()) {
      parties.put(
          party,
          new OfParty(
              said.get(party), received.get(party), bound.get(party), reservations.get(party)));
    }
    boolean open = adoptedAt == null && !withdrawn && !failed && procedure != null;
    return new Standing(
        state(),
        version,
        deadline(),
        adoptedAt,
        closedBy.equals(question.coChairs()),
        Map.copyOf(parties),
        open ? Set.copyOf(missing()) : Set.of(),
        List.copyOf(disregarded));
  }

  private State state() {
    if (withdrawn) return State.WITHDRAWN;
    if (adoptedAt != null) return State.ADOPTED;
    if (failed) return State.NOT_ADOPTED;
    if (version == 0) return State.DRAFT;
    if (procedure == null) return State.TABLED;
    return switch (procedure) {
      case SILENCE -> State.SILENCE;
      case EXPRESS -> State.EXPRESS;
      case MEETING -> put && !isHeld() ? State.AD_REFERENDUM : State.MEETING;
    };
  }

  /** While credentials are pending the meeting's question waits. */
  private boolean isHeld() {
    return new HashSet<>(seats.values()).contains(Seat.CREDENTIALS_PENDING);
  }
}
