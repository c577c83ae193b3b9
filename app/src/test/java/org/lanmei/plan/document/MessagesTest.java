package org.lanmei.plan.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.util.ULocale;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.lanmei.kernel.Message;
import org.lanmei.plan.CommitmentId;
import org.lanmei.plan.document.Difference.Change;
import org.lanmei.plan.document.Difference.Exchanged;
import org.lanmei.plan.document.UnreadableDocument.Reason;

class MessagesTest {

  private static Properties messages(String language) throws IOException {
    var properties = new Properties();
    try (var in =
        Objects.requireNonNull(
            MessagesTest.class.getResourceAsStream(
                "/messages/plan-document_" + language + ".properties"))) {
      properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    }
    return properties;
  }

  /** Every message the package can give. */
  private static List<Message> all() {
    var id = CommitmentId.of("4.1#2");
    var all = new ArrayList<Message>();
    for (Reason r : Reason.values()) {
      UnreadableDocument problem =
          r == Reason.UNDECODABLE || r == Reason.LOST_CHARACTER
              ? UnreadableDocument.at(r, 3, 40, "UTF-8")
              : UnreadableDocument.because(r, 20);
      all.add(problem.title());
      all.add(problem.detail());
    }
    var differences = new ArrayList<Difference>();
    differences.add(new Difference.SentenceAdded("4.1", id, null, 3, "甲。"));
    differences.add(new Difference.SentenceAdded("4.1", id, id, 3, "甲。"));
    differences.add(new Difference.SentenceRemoved(id, true));
    for (Change c : Change.values()) {
      differences.add(new Difference.SentenceChanged(id, id, c, 0.7, 3, "甲。"));
    }
    differences.add(new Difference.SentencesMoved(List.of(id), List.of(id), 3));
    differences.add(new Difference.SentencesMoved(List.of(id, id), List.of(id, id), 3));
    differences.add(new Difference.SentenceSplit(id, List.of(id, id), 3));
    differences.add(new Difference.SentencesJoined(List.of(id, id), id, 3));
    differences.add(new Difference.ClauseAdded("4.2", "水", 2, 3));
    differences.add(new Difference.ClauseRemoved("4.2", 2));
    differences.add(new Difference.ClauseMoved("4.2", null, 3));
    differences.add(new Difference.ClauseMoved("4.2", "4.5", 3));
    for (Exchanged e : Exchanged.values()) {
      differences.add(new Difference.ClausesSwapped("4.1", "4.2", e, 3));
    }
    differences.add(new Difference.ClausesRenumbered(List.of("4.1"), List.of("4.2"), 3));
    differences.add(
        new Difference.ClausesRenumbered(List.of("4.1", "4.2"), List.of("4.2", "4.3"), 3));
    differences.add(new Difference.TitleChanged("4.1", "水", 0.4, 3));
    differences.add(new Difference.TitleChanged("4.1", "", 0, 3));
    differences.add(new Difference.HeadingMissing("4.1"));
    differences.add(new Difference.HeadingAdded("4.1", "水", 3));
    differences.forEach(d -> all.add(d.message()));
    for (Draft.Basis b : Draft.Basis.values()) {
      all.add(Message.of("plan-document.proposal." + b.slug(), "每年"));
    }
    for (String note :
        List.of(
            "tracked-changes",
            "table-of-contents",
            "page-numbers",
            "unnumbered",
            "repeated-number",
            "compared-as-simplified")) {
      all.add(Message.of("plan-document.note." + note, 2));
    }
    all.add(Message.of("plan-document.note.first-heading-missing", "一"));
    return all;
  }

  @Test
  void every_message_is_there_in_both_languages_and_takes_its_arguments() throws IOException {
    for (String language : List.of("en", "zh")) {
      var properties = messages(language);
      var used = new TreeSet<String>();
      for (Message m : all()) {
        String pattern = properties.getProperty(m.key());
        assertThat(pattern).as(language + " " + m.key()).isNotNull().doesNotContain("'");
        String said =
            new MessageFormat(pattern, ULocale.forLanguageTag(language)).format(m.args().toArray());
        assertThat(said).as(m.key()).isNotBlank().doesNotContain("{").doesNotContain("null");
        used.add(m.key());
      }
      assertThat(properties.stringPropertyNames()).hasSameElementsAs(used);
    }
  }

  @Test
  void differences_go_out_as_json_and_come_back() {
    var mapper = new tools.jackson.databind.json.JsonMapper();
    var matching =
        Matching.match(
            Samples.read(Samples.chinese().replace("4.2.2 市场\n", "")),
            Samples.chineseSample().register());
    String json = mapper.writeValueAsString(matching.differences().getFirst());
    assertThat(json).isEqualTo("{\"type\":\"heading-missing\",\"clause\":\"4.2.2\"}");
    assertThat(mapper.readValue(json, Difference.class))
        .isEqualTo(matching.differences().getFirst());
    assertThat(Stream.of(mapper.writeValueAsString(matching)))
        .allMatch(s -> s.contains("\"id\":\"4.1.1#2\""));
  }
}
