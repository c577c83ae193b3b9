package org.lanmei.water.intake;

import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lanmei.water.intake.TableReader.Row;

/**
 * Where the table in a file is: its delimiter, its headings, its first row.
 *
 * @param headerLine 0 = there is none
 * @param columns the headings, made unique; column-1, column-2 … without a header
 * @param preamble lines above the headings, and between them and the data
 * @param units the row of units below the headings, cell by cell; empty = none
 */
record TableShape(
    char delimiter,
    long headerLine,
    long firstRow,
    List<String> columns,
    List<Row> preamble,
    List<String> units) {

  private static final int SAMPLE = 300;
  private static final char[] DELIMITERS = {'\t', ';', ',', '|'};
  static final int MOST_COLUMNS = 2_000;

  /**
   * @throws IntakeProblem.NotATable when no delimiter makes rows with a stamp and a number of it
   */
  static TableShape find(Content content, Charset charset) throws IOException {
    TableShape best = null;
    double most = 0;
    IntakeProblem.UnclosedQuote unclosed = null;
    for (char delimiter : DELIMITERS) {
      var rows = new ArrayList<Row>();
      try {
        TableReader.read(
            content,
            charset,
            delimiter,
            row -> {
              rows.add(row);
              return rows.size() < SAMPLE;
            });
      } catch (IntakeProblem.UnclosedQuote e) {
        unclosed = e;
      }
      int width = modalWidth(rows);
      if (width < 2 || width > MOST_COLUMNS) continue;
      double score = score(rows, width);
      var shape = score > most ? shape(rows, width, delimiter) : null;
      if (shape != null) {
        most = score;
        best = shape;
      }
    }
    if (best == null && unclosed != null) throw unclosed;
    if (best == null) throw new IntakeProblem.NotATable();
    return best;
  }

  private static int modalWidth(List<Row> rows) {
    var counts = new HashMap<Integer, Integer>();
    for (Row row : rows) {
      if (!row.isNothing()) counts.merge(row.cells().length, 1, Integer::sum);
    }
    int modal = 0;
    int most = 0;
    for (Map.Entry<Integer, Integer> entry : counts.entrySet()) {
      if (entry.getValue() > most || (entry.getValue() == most && entry.getKey() > modal)) {
        modal = entry.getKey();
        most = entry.getValue();
      }
    }
    return modal;
  }

  private static double score(List<Row> rows, int width) {
    int all = 0;
    int wide = 0;
    var stamps = new int[width];
    var numbers = new int[width];
    for (Row row : rows) {
      if (row.isNothing()) continue;
      all++;
      if (row.cells().length != width) continue;
      wide++;
      for (int i = 0; i < width; i++) {
        String cell = row.cells()[i];
        if (RawStamp.parse(cell) != null) stamps[i]++;
        else if (isNumber(cell)) numbers[i]++;
      }
    }
    double stamped = 0;
    double numbered = 0;
    for (int i = 0; i < width; i++) {
      stamped = Math.max(stamped, (double) stamps[i] / wide);
      numbered = Math.max(numbered, (double) numbers[i] / wide);
    }
    return (double) wide / all + stamped + numbered + (stamped > 0.5 && numbered > 0.3 ? 2 : 0);
  }

  static boolean isNumber(String cell) {
    String plain = Digits.latin(cell);
    return NumberReading.number(plain, false) != null || NumberReading.number(plain, true) != null;
  }

  private static boolean isData(Row row, int width) {
    int numbers = 0;
    int words = 0;
    for (String cell : row.cells()) {
      if (RawStamp.parse(cell) != null) return true;
      if (isNumber(cell)) numbers++;
      else if (!cell.isEmpty()) words++;
    }
    return row.cells().length == width && numbers > 0 && numbers > words;
  }

  private static @Nullable TableShape shape(List<Row> rows, int width, char delimiter) {
    int first = 0;
    while (first < rows.size()
        && (rows.get(first).isNothing()
            || rows.get(first).cells().length != width
            || !isData(rows.get(first), width))) {
      first++;
    }
    if (first == rows.size()) return null;
    int header = -1;
    for (int i = first - 1; i >= 0 && i >= first - 2; i--) {
      Row row = rows.get(i);
      if (row.cells().length < width - 1 || row.cells().length > width || row.isNothing()) break;
      header = i;
    }
    List<String> units = List.of();
    if (header >= 0 && header == first - 2) {
      Row below = rows.get(first - 1);
      if (isUnits(below)) units = List.of(below.cells());
      else header = first - 1;
    }
    var preamble = new ArrayList<Row>();
    for (int i = 0; i < first; i++) if (i != header) preamble.add(rows.get(i));
    return new TableShape(
        delimiter,
        header < 0 ? 0 : rows.get(header).line(),
        rows.get(first).line(),
        columns(header < 0 ? null : rows.get(header), width),
        preamble,
        units);
  }

  private static boolean isUnits(Row row) {
    for (String cell : row.cells()) {
      String bare = cell.replaceAll("[\\(\\)\\[\\]]", "");
      if (!bare.isEmpty() && Unit.named(bare).isPresent()) return true;
    }
    return false;
  }

  static List<String> columns(@Nullable Row header, int width) {
    var columns = new ArrayList<String>();
    var taken = new HashSet<String>();
    for (int i = 0; i < width; i++) {
      String name = header == null ? "" : header.cell(i);
      if (name.isEmpty()) name = "column-" + (i + 1);
      if (name.length() > 120) name = name.substring(0, 120);
      String unique = name;
      for (int n = 2; !taken.add(unique); n++) unique = name + " #" + n;
      columns.add(unique);
    }
    return columns;
  }
}
