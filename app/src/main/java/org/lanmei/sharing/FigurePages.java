package org.lanmei.sharing;

import java.net.URI;
import org.lanmei.kernel.Caller;
import org.lanmei.kernel.Seq;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Where a figure that became evidence comes from, for those who may know of its agreement. */
@Controller
class FigurePages {

  private final Measurements measurements;
  private final Agreements agreements;

  FigurePages(Measurements measurements, Agreements agreements) {
    this.measurements = measurements;
    this.agreements = agreements;
  }

  @GetMapping("/sharing/figures/{seq}")
  ResponseEntity<Void> figure(Caller caller, @PathVariable long seq) {
    var unknown = new SharingProblem.UnknownAgreement(Long.toString(seq));
    if (seq < 1) throw unknown;
    var figure = measurements.find(new Seq(seq)).orElseThrow(() -> unknown);
    try {
      agreements.find(caller, figure.agreement());
    } catch (SharingProblem.UnknownAgreement e) {
      throw unknown;
    }
    return ResponseEntity.status(303)
        .location(
            URI.create("/sharing/" + figure.agreement() + "/scoreboard?period=" + figure.from()))
        .build();
  }
}
