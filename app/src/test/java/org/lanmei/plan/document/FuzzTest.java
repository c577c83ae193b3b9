package org.lanmei.plan.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanmei.plan.document.PlanFiles.Headings;

/** Whatever the bytes: a plan or an {@link UnreadableDocument}, and soon. */
class FuzzTest {

  private static final Fingerprints REGISTER = Samples.chineseSample().register();

  private int read;
  private int refused;

  private void tryOut(String name, byte[] file) {
    long start = System.nanoTime();
    try {
      PlanDocument doc = PlanDocument.read(name, file);
      assertThat(doc.clauses()).isNotEmpty();
      Matching.match(doc, REGISTER).differences().forEach(d -> assertThat(d.message()).isNotNull());
      Draft.propose(doc);
      read++;
    } catch (UnreadableDocument e) {
      assertThat(e.reason()).isNotNull();
      refused++;
    }
    assertThat((System.nanoTime() - start) / 1_000_000).isLessThan(10_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"plan.txt", "plan.html", "plan.docx", "gb.txt", "utf16.txt", "en.txt"})
  void truncated_and_mutated(String name) {
    byte[] file =
        switch (name) {
          case "plan.txt" -> Samples.chinese().getBytes(UTF_8);
          case "plan.html" ->
              PlanFiles.html(Samples.chinese(), Headings.STYLED)
                  .replace("CHARSET", "utf-8")
                  .getBytes(UTF_8);
          case "plan.docx" -> PlanFiles.docx(Samples.chinese(), Headings.AUTOMATIC);
          case "gb.txt" -> PlanFiles.encoded(Samples.chinese(), "GB18030");
          case "utf16.txt" -> PlanFiles.encoded(Samples.chinese(), "UTF-16LE");
          default -> Samples.english().getBytes(UTF_8);
        };
    var random = new Random(20261124);
    for (int i = 0; i < 250; i++) {
      byte[] mutant = Arrays.copyOf(file, i % 3 == 0 ? random.nextInt(file.length) : file.length);
      int flips = i % 3 == 0 ? 0 : 1 + random.nextInt(i % 3 == 1 ? 3 : 60);
      for (int f = 0; f < flips; f++) {
        int at = random.nextInt(mutant.length);
        // Half of the changes stay in ASCII, so that many mutants can still be decoded.
        mutant[at] = (byte) (random.nextBoolean() ? 32 + random.nextInt(95) : random.nextInt(256));
      }
      tryOut(name, mutant);
    }
    assertThat(refused).isPositive();
    assertThat(read + refused).isEqualTo(250);
  }

  @Test
  void the_characters_of_a_plan_in_any_order() {
    var random = new Random(3);
    String signs = "一二三四五十第章节条（）()《》“”\"。.，,;；:：、！?4123IVXabc \n\n\n\t。的会每年举办U.S.No\r…—";
    for (int i = 0; i < 400; i++) {
      var text = new StringBuilder();
      int length = random.nextInt(600);
      for (int j = 0; j < length; j++) text.append(signs.charAt(random.nextInt(signs.length())));
      tryOut(i % 2 == 0 ? "a.txt" : "a.html", text.toString().getBytes(UTF_8));
    }
    assertThat(read).isPositive();
    assertThat(refused).isPositive();
  }

  @Test
  void random_bytes() {
    var random = new Random(11);
    for (int i = 0; i < 300; i++) {
      byte[] bytes = new byte[random.nextInt(3000)];
      random.nextBytes(bytes);
      tryOut("a.txt", bytes);
      byte[] zip = bytes.clone();
      if (zip.length > 8) System.arraycopy(new byte[] {'P', 'K', 3, 4}, 0, zip, 0, 4);
      tryOut("a.docx", zip);
      byte[] old = bytes.clone();
      byte[] magic = {
        (byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1
      };
      if (old.length > 8) System.arraycopy(magic, 0, old, 0, 8);
      tryOut("a.doc", old);
    }
    assertThat(refused).isGreaterThan(800);
  }

  @Test
  void large_and_lopsided_texts_take_bounded_time() {
    for (String text :
        List.of(
            "一、甲\n" + "。".repeat(1_000_000),
            "一、甲\n" + "合作。".repeat(19_000),
            "一、甲\n" + "合作。".repeat(40_000),
            "一、甲\n" + "“（《".repeat(300_000),
            "一、甲\n" + "”）》".repeat(300_000),
            "I. A\n" + "e.g. ".repeat(400_000),
            "I. A\n" + "a".repeat(3_000_000),
            "I. A\n" + "A. ".repeat(300_000),
            "一、甲\n" + "加强,".repeat(300_000),
            "1.1 甲\n".repeat(4_000) + "修桥。",
            "(a) Hold a forum every year;\n".repeat(20_000),
            "<html>" + "<div>".repeat(100_000) + "一、甲<br>修桥。",
            "<html><body>" + "<b><p>一、甲".repeat(5_000))) {
      tryOut("a.txt", text.getBytes(UTF_8));
    }
    assertThat(read + refused).isEqualTo(13);
  }
}
