package org.lanmei.plan.document;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lanmei.plan.CommitmentId;

/**
 * One heading of a plan and the sentences that stand directly under it.
 *
 * @param number in one form for all ways of writing it: 四、 is {@code 四}, （一） is {@code (一)}, ４．１．
 *     is {@code 4.1}; blank when the heading has none
 * @param written the number as the document writes it; blank when it has none
 * @param address unique in the document, the clause of a {@link CommitmentId}: the number, after
 *     the parent's where the number does not say it by itself ({@code 4.1.1}, {@code 三(一)}); where
 *     there is no number, the heading's place
 * @param title blank when the paragraph begins with a number and goes straight on
 * @param depth from 1
 * @param parent address of the clause above; null at the top
 * @param sentences in the order of the document; empty when only clauses follow
 * @param line of the heading, or of the first sentence where the heading is missing
 * @param missing true for text before the first heading: the heading is not in the document
 */
public record Clause(
    String number,
    String written,
    String address,
    String title,
    int depth,
    @Nullable String parent,
    List<Sentence> sentences,
    int line,
    boolean missing) {

  public Clause {
    sentences = List.copyOf(sentences);
  }

  /** What {@code sentence} is called as a commitment. */
  public CommitmentId id(Sentence sentence) {
    return new CommitmentId(address, sentence.number());
  }
}
