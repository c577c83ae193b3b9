package org.lanmei.plan.assessment;

import java.util.ArrayList;
import java.util.List;
import org.lanmei.kernel.Message;
import org.lanmei.plan.Entry.Asserted;
import org.lanmei.plan.Fact;

/**
 * What can fill a regular period: regular meetings, counted from their opening day whether in one
 * place or by video, and documents received.
 */
final class Fillers {

  private Fillers() {}

  /** Those up to the day asked about, oldest first; special meetings and later ones set aside. */
  static List<Asserted> of(Ledger ledger, Frame frame, Weighing weighing) {
    var fillers = new ArrayList<Asserted>();
    for (Asserted e : ledger.counting()) {
      switch (e.fact()) {
        case Fact.Occurred(boolean regular) when !regular ->
            weighing.setAside(e, Say.notCounted("special"));
        case Fact.Occurred _, Fact.Delivered _ -> {
          if (frame.isAhead(e.when().from())) weighing.setAside(e, ahead(frame));
          else fillers.add(e);
        }
        default -> {}
      }
    }
    return fillers;
  }

  static Message ahead(Frame frame) {
    return Say.notCounted("ahead", frame.on());
  }
}
