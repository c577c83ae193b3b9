package org.lanmei.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.lanmei.SiteTest;
import org.lanmei.kernel.Caller;
import org.springframework.beans.factory.annotation.Autowired;

/** The worked example releases the whole register: everybody sees every state, as an example. */
@SiteTest
class ReleasedTests {

  @Autowired Boards boards;

  @Test
  void the_public_sees_every_state_and_that_it_is_an_example() {
    var board = boards.main(Caller.ANONYMOUS, Boards.Question.NOW);
    assertThat(board.rows()).hasSize(268).allMatch(row -> row.assessment().isPresent());
    assertThat(board.example()).isTrue();
    assertThat(board.evidence().values()).anyMatch(e -> e.example() && e.by().size() == 1);
  }
}
