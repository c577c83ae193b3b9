package org.lanmei.site;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.function.Function;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.poi.ss.SpreadsheetVersion;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * A table as CSV (UTF-8 with a mark for spreadsheets, RFC 4180) or XLSX: the same columns as on the
 * page.
 */
public final class Export {

  private static final MediaType CSV = MediaType.parseMediaType("text/csv;charset=UTF-8");
  private static final MediaType XLSX =
      MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

  private Export() {}

  /**
   * @param value a string, number, date or null for one row
   */
  public record Column<T>(String heading, Function<T, @Nullable Object> value) {}

  public static <T> ResponseEntity<byte[]> csv(String name, List<Column<T>> columns, List<T> rows) {
    var out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
    try (var printer =
        new CSVPrinter(new OutputStreamWriter(out, StandardCharsets.UTF_8), CSVFormat.RFC4180)) {
      printer.printRecord(columns.stream().map(c -> harmless(c.heading())).toList());
      for (T row : rows) {
        printer.printRecord(columns.stream().map(c -> harmless(c.value().apply(row))).toList());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return download(name + ".csv", CSV, out.toByteArray());
  }

  public static <T> ResponseEntity<byte[]> xlsx(
      String name, List<Column<T>> columns, List<T> rows) {
    var out = new ByteArrayOutputStream();
    try (var book = new SXSSFWorkbook(100)) {
      var sheet = book.createSheet(name);
      sheet.createFreezePane(0, 1);
      var bold = book.createCellStyle();
      var font = book.createFont();
      font.setBold(true);
      bold.setFont(font);
      var dates = book.createCellStyle();
      dates.setDataFormat(book.createDataFormat().getFormat("yyyy-mm-dd"));
      var head = sheet.createRow(0);
      for (int c = 0; c < columns.size(); c++) {
        var cell = head.createCell(c);
        cell.setCellValue(columns.get(c).heading());
        cell.setCellStyle(bold);
        sheet.setColumnWidth(c, 24 * 256);
      }
      for (int r = 0; r < rows.size(); r++) {
        var row = sheet.createRow(r + 1);
        for (int c = 0; c < columns.size(); c++) {
          Object value = columns.get(c).value().apply(rows.get(r));
          if (value == null) continue;
          var cell = row.createCell(c);
          fill(cell, value);
          if (value instanceof LocalDate) cell.setCellStyle(dates);
        }
      }
      book.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return download(name + ".xlsx", XLSX, out.toByteArray());
  }

  private static void fill(Cell cell, Object value) {
    switch (value) {
      case Number number -> cell.setCellValue(number.doubleValue());
      case LocalDate date ->
          cell.setCellValue(Date.from(date.atStartOfDay(ZoneOffset.UTC).toInstant()));
      default -> cell.setCellValue(cut(value.toString()));
    }
  }

  /** A spreadsheet's cell holds so much and no more. */
  private static String cut(String text) {
    int most = SpreadsheetVersion.EXCEL2007.getMaxTextLength();
    return text.length() <= most ? text : text.substring(0, most - 1) + "…";
  }

  /** A text that a spreadsheet would run as a formula gets an apostrophe in front. */
  private static @Nullable Object harmless(@Nullable Object value) {
    if (value instanceof String text
        && !text.isEmpty()
        && "=+-@\t\r".indexOf(text.charAt(0)) >= 0) {
      return "'" + text;
    }
    return value;
  }

  private static ResponseEntity<byte[]> download(String name, MediaType type, byte[] body) {
    return ResponseEntity.ok()
        .contentType(type)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename(name).build().toString())
        .body(body);
  }
}
