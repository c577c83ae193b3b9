package org.lanmei.sharing;

import java.util.List;
import java.util.Map;
import org.lanmei.kernel.Caller;
import org.springframework.boot.test.context.TestComponent;

/** Terms that let out daily means in place of the values. */
@TestComponent
public class Coarser {

  private final Agreements agreements;

  Coarser(Agreements agreements) {
    this.agreements = agreements;
  }

  /** Begun, tabled and adopted by both. */
  public void dailyMeans(Caller provider, Caller receiver, String station) {
    var line =
        new TermsForm.LineForm(
            List.of(station),
            List.of("water-level"),
            "",
            "",
            "UTC+7",
            "",
            List.of(),
            "",
            "daily-mean",
            "");
    var form =
        new TermsForm(
            Map.of("en", "Daily means"),
            List.of(receiver.party().name()),
            List.of(line),
            "A test",
            "no",
            "parties",
            "A ministry",
            "Test 1/2020",
            "2020-01-01",
            "2020-01-01",
            "");
    String id = agreements.begin(provider, "daily-means", form);
    agreements.table(provider, id);
    agreements.adopt(provider, id, 1);
    agreements.adopt(receiver, id, 1);
  }
}
