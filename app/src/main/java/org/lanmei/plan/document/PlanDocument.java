package org.lanmei.plan.document;

import java.util.List;
import java.util.Optional;
import org.lanmei.kernel.Message;

/**
 * A plan as it stands in a file: its clauses and their sentences.
 *
 * @param format what the file is, by its content
 * @param charset name of the character encoding; {@code UTF-8} for DOCX
 * @param script of most letters
 * @param title lines before the first sentence that are no heading; blank when there are none
 * @param clauses in the order of the document, parents before children; never empty
 * @param notes what a person should know of how it was read
 */
public record PlanDocument(
    Format format,
    String charset,
    Script script,
    String title,
    List<Clause> clauses,
    List<Message> notes) {

  public PlanDocument {
    clauses = List.copyOf(clauses);
    notes = List.copyOf(notes);
  }

  /**
   * Reads a file. The content decides what it is; the name only tells HTML from plain text where
   * the content does not.
   *
   * @param fileName as the sender calls it, with or without a folder
   * @throws UnreadableDocument when it cannot be read as a plan, saying why and where
   */
  public static PlanDocument read(String fileName, byte[] bytes) {
    return Reader.read(fileName, bytes);
  }

  /** The clause of that address. */
  public Optional<Clause> clause(String address) {
    return clauses.stream().filter(c -> c.address().equals(address)).findFirst();
  }

  /** How many sentences all clauses have together. */
  public int sentenceCount() {
    return clauses.stream().mapToInt(c -> c.sentences().size()).sum();
  }
}
