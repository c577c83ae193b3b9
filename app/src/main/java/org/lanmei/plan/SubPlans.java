package org.lanmei.plan;

import java.util.List;
import java.util.Map;
import org.lanmei.kernel.Caller;
import org.springframework.stereotype.Component;

/** The registers of their own that report upward to a commitment of the plan. */
@Component
class SubPlans {

  private final Registers registers;
  private final Boards boards;

  SubPlans(Registers registers, Boards boards) {
    this.registers = registers;
    this.boards = boards;
  }

  List<PlanView.SubPlan> of(String plan, Caller caller) {
    return registers.reportingTo(plan).stream().map(r -> subPlan(r, caller)).toList();
  }

  List<PlanView.SubPlan> reportingTo(String plan, CommitmentId commitment, Caller caller) {
    return registers.reportingTo(plan).stream()
        .filter(r -> r.head().parent() != null && r.head().parent().commitment().equals(commitment))
        .map(r -> subPlan(r, caller))
        .toList();
  }

  private PlanView.SubPlan subPlan(Register register, Caller caller) {
    if (register.size() == 0) return new PlanView.SubPlan(register.head(), 0, Map.of());
    var rows = boards.of(register, caller, Boards.Question.NOW).rows();
    return new PlanView.SubPlan(register.head(), rows.size(), PlanView.tally(rows));
  }
}
