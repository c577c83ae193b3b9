package org.lanmei;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.lanmei.parties.Cast;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * {@code docs/coverage.csv} says of every row of the checklist how far it is: what it names exists.
 */
@SiteTest
class CoverageTests {

  private static final Path FILE = Path.of("..", "docs", "coverage.csv");
  private static final int ROWS = 354;

  @Autowired Cast cast;

  record Row(String id, String state, String path, String test) {}

  @Test
  void every_row_of_the_checklist_is_there_once_in_order() throws IOException {
    assertThat(rows().stream().map(Row::id))
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, ROWS).mapToObj("S%03d"::formatted).toList());
  }

  @Test
  void what_works_or_partly_works_names_a_page_that_opens_and_a_test_that_exists()
      throws IOException {
    var soft = new SoftAssertions();
    var officer = cast.signedIn("secretariat.la");
    var opened = new HashSet<String>();
    for (Row row : rows()) {
      soft.assertThat(row.state()).as(row.id()).isIn("works", "partly", "not yet");
      if (row.state().equals("not yet")) {
        soft.assertThat(row.path() + row.test()).as(row.id()).isEmpty();
        continue;
      }
      if (opened.add(row.path())) {
        soft.assertThat(officer.get(row.path()).statusCode()).as(row.toString()).isEqualTo(200);
      }
      Path test = Path.of("src/test/java", row.test().replace('.', '/') + ".java");
      soft.assertThat(Files.exists(test)).as(row.toString()).isTrue();
    }
    soft.assertAll();
  }

  private static List<Row> rows() throws IOException {
    var lines = Files.readAllLines(FILE);
    assertThat(lines.getFirst()).isEqualTo("id,state,path,test");
    return lines.stream()
        .skip(1)
        .map(line -> line.split(",", -1))
        .map(cells -> new Row(cells[0], cells[1], cells[2], cells[3]))
        .toList();
  }
}
