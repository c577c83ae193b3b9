package org.lanmei.plan.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanmei.plan.CommitmentId;
import org.lanmei.plan.document.Difference.Change;
import org.lanmei.plan.document.Difference.Exchanged;
import org.lanmei.plan.document.Samples.Sample;

class MatchingTest {

  private static final String NEW_HAN = "出版盲文乐谱,每个音乐厅收藏两册。";
  private static final String NEW_LATIN =
      "Print braille sheet music, two copies for each concert hall.";

  static Stream<Sample> samples() {
    return Samples.all();
  }

  private static Matching match(Sample sample, String text) {
    return Matching.match(Samples.read(text), sample.register());
  }

  private static String news(Sample sample) {
    return sample.text().contains("。") ? NEW_HAN : NEW_LATIN;
  }

  @ParameterizedTest
  @MethodSource("samples")
  void the_document_itself_has_no_differences(Sample sample) {
    var matching = match(sample, sample.text());
    assertThat(matching.differences()).isEmpty();
    assertThat(matching.found()).hasSize(sample.total());
    assertThat(matching.foundCommitments()).isEqualTo(matching.commitments());
    assertThat(matching.found()).allMatch(f -> f.id().equals(f.at()) && f.similarity() == 1);
  }

  @Test
  void the_register_shipped_has_268_commitments() {
    var register = Fingerprints.shipped("lmc-2023-2027");
    assertThat(register.commitments()).isEqualTo(268);
    var lines = register.clauses().stream().flatMap(c -> c.lines().stream()).toList();
    assertThat(lines).hasSize(274);
    assertThat(lines)
        .filteredOn(l -> !l.counted())
        .extracting(l -> l.id().toString())
        .containsExactly("一#1", "一#2", "一#3", "二#1", "二#2", "4.3.4#11");
  }

  // ---- one sentence added, one removed, two clauses swapped

  private record Case(
      String a, String b, int reading, CommitmentId removed, CommitmentId after, String text) {
    @Override
    public String toString() {
      return a + " " + b + " reading " + reading + " removed " + removed + " after " + after;
    }
  }

  /** Any two clauses neither of which stands under the other, in every reading of a swap. */
  private static List<Case> cases(Sample sample, int count, long seed) {
    var random = new Random(seed);
    var doc = Samples.read(sample.text());
    var clauses = doc.clauses().stream().filter(c -> !c.missing()).toList();
    var cases = new ArrayList<Case>();
    while (cases.size() < count) {
      int i = random.nextInt(clauses.size());
      int j = random.nextInt(clauses.size());
      if (i >= j) continue;
      Clause a = clauses.get(i);
      Clause b = clauses.get(j);
      if (under(doc, b, a)) continue;
      int reading = random.nextInt(3);
      boolean siblings = java.util.Objects.equals(a.parent(), b.parent());
      boolean leaves = leaf(doc, a) && leaf(doc, b);
      // Sub-clauses numbered under another's number are no clear edit.
      if (reading == 1 && !leaves) continue;
      if (reading == 2 && !(leaves || siblings && a.written().matches("[0-9.]+"))) continue;
      Clause from = clauses.get(random.nextInt(clauses.size()));
      Clause to = clauses.get(random.nextInt(clauses.size()));
      if (from.sentences().size() < 2 || to.sentences().isEmpty()) continue;
      Sentence gone = from.sentences().get(random.nextInt(from.sentences().size()));
      Sentence after = to.sentences().get(random.nextInt(to.sentences().size()));
      if (from == to) continue;
      String text = Samples.addAfter(sample.text(), after, news(sample));
      text = Samples.remove(text, gone);
      text =
          switch (reading) {
            case 0 -> Samples.swapBlocks(text, a.address(), b.address());
            case 1 -> Samples.swapBodies(text, a.address(), b.address());
            default -> Samples.swapRenumbered(text, a.address(), b.address());
          };
      cases.add(new Case(a.address(), b.address(), reading, from.id(gone), to.id(after), text));
    }
    return cases;
  }

  private static boolean under(PlanDocument doc, Clause c, Clause above) {
    for (String p = c.parent(); p != null; p = doc.clause(p).orElseThrow().parent()) {
      if (p.equals(above.address())) return true;
    }
    return false;
  }

  private static boolean leaf(PlanDocument doc, Clause c) {
    return doc.clauses().stream().noneMatch(o -> c.address().equals(o.parent()))
        && !c.sentences().isEmpty();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void added_removed_and_swapped_are_three_differences(Sample sample) {
    for (Case c : cases(sample, Integer.getInteger("lanmei.cases", 60), 20261124)) {
      var matching = match(sample, c.text);
      var said = c + "\n" + matching.differences();
      assertThat(matching.differences()).as(said).hasSize(3);
      assertThat(matching.found()).as(said).hasSize(sample.total() - 1);
      var swap = only(matching, Difference.ClausesSwapped.class, said);
      assertThat(List.of(swap.first(), swap.second())).as(said).containsExactly(c.a, c.b);
      assertThat(swap.exchanged())
          .as(said)
          .isEqualTo(
              List.of(Exchanged.BLOCKS, Exchanged.BODIES, Exchanged.TITLES_AND_BODIES)
                  .get(c.reading));
      assertThat(only(matching, Difference.SentenceRemoved.class, said).id()).isEqualTo(c.removed);
      var added = only(matching, Difference.SentenceAdded.class, said);
      assertThat(added.after()).as(said).isEqualTo(c.after);
      assertThat(added.text()).isEqualTo(news(sample));
    }
  }

  private static <D extends Difference> D only(Matching matching, Class<D> type, String said) {
    var found = matching.differences().stream().filter(type::isInstance).toList();
    assertThat(found).as(said).hasSize(1);
    return type.cast(found.getFirst());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void sentences_after_an_added_one_keep_their_ids(Sample sample) {
    var doc = Samples.read(sample.text());
    Clause longest =
        doc.clauses().stream()
            .max(java.util.Comparator.comparingInt(c -> c.sentences().size()))
            .orElseThrow();
    var text = Samples.addAfter(sample.text(), longest.sentences().getFirst(), news(sample));
    var matching = match(sample, text);
    assertThat(matching.differences()).hasSize(1);
    assertThat(matching.found()).hasSize(sample.total());
    var second = longest.id(longest.sentences().get(1));
    assertThat(matching.found())
        .filteredOn(f -> f.id().equals(second))
        .singleElement()
        .satisfies(f -> assertThat(f.at().sentence()).isEqualTo(3));
  }

  // ---- every other difference, alone

  @ParameterizedTest
  @MethodSource("samples")
  void each_missing_heading_is_one_difference(Sample sample) {
    var doc = Samples.read(sample.text());
    for (Clause c : doc.clauses()) {
      // Where the first heading goes too, nothing in the text tells the two first clauses apart.
      if (c.missing()) continue;
      var matching = match(sample, Samples.removeHeading(sample.text(), c.address()));
      assertThat(matching.differences())
          .as(c.address())
          .containsExactly(new Difference.HeadingMissing(c.address()));
      assertThat(matching.found()).hasSize(sample.total());
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void each_removed_clause_is_one_difference(Sample sample) {
    var doc = Samples.read(sample.text());
    for (Clause c : doc.clauses()) {
      if (c.missing()) continue;
      int count =
          doc.clauses().stream()
              .filter(o -> o == c || under(doc, o, c))
              .mapToInt(o -> o.sentences().size())
              .sum();
      var matching = match(sample, Samples.removeClause(sample.text(), c.address()));
      assertThat(matching.differences())
          .as(c.address())
          .containsExactly(new Difference.ClauseRemoved(c.address(), count));
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void each_removed_sentence_is_one_difference(Sample sample) {
    var doc = Samples.read(sample.text());
    for (Clause c : doc.clauses()) {
      for (Sentence s : c.sentences()) {
        // Of a long plan, every fifth.
        if (sample.total() > 100 && (s.number() + c.line()) % 5 != 0) continue;
        var matching = match(sample, Samples.remove(sample.text(), s));
        assertThat(matching.differences())
            .as(c.id(s).toString())
            .singleElement()
            .isInstanceOfSatisfying(
                Difference.SentenceRemoved.class, d -> assertThat(d.id()).isEqualTo(c.id(s)));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void a_sentence_moved_to_another_clause_is_one_difference(Sample sample) {
    var random = new Random(7);
    var doc = Samples.read(sample.text());
    var full = doc.clauses().stream().filter(c -> c.sentences().size() > 1).toList();
    for (int i = 0; i < 60; i++) {
      Clause from = full.get(random.nextInt(full.size()));
      Clause to = full.get(random.nextInt(full.size()));
      if (from == to) continue;
      Sentence s = from.sentences().get(random.nextInt(from.sentences().size()));
      Sentence after = to.sentences().get(random.nextInt(to.sentences().size()));
      String text = Samples.remove(sample.text(), s);
      text = Samples.addAfter(text, find(text, after), s.text());
      var matching = match(sample, text);
      var said = from.id(s) + " to after " + to.id(after) + " " + matching.differences();
      assertThat(matching.found()).as(said).hasSize(sample.total());
      var moved = only(matching, Difference.SentencesMoved.class, said);
      assertThat(moved.ids()).containsExactly(from.id(s));
      assertThat(moved.to().getFirst().clause()).isEqualTo(to.address());
      assertThat(matching.differences()).as(said).hasSize(1);
    }
  }

  private static Sentence find(String text, Sentence wanted) {
    return Samples.read(text).clauses().stream()
        .flatMap(c -> c.sentences().stream())
        .filter(s -> s.text().equals(wanted.text()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void wording_punctuation_script_and_cuts_are_told_apart() {
    var sample = Samples.chineseSample();
    assertChanged(sample, "指定全天值守的联络人。", "指定全天在岗的联络人。", Change.WORDING);
    assertChanged(sample, "机制,指定", "机制;指定", Change.PUNCTUATION);
    assertChanged(sample, "深化节水技术交流,鼓励工厂重复用水。", "深化節水技術交流,鼓勵工廠重複用水。", Change.SCRIPT);
    var split = match(sample, sample.text().replace("机制,指定", "机制。指定"));
    assertThat(split.differences())
        .singleElement()
        .isInstanceOfSatisfying(
            Difference.SentenceSplit.class,
            d -> {
              assertThat(d.id()).hasToString("4.1.1#2");
              assertThat(d.into()).hasSize(2);
            });
    assertThat(split.found()).hasSize(sample.total());
    var joined = match(sample, sample.text().replace("观测方法。加强", "观测方法,加强"));
    assertThat(joined.differences())
        .singleElement()
        .isInstanceOfSatisfying(
            Difference.SentencesJoined.class,
            d ->
                assertThat(d.ids())
                    .extracting(CommitmentId::toString)
                    .containsExactly("4.1.1#3", "4.1.1#4"));
    assertThat(joined.found()).hasSize(sample.total());
  }

  private static void assertChanged(Sample sample, String was, String is, Change change) {
    assertThat(sample.text()).contains(was);
    var matching = match(sample, sample.text().replace(was, is));
    assertThat(matching.differences())
        .singleElement()
        .isInstanceOfSatisfying(
            Difference.SentenceChanged.class,
            d -> {
              assertThat(d.change()).isEqualTo(change);
              if (change == Change.WORDING) assertThat(d.similarity()).isBetween(0.5, 0.99);
              else assertThat(d.similarity()).isEqualTo(1);
            });
    assertThat(matching.found()).hasSize(sample.total());
  }

  @Test
  void widths_and_shapes_of_punctuation_are_no_difference() {
    var sample = Samples.chineseSample();
    var text = sample.text().replace(',', '，').replace('“', '「').replace('”', '」');
    assertThat(text).isNotEqualTo(sample.text());
    assertThat(match(sample, text).differences()).isEmpty();
  }

  @Test
  void clauses_added_renumbered_retitled_and_moved() {
    var sample = Samples.chineseSample();
    String text = sample.text();
    assertThat(match(sample, text.replace("4.2.2 市场", "4.2.2 音乐\n出版盲文乐谱。\n4.2.3 市场")).differences())
        .containsExactly(
            new Difference.ClauseAdded("4.2.2", "音乐", 1, 28),
            new Difference.ClausesRenumbered(List.of("4.2.2"), List.of("4.2.3"), 30));
    assertThat(match(sample, text.replace("4.2.2 市场", "4.2.2 集市")).differences())
        .singleElement()
        .isInstanceOf(Difference.TitleChanged.class);
    assertThat(match(sample, text.replace("4.2.2 市场", "4.2.7 市场")).differences())
        .singleElement()
        .isInstanceOf(Difference.ClausesRenumbered.class);
    assertThat(match(sample, text.replace("提高集市", "4.2.3 卫生\n提高集市")).differences())
        .singleElement()
        .isInstanceOfSatisfying(
            Difference.HeadingAdded.class, d -> assertThat(d.at()).isEqualTo("4.2.3"));
    assertThat(match(sample, "一、目标\n" + text).differences())
        .containsExactly(new Difference.HeadingAdded("一", "目标", 1));
    // 4.1.1 goes behind 4.1.3 with all under it.
    var lines = Samples.lines(text);
    var doc = Samples.read(text);
    var block = Samples.block(doc, "4.1.1", lines.size());
    var part = new ArrayList<>(lines.subList(block.from(), block.to()));
    int end = Samples.block(doc, "4.1", lines.size()).to();
    lines.addAll(end, part);
    lines.subList(block.from(), block.to()).clear();
    assertThat(match(sample, String.join("\n", lines)).differences())
        .singleElement()
        .isInstanceOfSatisfying(
            Difference.ClauseMoved.class,
            d -> {
              assertThat(d.clause()).isEqualTo("4.1.1");
              assertThat(d.after()).isEqualTo("4.1.3.2");
            });
  }

  @Test
  void parts_of_two_clauses_can_change_places_too() {
    var sample = Samples.chineseSample();
    String text = sample.text();
    String numbers =
        text.replace("4.2.1 航运", "4.2.x 航运")
            .replace("4.2.2 市", "4.2.1 市")
            .replace("4.2.x", "4.2.2");
    assertThat(exchanged(sample, numbers)).isEqualTo(Exchanged.NUMBERS);
    String titles = text.replace("4.2.1 航运", "4.2.1 市场").replace("4.2.2 市场", "4.2.2 航运");
    assertThat(exchanged(sample, titles)).isEqualTo(Exchanged.TITLES);
    String headings =
        text.replace("4.2.1 航运", "X").replace("4.2.2 市场", "4.2.1 航运").replace("X", "4.2.2 市场");
    assertThat(exchanged(sample, headings)).isEqualTo(Exchanged.HEADINGS);
  }

  private static Exchanged exchanged(Sample sample, String text) {
    var matching = match(sample, text);
    return only(matching, Difference.ClausesSwapped.class, matching.differences().toString())
        .exchanged();
  }

  @Test
  void another_plan_has_nothing_in_common() {
    var matching =
        Matching.match(Samples.read(Samples.chinese()), Fingerprints.shipped("lmc-2023-2027"));
    assertThat(matching.foundCommitments()).isZero();
  }

  @Test
  void the_plan_is_read_and_matched_in_well_under_a_second() {
    String text = Shared.plan();
    var register = Fingerprints.shipped("lmc-2023-2027");
    Matching.match(Samples.read(text), register);
    long start = System.nanoTime();
    assertThat(Matching.match(Samples.read(text), register).differences()).isEmpty();
    assertThat((System.nanoTime() - start) / 1_000_000).isLessThan(1000);
  }
}
