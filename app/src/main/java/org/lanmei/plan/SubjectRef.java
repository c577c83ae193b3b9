package org.lanmei.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * What a piece of evidence speaks of. Three forms:
 *
 * <ul>
 *   <li>{@code commitment:4.1.1#6}: a commitment as a whole;
 *   <li>{@code commitment:4.1.2#4/games}: one expectation of it;
 *   <li>{@code series:leaders}: a meeting series, yearly document or data obligation that any
 *       number of expectations name among their subjects.
 * </ul>
 */
public record SubjectRef(@JsonValue String value) {

  private static final Pattern FORM =
      Pattern.compile(
          "commitment:[^#\\s/]{1,40}#[1-9][0-9]{0,3}(/[a-z0-9-]{1,40})?|series:[a-z0-9-]{1,60}");

  @JsonCreator
  public SubjectRef {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("no subject of evidence: " + value);
    }
  }

  public static SubjectRef commitment(CommitmentId id) {
    return new SubjectRef("commitment:" + id);
  }

  public static SubjectRef expectation(CommitmentId id, String key) {
    return new SubjectRef("commitment:" + id + "/" + key);
  }

  public static SubjectRef series(String key) {
    return new SubjectRef("series:" + key);
  }

  boolean isSeries() {
    return value.startsWith("series:");
  }
}
