package org.lanmei.water.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Message;
import org.lanmei.water.intake.ProfileProposal.Evidence;
import org.lanmei.water.intake.ProfileProposal.Finding;
import org.lanmei.water.intake.ProfileProposal.Option;
import org.lanmei.water.intake.ProfileProposal.Question;
import org.lanmei.water.intake.ProfileProposal.Setting;

/** What has been found and what is to be asked, while a file is being understood. */
final class Draft {

  private final Map<String, String> answers;
  final List<Finding> findings = new ArrayList<>();
  final List<Question> questions = new ArrayList<>();

  Draft(Map<String, String> answers) {
    this.answers = answers;
  }

  void found(Setting setting, Message says, Evidence... evidence) {
    findings.add(new Finding(setting, false, says, List.of(evidence)));
  }

  void warn(Setting setting, Message says, Evidence... evidence) {
    findings.add(new Finding(setting, true, says, List.of(evidence)));
  }

  /**
   * Asks, unless there is nothing to choose.
   *
   * @return what counts now; null when nothing is chosen or recommended
   */
  @Nullable String ask(
      String id,
      Setting setting,
      Message asks,
      @Nullable Evidence evidence,
      List<Option> options,
      @Nullable String recommended,
      boolean must) {
    String chosen = answers.get(id);
    if (chosen != null && chosen.isBlank()) chosen = null;
    if (chosen != null) {
      String value = chosen;
      if (options.stream().noneMatch(o -> o.value().equals(value))) {
        throw new IntakeProblem.UnknownChoice(
            id,
            value,
            options.stream().map(Option::value).limit(40).collect(Collectors.joining(", ")));
      }
    }
    var question = new Question(id, setting, asks, evidence, options, recommended, must, chosen);
    questions.add(question);
    return question.likely();
  }

  boolean open() {
    return questions.stream().anyMatch(Question::open);
  }

  static Evidence at(ColumnStudy.@Nullable At at) {
    return at == null ? new Evidence(0, "") : new Evidence(at.line(), at.cell());
  }
}
