package org.lanmei.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanmei.site.Export.Column;

class ExportTests {

  private static List<Column<List<Object>>> columns(String... headings) {
    var columns = new ArrayList<Column<List<Object>>>();
    for (int c = 0; c < headings.length; c++) {
      int at = c;
      columns.add(new Column<>(headings[c], row -> row.get(at)));
    }
    return columns;
  }

  private static List<List<String>> csv(List<Column<List<Object>>> columns, List<List<Object>> rows)
      throws IOException {
    byte[] body = Export.csv("t", columns, rows).getBody();
    assertThat(body).startsWith(0xEF, 0xBB, 0xBF);
    String text = new String(body, 3, body.length - 3, StandardCharsets.UTF_8);
    try (var parser = CSVParser.parse(text, CSVFormat.RFC4180)) {
      return parser.getRecords().stream().map(r -> r.stream().toList()).toList();
    }
  }

  private static XSSFWorkbook xlsx(List<Column<List<Object>>> columns, List<Object> row)
      throws IOException {
    return new XSSFWorkbook(
        new ByteArrayInputStream(Export.xlsx("t", columns, List.of(row)).getBody()));
  }

  private static List<Object> of(Object... cells) {
    return Arrays.asList(cells);
  }

  @Test
  void csv_keeps_every_text_as_it_is() throws IOException {
    assertThat(
            csv(
                columns("Text", "Number", "Day", "Nothing"),
                List.of(of("a, \"b\"\nຄ 水", 12, LocalDate.of(2023, 12, 25), null))))
        .containsExactly(
            List.of("Text", "Number", "Day", "Nothing"),
            List.of("a, \"b\"\nຄ 水", "12", "2023-12-25", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=HYPERLINK(\"https://x\",\"y\")"})
  void a_text_is_never_a_formula(String text) throws IOException {
    assertThat(csv(columns("H"), List.of(of(text))).get(1).getFirst()).isEqualTo("'" + text);
    try (var book = xlsx(columns("H"), of(text))) {
      assertThat(book.getSheetAt(0).getRow(1).getCell(0).getCellType()).isEqualTo(CellType.STRING);
    }
  }

  @Test
  void a_heading_is_no_formula_either_and_a_number_below_zero_is_a_number() throws IOException {
    assertThat(csv(columns("=cmd"), List.of(of(-5))))
        .containsExactly(List.of("'=cmd"), List.of("-5"));
  }

  @Test
  void xlsx_has_numbers_and_dates_as_what_they_are() throws IOException {
    try (var book =
        xlsx(
            columns("Text", "Number", "Day", "Nothing"),
            of("ຄ 水", 12, LocalDate.of(2023, 12, 25), null))) {
      var row = book.getSheetAt(0).getRow(1);
      assertThat(row.getCell(0).getStringCellValue()).isEqualTo("ຄ 水");
      assertThat(row.getCell(1).getNumericCellValue()).isEqualTo(12);
      assertThat(DateUtil.isCellDateFormatted(row.getCell(2))).isTrue();
      assertThat(row.getCell(2).getLocalDateTimeCellValue().toLocalDate())
          .isEqualTo(LocalDate.of(2023, 12, 25));
      assertThat(row.getCell(3)).isNull();
    }
  }

  @Test
  void a_text_longer_than_a_cell_can_hold_is_cut_and_not_refused() throws IOException {
    try (var book = xlsx(columns("H"), of("水".repeat(40_000)))) {
      assertThat(book.getSheetAt(0).getRow(1).getCell(0).getStringCellValue())
          .hasSizeLessThanOrEqualTo(32_767)
          .endsWith("…");
    }
  }

  @Test
  void an_empty_table_has_its_headings() throws IOException {
    assertThat(csv(columns("A", "B"), List.of())).containsExactly(List.of("A", "B"));
  }
}
