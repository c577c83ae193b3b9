package org.lanmei.governance.consensus;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.lanmei.governance.consensus.Question.Kind;
import org.lanmei.governance.consensus.Question.Rules;
import org.lanmei.governance.consensus.Step.Position;
import org.lanmei.governance.consensus.Step.Procedure;
import org.lanmei.governance.consensus.Step.Seat;
import org.lanmei.kernel.Party;

/** Tells the record of a decision, step by step, one minute apart unless said otherwise. */
final class Story {

  static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");
  static final Rules RULES = new Rules(10, 3, 10);
  static final UUID TEXT = UUID.nameUUIDFromBytes("text".getBytes(StandardCharsets.UTF_8));

  private final Question question;
  private final List<Step> steps = new ArrayList<>();
  private Instant now = time("2026-11-02T09:00");
  private int version;

  Story(Question question) {
    this.question = question;
    for (Party party : Party.values()) {
      add(new Step.Credential(now, officer(party), party, now, null, "note", null));
    }
  }

  static Story about(Kind kind) {
    return new Story(question(kind, Calendars.WITHOUT_HOLIDAYS));
  }

  static Question question(Kind kind, Calendars calendars) {
    return new Question(
        kind,
        Set.of(Party.CN, Party.TH),
        true,
        Set.of(Kind.MEETING_CALENDAR, Kind.DECLARATION),
        calendars,
        BEIJING,
        RULES);
  }

  /** The holidays of the drawn page: three days on which only some work. */
  static Calendars waterFestival() {
    return new Calendars(
        Map.of(
            Party.KH,
                Set.of(
                    LocalDate.of(2026, 11, 23),
                    LocalDate.of(2026, 11, 24),
                    LocalDate.of(2026, 11, 25)),
            Party.LA, Set.of(LocalDate.of(2026, 11, 24)),
            Party.MM, Set.of(LocalDate.of(2026, 11, 24))),
        Map.of());
  }

  static Instant time(String beijing) {
    return LocalDateTime.parse(beijing).atZone(BEIJING).toInstant();
  }

  static UUID officer(Party party) {
    return UUID.nameUUIDFromBytes(party.name().getBytes(StandardCharsets.UTF_8));
  }

  Story at(String beijing) {
    now = time(beijing);
    return this;
  }

  Story add(Step step) {
    steps.add(step);
    now = now.plus(Duration.ofMinutes(1));
    return this;
  }

  Instant now() {
    return now;
  }

  Story tabled(Party... brackets) {
    return add(new Step.Tabled(now, ++version, Set.of(brackets)));
  }

  Story opened(Procedure procedure) {
    return add(new Step.Opened(now, procedure, 0));
  }

  Story received(Party... parties) {
    for (Party party : parties) add(new Step.Received(now, party));
    return this;
  }

  Story receivedByAll() {
    return received(Party.values());
  }

  Story seated(Seat seat, Party... parties) {
    for (Party party : parties) add(new Step.Seated(now, party, seat));
    return this;
  }

  Story put() {
    return add(new Step.Put(now));
  }

  Story say(Position position, Party... parties) {
    for (Party party : parties) sayOn(version, position, party);
    return this;
  }

  Story sayOn(int text, Position position, Party party) {
    UUID words = position == Position.JOIN ? null : TEXT;
    return add(new Step.Said(now, party, text, position, officer(party), words, null));
  }

  Story takenBack(Party party) {
    return add(new Step.TakenBack(now, party, officer(party)));
  }

  Story transcribed(UUID id, Position position, Party party) {
    var transcript = new Step.Transcript(id, new UUID(0, 2), "scan", "note 12/2026");
    return add(new Step.Said(now, party, version, position, new UUID(0, 1), null, transcript));
  }

  Story answered(UUID transcript, boolean confirmed, Party party) {
    return add(new Step.Answered(now, party, transcript, confirmed, officer(party)));
  }

  Story closed(Party party) {
    return add(new Step.Closed(now, party, officer(party)));
  }

  Standing standing() {
    return Consensus.of(question, steps, now);
  }

  Standing standingAt(String beijing) {
    return Consensus.of(question, steps, time(beijing));
  }
}
