package org.lanmei.water.intake;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lanmei.kernel.Party;
import org.lanmei.kernel.SeriesKey;
import org.lanmei.water.intake.ProfileProposal.Question;

/** Files and a small registry for the tests of reading them. */
final class Samples {

  static final Instant NOW = Instant.parse("2026-11-25T00:00:00Z");
  static final ZoneOffset SEVEN = ZoneOffset.ofHours(7);

  static final List<KnownSeries> KNOWN =
      List.of(
          series("013901", Party.LA, "water-level", "m", "Pakse", "ປາກເຊ"),
          series("013901", Party.LA, "rainfall", "mm", "Pakse", "ປາກເຊ"),
          series("013903", Party.LA, "water-level", "m", "Pha Phin"),
          series("012002", Party.TH, "water-level", "m", "Nong Khai 2", "หนองคาย"),
          series("014501", Party.KH, "water-level", "m", "Stung Treng"),
          series("014501", Party.KH, "discharge", "m3/s", "Stung Treng"),
          series("014500", Party.KH, "water-level", "m", "3S at Sekong bridge"),
          series("092600", Party.CN, "water-level", "m", "Jinghong", "允景洪"));

  private Samples() {}

  static KnownSeries series(
      String code, Party owner, String variable, String unit, String... names) {
    return new KnownSeries(
        new SeriesKey(code, variable),
        owner,
        unit,
        List.of(names),
        owner == Party.CN ? ZoneOffset.ofHours(8) : SEVEN);
  }

  static ProfileProposal propose(String name, Content content, Map<String, String> answers) {
    return Proposer.propose(name, content, KNOWN, SEVEN, NOW, answers);
  }

  static ProfileProposal propose(String text, String... answers) {
    return propose(text, StandardCharsets.UTF_8, answers);
  }

  static ProfileProposal propose(String text, Charset charset, String... answers) {
    var given = new LinkedHashMap<String, String>();
    for (int i = 0; i < answers.length; i += 2) given.put(answers[i], answers[i + 1]);
    return propose("file.csv", Content.of(text.getBytes(charset)), given);
  }

  static Question question(ProfileProposal proposal, String id) {
    return proposal.questions().stream()
        .filter(q -> q.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no question " + id + " in " + proposal.questions()));
  }

  static List<String> open(ProfileProposal proposal) {
    return proposal.open().stream().map(Question::id).toList();
  }

  static List<String> found(ProfileProposal proposal) {
    return proposal.findings().stream()
        .map(f -> f.says().key().replace("water.intake.found.", ""))
        .toList();
  }

  /** The recommended answer of each question, where there is one. */
  static Map<String, String> recommended(ProfileProposal proposal) {
    var answers = new LinkedHashMap<String, String>();
    for (Question question : proposal.questions()) {
      if (question.recommended() != null) answers.put(question.id(), question.recommended());
    }
    return answers;
  }

  /** What a confirmed profile makes of a file. */
  record Loaded(List<RowReader.Value> values, List<BadRow> bad) {}

  static Loaded load(Profile profile, Content content) throws Exception {
    var fit = Fit.check(profile, content, NOW);
    if (!fit.reasons().isEmpty()) throw new AssertionError(fit.reasons());
    var reader = new RowReader(profile, fit.columns(), NOW);
    var values = new ArrayList<RowReader.Value>();
    var bad = new ArrayList<BadRow>();
    TableReader.read(
        content,
        Charset.forName(profile.table().charset()),
        profile.table().delimiter(),
        row -> {
          if (row.line() < fit.firstRow() || row.isNothing()) return true;
          try {
            values.addAll(reader.read(row));
          } catch (BadCell e) {
            bad.add(Proposer.bad(row, profile, e));
          }
          return true;
        });
    return new Loaded(values, bad);
  }
}
