package org.lanmei.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lanmei.DatabaseTest;
import org.lanmei.MovableClock;
import org.lanmei.TestDatabase;
import org.lanmei.kernel.Lang;
import org.lanmei.kernel.Seq;
import org.lanmei.log.Log;
import org.lanmei.log.LogOn;
import org.lanmei.log.VersionedRules;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The register that ships, through starts on one database. */
@DatabaseTest
class RegisterTests {

  private static final DefaultApplicationArguments START = new DefaultApplicationArguments();
  private static final CommitmentId LEADERS = CommitmentId.of("4.1.1#2");

  /** On record beside a commitment's own series, so that they fill no period of it. */
  private static final Set<String> FILLS_NOTHING =
      Set.of("series:lm-week-reception", "series:lm-week-water", "series:lmc-expo");

  private final JdbcClient db;
  private final TransactionTemplate transaction;
  private final MovableClock clock = new MovableClock();
  private final JsonMapper json =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES).build();
  private final Log log;
  private final RegisterStore store;
  private final Registers registers;

  RegisterTests(DataSource database, JdbcClient db) {
    this.db = db;
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(database));
    this.log = LogOn.database(database, clock);
    this.store = new RegisterStore(db, log, clock, json);
    this.registers = new Registers(store);
  }

  @BeforeEach
  void begin(TestDatabase whole) {
    JdbcClient.create(whole.owner())
        .sql("truncate plan.plan, plan.commitment, plan.rules, log.pending, log.entry")
        .update();
    clock.set(MovableClock.START);
  }

  private Register start() {
    new ShippedRegister(store, log, db, transaction, json).run(START);
    return registers.main();
  }

  private long count(String table) {
    return db.sql("select count(*) from " + table).query(Long.class).single();
  }

  @Test
  void it_has_the_commitments_of_the_document_in_their_order() throws IOException {
    var register = start();
    var counted =
        resource("register/lmc-2023-2027.fingerprints.csv")
            .lines()
            .map(line -> line.split(",", -1))
            .filter(cells -> cells.length > 2 && cells[1].equals("c"))
            .map(cells -> CommitmentId.of(cells[0]))
            .toList();
    assertThat(counted).hasSize(268);
    assertThat(register.size()).isEqualTo(268);
    assertThat(register.commitments(log.latest()).stream().map(Commitment::id))
        .containsExactlyElementsOf(counted);
  }

  private static String resource(String name) throws IOException {
    return new ClassPathResource(name).getContentAsString(StandardCharsets.UTF_8);
  }

  @Test
  void so_many_of_each_kind() {
    var kinds =
        start().commitments(log.latest()).stream()
            .collect(Collectors.groupingBy(Commitment::kind, Collectors.counting()));
    assertThat(kinds)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                Kind.RECURRING, 23L,
                Kind.EVENT, 11L,
                Kind.DELIVERABLE, 26L,
                Kind.BODY, 11L,
                Kind.CONTINUING, 180L,
                Kind.EXPLORATORY, 17L));
  }

  @Test
  void every_lead_area_pillar_clause_and_parent_is_defined() {
    var register = start();
    var head = register.head();
    var pillars = head.pillars().stream().map(PlanHead.Named::key).toList();
    var areas = head.areas().stream().map(PlanHead.Named::key).toList();
    for (Commitment c : register.commitments(log.latest())) {
      assertThat(head.clause(c.id().clause())).as(c.id().toString()).isPresent();
      if (c.lead() != null) assertThat(head.body(c.lead())).as(c.id() + " " + c.lead()).isPresent();
      if (c.area() != null) assertThat(areas).as(c.id().toString()).contains(c.area());
      if (c.pillar() != null) assertThat(pillars).as(c.id().toString()).contains(c.pillar());
      assertThat(c.tags()).as(c.id().toString()).allMatch(t -> t.matches("[A-Z]+[0-9]*"));
      assertThat(c.title().exactly(Lang.ZH)).as(c.id().toString()).isPresent();
      assertThat(c.title().exactly(Lang.EN)).as(c.id().toString()).isPresent();
      assertThat(c.expects().stream().map(Expectation::key))
          .as(c.id().toString())
          .doesNotHaveDuplicates();
    }
    assertThat(pillars).hasSize(3);
    assertThat(areas).hasSize(5);
    assertThat(head.clauses().stream().map(PlanHead.Clause::address)).doesNotHaveDuplicates();
    for (PlanHead.Clause clause : head.clauses()) {
      for (Lang lang : Lang.values()) {
        assertThat(clause.title().exactly(lang)).as(clause.number() + " " + lang).isPresent();
      }
    }
    for (Register sub : registers.reportingTo(Registers.MAIN)) {
      assertThat(register.history(sub.head().parent().commitment()))
          .as(sub.head().plan())
          .isNotEmpty();
    }
    assertThat(registers.reportingTo(Registers.MAIN)).isNotEmpty();
  }

  @Test
  void every_event_of_the_history_is_evidence_of_something_expected() throws IOException {
    var expected = new HashSet<SubjectRef>();
    for (Commitment c : start().commitments(log.latest())) {
      c.expects().forEach(x -> expected.addAll(x.subjects()));
    }
    var events = new YAMLMapper().readTree(resource("register/history.yaml")).path("events");
    assertThat(events.size()).isGreaterThan(20);
    for (JsonNode event : events) {
      String subject = event.path("subject").asString();
      if (FILLS_NOTHING.contains(subject)) continue;
      assertThat(expected.contains(new SubjectRef(subject))).as(subject).isTrue();
    }
  }

  @Test
  void a_second_start_adds_nothing() {
    start();
    var before = List.of(count("plan.plan"), count("plan.commitment"), count("log.entry"));
    start();
    log.settle();
    assertThat(List.of(count("plan.plan"), count("plan.commitment"), count("log.entry")))
        .isEqualTo(before);
  }

  @Test
  void a_changed_title_is_a_second_version_and_the_first_is_still_known() {
    var register = start();
    Seq before = log.latest();
    Instant then = clock.instant();
    clock.tick();

    assertThat(
            rename(LEADERS, position(LEADERS), "Leaders’ Meeting every two years, as read in 2027"))
        .isTrue();
    log.settle();

    var renamed = registers.main();
    assertThat(renamed).isNotSameAs(register);
    assertThat(renamed.size()).isEqualTo(268);
    var now = renamed.find(LEADERS, log.latest()).orElseThrow();
    assertThat(now.version()).isEqualTo(2);
    assertThat(now.title().in(Lang.EN).text()).endsWith("2027");
    assertThat(now.since().isAfter(before)).isTrue();
    var was = renamed.find(LEADERS, log.knownAt(then)).orElseThrow();
    assertThat(was.version()).isEqualTo(1);
    assertThat(was.title()).isEqualTo(register.find(LEADERS, before).orElseThrow().title());
    assertThat(renamed.find(LEADERS, Seq.NONE).orElseThrow().version())
        .as("the first version, where all came later")
        .isEqualTo(1);
    assertThat(renamed.history(LEADERS)).extracting(Commitment::version).containsExactly(1, 2);
    assertThat(renamed.commitments(log.latest()).get(position(LEADERS))).isEqualTo(now);

    // The next start ships the first wording again: that is a third version, not a step back.
    clock.tick();
    assertThat(start().find(LEADERS, log.latest()).orElseThrow().version()).isEqualTo(3);
  }

  @Test
  void a_version_that_stands_earlier_in_the_document_is_still_the_newer_one() {
    start();
    rename(LEADERS, 0, "Moved to the beginning");
    log.settle();
    var moved = registers.main();
    assertThat(moved.history(LEADERS)).extracting(Commitment::version).containsExactly(1, 2);
    assertThat(moved.find(LEADERS, log.latest()).orElseThrow().version()).isEqualTo(2);
    assertThat(moved.commitments(log.latest()).stream().limit(2).map(Commitment::id))
        .contains(LEADERS);
  }

  private int position(CommitmentId id) {
    return db.sql("select position from plan.commitment where id = ? and version = 1")
        .param(id.toString())
        .query(Integer.class)
        .single();
  }

  private boolean rename(CommitmentId id, int position, String title) {
    var content =
        (ObjectNode)
            json.readTree(
                db.sql("select content from plan.commitment where id = ? and version = 1")
                    .param(id.toString())
                    .query(String.class)
                    .single());
    content.putObject("title").put("en", title).put("zh", title);
    return transaction.execute(s -> store.putCommitment(Registers.MAIN, id, position, content));
  }

  @Test
  void a_version_that_is_not_yet_in_the_order_is_not_seen() {
    start();
    rename(LEADERS, position(LEADERS), "Renamed");
    assertThat(registers.main().history(LEADERS)).hasSize(1);
    log.settle();
    assertThat(registers.main().history(LEADERS)).hasSize(2);
  }

  @Test
  void rules_have_versions_and_those_known_then_hold() {
    var rules = new RulesVersions(new VersionedRules(db, log, clock, json));
    assertThat(rules.at(Seq.NONE).version()).as("before the first start").isEqualTo("2026-1");
    transaction.executeWithoutResult(s -> rules.run(START));
    log.settle();
    Seq first = log.latest();
    transaction.executeWithoutResult(s -> rules.run(START));
    log.settle();
    assertThat(log.latest()).as("a second start").isEqualTo(first);

    clock.tick();
    adopt("2027-1", 10);
    assertThat(rules.at(log.latest()).version()).as("not in the order yet").isEqualTo("2026-1");
    log.settle();
    assertThat(rules.at(log.latest()).replyWorkingDays()).isEqualTo(10);
    assertThat(rules.at(log.latest()).version()).isEqualTo("2027-1");
    assertThat(rules.at(first).version()).isEqualTo("2026-1");
    assertThat(rules.at(first).replyWorkingDays()).isEqualTo(15);
    assertThat(rules.at(Seq.NONE).version()).as("all came later").isEqualTo("2026-1");
  }

  private void adopt(String version, int replyWorkingDays) {
    var content =
        (ObjectNode)
            json.readTree(db.sql("select content from plan.rules").query(String.class).single());
    content.put("version", version).put("adopted", true).put("replyWorkingDays", replyWorkingDays);
    transaction.executeWithoutResult(
        s -> {
          var ticket = log.record("plan.rules", version, new byte[] {1});
          db.sql(
                  """
                  insert into plan.rules (version, content, adopted_by, ticket, at)
                  values (?, cast(? as jsonb), 'D-1', ?, now())
                  """)
              .params(version, json.writeValueAsString(content), ticket.id())
              .update();
        });
  }
}
