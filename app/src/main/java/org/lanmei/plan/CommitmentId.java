package org.lanmei.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * A commitment by its place in a plan document: the clause's number as the document writes it and
 * the sentence's number in the clause, such as {@code 4.1.1#2} or {@code 三#10}.
 *
 * @param clause as written in the document, without blanks: {@code 三}, {@code 4.2.12}, {@code
 *     II.3(a)}
 * @param sentence counted from 1 in the clause
 */
public record CommitmentId(String clause, int sentence) {

  private static final Pattern FORM = Pattern.compile("([^#\\s/]{1,40})#([1-9][0-9]{0,3})");

  public CommitmentId {
    if (!FORM.matcher(clause + "#" + sentence).matches()) {
      throw new IllegalArgumentException("no commitment id: " + clause + "#" + sentence);
    }
  }

  /**
   * @throws IllegalArgumentException when {@code text} is not of the form clause#sentence
   */
  @JsonCreator
  public static CommitmentId of(String text) {
    var m = FORM.matcher(text);
    if (!m.matches()) throw new IllegalArgumentException("no commitment id: " + text);
    return new CommitmentId(m.group(1), Integer.parseInt(m.group(2)));
  }

  @Override
  @JsonValue
  public String toString() {
    return clause + "#" + sentence;
  }
}
