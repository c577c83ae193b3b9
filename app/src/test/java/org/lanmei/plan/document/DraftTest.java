package org.lanmei.plan.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lanmei.plan.Kind;
import org.lanmei.plan.document.Draft.Proposal;

class DraftTest {

  private static final Map<String, Kind> TYPES =
      Map.of(
          "R1", Kind.RECURRING,
          "R2", Kind.EVENT,
          "D", Kind.DELIVERABLE,
          "B", Kind.BODY,
          "C", Kind.CONTINUING,
          "E", Kind.EXPLORATORY);

  private static Map<String, Proposal> proposals(String text) {
    var byId = new TreeMap<String, Proposal>();
    for (Proposal p : Draft.propose(Samples.read(text)).proposals()) {
      byId.put(p.id().toString(), p);
    }
    return byId;
  }

  @Test
  void the_kinds_of_the_plan_agree_with_the_checklist() {
    var proposals = proposals(Shared.plan());
    int same = 0;
    int cadences = 0;
    int sameCadence = 0;
    var wrong = new ArrayList<String>();
    for (var row : Shared.checklist().entrySet()) {
      Proposal p = proposals.get(row.getKey());
      String type = row.getValue().getFirst();
      Kind expected = TYPES.get(type);
      if (p.kind() == expected) {
        same++;
      } else {
        wrong.add(row.getKey() + " is " + type + ", not " + p.kind() + " by " + p.words());
      }
      if (type.equals("R1")) {
        cadences++;
        String cadence = cadence(row.getValue().get(2));
        if (cadence.equals(p.cadence())) sameCadence++;
        else wrong.add("cadence " + row.getKey() + " " + cadence + " not " + p.cadence());
      }
    }
    var said =
        same
            + " kinds, "
            + sameCadence
            + " of "
            + cadences
            + " cadences\n"
            + String.join("\n", wrong);
    assertThat(same).as(said).isGreaterThanOrEqualTo(236);
    assertThat(sameCadence).as(said).isGreaterThanOrEqualTo(20);
  }

  @Test
  void goals_principles_and_descriptions_are_no_commitments() {
    var chinese = proposals(Samples.chinese());
    for (String id : new String[] {"一#1", "一#2", "二#1", "4.3.2#3"}) {
      assertThat(chinese.get(id).kind()).as(id).isNull();
    }
    var english = proposals(Samples.english());
    for (String id : new String[] {"I#1", "I#2", "II#1", "4.1.1#2"}) {
      assertThat(english.get(id).kind()).as(id).isNull();
    }
    assertThat(chinese.get("4.3.2#3").basis()).isEqualTo(Draft.Basis.DESCRIPTION);
    assertThat(chinese.get("二#1").because().key()).isEqualTo("plan-document.proposal.clause");
  }

  @ParameterizedTest
  @CsvSource({
    "三#2, RECURRING, every-year, 每年",
    "三#3, EXPLORATORY, if-necessary, 探讨",
    "4.1.1#1, RECURRING, every-two-years, 每两年",
    "4.1.1#2, BODY, no-date, 机制",
    "4.1.1#3, RECURRING, regularly, 定期",
    "4.1.1#4, CONTINUING, , 加强",
    "4.1.2#1, DELIVERABLE, no-date, 编制",
    "4.1.2#2, CONTINUING, , 深化",
    "4.1.2#3, EXPLORATORY, , 探讨",
    "4.1.3.1#2, RECURRING, as-appropriate, 适时",
    "4.1.3.2#2, EVENT, no-date, 义诊",
    "4.2.1#1, RECURRING, every-year-as-appropriate, 每年视情",
    "4.2.2#1, RECURRING, continued, 继续举办",
    "4.3.1#1, RECURRING, rotating, 轮流",
    "5.2#1, EXPLORATORY, , 探讨"
  })
  void chinese_sentences(String id, Kind kind, String cadence, String word) {
    check(proposals(Samples.chinese()).get(id), kind, cadence, word);
    // The same in traditional characters; the words come back as the document has them.
    var traditional = com.ibm.icu.text.Transliterator.getInstance("Simplified-Traditional");
    var proposal = proposals(traditional.transliterate(Samples.chinese())).get(id);
    check(proposal, kind, cadence, traditional.transliterate(word));
  }

  @ParameterizedTest
  @CsvSource({
    "III#1, RECURRING, every-year, every year",
    "III#2, CONTINUING, , improve",
    "4.1.1#1, RECURRING, every-two-years, every two years",
    "4.1.1#3, BODY, no-date, mechanism",
    "4.1.1#4, RECURRING, regularly, regularly",
    "4.1.2#1, DELIVERABLE, no-date, manual",
    "4.1.2#3, EXPLORATORY, , Explore",
    "4.2(a)#1, RECURRING, every-year-as-appropriate, as appropriate",
    "4.2(b)#1, RECURRING, continued, Continue to hold",
    "4.3#1, RECURRING, rotating, in rotation",
    "5.2#1, EXPLORATORY, , Consider"
  })
  void english_sentences(String id, Kind kind, String cadence, String word) {
    check(proposals(Samples.english()).get(id), kind, cadence, word);
  }

  private static void check(Proposal p, Kind kind, String cadence, String word) {
    assertThat(p.kind()).as(p.toString()).isEqualTo(kind);
    assertThat(p.cadence()).as(p.toString()).isEqualTo(cadence);
    assertThat(String.join(" ", p.words())).contains(word);
    assertThat(p.text()).contains(p.words().getFirst());
    assertThat(p.confidence()).isBetween(0.3, 0.95);
  }

  /** The checklist's word as a key. */
  private static String cadence(String word) {
    var keys = new java.util.LinkedHashMap<String, String>();
    keys.put("每年视情", "every-year-as-appropriate");
    keys.put("每两年", "every-two-years");
    keys.put("每年", "every-year");
    keys.put("定期", "regularly");
    keys.put("如有必要", "if-necessary");
    keys.put("视情", "as-appropriate");
    keys.put("适时", "as-appropriate");
    keys.put("经常性", "frequent");
    keys.put("轮流", "rotating");
    keys.put("继续", "continued");
    for (var e : keys.entrySet()) if (word.startsWith(e.getKey())) return e.getValue();
    return word;
  }
}
