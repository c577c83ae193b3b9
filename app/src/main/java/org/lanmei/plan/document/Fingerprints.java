package org.lanmei.plan.document;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.lanmei.plan.CommitmentId;

/**
 * The fingerprints of a plan's headings and sentences: enough to recognise each sentence in any
 * copy of the plan, not enough to read it.
 *
 * <p>As text: one line each, {@code id,role,exact,form,sketch}, in the order of the plan. Role
 * {@code c} is a sentence that is a commitment, {@code n} one that is not counted, {@code h1} to
 * {@code h9} a heading with its depth; a heading the plan's document lacks has no further columns.
 * Lines that begin with # say what it is.
 *
 * @param clauses in the order of the plan, parents before children
 */
public record Fingerprints(List<Heading> clauses) {

  private static final String COLUMNS = "id,role,exact,form,sketch";

  /**
   * A clause.
   *
   * @param depth from 1
   * @param title null when the plan's document lacks the heading
   * @param lines its sentences in their order
   */
  public record Heading(String address, int depth, @Nullable Fingerprint title, List<Line> lines) {
    public Heading {
      lines = List.copyOf(lines);
    }
  }

  /**
   * A sentence.
   *
   * @param counted whether it is a commitment
   */
  public record Line(CommitmentId id, boolean counted, Fingerprint print) {}

  public Fingerprints {
    clauses = List.copyOf(clauses);
  }

  /**
   * The register that is shipped for a plan.
   *
   * @param plan key of the plan, such as {@code lmc-2023-2027}
   * @throws IllegalArgumentException when none is shipped for it
   */
  public static Fingerprints shipped(String plan) {
    var in = Fingerprints.class.getResourceAsStream("/register/" + plan + ".fingerprints.csv");
    if (in == null) throw new IllegalArgumentException("no fingerprints of " + plan);
    try (var reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      return load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException when it is nothing of the kind, naming the line
   */
  public static Fingerprints load(Reader text) throws IOException {
    var clauses = new ArrayList<Heading>();
    var in = new BufferedReader(text);
    String columns = in.readLine();
    while (columns != null && columns.startsWith("#")) columns = in.readLine();
    if (!COLUMNS.equals(columns)) throw new IllegalArgumentException("not " + COLUMNS);
    var lines = new ArrayList<Line>();
    Heading open = null;
    for (String row = in.readLine(); row != null; row = in.readLine()) {
      String[] cells = row.split(",", -1);
      if (cells.length != 5 || !cells[1].matches("[cn]|h[1-9]")) {
        throw new IllegalArgumentException(row);
      }
      boolean heading = cells[1].startsWith("h");
      if (!heading && open == null) throw new IllegalArgumentException(row);
      Fingerprint print =
          heading && cells[2].isEmpty() ? null : Fingerprint.decoded(cells[2], cells[3], cells[4]);
      if (heading) {
        if (open != null) clauses.add(with(open, lines));
        lines.clear();
        open = new Heading(cells[0], cells[1].charAt(1) - '0', print, List.of());
      } else {
        var id = CommitmentId.of(cells[0]);
        lines.add(new Line(id, cells[1].equals("c"), Objects.requireNonNull(print)));
      }
    }
    if (open != null) clauses.add(with(open, lines));
    return new Fingerprints(clauses);
  }

  private static Heading with(Heading open, List<Line> lines) {
    return new Heading(open.address(), open.depth(), open.title(), lines);
  }

  /**
   * Takes the fingerprints of a document.
   *
   * @param counted which sentences are commitments
   */
  public static Fingerprints of(PlanDocument document, Predicate<CommitmentId> counted) {
    var clauses = new ArrayList<Heading>();
    for (Clause c : document.clauses()) {
      var lines = new ArrayList<Line>();
      for (Sentence s : c.sentences()) {
        CommitmentId id = c.id(s);
        lines.add(new Line(id, counted.test(id), Fingerprint.of(s.text())));
      }
      Fingerprint title = c.title().isBlank() ? null : Fingerprint.of(c.title());
      clauses.add(new Heading(c.address(), Math.min(9, c.depth()), title, lines));
    }
    return new Fingerprints(clauses);
  }

  /** Writes the text form; {@code about} becomes its first lines. */
  public void write(Appendable out, String... about) throws IOException {
    for (String line : about) out.append("# ").append(line).append('\n');
    out.append(COLUMNS).append('\n');
    for (Heading h : clauses) {
      out.append(h.address()).append(",h").append((char) ('0' + h.depth())).append(',');
      out.append(h.title() == null ? ",," : h.title().encoded()).append('\n');
      for (Line l : h.lines()) {
        out.append(l.id().toString()).append(l.counted() ? ",c," : ",n,");
        out.append(l.print().encoded()).append('\n');
      }
    }
  }

  /** How many sentences are commitments. */
  public int commitments() {
    return (int) clauses.stream().flatMap(c -> c.lines().stream()).filter(Line::counted).count();
  }
}
