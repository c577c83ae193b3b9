package org.lanmei.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommitmentFilterTests {

  private static CommitmentFilter filter(Map<String, String> asked) {
    return CommitmentFilter.of(
        asked.get("q"),
        asked.get("clause"),
        asked.get("kind"),
        asked.get("state"),
        asked.get("body"),
        asked.get("party"),
        asked.get("tag"),
        asked.get("year"));
  }

  private static String found(SmallBoard board, Map<String, String> asked) {
    return String.join(
        " ",
        filter(asked).in(board.on(SmallBoard.ON)).stream()
            .map(r -> r.commitment().id().toString())
            .toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "q      | data           | 4.1#1 4.1.1#1",
        "q      | WATER-DATA     | 4.1#1",
        "q      | ｗａｔｅｒ         | 4.1#1",
        "q      | 水             | 4.1#1 4.1.1#1",
        "q      | 4.1#           | 4.1#1",
        "q      | nothing        | ''",
        "clause | 3              | 三#1",
        "clause | 三             | 三#1",
        "clause | 4.1            | 4.1#1 4.1.1#1",
        "clause | 4.1.1, 三       | 三#1 4.1.1#1",
        "clause | 9              | ''",
        "kind   | continuing     | 4.1.1#1 4.10#1",
        "kind   | Body           | 4.1#1",
        "state  | on-record      | 4.1.1#1",
        "state  | NONE_ON_RECORD | 4.1#1 4.10#1",
        "body   | water          | 4.1#1 4.1.1#1",
        "body   | fire           | ''",
        "party  | la             | 4.1.1#1",
        "party  | VN             | ''",
        "tag    | SDG6           | 4.1#1 4.1.1#1",
        "tag    | SDG1           | ''",
        "year   | 2024           | 三#1",
        "year   | 2026           | 4.1.1#1"
      })
  void each_field_lets_through(String field, String value, String expected) {
    assertThat(found(SmallBoard.filled(), Map.of(field, value))).isEqualTo(expected);
  }

  @Test
  void fields_are_taken_together_and_empty_ones_are_missing() {
    var board = SmallBoard.filled();
    assertThat(found(board, Map.of("tag", "SDG6", "kind", "body"))).isEqualTo("4.1#1");
    var untouched = new LinkedHashMap<String, String>();
    List.of("q", "clause", "kind", "state", "body", "party", "tag", "year")
        .forEach(field -> untouched.put(field, " "));
    assertThat(found(board, untouched)).isEqualTo("三#1 4.1#1 4.1.1#1 4.10#1");
    assertThat(found(board, Map.of())).isEqualTo("三#1 4.1#1 4.1.1#1 4.10#1");
  }

  @Test
  void what_is_not_released_is_not_found_by_its_state() {
    var board = SmallBoard.filled().notReleased("4.1.1#1");
    assertThat(found(board, Map.of("state", "ON_RECORD"))).isEmpty();
    assertThat(found(board, Map.of("party", "LA"))).isEmpty();
    assertThat(found(board, Map.of("year", "2026"))).isEmpty();
    assertThat(found(board, Map.of("tag", "SDG13"))).isEqualTo("4.1.1#1");
  }

  @ParameterizedTest
  @CsvSource({"kind, promise", "state, FINE", "party, XX", "year, 26", "year, 20266", "year, x"})
  void a_value_that_is_none_is_refused_by_name(String field, String value) {
    assertThatExceptionOfType(PlanProblem.BadFields.class)
        .isThrownBy(() -> filter(Map.of(field, value)))
        .satisfies(p -> assertThat(p.fields().getFirst().field()).isEqualTo(field));
  }
}
