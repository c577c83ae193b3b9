package org.lanmei.plan;

import java.util.Arrays;
import java.util.Optional;
import org.lanmei.kernel.Caller;
import org.lanmei.kernel.Seq;
import org.lanmei.log.RecordSource;
import org.springframework.stereotype.Component;

/** Shows what was said about evidence, with its proof, to those who may see the evidence. */
@Component
class EvidenceRecords implements RecordSource {

  private final FiledEvidence filed;
  private final Boards boards;

  EvidenceRecords(FiledEvidence filed, Boards boards) {
    this.filed = filed;
    this.boards = boards;
  }

  @Override
  public boolean keeps(String kind) {
    return kind.equals("plan.evidence");
  }

  @Override
  public Optional<byte[]> content(Caller caller, Seq place) {
    return filed
        .saidAt(place)
        .filter(said -> seesAll(caller, place, said))
        .map(FiledEvidence.Said::content);
  }

  /** Some see of an entry only the subjects that are released: a proof shows all or nothing. */
  private boolean seesAll(Caller caller, Seq place, FiledEvidence.Said said) {
    return boards.about(said.evidence(), caller).stream()
        .filter(entry -> entry.seq().equals(place))
        .anyMatch(entry -> Arrays.equals(filed.canonical(entry), said.content()));
  }
}
