package org.lanmei.water.intake;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Goes through the rows of a table, one in memory at a time. */
final class TableReader {

  private static final int LONGEST_CELL_LINES = 20;
  private static final char MARK = '\ufeff';

  private TableReader() {}

  /**
   * @param line on which the row begins, counted from 1
   * @param cells stripped of the white space around them
   */
  @SuppressWarnings("ArrayRecordComponent") // one a row of the file, compared by nobody
  record Row(long line, String[] cells) {

    String cell(int column) {
      return column < cells.length ? cells[column] : "";
    }

    /** A comment, or nothing at all. */
    boolean isNothing() {
      if (cells[0].startsWith("#")) return true;
      for (String cell : cells) if (!cell.isEmpty()) return false;
      return true;
    }

    /** The row as it stood there, roughly: for showing. */
    String text(char delimiter) {
      return String.join(delimiter == '\t' ? " \u2192 " : delimiter + " ", cells);
    }
  }

  /** Is handed each row; the reading ends when it answers false. */
  interface Each {
    boolean row(Row row);
  }

  /**
   * @throws IntakeProblem.UnclosedQuote when a quoted cell does not end
   */
  static void read(Content content, Charset charset, char delimiter, Each each) throws IOException {
    var format =
        CSVFormat.DEFAULT
            .builder()
            .setDelimiter(delimiter)
            .setIgnoreEmptyLines(false)
            .setTrailingData(true)
            .setLenientEof(true)
            .get();
    try (Reader text = reader(content, charset);
        CSVParser parser = CSVParser.builder().setReader(text).setFormat(format).get()) {
      var records = parser.iterator();
      long before = 0;
      while (records.hasNext()) {
        CSVRecord record = records.next();
        long after = parser.getCurrentLineNumber();
        if (after - before > LONGEST_CELL_LINES) throw new IntakeProblem.UnclosedQuote(before + 1);
        if (!each.row(new Row(before + 1, cells(record)))) return;
        before = after;
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static String[] cells(CSVRecord record) {
    String[] cells = record.values();
    for (int i = 0; i < cells.length; i++) cells[i] = cells[i].strip();
    return cells;
  }

  /** Characters that cannot be are shown as such; a byte order mark is left out. */
  static Reader reader(Content content, Charset charset) throws IOException {
    var decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    var reader = new BufferedReader(new InputStreamReader(content.open(), decoder), 1 << 16);
    reader.mark(1);
    if (reader.read() != MARK) reader.reset();
    return reader;
  }
}
