package org.lanmei.plan;

import java.util.HashMap;
import java.util.Map;
import org.lanmei.plan.document.Clause;
import org.lanmei.plan.document.PlanDocument;
import org.lanmei.plan.document.Sentence;

/** The sentences of a document by their own ids. */
final class SentenceIndex {

  private SentenceIndex() {}

  static Map<CommitmentId, Sentence> of(PlanDocument document) {
    var index = new HashMap<CommitmentId, Sentence>();
    for (Clause clause : document.clauses()) {
      for (Sentence sentence : clause.sentences()) index.put(clause.id(sentence), sentence);
    }
    return index;
  }
}
