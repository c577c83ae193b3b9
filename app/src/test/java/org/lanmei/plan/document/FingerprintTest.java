package org.lanmei.plan.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FingerprintTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "加强合作,每年开会。|加強合作，每年開會。",
        "继续办好(第４届)论坛|繼續辦好（第4屆）論壇",
        "群峰里台为着的线|羣峯裏臺爲著的綫",
        "群峰里台为着的线|羣峰裡台為着的線",
        "卫生,采取,面粉,并且,周到,复核|衞生,採取,麪粉,並且,週到,覆核",
        "Hold a Forum, every year.|hold a forum every year"
      })
  void scripts_variants_widths_and_marks_do_not_count(String a, String b) {
    assertThat(Fingerprint.of(a).sameWords(Fingerprint.of(b))).isTrue();
  }

  @Test
  void punctuation_counts_in_the_form_only() {
    var one = Fingerprint.of("甲、乙合作。");
    var two = Fingerprint.of("甲,乙合作。");
    assertThat(one.sameWords(two)).isTrue();
    assertThat(one.sameForm(two)).isFalse();
    assertThat(Fingerprint.of("甲，“乙”合作。").sameForm(Fingerprint.of("甲,「乙」合作."))).isTrue();
  }

  /** Against the similarity of the sets themselves, over texts that share any part. */
  @Test
  void similarity_is_estimated_within_a_tenth() {
    var random = new Random(5);
    double squares = 0;
    int within = 0;
    int n = 2000;
    for (int i = 0; i < n; i++) {
      String common = text(random, random.nextInt(80));
      String a = common + text(random, 5 + random.nextInt(60));
      String b = common + text(random, 5 + random.nextInt(60));
      double error = Fingerprint.of(a).similarity(Fingerprint.of(b)) - jaccard(a, b);
      squares += error * error;
      if (Math.abs(error) < 0.1) within++;
    }
    assertThat(Math.sqrt(squares / n)).isLessThan(0.05);
    assertThat(within).isGreaterThan(n * 95 / 100);
  }

  private static String text(Random random, int length) {
    var out = new StringBuilder();
    for (int i = 0; i < length; i++) out.append((char) (0x4E00 + random.nextInt(3000)));
    return out.toString();
  }

  private static double jaccard(String a, String b) {
    Set<String> one = pairs(Characters.compared(a));
    Set<String> two = pairs(Characters.compared(b));
    var both = new HashSet<>(one);
    both.retainAll(two);
    var all = new HashSet<>(one);
    all.addAll(two);
    return (double) both.size() / all.size();
  }

  private static Set<String> pairs(String text) {
    var pairs = new HashSet<String>();
    for (int i = 0; i + 1 < text.length(); i++) pairs.add(text.substring(i, i + 2));
    return pairs;
  }

  @Test
  void latin_texts_are_compared_by_words() {
    var one = Fingerprint.of("The cities will hold a flood drill every two years.");
    var two = Fingerprint.of("The cities will hold a flood drill every year.");
    assertThat(one.similarity(two)).isBetween(0.6, 0.95);
    assertThat(one.similarity(Fingerprint.of("Publish a song book."))).isLessThan(0.2);
  }

  @Test
  void written_and_read_again() throws IOException {
    for (var sample : Samples.all().toList()) {
      var out = new StringBuilder();
      sample.register().write(out, "about");
      assertThat(Fingerprints.load(new StringReader(out.toString()))).isEqualTo(sample.register());
    }
  }

  @Test
  void what_is_no_register_is_refused() {
    for (String text :
        new String[] {
          "", "x", "id,role,exact,form,sketch\n一#1,c,a,b,c", "id,role,exact,form,sketch\n一,h1,a,b,c"
        }) {
      assertThatThrownBy(() -> Fingerprints.load(new StringReader(text)))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> Fingerprints.shipped("none"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void the_shipped_register_is_small_and_is_the_plans() throws IOException {
    try (var in =
        Objects.requireNonNull(
            getClass().getResourceAsStream("/register/lmc-2023-2027.fingerprints.csv"))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(text.getBytes(StandardCharsets.UTF_8).length).isLessThan(40_000);
    }
    var plan = Samples.read(Shared.plan());
    var notCounted = Set.of("一#1", "一#2", "一#3", "二#1", "二#2", "4.3.4#11");
    assertThat(Fingerprints.shipped("lmc-2023-2027"))
        .isEqualTo(Fingerprints.of(plan, id -> !notCounted.contains(id.toString())));
    var checklist = Shared.checklist();
    for (var clause : plan.clauses()) {
      for (var s : clause.sentences()) {
        var id = clause.id(s).toString();
        if (id.startsWith("一") || id.startsWith("二")) continue;
        assertThat(s.text()).as(id).isEqualTo(checklist.get(id).get(3));
      }
    }
  }
}
