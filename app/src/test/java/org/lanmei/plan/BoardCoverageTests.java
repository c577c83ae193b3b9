package org.lanmei.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lanmei.kernel.Party;

/** {@link Coverage} counts commitments, not pieces of evidence. */
class BoardCoverageTests {

  private static Coverage coverage(SmallBoard board, String by) {
    return Coverage.of(board.on(SmallBoard.ON), by);
  }

  private static Map<String, Integer> cells(Coverage coverage, String clause) {
    return coverage.lines().stream()
        .filter(l -> l.clause().number().equals(clause))
        .findFirst()
        .orElseThrow()
        .cells();
  }

  @Test
  void by_year() {
    var coverage = coverage(SmallBoard.filled(), "year");
    assertThat(coverage.heads()).extracting(Coverage.Head::key).containsExactly("2024", "2026");
    assertThat(cells(coverage, "三")).isEqualTo(Map.of("2024", 1));
    assertThat(cells(coverage, "4.1.1")).isEqualTo(Map.of("2026", 1));
    assertThat(cells(coverage, "4.10")).isEmpty();
  }

  @Test
  void by_party_all_six_are_heads() {
    var coverage = coverage(SmallBoard.filled(), "PARTY");
    assertThat(coverage.heads())
        .extracting(Coverage.Head::key)
        .containsExactly("KH", "CN", "LA", "MM", "TH", "VN");
    assertThat(cells(coverage, "三")).hasSize(6);
    assertThat(cells(coverage, "4.1.1")).isEqualTo(Map.of("LA", 1));
  }

  @Test
  void by_kind_of_evidence() {
    var coverage = coverage(SmallBoard.filled(), "kind");
    assertThat(cells(coverage, "三")).isEqualTo(Map.of("plan.fact.delivered", 1));
    assertThat(cells(coverage, "4.1.1")).isEqualTo(Map.of("plan.fact.occurred", 1));
  }

  @Test
  void two_records_of_one_commitment_count_once() {
    var board =
        SmallBoard.filled()
            .say("4.1.1#1", Set.of(Party.LA), LocalDate.of(2026, 4, 2), new Fact.Occurred(true));
    assertThat(cells(coverage(board, "year"), "4.1.1")).isEqualTo(Map.of("2026", 1));
  }

  @Test
  void clauses_without_commitments_of_their_own_have_no_line() {
    var coverage = coverage(SmallBoard.filled(), "year");
    assertThat(coverage.lines())
        .extracting(l -> l.clause().number())
        .containsExactly("三", "4.1", "4.1.1", "4.10");
    assertThat(coverage.lines()).extracting(Coverage.Line::commitments).containsOnly(1);
  }

  @Test
  void what_is_not_released_is_not_counted() {
    var coverage = coverage(SmallBoard.filled().notReleased("4.1.1#1"), "year");
    assertThat(cells(coverage, "4.1.1")).isEmpty();
    assertThat(coverage.heads()).extracting(Coverage.Head::key).containsExactly("2024");
  }

  @Test
  void another_way_to_count_is_refused() {
    assertThatExceptionOfType(PlanProblem.BadFields.class)
        .isThrownBy(() -> coverage(SmallBoard.filled(), "score"));
  }
}
