package org.lanmei.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanmei.MovableClock;
import org.lanmei.PlanTest;
import org.lanmei.files.Files;
import org.lanmei.files.FilesProblem;
import org.lanmei.kernel.Caller;
import org.lanmei.kernel.Lang;
import org.lanmei.kernel.Party;
import org.lanmei.kernel.Problem;
import org.lanmei.log.Log;
import org.lanmei.parties.Officers;
import org.lanmei.plan.NewEvidence.What;
import org.lanmei.plan.assessment.State;
import org.lanmei.texts.Texts;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What officers put on record and say about it. Clause 4.2.7 is this class's own. */
@PlanTest
class EvidenceTests {

  private static final LocalDate DAY = LocalDate.of(2026, 5, 14);
  private static final LocalDate TOMORROW = LocalDate.of(2026, 11, 25);

  @Autowired Evidence evidence;
  @Autowired EvidenceCopy copy;
  @Autowired Boards boards;
  @Autowired FiledEvidence filed;
  @Autowired Texts texts;
  @Autowired Files files;
  @Autowired Log log;
  @Autowired Officers officers;
  @Autowired MovableClock clock;
  @Autowired JdbcClient db;

  /** A record that can be taken, to be spoilt field by field. */
  private static NewEvidence good(What what) {
    return new NewEvidence(
        List.of("4.2.7#1"),
        what,
        false,
        DAY,
        null,
        "A record",
        Lang.EN,
        "In our own words.",
        "https://example.org/record",
        null,
        false,
        Fact.StageName.ADOPTED,
        LocalDate.of(2027, 1, 1),
        false);
  }

  private NewEvidence about(String subject, What what) {
    var g = good(what);
    return new NewEvidence(
        List.of(subject),
        what,
        false,
        g.from(),
        null,
        "About " + subject,
        Lang.EN,
        g.statement(),
        g.link(),
        null,
        false,
        g.stage(),
        g.effect(),
        false);
  }

  static Stream<Arguments> facts() {
    return Stream.of(
        Arguments.of(What.EVENT, new Fact.Occurred(true)),
        Arguments.of(What.DOCUMENT, new Fact.Delivered(null, null)),
        Arguments.of(What.PLANNED, new Fact.Planned()),
        Arguments.of(What.STAGE, new Fact.Stage(Fact.StageName.ADOPTED)),
        Arguments.of(What.NOTICE, new Fact.Notified(LocalDate.of(2027, 1, 1), false)));
  }

  @ParameterizedTest
  @MethodSource("facts")
  void what_is_said_becomes_a_fact_of_its_shape(What what, Fact fact) {
    var caller = officers.of(Party.LA);
    var asserted = evidence.standing(caller, evidence.record(caller, good(what), null)).asserted();
    assertThat(asserted.fact()).isEqualTo(fact);
    assertThat(asserted.by()).containsExactly(Party.LA);
    assertThat(asserted.subjects()).containsExactly(new SubjectRef("commitment:4.2.7#1"));
    assertThat(asserted.when()).isEqualTo(Span.day(DAY));
    assertThat(asserted.origin().party()).isEqualTo(Party.LA);
    assertThat(asserted.origin().recordedBy()).isEqualTo(caller.name());
    assertThat(asserted.origin().publisher()).isNull();
    assertThat(asserted.example()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(names = {"DECLARATION", "NOT_FORESEEN", "NOT_HELD"})
  void a_statement_is_kept_as_an_official_text(What what) {
    var caller = officers.of(Party.TH);
    var fact =
        evidence.standing(caller, evidence.record(caller, good(what), null)).asserted().fact();
    var text = texts.read(EvidenceRow.statement(fact));
    assertThat(text.source()).isEqualTo(Lang.EN);
    assertThat(text.in(Lang.EN).body()).isEqualTo("In our own words.");
    assertThat(text.in(Lang.EN).state()).isEqualTo(Texts.State.OFFICIAL);
  }

  @Test
  void a_meeting_of_the_six_is_evidence_for_all_and_a_special_one_fills_no_period() {
    var caller = officers.of(Party.CN);
    var six =
        new NewEvidence(
            List.of("4.2.7#1", "commitment:4.2.7#2", "series:leaders"),
            What.EVENT,
            true,
            DAY,
            DAY.plusDays(1),
            " Meeting ",
            Lang.ZH,
            null,
            null,
            null,
            true,
            null,
            null,
            false);
    var asserted = evidence.standing(caller, evidence.record(caller, six, null)).asserted();
    assertThat(asserted.by()).isEqualTo(EnumSet.allOf(Party.class));
    assertThat(asserted.fact()).isEqualTo(new Fact.Occurred(false));
    assertThat(asserted.when()).isEqualTo(new Span(DAY, DAY.plusDays(1)));
    assertThat(asserted.title().exactly(Lang.ZH)).contains("Meeting");
    assertThat(asserted.subjects())
        .extracting(SubjectRef::value)
        .containsExactlyInAnyOrder("commitment:4.2.7#1", "commitment:4.2.7#2", "series:leaders");
  }

  private List<Long> everythingWritten() {
    return Stream.of(
            "plan.filed",
            "parties.act",
            "texts.text",
            "files.file",
            "plan.evidence",
            "log.entry",
            "log.pending")
        .map(t -> db.sql("select count(*) from " + t).query(Long.class).single())
        .toList();
  }

  private Set<String> wrongFields(NewEvidence e) {
    log.settle();
    var before = everythingWritten();
    var problem =
        catchThrowableOfType(
            PlanProblem.BadFields.class, () -> evidence.record(officers.of(Party.VN), e, null));
    assertThat(problem).as(e.toString()).isNotNull();
    assertThat(everythingWritten()).isEqualTo(before);
    return problem.fields().stream().map(Problem.FieldError::field).collect(Collectors.toSet());
  }

  @Test
  void all_wrong_fields_are_named_at_once_and_nothing_is_written() {
    var nothing =
        new NewEvidence(
            null, null, false, null, null, null, null, null, null, null, false, null, null, false);
    assertThat(wrongFields(nothing)).containsExactlyInAnyOrder("subjects", "what", "from", "title");
    var spoilt =
        new NewEvidence(
            List.of("4.2.7#1", "9.9.9#1"),
            What.DECLARATION,
            false,
            DAY,
            DAY.minusDays(1),
            "x".repeat(201),
            Lang.EN,
            " ",
            "javascript:alert(1)",
            null,
            false,
            null,
            null,
            false);
    assertThat(wrongFields(spoilt))
        .containsExactlyInAnyOrder("subjects", "to", "title", "statement", "link");
  }

  static Stream<Arguments> spoilt() {
    var e = good(What.EVENT);
    return Stream.of(
        spoilt(
            "subjects",
            "no such commitment",
            List.of("4.2.7#99"),
            e.from(),
            "t",
            null,
            "s",
            What.EVENT,
            null,
            null),
        spoilt(
            "subjects",
            "no such part",
            List.of("4.2.7#1/nothing"),
            e.from(),
            "t",
            null,
            "s",
            What.EVENT,
            null,
            null),
        spoilt(
            "subjects",
            "no such series",
            List.of("series:nothing"),
            e.from(),
            "t",
            null,
            "s",
            What.EVENT,
            null,
            null),
        spoilt(
            "subjects",
            "no subject at all",
            List.of(" "),
            e.from(),
            "t",
            null,
            "s",
            What.EVENT,
            null,
            null),
        spoilt(
            "from",
            "an event to come",
            List.of("4.2.7#1"),
            TOMORROW,
            "t",
            null,
            "s",
            What.EVENT,
            null,
            null),
        spoilt(
            "from",
            "before all",
            List.of("4.2.7#1"),
            LocalDate.of(2009, 12, 31),
            "t",
            null,
            "s",
            What.EVENT,
            null,
            null),
        spoilt(
            "title", "blank", List.of("4.2.7#1"), e.from(), " ", null, "s", What.EVENT, null, null),
        spoilt(
            "title",
            "not a character of text",
            List.of("4.2.7#1"),
            e.from(),
            "a\0b",
            null,
            "s",
            What.EVENT,
            null,
            null),
        spoilt(
            "title",
            "half a character",
            List.of("4.2.7#1"),
            e.from(),
            "a\ud800b",
            null,
            "s",
            What.EVENT,
            null,
            null),
        spoilt(
            "statement",
            "not a character of text",
            List.of("4.2.7#1"),
            e.from(),
            "t",
            null,
            "a\0b",
            What.DECLARATION,
            null,
            null),
        spoilt(
            "statement",
            "too long",
            List.of("4.2.7#1"),
            e.from(),
            "t",
            null,
            "x".repeat(20_001),
            What.DECLARATION,
            null,
            null),
        spoilt(
            "statement",
            "missing",
            List.of("4.2.7#1"),
            e.from(),
            "t",
            null,
            null,
            What.NOT_HELD,
            null,
            null),
        spoilt(
            "link",
            "no web address",
            List.of("4.2.7#1"),
            e.from(),
            "t",
            "ftp://example.org",
            "s",
            What.EVENT,
            null,
            null),
        spoilt(
            "link",
            "no host",
            List.of("4.2.7#1"),
            e.from(),
            "t",
            "https:///x",
            "s",
            What.EVENT,
            null,
            null),
        spoilt(
            "link",
            "too long",
            List.of("4.2.7#1"),
            e.from(),
            "t",
            "https://example.org/" + "x".repeat(2_000),
            "s",
            What.EVENT,
            null,
            null),
        spoilt(
            "file",
            "a document without a source",
            List.of("4.2.7#1"),
            e.from(),
            "t",
            null,
            "s",
            What.DOCUMENT,
            null,
            null),
        spoilt(
            "stage",
            "missing",
            List.of("4.2.7#1"),
            e.from(),
            "t",
            null,
            "s",
            What.STAGE,
            null,
            null),
        spoilt(
            "link",
            "adopted without the decision",
            List.of("4.2.7#1"),
            e.from(),
            "t",
            null,
            "s",
            What.STAGE,
            Fact.StageName.ADOPTED,
            null),
        spoilt(
            "link",
            "set aside without the decision",
            List.of("4.2.7#1"),
            e.from(),
            "t",
            null,
            "s",
            What.STAGE,
            Fact.StageName.SET_ASIDE,
            null),
        spoilt(
            "effect",
            "too far",
            List.of("4.2.7#1"),
            e.from(),
            "t",
            null,
            "s",
            What.NOTICE,
            null,
            LocalDate.of(2999, 1, 1)),
        Arguments.of(
            "edition",
            "no year",
            new NewEvidence(
                List.of("4.2.7#1"),
                What.EVENT,
                false,
                e.from(),
                null,
                "t",
                Lang.EN,
                null,
                null,
                20255,
                false,
                null,
                null,
                false)),
        spoilt(
            "effect",
            "missing",
            List.of("4.2.7#1"),
            e.from(),
            "t",
            null,
            "s",
            What.NOTICE,
            null,
            null));
  }

  private static Arguments spoilt(
      String field,
      String why,
      List<String> subjects,
      LocalDate from,
      String title,
      String link,
      String statement,
      What what,
      Fact.StageName stage,
      LocalDate effect) {
    return Arguments.of(
        field,
        why,
        new NewEvidence(
            subjects, what, false, from, null, title, Lang.EN, statement, link, null, false, stage,
            effect, false));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("spoilt")
  void one_wrong_field_is_named(String field, String why, NewEvidence e) {
    assertThat(wrongFields(e)).as(why).containsExactly(field);
  }

  @Test
  void what_is_still_to_come_can_be_planned_or_notified() {
    for (What what : List.of(What.PLANNED, What.NOT_FORESEEN, What.NOTICE, What.DECLARATION)) {
      var g = good(what);
      var e =
          new NewEvidence(
              g.subjects(),
              what,
              false,
              TOMORROW,
              null,
              "t",
              null,
              "s",
              null,
              null,
              false,
              null,
              g.effect(),
              false);
      assertThat(evidence.record(officers.of(Party.KH), e, null)).as(what.name()).isNotNull();
    }
  }

  @Test
  void only_an_officer_with_a_mandate_and_only_for_the_own_party() {
    var e = good(What.EVENT);
    log.settle();
    var before = everythingWritten();
    assertThatExceptionOfType(PlanProblem.NotSignedIn.class)
        .isThrownBy(() -> evidence.record(Caller.ANONYMOUS, e, null));
    for (Caller caller : List.of(officers.reader(), officers.administrator())) {
      assertThatExceptionOfType(PlanProblem.NotForThisParty.class)
          .isThrownBy(() -> evidence.record(caller, e, null));
    }
    // Whatever a caller says of itself, the mandate is looked up anew.
    var la = officers.of(Party.LA);
    var pretended =
        new Caller(la.person(), la.name(), Party.CN, la.capacities(), "password", false);
    assertThatExceptionOfType(org.lanmei.parties.PartiesProblem.NoMandate.class)
        .isThrownBy(() -> evidence.record(pretended, e, null));
    assertThat(everythingWritten()).isEqualTo(before);
  }

  @Test
  void every_step_is_an_act_of_the_party() {
    var caller = officers.of(Party.MM);
    var other = officers.of(Party.KH);
    UUID id = evidence.record(caller, six("4.2.7#2"), null);
    evidence.contest(other, id, Lang.EN, "We have no such document.");
    evidence.settle(other, id, Lang.EN, "We have it now.");
    evidence.withdraw(caller, id, Lang.EN, "Replaced.");

    record Act(UUID person, String party, String capacity, String authentication) {}
    var acts =
        db.sql(
                """
                select person, party, capacity, authentication from parties.act
                 where kind = 'plan.evidence' and ref = ? order by at, party desc
                """)
            .param(id.toString())
            .query(Act.class)
            .list();
    assertThat(acts).hasSize(4);
    assertThat(acts).filteredOn(a -> a.person().equals(caller.person())).hasSize(2);
    assertThat(acts).filteredOn(a -> a.party().equals("KH")).hasSize(2);
    assertThat(acts).allMatch(a -> a.capacity().equals("SECRETARIAT"));
    assertThat(acts).allMatch(a -> a.authentication().equals("password"));
    long logged =
        db.sql("select count(*) from log.entry where kind = 'plan.evidence' and ref = ?")
            .param(id.toString())
            .query(Long.class)
            .single();
    assertThat(logged).isEqualTo(4);
    long signed =
        db.sql(
                """
                select count(*) from parties.act a join plan.filed f on f.act = a.id
                  join log.entry e on e.kind = 'plan.evidence' and e.digest = a.digest
                 where f.evidence = ?
                """)
            .param(id)
            .query(Long.class)
            .single();
    assertThat(signed).as("the act signs what the log holds").isEqualTo(4);
  }

  @Test
  void contested_evidence_counts_for_neither_side_until_the_party_itself_lifts_it() {
    var by = officers.of(Party.LA);
    var first = officers.of(Party.CN);
    var second = officers.of(Party.VN);
    var id = evidence.record(by, six("4.2.7#3"), null);
    assertThat(state("4.2.7#3")).isEqualTo(State.ON_RECORD);

    evidence.contest(first, id, Lang.ZH, "没有这次会议。");
    assertThat(state("4.2.7#3")).isNotEqualTo(State.ON_RECORD);
    assertThat(row("4.2.7#3").contested()).containsExactly(id);
    assertThat(row("4.2.7#3").evidence()).doesNotContain(id);
    assertThatExceptionOfType(PlanProblem.TooLate.class)
        .isThrownBy(() -> evidence.contest(first, id, Lang.ZH, "再说一次。"))
        .matches(p -> p.slug().endsWith("contested"));
    evidence.contest(second, id, Lang.EN, "Nor do we know of it.");
    assertThat(evidence.standing(by, id).contestedBy())
        .containsExactlyInAnyOrder(Party.CN, Party.VN);

    assertThatExceptionOfType(PlanProblem.TooLate.class)
        .isThrownBy(() -> evidence.settle(by, id, Lang.EN, "Not ours to lift."))
        .matches(p -> p.slug().endsWith("settled"));
    evidence.settle(first, id, Lang.ZH, "已核实。");
    assertThat(state("4.2.7#3")).as("one contest still stands").isNotEqualTo(State.ON_RECORD);
    evidence.settle(second, id, Lang.EN, "Confirmed.");
    assertThat(state("4.2.7#3")).isEqualTo(State.ON_RECORD);
    assertThat(evidence.standing(by, id).entries()).hasSize(5);
    evidence.contest(first, id, Lang.ZH, "又有疑问。");
    assertThat(evidence.standing(by, id).contestedBy()).containsExactly(Party.CN);
  }

  private static NewEvidence six(String subject) {
    return new NewEvidence(
        List.of(subject),
        What.EVENT,
        true,
        DAY,
        null,
        "Of the six",
        Lang.EN,
        null,
        null,
        null,
        false,
        null,
        null,
        false);
  }

  private State state(String id) {
    return row(id).state();
  }

  private org.lanmei.plan.assessment.Assessment row(String id) {
    return boards
        .main(officers.of(Party.LA), Boards.Question.NOW)
        .find(CommitmentId.of(id))
        .orElseThrow()
        .assessment()
        .orElseThrow();
  }

  @Test
  void only_who_recorded_withdraws_and_then_nothing_more_is_said() {
    var by = officers.of(Party.LA);
    var other = officers.of(Party.TH);
    var id = evidence.record(by, six("4.2.7#4"), null);
    assertThatExceptionOfType(PlanProblem.NotForThisParty.class)
        .isThrownBy(() -> evidence.withdraw(other, id, Lang.EN, "Not ours."));
    assertThatExceptionOfType(PlanProblem.BadFields.class)
        .isThrownBy(() -> evidence.withdraw(by, id, Lang.EN, "  "));
    evidence.withdraw(by, id, Lang.EN, "Recorded twice.");

    assertThat(evidence.standing(other, id).withdrawn()).isTrue();
    assertThat(row("4.2.7#4").evidence()).doesNotContain(id);
    assertThat(row("4.2.7#4").notCounted()).anyMatch(n -> n.evidence().equals(id));
    for (Runnable step :
        List.<Runnable>of(
            () -> evidence.withdraw(by, id, Lang.EN, "Again."),
            () -> evidence.contest(other, id, Lang.EN, "Too late."))) {
      assertThatExceptionOfType(PlanProblem.TooLate.class)
          .isThrownBy(step::run)
          .matches(p -> p.slug().endsWith("withdrawn"));
    }
  }

  @Test
  void the_shipped_history_is_nobodys_to_withdraw_but_can_be_contested() {
    UUID shipped =
        boards.main(Caller.ANONYMOUS, Boards.Question.NOW).evidence().values().stream()
            .filter(e -> e.subjects().contains(SubjectRef.series("jwg-agriculture")))
            .findFirst()
            .orElseThrow()
            .id();
    assertThatExceptionOfType(PlanProblem.NotForThisParty.class)
        .isThrownBy(() -> evidence.withdraw(officers.of(Party.CN), shipped, Lang.EN, "No."));
    evidence.contest(officers.of(Party.MM), shipped, Lang.EN, "We did not take part.");
    assertThat(evidence.standing(Caller.ANONYMOUS, shipped).contestedBy())
        .containsExactly(Party.MM);
    evidence.settle(officers.of(Party.MM), shipped, Lang.EN, "We did.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "a\0b"})
  void a_reason_is_words(String reason) {
    var by = officers.of(Party.LA);
    var id = evidence.record(by, six("4.2.7#5"), null);
    log.settle();
    var before = everythingWritten();
    assertThatExceptionOfType(PlanProblem.BadFields.class)
        .isThrownBy(() -> evidence.contest(officers.of(Party.CN), id, Lang.EN, reason))
        .satisfies(p -> assertThat(p.fields().getFirst().field()).isEqualTo("reason"));
    assertThat(everythingWritten()).isEqualTo(before);
  }

  @Test
  void what_is_not_there_is_not_found() {
    assertThatExceptionOfType(PlanProblem.UnknownEvidence.class)
        .isThrownBy(
            () -> evidence.contest(officers.of(Party.CN), UUID.randomUUID(), Lang.EN, "No."));
  }

  @Test
  void a_writer_reads_its_own_record_at_once() {
    var by = officers.of(Party.VN);
    for (int n = 0; n < 10; n++) {
      UUID id = evidence.record(by, about("4.2.7#6", What.EVENT), null);
      assertThat(boards.main(by, Boards.Question.NOW).evidence()).containsKey(id);
      assertThat(evidence.standing(by, id).asserted().seq().value()).isPositive();
    }
  }

  @Test
  void what_was_learned_later_was_not_known_earlier() {
    var by = officers.of(Party.LA);
    var before = clock.instant();
    int known = row("4.2.7#7").evidence().size();
    clock.tick();
    UUID id = evidence.record(by, six("4.2.7#7"), null);
    assertThat(row("4.2.7#7").evidence()).hasSize(known + 1).contains(id);

    var then = boards.main(by, new Boards.Question(DAY.plusMonths(1), before));
    var row = then.find(CommitmentId.of("4.2.7#7")).orElseThrow().assessment().orElseThrow();
    assertThat(row.evidence()).hasSize(known).doesNotContain(id);
    assertThat(row.notCounted()).noneMatch(n -> n.evidence().equals(id));
    assertThat(then.evidence()).doesNotContainKey(id);
    assertThat(then.asOf().known().value()).isLessThan(log.latest().value());

    var contested = clock.tick();
    clock.tick();
    evidence.contest(officers.of(Party.CN), id, Lang.EN, "No.");
    var uncontested = boards.main(by, new Boards.Question(null, contested));
    assertThat(
            uncontested
                .find(CommitmentId.of("4.2.7#7"))
                .orElseThrow()
                .assessment()
                .orElseThrow()
                .contested())
        .isEmpty();
  }

  // ---- files

  private static Evidence.Upload upload(String name, byte[] content) {
    return new Evidence.Upload(name, new ByteArrayInputStream(content));
  }

  private static NewEvidence document() {
    return new NewEvidence(
        List.of("4.2.7#8"),
        What.DOCUMENT,
        false,
        DAY,
        null,
        "A document",
        Lang.EN,
        null,
        null,
        2025,
        false,
        null,
        null,
        false);
  }

  static Stream<Arguments> accepted() throws Exception {
    return Stream.of(
        Arguments.of("application/pdf", "%PDF-1.7\n%âãÏÓ".getBytes(StandardCharsets.ISO_8859_1)),
        Arguments.of("image/png", new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 26, '\n', 0}),
        Arguments.of("image/jpeg", new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 0, 0}),
        Arguments.of("text/plain", "一份文件。".getBytes(StandardCharsets.UTF_8)),
        Arguments.of(
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document", word()));
  }

  private static byte[] word() throws Exception {
    var out = new ByteArrayOutputStream();
    try (var document = new XWPFDocument()) {
      document.createParagraph().createRun().setText("A report");
      document.write(out);
    }
    return out.toByteArray();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("accepted")
  void a_file_is_kept_under_its_content_with_the_type_it_has(String type, byte[] content)
      throws Exception {
    var by = officers.of(Party.CN);
    UUID id = evidence.record(by, document(), upload("report.exe", content));
    var fact = (Fact.Delivered) evidence.standing(by, id).asserted().fact();
    assertThat(fact.edition()).isEqualTo(2025);
    var attachment = evidence.attachment(by, id).orElseThrow();
    assertThat(attachment.file()).isEqualTo(fact.file()).hasSize(64);
    var file = files.find(attachment.file()).orElseThrow();
    assertThat(file.mediaType()).isEqualTo(type);
    var out = new ByteArrayOutputStream();
    files.copyTo(file, out);
    assertThat(out.toByteArray()).isEqualTo(content);
  }

  static Stream<Arguments> refused() throws Exception {
    var sheet = new ByteArrayOutputStream();
    try (var book = new XSSFWorkbook()) {
      book.createSheet("x").createRow(0).createCell(0).setCellValue("1");
      book.write(sheet);
    }
    var zip = new ByteArrayOutputStream();
    try (var out = new ZipOutputStream(zip)) {
      out.putNextEntry(new ZipEntry("program.exe"));
      out.write(new byte[] {'M', 'Z', 0, 1});
      out.closeEntry();
    }
    return Stream.of(
        Arguments.of("a program", new byte[] {'M', 'Z', 0, 3}),
        Arguments.of("a page", "<html><script>".getBytes(StandardCharsets.UTF_8)),
        Arguments.of("a marked page", "\ufeff<svg onload=x>".getBytes(StandardCharsets.UTF_8)),
        Arguments.of("anything with zeros", new byte[] {1, 2, 0, 3}),
        Arguments.of("an archive", zip.toByteArray()),
        Arguments.of("a workbook", sheet.toByteArray()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void a_file_of_another_type_is_refused_and_nothing_is_kept(String what, byte[] content) {
    log.settle();
    var before = everythingWritten();
    assertThatExceptionOfType(PlanProblem.BadFields.class)
        .as(what)
        .isThrownBy(
            () -> evidence.record(officers.of(Party.CN), document(), upload("a.pdf", content)))
        .satisfies(p -> assertThat(p.fields().getFirst().field()).isEqualTo("file"));
    assertThat(everythingWritten()).isEqualTo(before);
  }

  @Test
  void a_file_has_a_bound_and_is_not_empty() {
    log.settle();
    var before = everythingWritten();
    byte[] most = new byte[20 * 1024 * 1024 + 1];
    Arrays.fill(most, (byte) 'x');
    assertThatExceptionOfType(FilesProblem.TooLarge.class)
        .isThrownBy(() -> evidence.record(officers.of(Party.CN), document(), upload("a", most)));
    assertThatExceptionOfType(FilesProblem.Empty.class)
        .isThrownBy(
            () ->
                evidence.record(
                    officers.of(Party.CN),
                    document(),
                    new Evidence.Upload("a", InputStream.nullInputStream())));
    assertThat(everythingWritten()).isEqualTo(before);
  }

  @Test
  void two_records_of_one_file_keep_it_once() {
    byte[] same = "The same words.".getBytes(StandardCharsets.UTF_8);
    var by = officers.of(Party.CN);
    var ids = new ArrayList<UUID>();
    for (int n = 0; n < 2; n++) ids.add(evidence.record(by, document(), upload("n" + n, same)));
    assertThat(ids).doesNotHaveDuplicates();
    assertThat(ids.stream().map(id -> evidence.attachment(by, id).orElseThrow().file()).distinct())
        .hasSize(1);
    assertThat(evidence.attachment(by, ids.get(1)).orElseThrow().name()).isEqualTo("n1");
  }

  @ParameterizedTest
  @CsvSource({
    "report.pdf, report.pdf",
    "C:\\Users\\me\\报告.pdf, 报告.pdf",
    "../../etc/passwd, passwd",
    "'a\0\r\nb.txt', ab.txt",
    "'  ', document",
    "x/, document"
  })
  void a_files_name_is_kept_for_display_only(String sent, String kept) {
    assertThat(upload(sent.replace("\\0", "\0"), new byte[0]).name()).isEqualTo(kept);
  }
}
