package org.lanmei.plan;

import java.time.Clock;
import java.time.LocalDate;
import java.time.Year;
import java.util.UUID;
import org.lanmei.kernel.Caller;
import org.lanmei.kernel.Capacity;
import org.lanmei.kernel.Lang;
import org.lanmei.kernel.Party;
import org.lanmei.parties.ExampleData;
import org.lanmei.parties.ExamplePeople;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The plan's part of the worked example: evidence of each kind for each party, a contest,
 * declarations and a release to the public, all marked as example.
 */
@Component
class PlanExample implements ExampleData {

  private final Evidence evidence;
  private final FiledEvidence filed;
  private final BoardRelease release;
  private final BoardStore boards;
  private final JdbcClient db;
  private final Clock clock;
  private final YAMLMapper yaml = new YAMLMapper();

  PlanExample(
      Evidence evidence,
      FiledEvidence filed,
      BoardRelease release,
      BoardStore boards,
      JdbcClient db,
      Clock clock) {
    this.evidence = evidence;
    this.filed = filed;
    this.release = release;
    this.boards = boards;
    this.db = db;
    this.clock = clock;
  }

  @Override
  public boolean holdsRealData() {
    return filed.holdsRealRecords();
  }

  @Override
  public void create(ExamplePeople people) {
    boolean made =
        db.sql("select exists (select from plan.filed where example)")
            .query(Boolean.class)
            .single();
    if (made) return;
    openEarlierBoards();
    for (JsonNode record : read()) record(record, people);
    for (Party party : Party.values()) {
      release.consent(people.of(party, Capacity.SECRETARIAT), BoardRelease.ALL);
    }
  }

  /**
   * As if the system had run since the plan was adopted: the reply times of past years have run.
   */
  private void openEarlierBoards() {
    for (Party party : Party.values()) {
      LocalDate today = LocalDate.ofInstant(clock.instant(), party.zone());
      for (int year = 2023; year <= today.getYear(); year++) {
        boards.open(party, year, LocalDate.of(year, 1, 2));
      }
    }
  }

  private void record(JsonNode r, ExamplePeople people) {
    Party party = Party.valueOf(r.path("party").asString());
    Caller officer = people.of(party, Capacity.SECRETARIAT);
    var given =
        new NewEvidence(
            java.util.stream.StreamSupport.stream(r.path("subjects").spliterator(), false)
                .map(JsonNode::asString)
                .toList(),
            NewEvidence.What.valueOf(r.path("what").asString()),
            r.path("ofTheSix").asBoolean(false),
            day(r.path("from").asString()),
            r.has("to") ? day(r.path("to").asString()) : null,
            r.path("title").asString(),
            Lang.of(r.path("lang").asString("en")).orElse(Lang.EN),
            r.has("statement") ? r.path("statement").asString() : null,
            r.has("link") ? r.path("link").asString() : null,
            null,
            r.path("special").asBoolean(false),
            r.has("stage") ? Fact.StageName.valueOf(r.path("stage").asString()) : null,
            r.has("effect") ? day(r.path("effect").asString()) : null,
            r.path("emergency").asBoolean(false));
    UUID id = evidence.record(officer, given, null);
    if (r.has("contestedBy")) {
      var other = people.of(Party.valueOf(r.path("contestedBy").asString()), Capacity.SECRETARIAT);
      evidence.contest(other, id, Lang.EN, r.path("contest").asString());
    }
  }

  /** {@code YEAR-03-05} stands for the last 5 March that has been. */
  private LocalDate day(String text) {
    LocalDate today = LocalDate.now(clock.withZone(Party.TH.zone()));
    LocalDate day = LocalDate.parse(text.replace("YEAR", Year.from(today).toString()));
    return day.isAfter(today) ? day.minusYears(1) : day;
  }

  private JsonNode read() {
    try (var in = new ClassPathResource("register/example.yaml").getInputStream()) {
      return yaml.readTree(in);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
